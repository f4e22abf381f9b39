// Decisions, and cases that are not as they should be: empty, changed, moved away, hostile.
#include <sqlite3.h>

#include <set>
#include <thread>

#include "bed.h"

namespace stemma::answers {
namespace {

using namespace testing;

class Changes : public Bed {
 protected:
  void read_example() { std::filesystem::copy_file(example_case(), path); }
  static void run_sql(const std::string& file, const char* sql) {
    sqlite3* db = nullptr;
    sqlite3_open(file.c_str(), &db);
    char* wrong = nullptr;
    sqlite3_exec(db, sql, nullptr, nullptr, &wrong);
    EXPECT_EQ(wrong, nullptr) << wrong;
    sqlite3_close(db);
  }
  std::vector<std::uint64_t> decide(const Snapshot& s, const Json& decisions, const std::string& by = "Ada Quill") {
    const auto made = decisions_from(s, {{"decisions", decisions}}, by);
    EXPECT_TRUE(made) << made.error().line();
    const auto ids = known_ids(s);
    EXPECT_TRUE(ids);
    auto opened = Case::open(path, Case::Mode::write);
    EXPECT_TRUE(opened->keep_ids(*ids));
    const auto numbers = opened->decide(*made);
    EXPECT_TRUE(numbers);
    return *numbers;
  }
};

TEST_F(Changes, AnEmptyCaseHasAnswersToEverything) {
  { auto made = Case::open(path, Case::Mode::create); }
  const auto s = load();
  for (const char* address : {"/claims", "/documents", "/agents", "/timeline", "/figures", "/decisions"}) {
    const auto page = get(*s, address);
    EXPECT_EQ(page["total"], 0);
    EXPECT_EQ(page["items"].size(), 0U);
  }
  EXPECT_EQ(get(*s, "/search", {{"q", "anything"}})["documents"].size(), 0U);
  EXPECT_EQ(get(*s, "/not-seen")["failures"].size(), 0U);
  EXPECT_EQ(case_summary(*s)["documents"], 0);
  EXPECT_TRUE(s->claim_ids().empty());
}

TEST_F(Changes, WithoutKeptLinksTheAnswersAreTheSame) {
  read_example();
  const auto before = load();
  run_sql(path, "DELETE FROM link_matter; DELETE FROM link_document; UPDATE meta SET value = '' WHERE key LIKE 'links'");
  const auto after = load();
  for (const char* address : {"/claims", "/agents", "/timeline", "/figures", "/not-seen"}) EXPECT_EQ(answer(*before, {address, {}}).body, answer(*after, {address, {}}).body);
}

TEST_F(Changes, ThreadsShareASnapshot) {
  read_example();
  const auto s = load();
  const auto ids = s->claim_ids();
  std::vector<std::string> alone, together(ids.size());
  for (const auto& id : ids) alone.push_back(answer(*load(), {"/claims/" + id, {}}).body);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      for (std::size_t i = t; i < ids.size(); i += 4) together[i] = answer(*s, {"/claims/" + ids[i], {}}).body;
    });
  for (auto& t : threads) t.join();
  EXPECT_EQ(alone, together);
}

TEST_F(Changes, AMergedClaimLeadsToWhatItHasBecome) {
  read_example();
  const auto s = load();
  const auto items = get(*s, "/claims", {{"sort", "reported"}})["items"];
  const std::string a = items[0]["id"], b = items[1]["id"];
  decide(*s, {{{"kind", "merge"}, {"first", a}, {"second", b}, {"why", "They say the same."}}});
  const auto after = load(2);
  const auto ids = after->claim_ids();
  const std::set<std::string> now(ids.begin(), ids.end());
  const std::string gone = now.contains(a) ? b : a, left = now.contains(a) ? a : b;
  ASSERT_FALSE(now.contains(gone));
  const Answer answered = answer(*after, {"/claims/" + gone, {}});
  EXPECT_EQ(answered.status, 410);
  EXPECT_EQ(body(answered)["became"], Json::array({left}));
  const auto view = get(*after, "/claims/" + left);
  ASSERT_EQ(view["decisions"].size(), 1U);
  EXPECT_EQ(view["decisions"][0]["by"], "Ada Quill");
  EXPECT_EQ(view["decisions"][0]["first"], left);
  EXPECT_EQ(view["decisions"][0]["applied"], true);
  EXPECT_EQ(get(*after, "/claims", {{"status", "decided"}})["total"], 1);
  // A decision on the old id finds the claim that it has become.
  const auto again = decisions_from(*after, Json::array({{{"kind", "side"}, {"first", view["member_list"][0]["attribution"]}, {"second", gone}, {"value", "neutral"}}}), "B");
  EXPECT_TRUE(again) << again.error().line();
}

