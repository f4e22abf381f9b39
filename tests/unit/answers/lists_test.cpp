#include <set>

#include "bed.h"

namespace stemma::answers {
namespace {

using namespace testing;
using Query = std::vector<std::pair<std::string, std::string>>;

using Lists = Example;

TEST_F(Lists, PagesAddUpToTheWholeListInEveryOrder) {
  for (const char* sort : {"contested", "fragile", "reported", "newest", "label"}) {
    const auto whole = get(s(), "/claims", {{"sort", sort}, {"limit", "500"}});
    ASSERT_EQ(whole["items"].size(), whole["total"].get<std::size_t>());
    std::vector<std::string> ids;
    std::set<std::string> once;
    for (const auto& c : whole["items"]) once.insert(c["id"]);
    EXPECT_EQ(once.size(), whole["items"].size());
    for (std::size_t at = 0; at < whole["items"].size(); at += 7) {
      const auto page = get(s(), "/claims", {{"sort", sort}, {"limit", "7"}, {"offset", std::to_string(at)}});
      for (std::size_t i = 0; i < page["items"].size(); ++i) EXPECT_EQ(page["items"][i], whole["items"][at + i]);
      EXPECT_EQ(page["total"], whole["total"]);
      EXPECT_EQ(page["facets"], whole["facets"]);
    }
  }
}

TEST_F(Lists, OrdersAreWhatTheySay) {
  const auto falls = [&](const char* sort, const char* key) {
    const auto items = get(s(), "/claims", {{"sort", sort}, {"limit", "500"}})["items"];
    const auto by = [&](std::size_t i) { return items[i][key].is_string() ? Json(items[i][key].get<std::string>().substr(0, 10)) : items[i][key]; };  // by its day
    for (std::size_t i = 1; i < items.size(); ++i) EXPECT_GE(by(i - 1), by(i)) << sort;
    EXPECT_GT(by(0), by(items.size() - 1));
  };
  falls("contested", "contested");
  falls("fragile", "fragile");
  falls("reported", "reported_by");
  falls("newest", "last");
}

TEST_F(Lists, AFacetCountsWhatItsFilterLeaves) {
  for (const Query& others : {Query{}, Query{{"status", "denied"}}, Query{{"q", "ministry"}}}) {
    const auto facets = get(s(), "/claims", others)["facets"];
    std::size_t tried = 0;
    for (const char* name : {"status", "outlet", "agent", "root_kind"})
      for (const auto& row : facets[name]) {
        Query q{{"limit", "1"}, {name, row["value"]}};
        for (const auto& x : others)
          if (x.first != name) q.push_back(x);
        EXPECT_EQ(get(s(), "/claims", q)["total"], row["count"]) << name << " " << row["value"];
        ++tried;
      }
    for (const auto& row : facets["month"]) {
      Query q{{"limit", "1"}, {"from", row["value"]}, {"to", row["value"]}};
      q.insert(q.end(), others.begin(), others.end());
      EXPECT_EQ(get(s(), "/claims", q)["total"], row["count"]) << row["value"];
    }
    EXPECT_GT(tried, 10U);
  }
}

TEST_F(Lists, AFacetIsNotCountedByItself) {
  const auto all = get(s(), "/claims")["facets"]["outlet"];
  const auto one = get(s(), "/claims", {{"outlet", all[0]["value"]}})["facets"]["outlet"];
  EXPECT_EQ(one, all);  // what else could be chosen instead
}

TEST_F(Lists, StatusesHoldForWhatTheyList) {
  for (const auto& c : Json(get(s(), "/claims", {{"status", "contested"}, {"limit", "500"}})["items"])) {
    const auto& n = c["independent"];
    EXPECT_GT(n["supporting"].get<int>() + n["supporting_unknown"].get<int>(), 0);
    EXPECT_GT(n["denying"].get<int>() + n["denying_unknown"].get<int>(), 0);
    EXPECT_GT(c["contested"].get<int>(), 0);
  }
  for (const auto& c : Json(get(s(), "/claims", {{"status", "fragile"}, {"limit", "500"}})["items"])) EXPECT_GE(c["reported_by"].get<int>(), 3);
  EXPECT_EQ(get(s(), "/claims", {{"status", "decided"}})["total"], 0);
}

TEST_F(Lists, WordsAreFoundFoldedAndFromTheirBeginning) {
  const auto found = [&](const char* q) { return get(s(), "/claims", {{"q", q}})["total"].get<int>(); };
  EXPECT_GT(found("ministry"), 0);
  EXPECT_EQ(found("MINISTRY"), found("ministry"));
  EXPECT_EQ(found("mínistrý"), found("ministry"));
  EXPECT_GE(found("minis"), found("ministry"));
  EXPECT_EQ(found("inistry"), 0);
  EXPECT_EQ(found("no such words at all"), 0);
  EXPECT_EQ(found("..."), get(s(), "/claims")["total"].get<int>());  // no word: no filter
}

TEST_F(Lists, WhatMeansNothingIsRefusedInWords) {
  for (const Query& q : {Query{{"limit", "-1"}}, Query{{"limit", "501"}}, Query{{"limit", "1e3"}}, Query{{"offset", "99999999999999999999"}}, Query{{"sort", "best"}},
                         Query{{"status", "true"}}, Query{{"side", "both"}}, Query{{"root_kind", "Statement"}}, Query{{"from", "2031-13"}}, Query{{"to", "2031-02-30"}},
                         Query{{"from", "31"}}, Query{{"q", std::string(1001, 'a')}}, Query{{"q", "\xFF\xFE"}}, Query{{"offset", "1"}, {"offset", "1"}}})
    EXPECT_EQ(status(s(), "/claims", q), 400) << q[0].first << "=" << q[0].second;
  EXPECT_EQ(status(s(), "/claims", {{"view", "dense"}, {"sort", ""}}), 200);  // the page's own state is none of ours
  EXPECT_EQ(get(s(), "/claims", {{"offset", "4000000000"}})["items"].size(), 0U);
  EXPECT_EQ(get(s(), "/claims", {{"outlet", "nobody"}})["total"], 0);
  EXPECT_EQ(get(s(), "/claims", {{"agent", "a000000000000"}})["total"], 0);
  EXPECT_EQ(status(s(), "/timeline", {{"limit", "10001"}}), 400);
  EXPECT_EQ(status(s(), "/timeline", {{"claim", "c000000000000"}}), 404);
}

TEST_F(Lists, NoAddressAndNoIdBringsItDown) {
  for (const std::string& address : {std::string(), std::string("/"), std::string("//"), std::string("/claims/"), std::string("/claims/../documents"), std::string("/claims/\0c", 10),
                                  std::string("/documents/' OR 1=1 --"), "/agents/" + std::string(100000, 'a'), std::string("/documents/\xF0\x9F\x98\x80/difference/x"),
                                  std::string("/claims/\xFF"), std::string("/decisions/1"), std::string("/session")})
    EXPECT_EQ(status(s(), address), 404) << address.substr(0, 60);
}

TEST_F(Lists, TheTimelineLaysVagueDaysOut) {
  const auto all = get(s(), "/timeline", {{"limit", "10000"}});
  ASSERT_GT(all["total"].get<int>(), 5);
  std::string before;
  for (const auto& e : all["items"]) {
    EXPECT_LE(e["earliest"], e["latest"]);
    EXPECT_LE(all["first"], e["earliest"]);
    EXPECT_GE(all["last"], e["latest"]);
    EXPECT_EQ(e["earliest"].get<std::string>().size(), 10U);
    EXPECT_FALSE(e["label"].get<std::string>().empty());
  }
  const auto said = get(s(), "/timeline", {{"kind", "said"}})["total"].get<int>(), happened = get(s(), "/timeline", {{"kind", "happened"}})["total"].get<int>();
  EXPECT_EQ(said + happened, all["total"].get<int>());
  EXPECT_EQ(get(s(), "/timeline", {{"from", "2100"}})["total"], 0);
}

TEST_F(Lists, SearchMarksWhatWasFound) {
  const auto found = get(s(), "/search", {{"q", "ministry"}});
  ASSERT_FALSE(found["claims"].empty());
  ASSERT_FALSE(found["documents"].empty());
  for (const auto& hit : found["documents"]) EXPECT_FALSE(hit["marks"].empty());
  const auto& first = found["claims"][0];
  ASSERT_FALSE(first["marks"].empty());
  const std::string label = first["label"];
  const CodePointIndex points(label);
  const auto& m = first["marks"][0];
  EXPECT_EQ(label.substr(points.byte(m[0]), points.byte(m[1]) - points.byte(m[0])).substr(1), "inistry");
  EXPECT_EQ(get(s(), "/search", {{"q", ""}})["documents"].size(), 0U);
  EXPECT_EQ(status(s(), "/search", {{"q", "-ministry"}}), 400);
  for (const char* q : {"\"", "a OR", "NEAR(a b)", "*", "x* \"y", "col:z", "'; DROP TABLE document; --"}) EXPECT_LT(status(s(), "/search", {{"q", q}}), 500) << q;
}

TEST_F(Lists, WhatWeCannotSee) {
  const auto all = get(s(), "/not-seen");
  EXPECT_EQ(all["generation"], 7);
  EXPECT_FALSE(all["languages"].empty());  // the example has a page in Spanish
  EXPECT_FALSE(all["accuracy"].empty());
  for (const auto& a : all["accuracy"]) EXPECT_EQ(a["on"].get<std::string>().size(), 10U);
  for (const auto& c : all["unknown_roots"]) EXPECT_GT(c["independent"]["supporting_unknown"].get<int>() + c["independent"]["denying_unknown"].get<int>(), 0);
}

}  // namespace
}  // namespace stemma::answers
