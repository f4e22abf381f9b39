// Decisions in the case file: never changed, never lost, each in the custody log.
#include "store/decisions.h"

#include <gtest/gtest.h>

#include "store/custody.h"
#include "store/verify.h"
#include "test_bed.h"

namespace stemma::store {
namespace {

using namespace testing;

Decision split(const std::string& words) {
  Decision d;
  d.kind = DecisionKind::split;
  d.first = {{{"d1", 0, 4, words}}, words};
  d.second = {{{"d2", 3, 9, "other"}}, "other"};
  d.by = "Ada Quill";
  return d;
}
Decision undo(std::uint64_t of) {
  Decision d;
  d.kind = DecisionKind::undo;
  d.undoes = of;
  return d;
}
std::vector<std::uint64_t> append(Database& c, std::vector<Decision> d) { return append_decisions(c.db, d); }

TEST(Decisions, AreNumberedAndComeBackAsTheyWent) {
  const Folder folder;
  Database c = open_database(folder / "a.stemma", Case::Mode::create, current_schema());
  EXPECT_EQ(append(c, {split("one")}), (std::vector<std::uint64_t>{1}));
  EXPECT_EQ(append(c, {split("two"), undo(1)}), (std::vector<std::uint64_t>{2, 3}));
  const auto all = read_decisions(c.db);
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[1].first, split("two").first);
  EXPECT_FALSE(all[1].at.empty());
  EXPECT_EQ(holding(all).size(), 1u);
  EXPECT_TRUE(verify(c.db, c.version).problems.empty());
}

TEST(Decisions, AnUndoOfWhatIsNotThereLeavesNothing) {
  const Folder folder;
  Database c = open_database(folder / "a.stemma", Case::Mode::create, current_schema());
  EXPECT_THROW(append(c, {split("one"), undo(7)}), Failed);
  EXPECT_TRUE(read_decisions(c.db).empty());
  EXPECT_TRUE(read_custody(c.db, "decision 1").empty());
}

TEST(Decisions, APatchIsTakenOverOnceWithItsUndosRenumbered) {
  const Folder folder;
  Database c = open_database(folder / "a.stemma", Case::Mode::create, current_schema());
  append(c, {split("mine")});
  Decision a = split("theirs"), b = undo(1);
  a.number = 1, b.number = 2, a.at = b.at = "2031-06-01T10:00:00.000Z";
  EXPECT_EQ(append(c, {a, b}), (std::vector<std::uint64_t>{2, 3}));
  EXPECT_EQ(read_decisions(c.db)[2].undoes, 2u);
  EXPECT_EQ(append(c, {a, b}), (std::vector<std::uint64_t>{2, 3}));
  EXPECT_EQ(read_decisions(c.db).size(), 3u);
}

TEST(Decisions, AStrangerCannotChangeThemUnseen) {
  const Folder folder;
  const std::string path = folder / "a.stemma";
  {
    Database c = open_database(path, Case::Mode::create, current_schema());
    append(c, {split("one"), split("two")});
  }
  EXPECT_NE(run_sql(path, "UPDATE decision SET body = '{}'"), 0);
  EXPECT_NE(run_sql(path, "DELETE FROM decision"), 0);
  EXPECT_EQ(run_sql(path, "DROP TRIGGER decision_is_never_changed; DROP TRIGGER decision_is_never_deleted; "
                          "UPDATE decision SET body = replace(body, 'one', 'ten') WHERE number = 1; DELETE FROM decision WHERE number = 2"), 0);
  const Database c = open_database(path, Case::Mode::read, current_schema());
  std::string all;
  for (const auto& p : verify(c.db, c.version).problems) all += p.item + " " + p.what + "\n";
  EXPECT_NE(all.find("decision 1 is not what the custody log says"), std::string::npos) << all;
  EXPECT_NE(all.find("decision 2 is missing"), std::string::npos) << all;
}

TEST(KnownIds, ComeAndGoAndComeBack) {
  const Folder folder;
  Database c = open_database(folder / "a.stemma", Case::Mode::create, current_schema());
  const std::vector<KnownId> one{{"c1", {}, {}, {{"d1", 0, 4, "what"}}}, {"c2", {}, {}, {{"d1", 5, 9, "else"}}}}, other{{"c1", {}, {}, {{"d1", 0, 4, "what"}}}};
  keep_known_ids(c.db, one);
  keep_known_ids(c.db, other);
  auto known = read_known_ids(c.db);
  ASSERT_EQ(known.size(), 2u);
  EXPECT_TRUE(known[0].gone.empty());
  EXPECT_FALSE(known[1].gone.empty());
  EXPECT_EQ(known[1].spots, one[1].spots);
  keep_known_ids(c.db, one);
  EXPECT_TRUE(read_known_ids(c.db)[1].gone.empty());
}

}  // namespace
}  // namespace stemma::store
