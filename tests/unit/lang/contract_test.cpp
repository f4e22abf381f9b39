// What trainer and program have agreed on: training/token_cases.tsv and feature_cases.tsv, which the trainer's own test reads as well.
#include <gtest/gtest.h>

#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "lang/cut.h"
#include "lang/features.h"
#include "reading.h"

namespace stemma::lang {
namespace {

std::vector<std::vector<std::string>> table(const std::string& name) {
  std::ifstream in(std::string(STEMMA_SOURCE_DIR) + "/training/" + name);
  std::vector<std::vector<std::string>> out;
  for (std::string line; std::getline(in, line);) {
    out.emplace_back();
    std::istringstream cells(line);
    for (std::string cell; std::getline(cells, cell, '\t');) out.back().push_back(cell);
  }
  return out;
}

std::string cut(const std::string& text) {
  const Document d = paragraphs(text);
  Analysis a;
  cut_tokens(d, a);
  std::string out;
  for (const Token& t : a.tokens) out += (out.empty() ? "" : " ") + std::string(slice(d, t.span));
  return out;
}

TEST(Contract, TokensAreCutAsTheTrainerCutsThem) {
  const auto cases = table("token_cases.tsv");
  ASSERT_GT(cases.size(), 20U);
  for (const auto& c : cases) EXPECT_EQ(cut(c[0]), c[1]);
}

// What the cases of the trainer do not have; each line was compared with training/tokens.py.
TEST(Contract, TokensOfOddText) {
  EXPECT_EQ(cut("1-2-3-4x"), "1-2-3 - 4x");
  EXPECT_EQ(cut("(555)-1234 5"), "(555)-1234 5");
  EXPECT_EQ(cut("U.S.Abc e.gg"), "U.S. Abc e . gg");
  EXPECT_EQ(cut("a.co.uk/x?y, www.b.example."), "a.co.uk/x?y , www.b.example .");
  EXPECT_EQ(cut("foo.com-x"), "foo.com - x");
  EXPECT_EQ(cut("?!.. .?! .? :-) :x ^_^ ‘’"), "?! .. .?! .? :-) : x ^_^ ‘’");
  EXPECT_EQ(cut("''' \xE2\x80\x99\xE2\x80\x99"), "'' ' \xE2\x80\x99\xE2\x80\x99");
  EXPECT_EQ(cut("x\u200By \u200Ez\u200F"), "x y z");
  EXPECT_EQ(cut("½ cup"), "½ cup");
}

TEST(Contract, FeaturesAreThoseOfTheTrainer) {
  const auto cases = table("feature_cases.tsv");
  ASSERT_GT(cases.size(), 10U);
  FeatureMaker maker;
  for (const auto& c : cases) {
    const Features& f = maker.make(c[0]);
    EXPECT_EQ(f.norm, c[1]);
    EXPECT_EQ(f.hash, std::stoull(c[2], nullptr, 16)) << c[0];
    EXPECT_EQ(f.shape, std::stoi(c[3])) << c[0];
    std::string rows;
    for (const std::uint16_t row : f.sub)
      if (row) rows += (rows.empty() ? "" : " ") + std::to_string(row);
    EXPECT_EQ(rows, c[4]) << c[0];
  }
}

TEST(Contract, AWordIsFoundByItsHash) {
  std::mt19937_64 random(7);
  std::vector<std::uint64_t> hashes(5000);
  for (auto& h : hashes) h = random();
  hashes.front() = 0;
  hashes.back() = ~std::uint64_t{0};
  std::sort(hashes.begin(), hashes.end());
  const Vocabulary vocabulary(hashes);
  for (std::size_t i = 0; i < hashes.size(); ++i) ASSERT_EQ(vocabulary.row(hashes[i]), i + 1);
  EXPECT_EQ(vocabulary.row(1), 0U);
  EXPECT_EQ(Vocabulary(std::span<const std::uint64_t>{}).row(1), 0U);
}

// Looking ahead anew from each of them took minutes; the test runner's time limit is the assertion.
TEST(Contract, LongRunsAreCutInOneGo) {
  for (const std::string piece : {"a", "a.", "'", "1,", "1-", "a-", ".", "A&", "@", "http://", "n'", "x.com", "½", "!", "a@"}) {
    std::string text;
    while (text.size() < 300'000) text += piece;
    EXPECT_FALSE(cut(text).empty());
  }
}

TEST(Sentences, AreAskedAboutWhereOneMayEnd) {
  EXPECT_TRUE(may_end(".", "The", true));
  EXPECT_TRUE(may_end("U.S.", "he", true));
  EXPECT_TRUE(may_end("gate", "Nobody", true));
  EXPECT_TRUE(may_end(".", "“", false));
  EXPECT_FALSE(may_end("gate", "was", true));
  EXPECT_FALSE(may_end("gate", ".", false));
  EXPECT_FALSE(may_end("(", "The", false));
}

}  // namespace
}  // namespace stemma::lang
