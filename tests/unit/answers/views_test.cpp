#include <set>

#include "bed.h"

namespace stemma::answers {
namespace {

using namespace testing;

class Views : public Example {
 protected:
  static Json claims() { return get(s(), "/claims", {{"limit", "500"}})["items"]; }
  static Json claim(const Json& row) { return get(s(), "/claims/" + row["id"].get<std::string>()); }
  static std::string cut(const std::string& text, const Json& span) {
    const CodePointIndex points(text);
    return text.substr(points.byte(span[0]), points.byte(span[1]) - points.byte(span[0]));
  }
  static std::set<std::string> ids(const Json& list) { return list.get<std::set<std::string>>(); }
};

TEST_F(Views, AMembersWordsStandWhereItsSpansSay) {
  std::size_t seen = 0;
  for (const auto& row : claims()) {
    for (const auto& m : Json(claim(row)["member_list"])) {
      const auto text = get(s(), "/documents/" + m["document"]["id"].get<std::string>())["text"].get<std::string>();
      if (m["content"].size() == 1) {
        std::string words = cut(text, m["content"][0]);
        EXPECT_EQ(words.substr(0, 20), m["quote"].get<std::string>().substr(0, 20));
      }
      for (const auto& r : m["why"])
        if (r.contains("span")) { EXPECT_FALSE(r["quote"].get<std::string>().empty()); }
      ++seen;
    }
    if (seen > 60) break;
  }
  EXPECT_GT(seen, 60U);
}

TEST_F(Views, TheSentenceAroundAMemberIsOfItsText) {
  std::size_t around = 0;
  for (const auto& m : Json(claim(claims()[0])["member_list"])) {
    const auto text = get(s(), "/documents/" + m["document"]["id"].get<std::string>())["text"].get<std::string>();
    for (const char* side : {"before", "after"}) {
      const auto words = m[side].get<std::string>();
      EXPECT_NE(text.find(words), std::string::npos) << words;
      EXPECT_EQ(words.find('\n'), std::string::npos);
      around += !words.empty();
    }
  }
  EXPECT_GT(around, 0U);
}

TEST_F(Views, EveryMemberOfAClaimLeadsToItsRootInTheGraph) {
  for (const auto& row : claims()) {
    const auto view = claim(row);
    std::map<std::string, std::vector<std::string>> out;
    std::set<std::string> nodes;
    for (const auto& n : view["graph"]["nodes"]) EXPECT_TRUE(nodes.insert(n["id"]).second);
    for (const auto& e : view["graph"]["edges"]) {
      EXPECT_TRUE(nodes.contains(e["from"]) && nodes.contains(e["to"]));
      EXPECT_NE(e["from"], e["to"]);
      out[e["from"]].push_back(e["to"]);
    }
    for (const auto& m : view["member_list"]) {
      if (m["root"].is_null()) continue;
      std::set<std::string> reached;
      std::vector<std::string> next{"d:" + m["document"]["id"].get<std::string>()};
      while (!next.empty()) {
        const auto at = next.back();
        next.pop_back();
        if (reached.insert(at).second) next.insert(next.end(), out[at].begin(), out[at].end());
      }
      EXPECT_TRUE(reached.contains("r:" + m["root"].get<std::string>())) << row["id"] << " " << m["attribution"];
    }
  }
}

TEST_F(Views, WithoutARootFallsWhatRestsOnNothingElse) {
  std::size_t several = 0;
  for (const auto& row : claims()) {
    const auto view = claim(row);
    std::string all;
    for (const auto& r : view["roots"]) {
      all += (all.empty() ? "" : ",") + r["id"].get<std::string>();
      const auto off = get(s(), "/claims/" + row["id"].get<std::string>(), {{"without", r["id"]}})["switched"];
      std::set<std::string> fall;
      for (const auto& m : view["member_list"])
        if (m["reaches"].size() == 1 && m["reaches"][0] == r["id"]) fall.insert(m["attribution"]);
      EXPECT_EQ(ids(off["fall"]), fall);
    }
    if (view["roots"].empty()) {
      EXPECT_TRUE(view["switched"].is_null());
      continue;
    }
    const auto none = get(s(), "/claims/" + row["id"].get<std::string>(), {{"without", all}})["switched"];
    for (const auto& [key, n] : none["independent"].items()) EXPECT_EQ(n, 0) << row["id"] << key;
    EXPECT_TRUE(none["move"].empty());
    EXPECT_NE(none["headline"].get<std::string>().find("Not reported"), std::string::npos);
    several += view["roots"].size() > 1;
  }
  EXPECT_GT(several, 3U);
}

TEST_F(Views, AFoldCutMakesTwoOfARoot) {
  std::size_t cut_once = 0, cut_all = 0;
  for (const auto& row : claims()) {
    const auto view = claim(row);
    for (const auto& r : view["roots"]) {
      std::string every;
      for (std::size_t f = 0; f < r["folds"].size(); ++f) {
        const std::string one = r["id"].get<std::string>() + ":" + std::to_string(f);
        every += (f == 0 ? "" : ",") + one;
        const auto off = get(s(), "/claims/" + row["id"].get<std::string>(), {{"without_fold", one}})["switched"];
        int before = 0, after = 0;
        for (const auto& [key, n] : view["independent"].items()) before += n.get<int>(), after += off["independent"][key].get<int>();
        EXPECT_GE(after, before);
        EXPECT_LE(after, before + 1);
        cut_once += after == before + 1;
      }
      if (r["folds"].size() < 2) continue;
      const auto off = get(s(), "/claims/" + row["id"].get<std::string>(), {{"without_fold", every}})["switched"];
      EXPECT_TRUE(off["fall"].empty());
      int before = 0, after = 0;
      for (const auto& [key, n] : view["independent"].items()) before += n.get<int>(), after += off["independent"][key].get<int>();
      if (std::none_of(r["ends"].begin(), r["ends"].end(), [](const Json& e) { return e["withdrawn"].get<bool>(); })) {
        EXPECT_EQ(after, before + static_cast<int>(r["folds"].size())) << row["id"] << " " << every;  // the folds are a tree over the ends
        ++cut_all;
      }
    }
  }
  EXPECT_GT(cut_once, 0U);
  EXPECT_GT(cut_all, 0U);
}

TEST_F(Views, WhatCannotBeSwitchedIsRefused) {
  const auto c = claims()[0];
  const std::string address = "/claims/" + c["id"].get<std::string>(), root = claim(c)["roots"][0]["id"];
  for (const std::string& fold : {root, root + ":", root + ":99999", root + ":x", std::string("r0:0"), std::string(":0")}) EXPECT_EQ(status(s(), address, {{"without_fold", fold}}), 400) << fold;
  EXPECT_EQ(status(s(), address, {{"without", "r000000000000"}}), 400);
  EXPECT_EQ(get(s(), address, {{"without", ","}})["switched"], nullptr);
}

TEST_F(Views, ADenialIsOnTheMatrix) {
  std::set<std::string> hows;
  for (const auto& row : claims()) {
    const auto view = claim(row);
    std::set<std::string> cells;
    for (const auto& cell : view["denials"]) hows.insert(cell["how"]), cells.insert(cell["attribution"]);
    for (const auto& m : view["member_list"])
      if (m["side"] == "denies") { EXPECT_TRUE(cells.contains(m["attribution"])) << row["id"]; }
  }
  EXPECT_TRUE(hows.contains("denies") && hows.contains("asserts"));
}

TEST_F(Views, NearClaimsAreOthers) {
  std::size_t near = 0;
  for (const auto& row : claims()) {
    const auto list = claim(row)["near"];
    EXPECT_LE(list.size(), 10U);
    for (const auto& n : list) EXPECT_NE(n["id"], row["id"]);
    near += list.size();
  }
  EXPECT_GT(near, claims().size());
}

TEST_F(Views, ADocumentsSpansLieInItsText) {
  for (const auto& row : Json(get(s(), "/documents", {{"limit", "500"}})["items"])) {
    const auto d = get(s(), "/documents/" + row["id"].get<std::string>());
    const CodePointIndex points(d["text"].get_ref<const std::string&>());
    const auto length = points.code_point(static_cast<std::uint32_t>(d["text"].get_ref<const std::string&>().size()));
    const auto inside = [&](const Json& span) { return span[0].get<std::uint32_t>() < span[1].get<std::uint32_t>() && span[1].get<std::uint32_t>() <= length; };
    for (const auto& a : d["attributions"])
      for (const char* key : {"source", "cue", "content"})
        for (const auto& span : a[key]) EXPECT_TRUE(inside(span));
    for (const auto& p : d["passages"]) EXPECT_TRUE(inside(p["here"]));
    EXPECT_EQ(d["attributions"].size(), row["attributions"].get<std::size_t>());
  }
}

TEST_F(Views, ACopyAndItsSourceDifferWhereTheyDiffer) {
  std::size_t compared = 0;
  for (const auto& row : Json(get(s(), "/documents", {{"limit", "500"}})["items"])) {
    const auto d = get(s(), "/documents/" + row["id"].get<std::string>());
    if (d["passages"].empty() || d["passages"][0]["how"] == "translated") continue;
    const auto other = get(s(), "/documents/" + d["passages"][0]["other"]["id"].get<std::string>());
    const auto diff = get(s(), "/documents/" + row["id"].get<std::string>() + "/difference", {{"with", other["id"]}});
    std::size_t same = 0;
    std::uint32_t a_at = 0, b_at = 0;
    for (const auto& r : diff["rows"]) {
      same += r["kind"] == "same";
      if (!r["a"].is_null()) {
        EXPECT_EQ(cut(d["text"], r["a"]), r["a_text"]);
        EXPECT_GE(r["a"][0].get<std::uint32_t>(), a_at);
        a_at = r["a"][1];
      }
      if (!r["b"].is_null()) {
        EXPECT_EQ(cut(other["text"], r["b"]), r["b_text"]);
        EXPECT_GE(r["b"][0].get<std::uint32_t>(), b_at);
        b_at = r["b"][1];
      }
      if (r["kind"] == "same") { EXPECT_EQ(r["a_text"], r["b_text"]); }
      if (r["kind"] == "changed") { EXPECT_FALSE(r["a_marks"].empty() && r["b_marks"].empty()); }
    }
    EXPECT_GT(same, 0U) << row["id"];
    ++compared;
  }
  EXPECT_GT(compared, 5U);
  const std::string id = get(s(), "/documents")["items"][0]["id"];
  EXPECT_EQ(status(s(), "/documents/" + id + "/difference"), 400);
  EXPECT_EQ(status(s(), "/documents/" + id + "/difference", {{"with", id}}), 400);
  EXPECT_EQ(status(s(), "/documents/" + id + "/difference", {{"with", "d0"}}), 404);
}

TEST_F(Views, AnAgentSaysWhatItsAttributionsSay) {
  const auto list = get(s(), "/agents");
  for (const auto& row : list["items"]) {
    const auto a = get(s(), "/agents/" + row["id"].get<std::string>());
    EXPECT_EQ(a["name"], row["name"]);
    if (row["attributions"].get<int>() > 3) { EXPECT_FALSE(a["says"].empty()); }
  }
  std::size_t counted = 0;
  for (const auto& k : list["facets"]["kind"]) {
    EXPECT_EQ(get(s(), "/agents", {{"kind", k["value"]}})["total"], k["count"]);
    counted += k["count"].get<std::size_t>();
  }
  EXPECT_EQ(counted, list["total"].get<std::size_t>());
}

}  // namespace
/// Two outlets' unnamed drivers say one thing: they may be one, and nobody joins them but a person.
TEST_F(Bed, SpeakersWhomNothingTellsApartAreOffered) {
  add({write("a.html", page("Bridge at Corran gave way", "Tarn Courier", "2031-05-06", {"A lorry driver said the Corran bridge had given way under two coaches on Monday morning.", "Harbour master Edda Voss said the river was high."})),
       write("b.html", page("Coaches fall from Corran bridge", "Elm Standard", "2031-05-06", {"“The Corran bridge had given way under two coaches,” a lorry driver told this newspaper on Monday.", "The weather office expects rain."}))});
  const auto agents = [&](const Snapshot& s) {
    std::vector<Json> out;
    for (const auto& row : Json(get(s, "/agents")["items"]))
      if (row["name"].get<std::string>().ends_with("driver")) out.push_back(get(s, "/agents/" + row["id"].get<std::string>()));
    return out;
  };
  const auto drivers = agents(*load());
  ASSERT_EQ(drivers.size(), 2U);
  ASSERT_EQ(drivers[0]["alike"].size(), 1U) << drivers[0];
  EXPECT_EQ(drivers[0]["alike"][0]["id"], drivers[1]["id"]);
}

TEST_F(Bed, WhatAPageChangedBetweenTwoCapturesIsToldAsSuch) {
  const auto capture = [&](const std::string& name, const std::string& day, const std::string& number, const std::string& end) {
    std::string html = page("Boats lost at Corran Quay", "Tarn Courier", day, {"Harbour master Edda Voss said " + number + " boats were lost at Corran Quay on Monday.", end, "The quay stays closed until the pilots have been heard, the council said."});
    const std::string head = "<head>";
    html.insert(html.find(head) + head.size(), "<link rel=\"canonical\" href=\"https://courier.example/boats\">");
    return write(name, html);
  };
  add({capture("a.html", "2031-05-06T08:00:00Z", "twelve", "The pilots had warned of the wind, Voss said."), capture("b.html", "2031-05-06T15:00:00Z", "three", "Nobody was hurt, a police spokesman said.")});
  const auto s = load();
  const auto documents = Json(get(*s, "/documents")["items"]);
  ASSERT_EQ(documents.size(), 2U);
  const std::string later = documents[0]["id"], earlier = documents[1]["id"];
  const auto relations = Json(get(*s, "/documents/" + later)["relations"]);
  ASSERT_TRUE(std::any_of(relations.begin(), relations.end(), [&](const Json& r) { return r["kind"] == "capture_of" && r["other"]["id"] == earlier; })) << relations;

  const auto diff = get(*s, "/documents/" + earlier + "/difference", {{"with", later}});
  EXPECT_EQ(diff["captures"], true);
  EXPECT_TRUE(diff["notice"].is_null());
  const auto number = std::find_if(diff["edits"].begin(), diff["edits"].end(), [](const Json& e) { return e["kind"] == "number"; });
  ASSERT_NE(number, diff["edits"].end()) << diff["edits"];
  EXPECT_EQ((*number)["quiet"], true);
  const auto turned = get(*s, "/documents/" + later + "/difference", {{"with", earlier}});
  const auto same = std::find_if(turned["edits"].begin(), turned["edits"].end(), [](const Json& e) { return e["kind"] == "number"; });
  EXPECT_EQ((*same)["a"], (*number)["b"]);
  EXPECT_EQ((*same)["b"], (*number)["a"]);
  ASSERT_FALSE((*number)["claim"].is_null());
  const auto of_claim = Json(get(*s, "/claims/" + (*number)["claim"].get<std::string>())["edits"]);
  ASSERT_FALSE(of_claim.empty());
  EXPECT_EQ(of_claim[0]["before"]["id"], earlier);
}

}  // namespace stemma::answers
