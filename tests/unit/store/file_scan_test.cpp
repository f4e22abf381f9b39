#include "store/file_scan.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/hash.h"
#include "store/verify.h"
#include "test_bed.h"

namespace stemma::store {
namespace {

using namespace testing;

class Bytes : public ::testing::Test {
 protected:
  Bytes() {
    Database d = open_database(path, Case::Mode::create, current_schema());
    std::string large;  // one original of many pages
    for (int i = 0; i < 3000; ++i) large += sha256_hex(std::to_string(i));
    add_with(d, {folder.write("a.txt", "The harbour is open."), folder.write("b.txt", large), folder.write("c.txt", "The harbour is shut.===BAD")});
    d.db.run("CREATE TABLE filler (x); INSERT INTO filler VALUES (randomblob(30000)); DROP TABLE filler;");  // free pages
    const Connection closed = std::move(d.db);
  }
  void SetUp() override { whole = slurp(path); }

  /// The case with one byte changed.
  std::string changed(std::uint64_t at, char by) const {
    std::string bytes = whole;
    bytes[at] = static_cast<char>(bytes[at] ^ by);
    return folder.write("b.stemma", bytes);
  }
  static std::string told(const VerifyReport& report) {
    std::string out;
    for (const auto& p : report.problems) out += p.item + ": " + p.what + "\n";
    return out;
  }

