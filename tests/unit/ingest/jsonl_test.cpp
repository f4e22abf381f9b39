#include "ingest/jsonl/jsonl.h"

#include <gtest/gtest.h>

#include "make.h"

namespace stemma::ingest {
namespace {

using namespace test;

TEST(Jsonl, ALineIsADocument) {
  const Got got = read(R"({"id":"n1","title":"The mill has stopped","text":"The mill has stopped\n\nHALM, 6 May (ALN) - The miller said so.","published":"2031-05-07","publisher":"The Fenn Courier","authors":["Jane Orme"],"language":"en-GB","url":"https://fenn.example/1"}
{"id":2,"text":"Nobody could remember a spring so dry, the miller said."}

{"text":"Third."}
{"id":2,"text":"The same id again."}
)",
                       "a.jsonl");
  ASSERT_EQ(got.documents.size(), 4u) << got.errors.size();
  const Document& d = got.documents[0];
  EXPECT_EQ(d.part, "n1");
  EXPECT_EQ(d.path, "a.jsonl#n1");
  EXPECT_EQ(d.format, "jsonl");
  EXPECT_EQ(d.text, "The mill has stopped\nHALM, 6 May (ALN) - The miller said so.");
  ASSERT_EQ(d.blocks.size(), 2u);
  EXPECT_EQ(d.blocks[0].kind, BlockKind::headline);
  EXPECT_EQ(d.agency.value, "ALN");
  EXPECT_EQ(d.dateline->date, "2031-05-06");
  EXPECT_EQ(d.language, "en");
  EXPECT_EQ(d.authors[0].value, "Jane Orme");
  EXPECT_EQ(got.documents[1].part, "2");
  EXPECT_EQ(got.documents[2].part, "line 4");
  EXPECT_EQ(got.documents[3].part, "2 (2)");
}

TEST(Jsonl, HalfASurrogatePairCostsThatCharacterOnly) {
  const Got got = read(R"({"id":"a","text":"One \ud83d two."})", "a.jsonl");
  ASSERT_EQ(got.documents.size(), 1u);
  EXPECT_EQ(got.documents[0].text, "One \uFFFD two.");
}

TEST(Jsonl, ABrokenLineCostsThatLineOnly) {
  const std::string first = "{\"id\":\"a\",\"text\":\"One.\"}\n";
  const Got got = read(first + "{\"id\":\"b\",\"text\":\"Two.\n[1,2]\n{\"id\":\"c\"}\n{\"id\":\"d\",\"text\":\"Four.\"}\n", "a.jsonl");
  EXPECT_EQ(got.documents.size(), 2u);
  ASSERT_EQ(got.errors.size(), 3u);
  EXPECT_EQ(got.errors[0].at, first.size());
  EXPECT_NE(got.errors[0].what.find("line 2"), std::string::npos);
  EXPECT_TRUE(got.says("no \"text\""));
}

// Found by tests/fuzz/jsonl_fuzz: the parser ends at a NUL, the map of the text did not, and took bytes from behind it.
TEST(Jsonl, NothingIsReadBehindTheObject) {
  using namespace std::string_literals;
  const Got got = read("{\"id\":7,\"text\":\"One.\"}\0not so [\"\xFB\x8A\"]\n{\"id\":8,\"text\":\"Two.\"}\n"s, "a.jsonl");
  ASSERT_EQ(got.documents.size(), 1u);
  EXPECT_EQ(got.documents[0].text, "Two.");
  EXPECT_TRUE(got.says("line 1: the line is no JSON"));
}

TEST(Jsonl, OneObjectOverSeveralLinesIsOneDocument) {
  const Got got = read("{\n  \"id\": \"a\",\n  \"text\": \"The mill has stopped.\"\n}\n", "a.json");
  ASSERT_EQ(got.documents.size(), 1u);
  EXPECT_EQ(got.documents[0].part, "a");
}

TEST(Jsonl, NothingCrashesOnCutOrBrokenInput) {
  mutate("{\"id\":\"a\",\"text\":\"One \\u00e9 \\ud83d\\ude00.\",\"authors\":[\"Jane Orme\"]}\n{\"id\":7,\"text\":[]}\n" + std::string(300, '['), 1, 800,
         [](const std::string& s) { read(s, "a.jsonl"); });
  read("{\"a\":" + std::string(100'000, '[') + "\n", "deep.jsonl");
}

}  // namespace
}  // namespace stemma::ingest
