#include "ingest/ingest.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/utf8.h"

namespace stemma::ingest {
namespace {

std::string file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::string without_the(std::string s) {
  s = to_lower(s);
  return s.starts_with("the ") ? s.substr(4) : s;
}

std::string or_empty(const nlohmann::json& v) { return v.is_string() ? v.get<std::string>() : ""; }

// What each of the 30 documents of the invented case says of itself, against gold.json. The whole of ingest, by generic rules only.
TEST(Ingest, ExampleCaseMetadata) {
  const std::string folder = std::string(STEMMA_SOURCE_DIR) + "/examples/brannoch/";
  const auto gold = nlohmann::json::parse(file(folder + "gold.json"));
  std::map<std::string, Document> found;
  for (const auto& entry : std::filesystem::directory_iterator(folder + "articles")) {
    const std::string name = "articles/" + entry.path().filename().string();
    for (auto& d : ingest(file(entry.path().string()), name, Limits{})) {
      ASSERT_TRUE(d) << name << ": " << d.error().line();
      found[d->path] = std::move(*d);
    }
  }
  EXPECT_EQ(found.size(), gold["documents"].size());
  for (const auto& g : gold["documents"]) {
    const std::string path = g["file"];
    if (!found.contains(path)) {
      ADD_FAILURE() << path << " is missing";
      continue;
    }
    const Document& d = found[path];
    EXPECT_EQ(without_the(d.publisher.value), without_the(or_empty(g["publisher"]))) << path << " from " << d.publisher.origin;
    EXPECT_EQ(d.agency.value, or_empty(g["agency"])) << path << " from " << d.agency.origin;
    EXPECT_EQ(d.published.value.substr(0, 10), or_empty(g["published"]).substr(0, 10)) << path << " from " << d.published.origin;
    EXPECT_EQ(d.title.value, or_empty(g["title"])) << path << " from " << d.title.origin;
    EXPECT_EQ(d.language, or_empty(g["language"])) << path;
    std::vector<std::string> authors;  // the gold names people
    for (const Author& a : d.authors)
      if (!a.organisation) authors.push_back(a.value);
    EXPECT_EQ(authors, g["authors"].get<std::vector<std::string>>()) << path;
    const auto& line = g["dateline"];
    EXPECT_EQ(d.dateline.has_value(), line.is_object()) << path;
    if (d.dateline && line.is_object()) {
      EXPECT_EQ(d.dateline->place, or_empty(line["place"])) << path;
      EXPECT_EQ(d.dateline->date, or_empty(line["date"])) << path;
    }
    EXPECT_EQ(d.kill_notice, path.find("-kill") != std::string::npos) << path;
    EXPECT_EQ(find_invalid_utf8(d.text), std::string_view::npos) << path;
    for (const Block& b : d.blocks) EXPECT_LE(b.span.end, d.text.size()) << path;
  }
}

}  // namespace
}  // namespace stemma::ingest