  Folder folder;
  const std::string path = folder / "case.stemma";
  std::string whole;
};

TEST_F(Bytes, AGoodFileHasNoFaults) {
  const FileScan scan = scan_file(path);
  EXPECT_TRUE(scan.seals);
  EXPECT_EQ(scan.page_size, 4096U);
  EXPECT_TRUE(scan.faults.empty()) << scan.faults[0].what;
  EXPECT_GT(scan.bytes, 150'000U);
  const auto report = verify_file(path, {});
  EXPECT_TRUE(report.problems.empty()) << told(report);
  EXPECT_TRUE(report.notes.empty());
}

TEST_F(Bytes, AThousandChangedBytesAreEachFoundAndLocated) {
  std::uint64_t random = 42;
  for (int i = 0; i < 1000; ++i) {
    random = mix64(random + 0x9e3779b97f4a7c15ULL);
    const std::uint64_t at = i < 100 ? static_cast<std::uint64_t>(i) : random % whole.size();  // each byte of the header among them
    const char by = static_cast<char>(1 + (random >> 40) % 255);
    const FileScan scan = scan_file(changed(at, by));
    ASSERT_EQ(scan.faults.size(), 1U) << "byte " << at;
    EXPECT_LE(scan.faults[0].from, at);
    EXPECT_GT(scan.faults[0].to, at);
    EXPECT_LE(scan.faults[0].to - scan.faults[0].from, 4096U);
    // All of verify, which opens what can be opened, for some of them.
    if (i % 16 != 0) continue;
    const auto report = verify_file(folder / "b.stemma", {});
    ASSERT_FALSE(report.problems.empty()) << "byte " << at;
    EXPECT_LE(report.problems[0].from, at) << told(report);
    EXPECT_GT(report.problems[0].to, at) << told(report);
    EXPECT_TRUE(slurp(folder / "b.stemma") == slurp(changed(at, by))) << "verify changed the file";
  }
}

TEST_F(Bytes, WordsSayWhatLiesThere) {
  const Database d = open_database(path, Case::Mode::read, current_schema());
  const auto page_with = [&](const char* sql) { return static_cast<std::uint64_t>(d.db.integer(sql) - 1) * 4096 + 2000; };
  const auto words = [&](std::uint64_t at) { return verify_file(changed(at, 1), {}).problems.at(0).what; };
  EXPECT_NE(words(page_with("SELECT pageno FROM dbstat WHERE name = 'original_piece' AND pagetype = 'overflow' LIMIT 1 OFFSET 3")).find("bytes 0-191999 of original "),
            std::string::npos);
  EXPECT_NE(words(page_with("SELECT pageno FROM dbstat WHERE name = 'custody' AND pagetype = 'leaf' LIMIT 1")).find("log entry 1"), std::string::npos);
  EXPECT_NE(words(page_with("SELECT pageno FROM dbstat WHERE name = 'document' AND pagetype = 'overflow' LIMIT 1")).find("text of document d"), std::string::npos);
  EXPECT_NE(words(page_with("SELECT max(pageno) FROM dbstat WHERE name LIKE 'block_index%'")).find("the search index, which can be made again"), std::string::npos);
  EXPECT_NE(words(page_with("SELECT pageno FROM dbstat WHERE name = 'custody_of_subject'")).find("the custody log (an index over it)"), std::string::npos);
  EXPECT_NE(words(5).find("the head of the file"), std::string::npos);
  EXPECT_NE(words(2000).find("last known good: "), std::string::npos);
}

TEST_F(Bytes, FreeSpaceIsChecked) {
  const Database d = open_database(path, Case::Mode::read, current_schema());
  ASSERT_GT(d.db.integer("PRAGMA freelist_count"), 0);
  std::set<std::int64_t> used;
  auto rows = d.db.prepare("SELECT pageno FROM dbstat");
  while (rows.step()) used.insert(rows.integer(0));
  std::int64_t page = 1;
  while (used.contains(page)) ++page;
  const auto report = verify_file(changed(static_cast<std::uint64_t>(page - 1) * 4096 + 99, 7), {});
  ASSERT_EQ(report.problems.size(), 1U) << told(report);
  EXPECT_NE(report.problems[0].what.find("free space"), std::string::npos) << told(report);
}

TEST_F(Bytes, AFileCutShortOrMadeLonger) {
  for (const std::size_t size : {whole.size() - 4096, whole.size() - 1, whole.size() / 2}) {
    const auto report = verify_file(folder.write("b.stemma", whole.substr(0, size)), {});
    ASSERT_FALSE(report.problems.empty());
    EXPECT_NE(told(report).find("cut short"), std::string::npos) << told(report);
    EXPECT_EQ(report.problems[0].from, size);
    EXPECT_EQ(report.problems[0].to, whole.size());
  }
  for (const std::string& more : {std::string("x"), std::string(4096, 'x'), std::string(8192, '\0')}) {
    const auto report = verify_file(folder.write("b.stemma", whole + more), {});
    ASSERT_FALSE(report.problems.empty()) << more.size();
    EXPECT_EQ(report.problems.back().to, whole.size() + more.size()) << told(report);
  }
}

TEST_F(Bytes, AChangedLogOfAKilledWriter) {
  const std::string copy = folder / "killed.stemma";
  {
    Database d = open_database(path, Case::Mode::write, current_schema());
    add_with(d, {folder.write("more.txt", "The bridge is shut.")});
    std::filesystem::copy_file(path, copy);
    std::filesystem::copy_file(path + "-wal", copy + "-wal");
  }
  EXPECT_TRUE(scan_file(copy).faults.empty());
  const std::string log = slurp(copy + "-wal");
  ASSERT_GT(log.size(), 20'000U);
  for (const std::size_t at : {std::size_t{3}, std::size_t{17}, std::size_t{40}, std::size_t{5000}, log.size() / 2}) {
    std::string bytes = log;
    bytes[at] = static_cast<char>(bytes[at] ^ 4);
    folder.write("killed.stemma-wal", bytes);
    const FileScan scan = scan_file(copy);
    ASSERT_EQ(scan.faults.size(), 1U) << at;
    EXPECT_EQ(scan.faults[0].file, copy + "-wal");
    EXPECT_LE(scan.faults[0].from, at);
    EXPECT_GT(scan.faults[0].to, at);
    EXPECT_FALSE(verify_file(copy, {}).problems.empty());
    EXPECT_TRUE(slurp(copy + "-wal") == bytes) << "verify took the log over";
  }
}

TEST_F(Bytes, AHalfWrittenFileWithItsJournalIsTakenBackFirst) {
  const std::string half = folder / "half.stemma";
  {
    Connection db("file:" + path, path, SQLITE_OPEN_READWRITE);
    db.run("PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN IMMEDIATE; CREATE TABLE filler (x);"
           "INSERT INTO filler VALUES (randomblob(300000)); INSERT INTO filler VALUES (randomblob(300000));");
    std::filesystem::copy(path, half);  // what a kill would leave
    std::filesystem::copy(path + "-journal", half + "-journal");
    db.run("ROLLBACK");
  }
  ASSERT_GT(slurp(half).size(), whole.size());
  const auto report = verify_file(half, {});
  EXPECT_TRUE(report.problems.empty()) << told(report);
  EXPECT_EQ(slurp(half).size(), whole.size());
}

TEST_F(Bytes, AnOldCaseGetsItsChecksumsWhenItIsUpgraded) {
  const std::string old = folder / "old.stemma";
  Schema first;
  first.version = first.oldest = 1;
  first.full = current_schema().deltas[0];
  {
    Connection db("file:" + old, old, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    create_tables(db, first);
    db.run(slurp(STEMMA_SOURCE_DIR "/tests/data/store/case_v1.sql"));
  }
  EXPECT_FALSE(scan_file(old).seals);
  { open_database(old, Case::Mode::read, current_schema()); }
  EXPECT_TRUE(scan_file(old).seals);
  EXPECT_TRUE(scan_file(old).faults.empty());
  EXPECT_FALSE(scan_file(old + ".before-v1").seals);
  EXPECT_TRUE(verify_file(old, {}).problems.empty());
  for (const auto& file : std::filesystem::directory_iterator(folder.path())) EXPECT_FALSE(file.path().string().ends_with(".sealed"));
}

TEST_F(Bytes, ACopyByAnotherProgramIsReadAndItsLackTold) {
  sqlite3* db = nullptr;
  sqlite3_open(path.c_str(), &db);
  ASSERT_EQ(sqlite3_exec(db, ("VACUUM INTO '" + (folder / "copy.stemma") + "'").c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(db);
  const auto report = verify_file(folder / "copy.stemma", {});
  EXPECT_TRUE(report.problems.empty()) << told(report);
  ASSERT_EQ(report.notes.size(), 1U);
  EXPECT_NE(report.notes[0].find("another program"), std::string::npos);
}

}  // namespace
}  // namespace stemma::store
