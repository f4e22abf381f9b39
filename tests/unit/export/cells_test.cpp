#include <gtest/gtest.h>

#include <filesystem>

#include "export/csv.h"
#include "export/digest.h"
#include "export/folder.h"
#include "export/readme.h"
#include "export/warc.h"

namespace stemma::exports {
namespace {

namespace fs = std::filesystem;

TEST(CsvCell, GuardsTextsThatASpreadsheetWouldRunAndLeavesNumbers) {
  EXPECT_EQ(csv_cell("=1+1"), "'=1+1");
  EXPECT_EQ(csv_cell("-5 people"), "'-5 people");
  EXPECT_EQ(csv_cell("\tx"), "'\tx");
  EXPECT_EQ(csv_cell("'quoted'"), "''quoted'");  // one apostrophe comes off every text
  EXPECT_EQ(csv_cell(-5), "-5");
  EXPECT_EQ(csv_cell(0.25), "0.25");
  EXPECT_EQ(csv_cell(nullptr), "");
  EXPECT_EQ(csv_cell("a, \"b\"\nc"), "\"a, \"\"b\"\"\nc\"");
  EXPECT_EQ(csv_cell(Json::array({Json::array({1, 2})})), "\"[[1,2]]\"");
}

TEST(CsvCounter, CountsRecordsAndNotLines) {
  const std::string file = "a,b\r\n\"two\r\nlines, \"\"quoted\"\"\",1\r\nlast,2";
  for (std::size_t cut = 0; cut <= file.size(); ++cut) {
    CsvCounter counter;
    counter.take(file.substr(0, cut));
    counter.take(file.substr(cut));
    EXPECT_EQ(counter.records(), 3u) << cut;
  }
}

TEST(SameCount, SaysWhichFileHoldsAnotherNumber) {
  EXPECT_TRUE(same_count("x.csv", 3, 3));
  const auto wrong = same_count("x.csv", 3, 2);
  ASSERT_FALSE(wrong);
  EXPECT_NE(wrong.error().what.find("x.csv"), std::string::npos);
}

TEST(Digest, IsThatOfTheStandards) {  // RFC 4648, 10; FIPS 180-4
  EXPECT_EQ(base32("foobar"), "MZXW6YTBOI======");
  EXPECT_EQ(hex_of(sha1("abc")), "a9993e364706816aba3e25717850c26c9cd0d89d");
}

TEST(Surt, ReversesTheHost) {
  EXPECT_EQ(surt("http://www.Example.org:80/A/?z=1&a=2#x"), "org,example)/a?a=2&z=1");
  EXPECT_EQ(surt("https://example.org"), "org,example)/");
  EXPECT_EQ(surt("http://10.0.0.1:8080/x/"), "10.0.0.1:8080)/x");
  EXPECT_EQ(surt("urn:x-stemma:document:d1"), "urn:x-stemma:document:d1");
}

TEST(Utc, OnlyWhereTheZoneIsKnown) {
  EXPECT_EQ(utc("2031-05-06T08:30:00+02:00"), "2031-05-06T06:30:00Z");
  EXPECT_EQ(utc("2031-01-01T00:30:00+01:00"), "2030-12-31T23:30:00Z");
  EXPECT_TRUE(utc("2031-05-06T08:30:00").is_null());
  EXPECT_TRUE(utc("2031-05-06").is_null());
  EXPECT_TRUE(utc("").is_null());
}

TEST(Folder, IsThereWholeOrNotAtAll) {
  const fs::path at = fs::temp_directory_path() / ("stemma-folder-" + std::to_string(::getpid()));
  fs::remove_all(at);
  {
    auto dropped = Folder::create(at.string());
    ASSERT_TRUE(dropped);
    ASSERT_TRUE(dropped->write("a/b.txt", "text"));
    EXPECT_FALSE(fs::exists(at));
  }
  EXPECT_FALSE(fs::exists(at.string() + "." + std::to_string(::getpid()) + ".part"));
  auto kept = Folder::create(at.string());
  ASSERT_TRUE(kept);
  ASSERT_TRUE(kept->write("a/b.txt", "text"));
  ASSERT_TRUE(kept->commit());
  EXPECT_EQ(kept->files().front().sha256, sha256_hex("text"));
  EXPECT_EQ(fs::file_size(at / "a" / "b.txt"), 4u);
  const auto again = Folder::create(at.string());
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().kind, ErrorKind::usage);
  fs::remove_all(at);
}

TEST(Tables, NoTwoColumnsOfOneNameAndAMeaningForEach) {
  for (const Table& t : tables()) {
    std::vector<std::string_view> names;
    for (const Column& c : t.columns) {
      EXPECT_EQ(std::find(names.begin(), names.end(), c.name), names.end()) << t.name << "." << c.name;
      EXPECT_FALSE(c.meaning.empty()) << t.name << "." << c.name;
      names.push_back(c.name);
    }
  }
}

}  // namespace
}  // namespace stemma::exports