TEST_F(Changes, WhatAPersonReviewedIsMarked) {
  read_example();
  const auto s = load();
  const auto c = get(*s, "/claims/" + get(*s, "/claims", {{"sort", "reported"}})["items"][0]["id"].get<std::string>());
  const auto& m = c["member_list"];
  ASSERT_GE(m.size(), 4U);
  decide(*s, {{{"kind", "accept"}, {"first", m[0]["attribution"]}}, {{"kind", "stance"}, {"first", m[1]["attribution"]}, {"value", "alleges"}}, {{"kind", "reject"}, {"first", m[2]["attribution"]}}});
  const auto after = load(2);
  const auto review = [&](const Json& member) {
    const std::string id = member["attribution"];
    for (const auto& a : Json(get(*after, "/documents/" + id.substr(0, id.find('.')))["attributions"]))
      if (a["id"] == id) return a["review"].get<std::string>();
    return std::string("not there");
  };
  EXPECT_EQ(review(m[0]), "accepted");
  EXPECT_EQ(review(m[1]), "corrected");
  EXPECT_EQ(review(m[2]), "rejected");
  EXPECT_EQ(review(m[3]), "none");
  EXPECT_EQ(get(*after, "/decisions")["items"][0]["kind"], "reject");  // newest first
  EXPECT_FALSE(decisions_from(*s, Json::array({{{"kind", "undo"}, {"first", 4}}}), "A"));
  decide(*s, {{{"kind", "undo"}, {"first", 3}}});  // by answers that do not know it yet
  EXPECT_FALSE(decisions_from(*s, Json::array({{{"kind", "undo"}, {"first", 3}}}), "A"));
  const auto undone = load(3);
  const auto list = get(*undone, "/decisions")["items"];
  EXPECT_EQ(list[1]["holds"], false);
  EXPECT_EQ(list[1]["undone_by"], 4);
  EXPECT_EQ(list[0]["holds"], true);
}

TEST_F(Changes, SpansAndSpeakersAreCorrectedByPlace) {
  read_example();
  const auto s = load();
  const auto m = get(*s, "/claims/" + get(*s, "/claims", {{"sort", "reported"}})["items"][0]["id"].get<std::string>())["member_list"][0];
  const auto at = m["content"][0];
  const Json shorter = Json::array({at[0], at[0].get<int>() + 12});
  decide(*s, {{{"kind", "spans"}, {"first", m["attribution"]}, {"spans", {{"source", Json::array()}, {"cue", Json::array()}, {"content", Json::array({shorter})}}}}});
  const auto after = load(2);
  const std::string id = m["attribution"];
  bool seen = false;
  for (const auto& a : Json(get(*after, "/documents/" + id.substr(0, id.find('.')))["attributions"])) {
    if (a["id"] != id) continue;
    seen = true;
    EXPECT_EQ(a["content"], Json::array({shorter}));
    EXPECT_EQ(a["review"], "corrected");
  }
  EXPECT_TRUE(seen);
}

