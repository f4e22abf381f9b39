#include "server/steps.h"

#include <gtest/gtest.h>

namespace stemma::server {
namespace {

/// A list of decisions, each with its number: > 0 in `undoes` makes it an undo.
struct List {
  std::vector<Decision> all;
  std::uint64_t add(const std::string& by, std::uint64_t undoes = 0) {
    Decision d;
    d.number = all.size() + 1;
    d.kind = undoes ? DecisionKind::undo : DecisionKind::merge;
    d.undoes = undoes;
    d.by = by;
    all.push_back(d);
    return d.number;
  }
};

TEST(Steps, BackAndForthAsInAnEditor) {
  List l;
  EXPECT_FALSE(next_undo(l.all, "ada"));
  const auto one = l.add("ada"), two = l.add("ada");
  l.add("bo");
  EXPECT_EQ(next_undo(l.all, "ada"), two);
  const auto u2 = l.add("ada", two);
  EXPECT_EQ(next_undo(l.all, "ada"), one);
  EXPECT_EQ(next_redo(l.all, "ada"), u2);
  const auto u1 = l.add("ada", one);
  EXPECT_FALSE(next_undo(l.all, "ada"));
  EXPECT_EQ(next_redo(l.all, "ada"), u1);
  const auto r1 = l.add("ada", u1);
  EXPECT_EQ(next_undo(l.all, "ada"), one);
  EXPECT_EQ(next_redo(l.all, "ada"), u2);
  l.add("ada", u2);
  EXPECT_EQ(next_undo(l.all, "ada"), two);
  EXPECT_FALSE(next_redo(l.all, "ada"));
  // Undone once more, after a redo: it is the decision that is named, and the redo's undo would do as well.
  l.add("ada", two);
  l.add("ada", r1);
  EXPECT_FALSE(next_undo(l.all, "ada"));
  EXPECT_EQ(next_redo(l.all, "ada"), l.all.size());
}

TEST(Steps, ANewDecisionEndsRedoingAndOthersAreLeftAlone) {
  List l;
  const auto one = l.add("ada");
  l.add("ada", one);
  EXPECT_TRUE(next_redo(l.all, "ada"));
  EXPECT_FALSE(next_redo(l.all, "bo"));
  const auto two = l.add("ada");
  EXPECT_FALSE(next_redo(l.all, "ada"));
  l.add("bo", two);  // somebody else took it back: not a step of hers
  EXPECT_FALSE(next_undo(l.all, "ada"));
  EXPECT_FALSE(next_redo(l.all, "ada"));
  EXPECT_TRUE(next_redo(l.all, "bo"));
  EXPECT_FALSE(next_undo(l.all, "nobody"));
}

TEST(Steps, ADamagedListEndsNothing) {
  List l;
  l.add("ada", 7);
  l.add("ada", 2);  // itself
  EXPECT_FALSE(next_undo(l.all, "ada"));
  EXPECT_FALSE(next_redo(l.all, "ada"));
}

}  // namespace
}  // namespace stemma::server
