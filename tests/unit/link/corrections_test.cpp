// What people correct in a single attribution holds in every count, and is found again after it was made.
#include <gtest/gtest.h>

#include "builder.h"
#include "stemma/decision.h"

namespace stemma::link_test {
namespace {

const std::string closed = "soldiers closed the bridge at Ostrel to ambulances";
const std::string shut = "the bridge at Ostrel was closed to ambulances by soldiers";

Doc says(const std::string& name, const std::string& who, const std::string& what) {
  Doc d("d-" + name, "The " + name, "2031-03-02");
  const auto agent = d.agent(who, AgentKind::person);
  d.block(who + " said that " + what + ".");
  d.says(agent, who, "said", what);
  return d;
}
Decision decided(DecisionKind kind, Subject first, Subject second = {}, std::string value = {}) {
  return {1, kind, std::move(first), std::move(second), std::move(value), 0, "Ada Quill", "", "2031-06-01T10:00:00.000Z"};
}
const ClaimMember* member(const CaseModel& m, AttributionRef r) {
  for (const auto& c : m.claims)
    for (const auto& x : c.members)
      if (x.attribution == r) return &x;
  return nullptr;
}
Spot spot(const Reading& r, const std::string& words) {
  const CodePointIndex points(r.document.text);
  const auto at = static_cast<std::uint32_t>(r.document.text.find(words));
  return {r.document.id, points.code_point(at), points.code_point(at + static_cast<std::uint32_t>(words.size())), words};
}
std::string content(const Reading& r) { return std::string(slice(r.document.text, r.attributions[0].content[0])); }

/// The decision counts alike whether the readings are corrected before linking, by it, or both.
template <class Check>
void each_way(const std::vector<Reading>& list, const Decision& d, Check check) {
  auto corrected = list;
  for (auto& r : corrected) correct(r, std::span(&d, 1));
  auto twice = corrected;
  for (auto& r : twice) correct(r, std::span(&d, 1));
  for (std::size_t i = 0; i < list.size(); ++i) {
    EXPECT_EQ(twice[i].attributions[0].content, corrected[i].attributions[0].content);
    EXPECT_EQ(twice[i].agents.size(), corrected[i].agents.size());
  }
  check(reconcile(list, std::span(&d, 1)), corrected);
  check(reconcile(corrected, std::span(&d, 1)), corrected);
}

TEST(Corrections, WhatIsRejectedIsInNoClaim) {
  const auto list = readings({says("Alder", "Ines Pell", closed), says("Birch", "Ruben Tace", shut)});
  ASSERT_NE(member(reconcile(list), {1, 0}), nullptr);
  each_way(list, decided(DecisionKind::reject, subject_of_attribution(list, {1, 0})), [](const CaseModel& m, const auto& readings) {
    EXPECT_TRUE(readings[1].attributions[0].rejected);
    EXPECT_EQ(member(m, {1, 0}), nullptr);
    ASSERT_NE(member(m, {0, 0}), nullptr);
    EXPECT_TRUE(m.rulings.at(0).applied);
  });
}

TEST(Corrections, WhatIsAcceptedStaysAndSaysSo) {
  const auto list = readings({says("Alder", "Ines Pell", closed), says("Birch", "Ruben Tace", shut)});
  each_way(list, decided(DecisionKind::accept, subject_of_attribution(list, {1, 0})), [](const CaseModel& m, const auto&) {
    ASSERT_NE(member(m, {1, 0}), nullptr);
    EXPECT_NE(member(m, {1, 0})->why.back().text.find("is read right"), std::string::npos);
  });
}

TEST(Corrections, OfRejectAndAcceptTheLaterHolds) {
  const auto list = readings({says("Alder", "Ines Pell", closed)});
  std::vector<Decision> d{decided(DecisionKind::reject, subject_of_attribution(list, {0, 0})), decided(DecisionKind::accept, subject_of_attribution(list, {0, 0}))};
  d[1].number = 2;
  const auto m = reconcile(list, d);
  EXPECT_NE(member(m, {0, 0}), nullptr);
  EXPECT_FALSE(m.rulings.at(0).applied);
  EXPECT_TRUE(m.rulings.at(1).applied);
}

TEST(Corrections, SpansAreMovedAndFoundAgain) {
  const auto list = readings({says("Alder", "Ines Pell", closed), says("Birch", "Ruben Tace", "snow fell and " + shut)});
  const Subject right{{spot(list[1], "Ruben Tace"), spot(list[1], "said"), spot(list[1], shut)}, shut};
  each_way(list, decided(DecisionKind::spans, subject_of_attribution(list, {1, 0}), right, "1 1 1"), [](const CaseModel& m, const auto& readings) {
    EXPECT_EQ(content(readings[1]), shut);
    EXPECT_EQ(readings[1].agents.size(), 1u);  // the source is as it was
    EXPECT_TRUE(m.rulings.at(0).applied);
    ASSERT_NE(member(m, {1, 0}), nullptr);
  });
}

TEST(Corrections, WordsThatAreNotThereChangeNothing) {
  const auto list = readings({says("Alder", "Ines Pell", closed)});
  auto lost = spot(list[0], closed);
  lost.words = "words of an older text";
  auto corrected = list;
  const auto d = decided(DecisionKind::spans, subject_of_attribution(list, {0, 0}), {{lost}, lost.words}, "0 0 1");
  correct(corrected[0], std::span(&d, 1));
  EXPECT_EQ(content(corrected[0]), closed);
}

TEST(Corrections, ASpeakerOfTheCaseOrWordsOfTheText) {
  Doc third = says("Cedar", "She", "at Ostrel the bridge stayed closed to ambulances, by order of soldiers");
  const auto list = readings({says("Alder", "Ines Pell", closed), says("Birch", "Ruben Tace", shut), third});
  const auto before = reconcile(list);
  const auto pell = static_cast<std::uint32_t>(before.agent_of[0][0]);
  ASSERT_NE(before.agent_of[2][0], before.agent_of[0][0]);
  each_way(list, decided(DecisionKind::speaker, subject_of_attribution(list, {2, 0}), subject_of_agent(list, before, pell), "person"),
           [](const CaseModel& m, const auto& readings) {
             const auto local = static_cast<std::size_t>(readings[2].attributions[0].agent);
             ASSERT_LT(local, m.agent_of[2].size());
             EXPECT_EQ(m.agent_of[2][local], m.agent_of[0][0]);
             EXPECT_TRUE(m.rulings.at(0).applied);
           });
  const Subject words{{spot(list[2], "order of soldiers")}, "order of soldiers"};
  each_way(list, decided(DecisionKind::speaker, subject_of_attribution(list, {2, 0}), words, "collective"), [](const CaseModel& m, const auto& readings) {
    const auto& r = readings[2];
    EXPECT_EQ(r.agents[static_cast<std::size_t>(r.attributions[0].agent)].name, "order of soldiers");
    EXPECT_EQ(r.attributions[0].source_kind, SourceKind::unnamed_group);
    EXPECT_TRUE(m.rulings.at(0).applied);
  });
}

TEST(Corrections, WhatStandsInRejectedWordsStandsInWhatIsAroundThem) {
  auto list = readings({says("Alder", "Ines Pell", closed)});
  auto inner = list[0].attributions[0];
  inner.parent = 0;
  list[0].attributions.push_back(inner);
  list[0].attributions.back().content[0].begin += 9;
  const auto d = decided(DecisionKind::reject, subject_of_attribution(list, {0, 0}));
  correct(list[0], std::span(&d, 1));
  EXPECT_TRUE(list[0].attributions[0].rejected);
  EXPECT_EQ(list[0].attributions[1].parent, -1);
}

TEST(Corrections, JsonThatFitsNothingIsRefused) {
  const std::string first = R"("first":{"spots":[{"document":"d","span":[0,4],"words":"snow"}]})";
  const auto line = [&](const std::string& value, const std::string& document) {
    return R"({"decision":"spans",)" + first + R"(,"value":")" + value + R"(","second":{"spots":[{"document":")" + document + R"(","span":[0,4],"words":"snow"}]}})";
  };
  EXPECT_TRUE(decision_from_json(line("0 0 1", "d")));
  for (const char* bad : {"", "1 1", "0 1 0", "1 0 1", "0 0 2", "0 0 1 0", "-1 0 2", "x"}) EXPECT_FALSE(decision_from_json(line(bad, "d"))) << bad;
  EXPECT_FALSE(decision_from_json(line("0 0 1", "other")));
  EXPECT_FALSE(decision_from_json(R"({"decision":"speaker",)" + first + "," + R"("second":{"spots":[{"document":"d","span":[0,4],"words":"snow"}]},"value":"ghost"})"));
}

}  // namespace
}  // namespace stemma::link_test
