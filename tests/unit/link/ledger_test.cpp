// The ledger of figures and the timeline: what is beside what.
#include <gtest/gtest.h>

#include "builder.h"

namespace stemma::link_test {
namespace {

/// A clerk counts 12, a day later a doctor 17; the doctor also speaks of a bridge.
std::vector<Doc> two_counts() {
  Doc a("da", "Fen Courier", "2031-05-06"), b("db", "Quay Post", "2031-05-07");
  a.block("A clerk said that 12 people had died in the ward at Ardle on 3 May.");
  a.says(a.agent("the clerk", AgentKind::unnamed), "A clerk", "said", "12 people had died in the ward at Ardle on 3 May").said = "2031-05-06";
  a.counts("12", 12, "killed");
  a.happened("3 May", "2031-05-03", "2031-05-03");
  const auto doctor = b.agent("Mina Farrow", AgentKind::person);
  b.block("Mina Farrow said 17 people had died in the ward at Ardle in May.");
  b.says(doctor, "Mina Farrow", "said", "17 people had died in the ward at Ardle in May").said = "2031-05-07";
  b.counts("17", 17, "killed");
  b.happened("May", "2031-05-01", "2031-05-31");
  b.block("The bridge over the Sall was closed to 300 lorries, Farrow added.");
  b.says(doctor, "Farrow", "added", "The bridge over the Sall was closed to 300 lorries");
  b.counts("300", 300, "lorry").unit.clear();
  return {a, b};
}

TEST(Ledger, PutsTheCountsOfOneMatterInOneSeries) {
  shuffled(two_counts(), [](const std::vector<Reading>& list, const CaseModel& m) {
    ASSERT_EQ(m.figures.size(), 2u);
    const auto& dead = m.figures[0];
    ASSERT_EQ(dead.points.size(), 2u);
    const auto value = [&](const FigurePoint& p) { return *list[p.document].figures[p.figure].value; };
    EXPECT_EQ(value(dead.points[0]), 12);  // the earlier first
    EXPECT_EQ(value(dead.points[1]), 17);
    EXPECT_NE(dead.points[0].root, dead.points[1].root);
    EXPECT_EQ(dead.quantity, "people, killed");
    EXPECT_EQ(value(m.figures[1].points.at(0)), 300);
  });
}

TEST(Ledger, LeavesOutWhatCannotBeCompared) {
  auto docs = two_counts();
  docs[0].counts("12", 12, "killed").kind = FigureKind::age;
  Figure& doubtful = docs[0].counts("12", 12, "killed");
  doubtful.value = doubtful.low = doubtful.high = std::nullopt;
  const auto list = readings(docs);
  EXPECT_EQ(reconcile(list).figures.at(0).points.size(), 2u);
}

TEST(Ledger, HasTheOutletsOwnNumbers) {
  auto docs = two_counts();
  docs[0].block("Twelve people have died in the ward at Ardle.");
  docs[0].counts("Twelve", 12, "killed").attribution = -1;
  const auto list = readings(docs);
  const auto m = reconcile(list);
  const auto& points = m.figures.at(0).points;
  ASSERT_EQ(points.size(), 3u);
  EXPECT_EQ(points[1].claim, -1);
  EXPECT_EQ(points[1].stand, Stand::repeats);
  EXPECT_EQ(points[1].to, 0);
}

TEST(Ledger, ALaterNumberOfOneSpeakerTakesThePlaceOfTheEarlier) {
  Doc a("da", "Fen Courier", "2031-05-06"), b("db", "Quay Post", "2031-05-07"), c("dc", "Vale Echo", "2031-05-07");
  const auto say = [](Doc& d, const std::string& who, const std::string& number, double value) {
    d.block(who + " said that " + number + " people had died in the ward at Ardle.");
    d.says(d.agent(who, AgentKind::person), who, "said", number + " people had died in the ward at Ardle");
    d.counts(number, value, "killed");
  };
  say(a, "Mina Farrow", "12", 12);
  say(b, "Mina Farrow", "17", 17);
  say(c, "Orm Tarling", "3", 3);
  shuffled({a, b, c}, [](const std::vector<Reading>&, const CaseModel& m) {
    ASSERT_EQ(m.figures.size(), 1u);
    const auto& points = m.figures[0].points;
    ASSERT_EQ(points.size(), 3u);
    EXPECT_TRUE(points[0].superseded);
    EXPECT_EQ(points[1].stand, Stand::updates);
    EXPECT_EQ(points[1].to, 0);
    EXPECT_FALSE(points[1].superseded);
    EXPECT_EQ(points[2].stand, Stand::rivals);
    for (std::size_t i = 1; i < points.size(); ++i) EXPECT_FALSE(points[i].why.text.empty());
  });
}

TEST(Timeline, KeepsWhatHappenedApartFromWhatWasSaid) {
  shuffled(two_counts(), [](const std::vector<Reading>&, const CaseModel& m) {
    std::vector<std::tuple<std::string, std::string, bool>> got;
    for (const auto& e : m.timeline) {
      got.emplace_back(e.date, e.end, e.said);
      EXPECT_EQ(e.claims.size(), e.date == "2031-05-07" ? 2u : 1u) << e.date;  // the dead and the bridge
    }
    const std::vector<std::tuple<std::string, std::string, bool>> want{
        {"2031-05", "", false}, {"2031-05-03", "", false}, {"2031-05-06", "", true}, {"2031-05-07", "", true}};
    EXPECT_EQ(got, want);
  });
}

TEST(Timeline, KnowsNothingOfOpenEnds) {
  auto docs = two_counts();
  docs[0].happened("3 May", "", "2031-05-03");
  const auto list = readings(docs);
  EXPECT_EQ(reconcile(list).timeline.size(), 4u);
}

}  // namespace
}  // namespace stemma::link_test
