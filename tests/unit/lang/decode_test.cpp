// What is made of the model's scores: trees, names, lemmas.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "lang/joined.h"
#include "lang/lemma_rules.h"
#include "lang/name_decoder.h"
#include "lang/tags.h"
#include "lang/tree.h"
#include "reading.h"

namespace stemma::lang {
namespace {

/// Scores L x (L + 1).
struct Scores {
  int length;
  std::vector<float> all;
  float of(int d, int head) const { return all[static_cast<std::size_t>(d * (length + 1) + head + 1)]; }
};

bool is_tree(const std::vector<std::int32_t>& heads) {
  if (std::count(heads.begin(), heads.end(), -1) != 1) return false;
  for (std::size_t d = 0; d < heads.size(); ++d) {
    std::int32_t h = static_cast<std::int32_t>(d);
    for (std::size_t steps = 0; h >= 0; ++steps) {
      if (steps > heads.size()) return false;
      h = heads[static_cast<std::size_t>(h)];
    }
  }
  return true;
}

double total(const Scores& s, const std::vector<std::int32_t>& heads) {
  double sum = 0;
  for (int d = 0; d < s.length; ++d) sum += static_cast<double>(s.of(d, heads[static_cast<std::size_t>(d)]));
  return sum;
}

/// The best of all trees with one root, by trying all.
double best_of_all(const Scores& s) {
  std::vector<std::int32_t> heads(static_cast<std::size_t>(s.length), -1);
  double best = -1e30;
  for (;;) {
    if (is_tree(heads)) best = std::max(best, total(s, heads));
    std::size_t d = 0;
    while (d < heads.size() && ++heads[d] == s.length) heads[d++] = -1;
    if (d == heads.size()) return best;
  }
}

TEST(Tree, IsTheBestWithOneRoot) {
  TreeFinder finder;
  std::mt19937 random(3);
  for (int round = 0; round < 600; ++round) {
    Scores s{1 + round % 5, {}};
    s.all.resize(static_cast<std::size_t>(s.length * (s.length + 1)));
    const bool coarse = round % 3 == 0;  // many ties
    for (float& x : s.all) x = coarse ? static_cast<float>(random() % 3) : static_cast<float>(random() % 2000) / 100 - 10;
    if (round % 4 == 0)
      for (int d = 0; d < s.length; ++d) s.all[static_cast<std::size_t>(d * (s.length + 1))] += 30;  // every token wants to be the root
    std::vector<std::int32_t> heads(static_cast<std::size_t>(s.length));
    finder.find(s.all, heads);
    ASSERT_TRUE(is_tree(heads)) << "round " << round;
    ASSERT_NEAR(total(s, heads), best_of_all(s), 1e-3) << "round " << round;
  }
}

// Rings inside rings: every contraction meets another one. A cubic search would take minutes.
TEST(Tree, OfALongSentenceIsFoundWhateverTheScores) {
  constexpr int length = 512;
  TreeFinder finder;
  std::mt19937 random(4);
  for (int kind = 0; kind < 4; ++kind) {
    Scores s{length, std::vector<float>(std::size_t{length} * (length + 1))};
    for (int d = 0; d < length; ++d)
      for (int h = -1; h < length; ++h) {
        float& x = s.all[static_cast<std::size_t>(d * (length + 1) + h + 1)];
        const int gap = std::abs(d - h);
        x = kind == 0   ? -static_cast<float>(gap)
            : kind == 1 ? static_cast<float>(random() % 1000)
            : kind == 2 ? 0
                        : -std::log2(static_cast<float>((d + 1) ^ (h + 1)) + 1);
      }
    std::vector<std::int32_t> heads(length);
    finder.find(s.all, heads);
    EXPECT_TRUE(is_tree(heads)) << "kind " << kind;
  }
}

TEST(Tree, IsFoundWhereScoresAreNoNumbers) {
  TreeFinder finder;
  std::vector<float> scores(4 * 5, std::numeric_limits<float>::quiet_NaN());
  scores[7] = std::numeric_limits<float>::infinity();
  std::vector<std::int32_t> heads(4);
  finder.find(scores, heads);
  EXPECT_TRUE(is_tree(heads));
}

TEST(Names, ABeginningIsNeededAndTypesDoNotMix) {
  const auto decoder = NameDecoder::parse({"O", "B-person", "I-person", "B-place", "I-place"});
  ASSERT_TRUE(decoder);
  const std::vector<float> logits{
      0, 2, 9, 0, 0,   // I-person cannot begin
      0, 0, 5, 0, 6,   // I-place cannot follow B-person
      9, 0, 0, 0, 0,
      0, 0, 0, 5, 0,   // two names side by side
      0, 0, 0, 5, 0,
  };
  NameDecoder::Scratch scratch;
  std::vector<Name> names;
  std::vector<NameVotes> votes;
  decoder->decode(logits, 10, scratch, names, votes);
  ASSERT_EQ(names.size(), 3U);
  ASSERT_EQ(votes.size(), 3U);
  EXPECT_EQ(votes[0][static_cast<std::size_t>(NameType::person)], 7);
  EXPECT_EQ(votes[0][static_cast<std::size_t>(NameType::place)], 6);
  EXPECT_EQ(names[0].first, 10U);
  EXPECT_EQ(names[0].last, 12U);
  EXPECT_EQ(names[0].type, NameType::person);
  EXPECT_EQ(names[1].last, 14U);
  EXPECT_EQ(names[2].first, 14U);
}

TEST(Names, UnknownLabelsAreNamed) {
  const auto decoder = NameDecoder::parse({"O", "B-ship"});
  ASSERT_FALSE(decoder);
  EXPECT_EQ(decoder.error().kind, ErrorKind::unsupported);
  EXPECT_NE(decoder.error().what.find("B-ship"), std::string::npos);
}

TEST(Lemmas, RulesCutAndAdd) {
  const auto rules = LemmaRules::parse({"L0", "K0", "L3y", "=be", "L9"});
  ASSERT_TRUE(rules);
  EXPECT_EQ(rules->apply(0, "Gates"), "gates");
  EXPECT_EQ(rules->apply(1, "Aldane"), "Aldane");
  EXPECT_EQ(rules->apply(2, "Ministries"), "ministry");
  EXPECT_EQ(rules->apply(3, "were"), "be");
  EXPECT_EQ(rules->apply(4, "Éa"), "é");
  const auto odd = LemmaRules::parse({"Q1"});
  ASSERT_FALSE(odd);
  EXPECT_NE(odd.error().what.find("Q1"), std::string::npos);
}

TEST(Joined, WordsWithHyphensAreOne) {
  const Document d = paragraphs("the 15-year plan of the vice-president - not Mr. Quill-Marl");
  const Analysis a = join_hyphens(d, analyse(d));
  std::vector<std::string> words;
  for (const Token& t : a.tokens) words.emplace_back(slice(d, t.span));
  EXPECT_EQ(words, (std::vector<std::string>{"the", "15-year", "plan", "of", "the", "vice-president", "-", "not", "Mr.", "Quill-Marl"}));
  EXPECT_EQ(a.tokens[1].tag, Tag::adjective);
  EXPECT_EQ(a.sentences.back().last, words.size());
  for (const Token& t : a.tokens) EXPECT_LT(t.head, static_cast<std::int32_t>(words.size()));
  for (const Name& n : a.names) EXPECT_LE(n.last, words.size());
}

}  // namespace
}  // namespace stemma::lang
