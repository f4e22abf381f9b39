#include <gtest/gtest.h>

#include "test_bed.h"
#include "store/custody.h"
#include "store/verify.h"

namespace stemma::store {
namespace {

using namespace testing;

class Verify : public ::testing::Test {
 protected:
  Verify() {
    Database d = open_database(path, Case::Mode::create, current_schema());
    add_with(d, {folder.write("a.txt", "The harbour is open."), folder.write("b.txt", "The harbour is shut.===BAD")});
  }

  /// As one who knows SQL and drops the triggers first, and puts them back.
  VerifyReport after(const std::string& sql, bool hide_traces = true) {
    EXPECT_EQ(run_sql(path, "DROP TRIGGER original_is_never_changed; DROP TRIGGER original_is_never_deleted;"
                            "DROP TRIGGER original_piece_is_never_changed; DROP TRIGGER original_piece_is_never_deleted;"
                            "DROP TRIGGER custody_is_never_changed; DROP TRIGGER custody_is_never_deleted;" + sql), SQLITE_OK) << sql;
    if (hide_traces)
      for (const auto& full : current_schema().full)
        for (std::size_t at = 0; (at = full.find("CREATE TRIGGER", at)) != std::string_view::npos; ++at)
          run_sql(path, std::string(full.substr(at, full.find("END;", at) + 4 - at)));
    return check();
  }
  VerifyReport check() const {
    const Database d = open_database(path, Case::Mode::read, current_schema());
    return verify(d.db, d.version);
  }
  static void expect_only(const VerifyReport& report, const std::string& item, const std::string& what) {
    ASSERT_EQ(report.problems.size(), 1U) << (report.problems.empty() ? "" : report.problems[0].item + ": " + report.problems[0].what);
    EXPECT_NE(report.problems[0].item.find(item), std::string::npos) << report.problems[0].item;
    EXPECT_NE(report.problems[0].what.find(what), std::string::npos) << report.problems[0].what;
  }