TEST_F(Changes, WhatMakesNoDecisionIsRefusedAsAWhole) {
  read_example();
  const auto s = load();
  const std::string claim = s->claim_ids().front(), document = get(*s, "/documents")["items"][0]["id"];
  const Json good{{"kind", "accept"}, {"first", document + ".0"}};
  EXPECT_TRUE(decisions_from(*s, Json::array({good}), "A"));
  for (const Json& bad : {Json{{"kind", "guess"}, {"first", claim}}, Json{{"kind", "accept"}}, Json{{"kind", "accept"}, {"first", claim}}, Json{{"kind", "merge"}, {"first", claim}, {"second", claim}},
                          Json{{"kind", "merge"}, {"first", claim}, {"second", "c000000000000"}}, Json{{"kind", "stance"}, {"first", document + ".0"}, {"value", "shouts"}},
                          Json{{"kind", "accept"}, {"first", document + ".99999"}}, Json{{"kind", "accept"}, {"first", Json::array()}}, Json("accept"), Json(nullptr),
                          Json{{"kind", "spans"}, {"first", document + ".0"}, {"spans", {{"content", Json::array({Json::array({5, 999999})})}}}},
                          Json{{"kind", "spans"}, {"first", document + ".0"}, {"spans", {{"content", "all"}}}}, Json{{"kind", "undo"}, {"first", "12"}},
                          Json{{"kind", "not-same-root"}, {"first", "r0"}, {"second", "0"}, {"value", claim}}, Json{{"kind", "copy"}, {"first", document}, {"second", std::string(200000, 'd')}}}) {
    const auto made = decisions_from(*s, Json::array({good, bad}), "A");
    ASSERT_FALSE(made) << bad.dump().substr(0, 100);
    EXPECT_EQ(made.error().kind, ErrorKind::usage);
    EXPECT_FALSE(made.error().next.empty());
    EXPECT_EQ(made.error().what.find("json"), std::string::npos) << made.error().what;
  }
  for (const Json& bad : {Json(), Json::object(), Json::array(), Json(3), Json{{"decisions", "none"}}}) EXPECT_FALSE(decisions_from(*s, bad, "A"));
}

TEST_F(Changes, ACaseThatWasMovedAwaySaysSo) {
  read_example();
  const auto s = load();
  std::filesystem::rename(path, folder / "elsewhere.stemma");
  EXPECT_EQ(status(*s, "/claims"), 200);  // what is in memory
  const std::string id = get(*s, "/documents")["items"][0]["id"];
  const Answer a = answer(*s, {"/documents/" + id, {}});
  EXPECT_EQ(a.status, 503);
  EXPECT_FALSE(body(a)["next"].get<std::string>().empty());
  EXPECT_FALSE(Snapshot::load(path, 2));
}

TEST_F(Changes, ADocumentThatIsReadAnewIsNotShownWithOldSpans) {
  read_example();
  const auto s = load();
  const std::string id = get(*s, "/documents")["items"][0]["id"];
  run_sql(path, "UPDATE document SET digest = 'other', text = 'short'");
  EXPECT_EQ(status(*s, "/documents/" + id), 503);
  EXPECT_EQ(status(*s, "/claims/" + s->claim_ids().front()), 503);
  run_sql(path, "DELETE FROM document");
  EXPECT_EQ(status(*s, "/documents/" + id), 503);
}

TEST_F(Changes, WhatAPageBringsDoesNotTurnTheScreenRound) {
  const std::string title = "Mayor \xE2\x80\xAE" "denies\xE2\x80\xAC &lt;script&gt;alert(1)&lt;/script&gt; it";
  add({write("a.html", page(title, "The \xE2\x81\xA7" "Courier", "2031-05-06", {"The mayor said that the bridge was closed on Monday.", "Rimma Dorn, an engineer, denied that the bridge was closed on Monday."})),
       write("b.html", page("\xD8\xB9\xD9\x86\xD9\x88\xD8\xA7\xD9\x86 1", "The Post", "2031-05-07", {"The mayor said that the bridge was closed on Monday."}))});
  const auto s = load();
  const auto list = get(*s, "/documents", {{"sort", "title"}})["items"];
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(list[0]["title"].get<std::string>().find("\xE2\x80\xAE"), std::string::npos);
  EXPECT_NE(list[0]["title"].get<std::string>().find("<script>"), std::string::npos);  // text, to be shown as text
  EXPECT_EQ(list[0]["outlet"].get<std::string>().find("\xE2\x81\xA7"), std::string::npos);
  EXPECT_EQ(list[0]["direction"], "ltr");
  EXPECT_EQ(list[1]["direction"], "rtl");
  for (const auto& c : s->claim_ids()) get(*s, "/claims/" + c);
}

}  // namespace
}  // namespace stemma::answers
