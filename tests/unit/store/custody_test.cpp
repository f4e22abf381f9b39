#include "store/custody.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "store/verify.h"
#include "test_bed.h"

namespace stemma::store {
namespace {

using namespace testing;

class Erasing : public ::testing::Test {
 protected:
  Erasing() : database(open_database(folder / "case.stemma", Case::Mode::create, current_schema())) {
    add_with(database, {folder.write("secret-name.txt", "The harbour is open.")});
  }

  std::uint64_t erase(const std::vector<std::uint64_t>& entries, const char* detail = R"({"why":"consent was withdrawn"})") {
    Transaction transaction(database.db);
    const auto told = erase_custody_words(database.db, "redacted", sha, detail, entries);
    transaction.commit();
    return told;
  }
  VerifyReport check() const { return verify(database.db, database.version); }

  Folder folder;
  Database database;
  const std::string sha = sha256_hex("The harbour is open.");
};

TEST_F(Erasing, TheWordsGoAndTheChainHolds) {
  const auto about = entries_about(database.db, sha);
  ASSERT_EQ(about.size(), 2U);  // received, read
  const auto told = erase({about[0]});
  const auto entries = read_custody(database.db, {});
  EXPECT_EQ(entries.back().seq, told);
  EXPECT_NE(entries.back().detail.find("consent"), std::string::npos);
  const CustodyEntry& gone = entries.at(about[0] - 1);
  EXPECT_TRUE(gone.erased);
  EXPECT_EQ(gone.detail + gone.salt, "");
  EXPECT_EQ(custody_hash(gone), gone.hash);
  EXPECT_EQ(entries_about(database.db, sha), std::vector<std::uint64_t>{about[1]});
  const auto report = check();
  EXPECT_TRUE(report.problems.empty()) << report.problems[0].item << report.problems[0].what;
  ASSERT_EQ(report.notes.size(), 1U);
  EXPECT_NE(report.notes[0].find(fmt::format("entries {} were erased", about[0])), std::string::npos) << report.notes[0];
}

TEST_F(Erasing, TwiceIsOnceAndWhatTellsOfItStays) {
  const auto about = entries_about(database.db, sha);
  const auto told = erase({about[0]});
  erase({about[0]});
  EXPECT_TRUE(check().problems.empty());
  EXPECT_THROW(erase({told}), Failed);
  EXPECT_THROW(erase({999}), Failed);
  EXPECT_TRUE(check().problems.empty());
}

TEST_F(Erasing, NothingElseOfAnEntryCanBeChanged) {
  const auto about = entries_about(database.db, sha);
  erase({about[0]});
  for (const char* sql : {"UPDATE custody SET at = '2030' WHERE seq = 3", "UPDATE custody SET detail = '' WHERE seq = 3",
                          "UPDATE custody SET detail = '', salt = '', erased = 'x', at = '2030' WHERE seq = 3", "UPDATE custody SET detail = 'x' WHERE seq = 2",
                          "UPDATE custody SET detail = 'x', salt = '', erased = 'y' WHERE seq = 3", "UPDATE custody SET erased = NULL WHERE seq = 2",
                          "UPDATE custody SET detail = '', salt = NULL, erased = 'y' WHERE seq = 3", "DELETE FROM custody WHERE seq = 2"})
    EXPECT_THROW(database.db.run(sql), Failed) << sql;
  EXPECT_TRUE(check().problems.empty());
}

TEST_F(Erasing, WithoutAnEntryThatTellsOfItIsAProblem) {
  const auto about = entries_about(database.db, sha);
  erase({about[0]});
  // A later entry lets the trigger pass; it does not tell of this one.
  database.db.run("UPDATE custody SET detail = '', salt = '', erased = 'abc' WHERE seq = 1");
  const auto report = check();
  ASSERT_EQ(report.problems.size(), 2U);
  EXPECT_EQ(report.problems[0].item, "log entry 1");
  EXPECT_NE(report.problems[0].what.find("was changed"), std::string::npos);
  EXPECT_NE(report.problems[1].what.find("no later entry tells"), std::string::npos);
}

TEST_F(Erasing, AnOriginalCanGoOnlyAfterTheLogTellsOfIt) {
  const std::string all = "DELETE FROM original_piece; DELETE FROM arrival; DELETE FROM document; DELETE FROM reading; DELETE FROM original;";
  EXPECT_THROW(database.db.run(all), Failed);
  EXPECT_THROW(database.db.run("DELETE FROM arrival"), Failed);
  {
    Transaction transaction(database.db);
    erase_custody_words(database.db, "deleted", sha, "{}", entries_about(database.db, sha));
    database.db.run(all);
    transaction.commit();
  }
  const auto report = check();
  EXPECT_TRUE(report.problems.empty()) << report.problems[0].item << report.problems[0].what;
  EXPECT_EQ(report.originals, 0U);
  add_with(database, {folder.write("again.txt", "The harbour is open.")});  // and back again: as write-once as any
  EXPECT_THROW(database.db.run("DELETE FROM arrival"), Failed);
  EXPECT_TRUE(check().problems.empty());
}

TEST(OldEntries, OfTheFirstFormStayValidAndCanBeErased) {
  const Folder folder;
  const std::string path = folder / "a.stemma";
  Schema first;
  first.version = first.oldest = 1;
  first.full = current_schema().deltas[0];
  {
    Connection db("file:" + path, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    create_tables(db, first);
    db.run(slurp(STEMMA_SOURCE_DIR "/tests/data/store/case_v1.sql"));
  }
  Database d = open_database(path, Case::Mode::write, current_schema());
  const auto before = read_custody(d.db, {});
  ASSERT_GE(before.size(), 2U);
  EXPECT_FALSE(before[1].second_form);
  {
    Transaction transaction(d.db);
    erase_custody_words(d.db, "redacted", "case", "{}", std::vector<std::uint64_t>{2});
    transaction.commit();
  }
  const auto after = read_custody(d.db, {});
  EXPECT_TRUE(after.back().second_form);
  EXPECT_EQ(after[1].detail, "");
  const auto report = verify(d.db, d.version);
  EXPECT_TRUE(report.problems.empty() || report.problems[0].item.starts_with("reading")) << report.problems[0].item << report.problems[0].what;
  ASSERT_EQ(report.notes.size(), 1U);
  EXPECT_NE(report.notes[0].find("before schema 7"), std::string::npos) << report.notes[0];
}

TEST(Clock, ThatGoesBackIsToldAndIsNoDamage) {
  const Folder folder;
  Database d = open_database(folder / "a.stemma", Case::Mode::create, current_schema());
  const auto first = read_custody(d.db, {}).at(0);
  CustodyEntry e{2, "2001-01-01T00:00:00.000Z", "seen", "case", "{}", first.hash, ""};
  e.salt = "0";
  d.db.prepare("INSERT INTO custody (seq, at, action, subject, detail, previous, hash, salt) VALUES (2, ?1, 'seen', 'case', '{}', ?2, ?3, '0')")
      .with(e.at, e.previous, custody_hash(e)).run();
  const auto report = verify(d.db, d.version);
  EXPECT_TRUE(report.problems.empty());
  ASSERT_EQ(report.notes.size(), 1U);
  EXPECT_NE(report.notes[0].find("clock"), std::string::npos);
}

}  // namespace
}  // namespace stemma::store
