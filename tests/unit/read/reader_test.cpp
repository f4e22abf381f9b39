#include "stemma/reader.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "lang/language_reader.h"
#include "read/conllu.h"
#include "read/dump.h"
#include "read/json.h"
#include "read/text_blocks.h"

namespace stemma {
namespace {

Reading read(std::string text, std::string title = {}, std::string published = "2031-05-08") {
  const auto reader = Reader::create();
  Reader::Workspace space;
  return reader->read_text("d1", std::move(text), std::move(published), std::move(title), space).value();
}

TEST(Reader, RefusesTextThatIsNotUtf8) {
  const auto reader = Reader::create();
  Reader::Workspace space;
  const auto r = reader->read_text("d1", "caf\xE9", "", "", space);
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().kind, ErrorKind::malformed);
  EXPECT_EQ(r.error().at, 3U);
}

TEST(Reader, RefusesTextOverTheLimit) {
  Limits limits;
  limits.max_text_bytes = 4;
  const auto reader = Reader::create(limits);
  Reader::Workspace space;
  const auto r = reader->read_text("d1", "12345", "", "", space);
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().kind, ErrorKind::over_limit);
}

TEST(Reader, ReadsTheEmptyText) { EXPECT_TRUE(read("").attributions.empty()); }

TEST(Reader, AMissingFileIsOneError) {
  const auto reader = Reader::create();
  Reader::Workspace space;
  const auto all = reader->read_file("/nowhere/at/all.html", space);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].error().kind, ErrorKind::io);
}

TEST(Reader, NamesWhatReadsThePageAndWhatReadsTheText) {
  EXPECT_EQ(Reader::create()->version().find("stemma-0.1.0 ingest-"), 0U) << Reader::create()->version();
}

TEST(Reader, HandsOverOneByOneAndStopsWhenTold) {
  const auto reader = Reader::create();
  Reader::Workspace space;
  const std::string lines = R"({"id":"a","text":"It is open."})" "\n" R"({"id":"b","text":"It is shut."})" "\n";
  const auto bytes = std::as_bytes(std::span(lines));
  EXPECT_EQ(reader->read_bytes(bytes, "a.jsonl", space).size(), 2U);
  const std::string path = testing::TempDir() + "stemma-one-by-one.jsonl";
  std::ofstream(path) << lines;
  std::vector<std::string> parts;
  reader->each_in_file(path, space, [&](Result<Reading>&& r) {
    parts.push_back(r->document.part);
    return false;
  });
  EXPECT_EQ(parts, std::vector<std::string>{"a"});
  EXPECT_FALSE(reader->confined());
  EXPECT_TRUE(reader->gaps().empty());
}

TEST(Reader, AParserProgramMustBeOne) {
  const auto reader = Reader::create({}, "/bin/true");
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().kind, ErrorKind::unsupported);
}

TEST(Json, OffsetsAreCodePoints) {
  const Reading r = read("Élodie Brûlé said that – twice – the gate was shut.");
  const auto j = nlohmann::json::parse(reading_json(r));
  ASSERT_EQ(j["attributions"].size(), 1U);
  const auto& a = j["attributions"][0];
  EXPECT_EQ(a["id"], "d1.0");
  EXPECT_EQ(a["source"], (nlohmann::json::array({{0, 12}})));
  EXPECT_EQ(a["parent"], nullptr);
  EXPECT_EQ(a["stance"], "asserts");
  EXPECT_EQ(a["agent"], "d1.a0");
  EXPECT_EQ(j["agents"][0]["name"], "Élodie Brûlé");
}

TEST(Json, SaysWhatThePageStatesAndWhereItsBytesLie) {
  Reading r = read("É one\ntwo", "");
  Document& d = r.document;
  d.authors = {{{"Edda Marlowick", "byline"}}, {{"Boreal Press", "byline"}, true}};
  d.published.unsure = true;
  d.section = {"World", "breadcrumb"};
  d.conflicts = {{"title", {"One", "h1"}, {"Two", "<title>"}}};
  d.flaws = {CaptureFlaw::paywall_stub};
  d.entries = {{{7, 10}, {"Two", "h2"}, {"2031-05-08", "<time>"}, {{{"Edda Marlowick", "byline"}}}}};
  d.left_out = {{LeftOutKind::comments, 4, 900}};
  d.pages = {{0, 3}, {7, 4}};
  d.source = {5, 80, {"gzip"}};
  const auto j = nlohmann::json::parse(reading_json(r));
  EXPECT_EQ(j["author_kinds"], nlohmann::json::parse(R"(["person", "organisation"])"));
  EXPECT_EQ(j["unsure"], nlohmann::json::parse(R"(["published"])"));
  EXPECT_EQ(j["section"], "World");
  EXPECT_EQ(j["conflicts"][0]["other_from"], "<title>");
  EXPECT_EQ(j["flaws"][0], "paywall-stub");
  EXPECT_EQ(j["entries"][0]["span"], nlohmann::json::parse("[6, 9]"));
  EXPECT_EQ(j["entries"][0]["authors"][0], "Edda Marlowick");
  EXPECT_EQ(j["left_out"], nlohmann::json::parse(R"([{"kind": "comments", "pieces": 4, "bytes": 900}])"));
  EXPECT_EQ(j["pages"][1], nlohmann::json::parse(R"({"number": 4, "start": 6})"));
  EXPECT_EQ(j["source"], nlohmann::json::parse(R"({"offset": 5, "length": 80, "codings": ["gzip"]})"));
}

