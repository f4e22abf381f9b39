#include <gtest/gtest.h>

#include <set>

#include "test_bed.h"
#include "store/search.h"

namespace stemma::store {
namespace {

using namespace testing;

class Search : public ::testing::Test {
 protected:
  Search() : d(open_database(folder / "case.stemma", Case::Mode::create, current_schema())) {
    add_with(d, {folder.write("a.txt", "The mayor of Port Élm denied it."), folder.write("b.txt", "A spokesman for the mayor said nothing."),
                 folder.write("c.txt", "The spokesmen of the port said: \"no\"."), folder.write("d.txt", "Nothing else.")});
  }
  std::set<std::string> found(const std::string& typed) {
    const auto query = fts_query(typed);
    if (!query) return {query.error().what};
    std::set<std::string> out;
    const auto all = readings_of(d.db);
    for (const auto& hit : search(d.db, *query, 100)) out.insert(all.at(hit.document).document.path.substr(folder.path().size() + 1, 1));
    return out;
  }
  using Set = std::set<std::string>;

  Folder folder;
  Database d;
};

TEST_F(Search, WordsPhrasesPrefixesAndExclusions) {
  EXPECT_EQ(found("mayor"), (Set{"a", "b"}));
  EXPECT_EQ(found("MAYOR said"), (Set{"b"}));
  EXPECT_EQ(found("elm"), (Set{"a"}));
  EXPECT_EQ(found("\"the mayor\""), (Set{"a", "b"}));
  EXPECT_EQ(found("“mayor the”"), (Set{}));
  EXPECT_EQ(found("spokes*"), (Set{"b", "c"}));
  EXPECT_EQ(found("mayor -nothing"), (Set{"a"}));
  EXPECT_EQ(found("the -\"the mayor\" -xyz"), (Set{"c"}));
  EXPECT_EQ(found("port-élm"), (Set{"a"}));
  EXPECT_EQ(found("-mayor"), (Set{"no word to look for"}));
  EXPECT_EQ(found(""), (Set{"no word to look for"}));
}

TEST_F(Search, NothingThatIsTypedIsAnError) {
  const std::string pieces[] = {"\"", "*", "-", "(", ")", " ", "AND", "OR", "NOT", "NEAR(", "words:", "^", "{", "}", "+", "mayor", "\\", "'", ";", "_", "½", "é", "\xff", std::string(1, '\0'), "\n", "“", "中文", "a\"b"};
  std::uint64_t random = 3;
  for (int i = 0; i < 3000; ++i) {
    std::string typed;
    for (int n = 0; n < 6; ++n) typed += pieces[(random = mix64(random + 1)) % std::size(pieces)];
    const auto query = fts_query(typed);
    if (!query) continue;
    EXPECT_NO_THROW(search(d.db, *query, 3)) << typed << " -> " << *query;
  }
  std::string many;
  for (int i = 0; i < 64; ++i) many += "w" + std::to_string(i) + " ";
  EXPECT_NO_THROW(search(d.db, *fts_query(many), 3));
  EXPECT_EQ(fts_query(many + "more").error().kind, ErrorKind::usage);
}

TEST_F(Search, WordsOfOtherScriptsAreFoundAsTheirReadersWriteThem) {
  add_with(d, {folder.write("e.txt", "قالت إدارة المُحافَظة إنّ أحمد عاد."), folder.write("f.txt", "外交部发言人否认了这一说法。"), folder.write("g.txt", "Пресс-секретарь Алёна Йорк это отрицала.")});
  EXPECT_EQ(found("اداره"), (Set{"e"}));
  EXPECT_EQ(found("المحافظة احمد"), (Set{"e"}));
  EXPECT_EQ(found("发言人"), (Set{"f"}));
  EXPECT_EQ(found("否认"), (Set{"f"}));
  EXPECT_EQ(found("人发言"), (Set{}));  // a run of signs is a phrase
  EXPECT_EQ(found("алена ЙОРК"), (Set{"g"}));
  const auto hits = search(d.db, *fts_query("否认"), 10);
  ASSERT_EQ(hits.size(), 1U);
  std::string marked;
  for (const auto m : hits[0].marks) marked += slice(hits[0].snippet, m);
  EXPECT_EQ(marked, "否认");
}

TEST_F(Search, MarksAreTheWordsFound) {
  const auto hits = search(d.db, *fts_query("mayor elm"), 10);
  ASSERT_EQ(hits.size(), 1U);
  EXPECT_EQ(hits[0].snippet, "The mayor of Port Élm denied it.");
  ASSERT_EQ(hits[0].marks.size(), 2U);
  EXPECT_EQ(slice(hits[0].snippet, hits[0].marks[0]), "mayor");
  EXPECT_EQ(slice(hits[0].snippet, hits[0].marks[1]), "Élm");
  EXPECT_EQ(hits[0].span, (ByteSpan{0, 33}));
  EXPECT_GT(hits[0].score, 0);
}

TEST_F(Search, LongBlocksAreCutAndTheLimitHolds) {
  std::string text;
  for (int i = 0; i < 500; ++i) text += "word" + std::to_string(i) + " ";
  add_with(d, {folder.write("long.txt", text + "needle " + text)});
  const auto hits = search(d.db, *fts_query("needle"), 10);
  ASSERT_EQ(hits.size(), 1U);
  EXPECT_LT(hits[0].snippet.size(), 500U);
  EXPECT_EQ(slice(hits[0].snippet, hits[0].marks.at(0)), "needle");
  EXPECT_EQ(search(d.db, *fts_query("the"), 2).size(), 2U);
}

}  // namespace
}  // namespace stemma::store
