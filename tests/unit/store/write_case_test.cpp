#include "store/write_case.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "store/verify.h"
#include "test_bed.h"

namespace stemma::store {
namespace {

using namespace testing;

Reading text_of(const std::string& words, const std::string& path, const std::string& original) {
  Reading r;
  Document& d = r.document;
  d.sha256 = sha256_hex(original);
  d.id = "d" + sha256_hex(d.sha256 + "#0").substr(0, 16);
  d.path = path;
  d.format = "text";
  d.text = words;
  const auto size = static_cast<std::uint32_t>(words.size());
  d.blocks.push_back({BlockKind::paragraph, {0, size}});
  d.source = {0, original.size(), {}};
  return r;
}

CaseParts parts_of(const std::vector<Reading>& readings, const std::map<std::string, std::string>& leave) {
  return {readings, {}, [leave](const std::string& sha) -> Result<std::optional<std::string>> {
            const auto found = leave.find(sha);
            return found == leave.end() ? std::optional<std::string>() : std::optional(found->second);
          }, "stand-in 1", "{}"};
}

TEST(WriteCase, OriginalsThatStayInAreReplacedByTheirTexts) {
  const Folder folder;
  const std::string path = folder / "out.stemma", words = "The pier burnt down.";
  // The text of the second, whose page stays in, is the very bytes of the first, which leaves; the third's page stays in too.
  const std::vector<Reading> readings = {text_of(words, "pier.txt", words), text_of(words, "pier.html", "<p>" + words), text_of("Nobody was there.", "b.html", "<p>Nobody")};
  const auto written = write_case(path, parts_of(readings, {{sha256_hex(words), words}}));
  ASSERT_TRUE(written) << written.error().line();
  const Database d = open_database(path, Case::Mode::read, current_schema());
  EXPECT_EQ(d.db.integer("SELECT count(*) FROM original"), 2);
  EXPECT_EQ(d.db.integer("SELECT count(*) FROM document"), 3);
  EXPECT_TRUE(verify(d.db, d.version).problems.empty());
  EXPECT_EQ(d.db.integer("SELECT count(*) FROM custody WHERE action = 'received' AND json_extract(detail, '$.how') IS NOT NULL"), 2);
  EXPECT_EQ(d.db.text("SELECT json_extract(detail, '$.path') FROM custody WHERE action = 'received' AND json_extract(detail, '$.how') IS NULL"), "pier.txt");
}

TEST(WriteCase, HasItsNameOnlyWhenItIsWhole) {
  const Folder folder;
  const std::string path = folder / "out.stemma";
  const std::vector<Reading> readings = {text_of("One.", "1.txt", "One."), text_of("Two.", "2.txt", "Two.")};
  int asked = 0;
  CaseParts parts = parts_of(readings, {});
  parts.original = [&](const std::string&) -> Result<std::optional<std::string>> {
    EXPECT_FALSE(std::filesystem::exists(path));
    if (++asked == 2) return fail(ErrorKind::io, "the disk is gone");
    return std::optional<std::string>("One.");
  };
  const auto failed = write_case(path, parts);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().what, "the disk is gone");
  EXPECT_TRUE(std::filesystem::is_empty(folder / ""));
  folder.write("out.stemma.part", "what a killed program left");
  ASSERT_TRUE(write_case(path, parts_of(readings, {})));
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder / ""), {}), 1);
  const auto again = write_case(path, parts_of(readings, {}));
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().kind, ErrorKind::usage);
}

}  // namespace
}  // namespace stemma::store