TEST(Json, HasEveryKeyOfTheFormatOnOneLine) {
  const std::string line = reading_json(read("A title\nThe mayor said so.", "A title"));
  EXPECT_EQ(line.find('\n'), std::string::npos);
  const auto j = nlohmann::json::parse(line);
  for (const char* key : {"id", "path", "sha256", "title", "authors", "author_kinds", "publisher", "agency", "published", "modified", "captured",
                          "section", "unsure", "conflicts", "flaws", "dateline", "language", "text", "blocks", "entries", "left_out", "pages",
                          "source", "attributions", "agents", "figures", "times", "places", "events", "warnings"})
    EXPECT_TRUE(j.contains(key)) << key;
  EXPECT_EQ(j["blocks"][0]["kind"], "headline");
  EXPECT_EQ(j["published"], "2031-05-08");
  EXPECT_EQ(j["publisher"], nullptr);
}

TEST(TextBlocks, LinesBrokenByWidthAreJoined) {
  const std::string text = "The mayor of the town of Lindal has said that\nthe bridge over the river was closed.\n\nShort line\nNext";
  const auto blocks = text_blocks(text, "");
  ASSERT_EQ(blocks.size(), 3U);
  EXPECT_EQ(slice(text, blocks[0].span), "The mayor of the town of Lindal has said that\nthe bridge over the river was closed.");
  EXPECT_EQ(slice(text, blocks[1].span), "Short line");
}

TEST(TextBlocks, TheTitleMayEndInAFullStop) {
  const auto blocks = text_blocks("Gate shut at Kerr.\nText.", "Gate shut at Kerr");
  ASSERT_EQ(blocks.size(), 2U);
  EXPECT_EQ(blocks[0].kind, BlockKind::headline);
}

std::string file(const std::string& path) {
  std::ifstream in(path);
  std::stringstream s;
  s << in.rdbuf();
  return s.str();
}

/// Compares with tests/golden/NAME; STEMMA_UPDATE_GOLDEN=1 writes it anew, for a person to review the difference.
void expect_golden(const std::string& name, const std::string& got) {
  const std::string path = std::string(STEMMA_SOURCE_DIR) + "/tests/golden/" + name;
  if (const char* update = std::getenv("STEMMA_UPDATE_GOLDEN"); update && *update == '1') {
    std::ofstream(path) << got;
    return;
  }
  EXPECT_EQ(got, file(path)) << "STEMMA_UPDATE_GOLDEN=1 build/dev/test_read rewrites " << path;
}

TEST(Golden, DumpsOfEveryStage) {
  const auto language = lang::LanguageReader::built_in();
  ASSERT_TRUE(language);
  lang::LanguageReader::Workspace space;
  for (const std::string name : {"convoy", "hard-cases", "hard-sentences", "statement"}) {
    const std::string text = file(std::string(STEMMA_SOURCE_DIR) + "/tests/golden/" + name + ".in");
    ASSERT_FALSE(text.empty()) << name;
    const Reading r = read(text, text.substr(0, text.find('\n')));
    expect_golden(name + ".ingest.txt", dump_ingest(r.document));
    const auto analysis = language->read(r.document, space);
    expect_golden(name + ".lang.conllu", conllu(r.document, analysis, language->agents(r.document, analysis, space), *language));
    expect_golden(name + ".claims.txt", dump_claims(r));
    expect_golden(name + ".times.txt", dump_times(r));
    expect_golden(name + ".places.txt", dump_places(r));
    expect_golden(name + ".figures.txt", dump_figures(r));
    expect_golden(name + ".events.txt", dump_events(r));
  }
}

}  // namespace
}  // namespace stemma