  Folder folder;
  const std::string path = folder / "case.stemma";
  const std::string a = sha256_hex("The harbour is open.");
};

TEST_F(Verify, AGoodCaseHasNoProblems) {
  const auto report = check();
  EXPECT_TRUE(report.problems.empty()) << report.problems[0].item << report.problems[0].what;
  EXPECT_EQ(report.originals, 2U);
  EXPECT_EQ(report.bytes, 46U);
  EXPECT_EQ(report.documents, 2U);
  EXPECT_EQ(report.entries, 5U);
}

TEST_F(Verify, NamesAChangedPieceItsBytesAndWhenItWasGood) {
  const auto report = after("UPDATE original_piece SET zstd = substr(zstd, 1, length(zstd) - 1) || x'00' WHERE sha256 = '" + a + "'");
  expect_only(report, a, "bytes 0-19");
  EXPECT_NE(report.problems[0].what.find("last known good: 20"), std::string::npos) << report.problems[0].what;
}

TEST_F(Verify, NamesAReplacedPiece) {
  // Well-formed, and its own hash beside it adapted: only the original's hash tells.
  expect_only(after("UPDATE original_piece SET (zstd, sha256) = (SELECT zstd, sha256 FROM original_piece WHERE sha256 <> '" + a + "') WHERE sha256 = '" + a + "'"),
              a, "hash");
}

TEST_F(Verify, NamesAMissingPiece) { expect_only(after("DELETE FROM original_piece WHERE sha256 = '" + a + "'"), a, "bytes 0-19 are missing"); }

TEST_F(Verify, NamesAMissingOriginal) {
  const auto report = after("PRAGMA foreign_keys = OFF; DELETE FROM original WHERE sha256 = '" + a + "'");
  ASSERT_FALSE(report.problems.empty());
  bool named = false;
  for (const auto& p : report.problems) named = named || p.item.find(a) != std::string::npos;
  EXPECT_TRUE(named);
}

TEST_F(Verify, NamesAChangedLogEntry) {
  expect_only(after("UPDATE custody SET detail = replace(detail, 'a.txt', 'c.txt') WHERE seq = 2"), "log entry 2", "last good entry: 1 of 20");
}

TEST_F(Verify, NamesAGapInTheLog) {
  const auto report = after("DELETE FROM custody WHERE seq = 4");
  ASSERT_EQ(report.problems.size(), 2U);  // and an original of which no entry says that it was received
  EXPECT_EQ(report.problems[0].item, "log entry 5");
  EXPECT_NE(report.problems[0].what.find("1 entries before it are missing"), std::string::npos);
}

TEST_F(Verify, SeesALogThatWasCutShort) {
  const auto report = after("DELETE FROM custody WHERE seq > 3");
  EXPECT_EQ(report.entries, 3U);
  ASSERT_EQ(report.problems.size(), 2U);  // an original and a reading that no entry tells of
}

TEST_F(Verify, NamesAChangedText) {
  const Database d = open_database(path, Case::Mode::read, current_schema());
  const std::string id = readings_of(d.db).at(0).document.id;
  expect_only(after("UPDATE document SET text = replace(text, 'harbour', 'Harbour') WHERE name = '" + id + "'"), id, "last known good: 20");
}

TEST_F(Verify, NamesWhatWasChangedInAReading) {
  for (const char* sql : {"UPDATE attribution SET stance = 'denies'", "UPDATE attribution SET stance = 'nonsense'", "UPDATE attribution SET content = '[[0,9999]]'",
                          "UPDATE attribution SET content = '[[0'", "UPDATE block SET ends = 3", "UPDATE document SET published = '2031'"}) {
    const auto report = after(sql);
    ASSERT_FALSE(report.problems.empty()) << sql;
    for (const auto& p : report.problems) EXPECT_EQ(p.item.substr(0, 8), "document") << sql << p.item;
  }
}

TEST_F(Verify, SeesAChangeWithItsDigestAdapted) {
  // Text and digest changed together, the whole reading's digest too: the log tells.
  expect_only(after("UPDATE reading SET digest = '0' WHERE failures = 0"), a, "log");
}

TEST_F(Verify, NamesAMissingDocument) {
  expect_only(after("PRAGMA foreign_keys = ON; DELETE FROM document WHERE original = (SELECT id FROM original WHERE sha256 = '" + a + "')"), a,
              "1 documents were read, 0 are there");
}

TEST_F(Verify, NamesDroppedTriggers) {
  const auto report = after("SELECT 1", false);
  EXPECT_EQ(report.problems.size(), 6U);
  EXPECT_NE(report.problems.at(0).what.find("trigger"), std::string::npos);
}

TEST(Custody, EveryFieldIsInTheHash) {
  CustodyEntry e{3, "2031-05-06T00:00:00.000Z", "read", "s", "{}", std::string(64, 'a'), ""};
  e.salt = "5a17";
  const std::string hash = custody_hash(e);
  auto other = e;
  other.seq = 4;
  EXPECT_NE(custody_hash(other), hash);
  for (const auto field : {&CustodyEntry::at, &CustodyEntry::action, &CustodyEntry::subject, &CustodyEntry::detail, &CustodyEntry::previous, &CustodyEntry::salt}) {
    other = e;
    other.*field += "x";
    EXPECT_NE(custody_hash(other), hash);
  }
  other = e;
  other.action = "rea";
  other.subject = "ds";
  EXPECT_NE(custody_hash(other), hash);
}

// The examples of docs/formats/custody.md: others compute them without us.
TEST(Custody, TheDocumentedExamples) {
  CustodyEntry e{1, "2031-05-06T12:00:00.000Z", "created", "case", R"({"program":"stemma 0.1.0","schema":1})", std::string(64, '0'), ""};
  e.second_form = false;
  EXPECT_EQ(custody_hash(e), "e0c5f1e56278d9ca712721f588332dead36fd274b22c21f7a5d4b118d33ed8b1");
  e.second_form = true;
  e.salt = "000102030405060708090a0b0c0d0e0f";
  const std::string second = custody_hash(e);
  EXPECT_EQ(second, "6cbe642b9481ae9a1195576ec3a3b95efabefcab1f0fffc18cf39849246fe7ea");
  e.erased = true;
  e.erased_hash = sha256_hex(e.salt + e.detail);
  e.salt = e.detail = "";
  EXPECT_EQ(custody_hash(e), second);
}

}  // namespace
}  // namespace stemma::store
