// The public door, with the real reader behind it.
#include <gtest/gtest.h>

#include "test_bed.h"
#include "read/json.h"

namespace stemma {
namespace {

using namespace store::testing;

constexpr std::string_view page = "<html><head><title>Port Elm</title></head><body><article><h1>Port Elm</h1>"
                                  "<p>The mayor of Port Elm said on Tuesday that the harbour was open.</p>"
                                  "<p>The fishers' union denied that anybody had asked.</p></article></body></html>";

TEST(Case, FromAFileToWhatItSays) {
  const Folder folder;
  const std::string path = folder / "a.stemma";
  folder.write("in/page.html", page);
  folder.write("in/empty.html", "");
  {
    auto opened = Case::open(path, Case::Mode::create);
    ASSERT_TRUE(opened) << opened.error().line();
    EXPECT_EQ(opened->path(), path);
    EXPECT_EQ(opened->schema_version(), store::current_schema().version);
    const auto report = opened->add({folder / "in"});
    ASSERT_TRUE(report) << report.error().line();
    EXPECT_EQ(report->files, 2U);
    EXPECT_EQ(report->documents, 1U);
    EXPECT_GE(report->attributions, 2U);
    ASSERT_EQ(report->failures.size(), 1U);
    ASSERT_TRUE(opened->log("exported", "case", R"({"format":"json"})"));
  }
  auto opened = Case::open(path, Case::Mode::read);
  ASSERT_TRUE(opened) << opened.error().line();
  const auto readings = opened->readings();
  ASSERT_TRUE(readings);
  ASSERT_EQ(readings->size(), 1U);
  EXPECT_EQ(opened->original(readings->at(0).document.sha256), std::string(page));
  EXPECT_EQ(opened->original(std::string(64, '0')).error().kind, ErrorKind::usage);

  // What comes out of the case is what the reader gave.
  const auto reader = Reader::create();
  ASSERT_TRUE(reader);
  Reader::Workspace space;
  const auto direct = reader->read_file(folder / "in/page.html", space);
  ASSERT_EQ(direct.size(), 1U);
  EXPECT_EQ(reading_json(readings->at(0)), reading_json(*direct.at(0)));
  EXPECT_EQ(store::digest(readings->at(0)), store::digest(*direct.at(0)));

  const auto hits = opened->search("union denied", 5);
  ASSERT_TRUE(hits);
  ASSERT_EQ(hits->size(), 1U);
  EXPECT_EQ(opened->search("-", 5).error().kind, ErrorKind::usage);
  EXPECT_EQ(opened->failures()->size(), 1U);
  EXPECT_EQ(opened->custody()->back().action, "exported");
  EXPECT_TRUE(opened->verify()->problems.empty());

  EXPECT_EQ(opened->add({folder / "in"}).error().kind, ErrorKind::usage);
  EXPECT_TRUE(opened->log("exported", "case", "{}"));  // no effect, no error
  EXPECT_EQ(opened->custody()->size(), 6U);
}

TEST(Case, AFullReadingHasTheSameJsonAfterwards) {
  const Folder folder;
  auto d = store::open_database(folder / "a.stemma", Case::Mode::create, store::current_schema());
  auto reader = stand_in();
  reader.read = giving([](std::string_view, const std::string&) {
    std::vector<Result<Reading>> out;
    out.emplace_back(full_reading());
    return out;
  });
  add_with(d, {folder.write("p.txt", "x")}, reader);
  Reading expected = full_reading();
  expected.document.sha256 = sha256_hex("x");
  EXPECT_EQ(reading_json(readings_of(d.db).at(0)), reading_json(expected));
}

TEST(Case, WarningsAreTold) {
  const Folder folder;
  auto opened = Case::open(folder / "a.stemma", Case::Mode::create);
  ASSERT_TRUE(opened);
  std::string nested(page);
  nested.insert(nested.find("<p>"), std::string(5 * 2000, ' '));
  for (int i = 0; i < 2000; ++i) nested.replace(nested.find("     "), 5, "<div>");
  const auto report = opened->add({folder.write("deep.html", nested)});
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->failures.empty());
  ASSERT_FALSE(report->warnings.empty());
  EXPECT_EQ(report->warnings[0].path, folder / "deep.html");
}

}  // namespace
}  // namespace stemma
