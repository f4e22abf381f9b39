// Reports of different events in the same words, and lines that say nothing of the event.
#include "link/stories.h"

#include <gtest/gtest.h>

#include "builder.h"

namespace stemma::link_test {
namespace {

/// One event or another by its names: what a widow says is said in the same words.
Doc blast(const std::string& id, const std::string& outlet, int event, const std::string& day) {
  Doc d(id, outlet, day);
  d.block(event == 0 ? "Firemen reached the pit at Kelmarren after dark, and Ostrow closed its offices there until Ines Pell had seen them."
                     : "Nobody had been down the shaft near Dravost since the spring, says Aru Venn, who once worked there for Lindqvist.");
  const auto who = d.agent("a widow", AgentKind::person);
  d.block("A widow said managers of the mine had ignored the gas alarm.");
  d.says(who, "A widow", "said", "managers of the mine had ignored the gas alarm");
  d.block(event == 0 ? "The council of Kelmarren meets soon; Pell has asked Ostrow to come to Kelmarren with its books."
                     : "Venn left for the coast when Lindqvist sold its trucks, but half of Dravost still lives on what it pays.");
  return d;
}

TEST(Stories, TwoMinesAreTwoClaims) {
  const auto m = reconcile(readings({blast("a", "The Moor Herald", 0, "2031-02-03"), blast("b", "The Vale Post", 0, "2031-02-04"),
                                     blast("c", "The Fen Courier", 1, "2031-02-05"), blast("d", "The Quay Mirror", 1, "2031-02-06")}));
  const auto claim_of = [&](std::uint32_t document) {
    for (std::size_t c = 0; c < m.claims.size(); ++c)
      for (const auto& x : m.claims[c].members)
        if (x.attribution == AttributionRef{document, 0}) return static_cast<int>(c);
    ADD_FAILURE() << "in no claim";
    return -1;
  };
  EXPECT_EQ(claim_of(0), claim_of(1));
  EXPECT_EQ(claim_of(2), claim_of(3));
  EXPECT_NE(claim_of(0), claim_of(2));
}

TEST(Stories, ByWhatIsNamed) {
  const auto list = readings({blast("a", "The Moor Herald", 0, "2031-02-03"), blast("b", "The Vale Post", 0, "2031-02-04"),
                              blast("c", "The Fen Courier", 1, "2031-02-05")});
  const auto pile = link::make_pile(list);
  const auto a = link::names_of(pile, 0), b = link::names_of(pile, 1), c = link::names_of(pile, 2);
  EXPECT_TRUE(link::tell_one_story(a, b));
  EXPECT_FALSE(link::tell_one_story(a, c));
  EXPECT_TRUE(link::tell_one_story(a, {}));  // names nothing: could be anything
  EXPECT_TRUE(link::tell_one_story(a, {c[0], c[1]}));
}

/// A line that an outlet prints under each of its reports, of which two are in the case.
TEST(Stories, HouseTextMakesNoCopy) {
  const std::string line = "Have you seen something? Call the desk of the Moor Herald before nine and ask for the night editor.";
  Doc x("a", "The Moor Herald", "2031-02-03"), y("c", "The Moor Herald", "2031-02-05");
  x.block("Firemen reached the pit at Kelmarren after dark, and Ostrow closed its offices there until Ines Pell, mayor of Kelmarren, had seen them.");
  y.block("A ferry ran aground off Dravost in the morning; Lindqvist took the crew in, and Aru Venn shut the harbour of Dravost for two days.");
  for (Doc* d : {&x, &y}) d->block(line);
  EXPECT_TRUE(reconcile(readings({x, y})).derived.empty());
}

/// The same, of two outlets: words in which nobody and no place is named.
TEST(Stories, ALineOfOneLineReportsMakesNoCopyOfOthers) {
  Doc x("a", "The Moor Herald", "2031-02-03"), y("c", "The Quay Mirror", "2031-02-05");
  x.block("Firemen reached the pit at Kelmarren after dark, and Ostrow closed its offices there until Ines Pell, mayor of Kelmarren, had seen them.");
  y.block("A ferry ran aground off Dravost in the morning; Lindqvist took the crew in, and Aru Venn shut the harbour of Dravost for two days.");
  for (Doc* d : {&x, &y}) d->block("The views of those who write in these columns are not those of the owners or of the printers of this paper.");
  EXPECT_TRUE(reconcile(readings({x, y})).derived.empty());
}

/// Half of a text is another's: a copy, whatever it names.
TEST(Stories, ACopyIsACopyWhateverItNames) {
  Doc x("a", "The Moor Herald", "2031-02-03"), y("c", "The Quay Mirror", "2031-02-05");
  const std::string told = "The winter has been the mildest since records began, and growers say that the buds are six weeks ahead of what their fathers knew.";
  for (Doc* d : {&x, &y}) d->block(told);
  x.block("In Kelmarren the council of Ostrow meets soon, and Ines Pell with it.");
  y.block("In Dravost the council of Lindqvist meets soon, and Aru Venn with it.");
  EXPECT_EQ(reconcile(readings({x, y})).derived.size(), 1u);
}

}  // namespace
}  // namespace stemma::link_test
