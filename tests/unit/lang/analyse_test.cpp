#include "lang/analysis.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "base/utf8.h"

namespace stemma::lang {
namespace {

Document document(std::string text) {
  Document d;
  d.text = std::move(text);
  for (std::size_t i = 0; i < d.text.size();) {
    const std::size_t end = std::min(d.text.find('\n', i), d.text.size());
    d.blocks.push_back({BlockKind::paragraph, {static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(end)}});
    i = end + 1;
  }
  return d;
}

std::vector<std::string> tokens(const std::string& text) {
  const Document d = document(text);
  std::vector<std::string> out;
  for (const Token& t : analyse(d).tokens) out.emplace_back(slice(d, t.span));
  return out;
}

std::vector<std::string> sentences(const std::string& text) {
  const Document d = document(text);
  std::vector<std::string> out;
  for (const Sentence& s : analyse(d).sentences) out.emplace_back(slice(d, s.span));
  return out;
}

std::vector<std::string> quotations(const std::string& text) {
  const Document d = document(text);
  std::vector<std::string> out;
  for (const Quotation& q : analyse(d).quotations) out.emplace_back(slice(d, q.span));
  return out;
}

using Words = std::vector<std::string>;

TEST(Tokens, ContractionsAndPossessivesAreCutOff) {
  EXPECT_EQ(tokens("didn't"), (Words{"did", "n't"}));
  EXPECT_EQ(tokens("the minister’s car"), (Words{"the", "minister", "’s", "car"}));
  EXPECT_EQ(tokens("we'll go"), (Words{"we", "'ll", "go"}));
  EXPECT_EQ(tokens("O'Dell"), (Words{"O'Dell"}));
}

TEST(Tokens, NumbersAbbreviationsAndHyphensStayWhole) {
  EXPECT_EQ(tokens("1,200 of 3.5"), (Words{"1,200", "of", "3.5"}));
  EXPECT_EQ(tokens("Mr. Venn"), (Words{"Mr.", "Venn"}));
  EXPECT_EQ(tokens("ex-detainees"), (Words{"ex-detainees"}));
  EXPECT_EQ(tokens("No. 3 dam"), (Words{"No.", "3", "dam"}));
  EXPECT_EQ(tokens("He said no."), (Words{"He", "said", "no", "."}));
  EXPECT_EQ(tokens("U.N. staff"), (Words{"U.N.", "staff"}));
}

TEST(Sentences, AbbreviationsDoNotEndThem) {
  EXPECT_EQ(sentences("Dr. Farrow came. Her deputy did not.").size(), 2U);
  EXPECT_EQ(sentences("It rose 3.5 per cent. No. 3 dam held.").size(), 2U);
  EXPECT_EQ(sentences("J. K. Okoro left at 6 p.m. The gate was shut.").size(), 2U);
}

TEST(Sentences, AQuestionInQuotationMarksDoesNotEndTheSentenceBeforeALowerCaseWord) {
  EXPECT_EQ(sentences("\"Who signed?\" she asked. Nobody spoke."), (Words{"\"Who signed?\" she asked.", "Nobody spoke."}));
}

TEST(Sentences, ADatelineStandsAlone) {
  EXPECT_EQ(sentences("PORT KERR, 6 May (Novapress) - The gate was shut."), (Words{"PORT KERR, 6 May (Novapress) -", "The gate was shut."}));
  EXPECT_EQ(sentences("LINDAL — The gate was shut."), (Words{"LINDAL —", "The gate was shut."}));
}

TEST(Quotations, MarksOfAllKinds) {
  EXPECT_EQ(quotations("He said \"no\" twice."), (Words{"\"no\""}));
  EXPECT_EQ(quotations("He said “no” twice."), (Words{"“no”"}));
  EXPECT_EQ(quotations("He said ``no'' twice."), (Words{"``no''"}));
  EXPECT_EQ(quotations("He said «no» twice."), (Words{"«no»"}));
  EXPECT_EQ(quotations("He said ‘no’ twice."), (Words{"‘no’"}));
  EXPECT_EQ(quotations("He said 'no' twice."), (Words{"'no'"}));
}

TEST(Quotations, ApostrophesAreNone) {
  EXPECT_TRUE(quotations("The guards' dogs and the '90s weren't kind.").empty());
  EXPECT_TRUE(quotations("The guards’ dogs weren’t kind.").empty());
  EXPECT_EQ(quotations("‘The guards’ dogs barked,’ she said."), (Words{"‘The guards’ dogs barked,’"}));
}

TEST(Quotations, GoOnInTheNextParagraph) {
  const Document d = document("\"We walked all night.\n\"Nobody came,\" she said.");
  const Analysis a = analyse(d);
  ASSERT_EQ(a.quotations.size(), 2U);
  EXPECT_FALSE(a.quotations[0].closed);
  EXPECT_EQ(a.quotations[1].continues, 0);
  EXPECT_TRUE(a.quotations[1].closed);
}

TEST(Quotations, AForgottenMarkSpoilsOneParagraphOnly) {
  const Document d = document("He said \"no and left.\nShe said \"yes\" at once.");
  const Analysis a = analyse(d);
  ASSERT_EQ(a.quotations.size(), 2U);
  EXPECT_EQ(a.quotations[1].continues, -1);
  EXPECT_EQ(slice(d, a.quotations[1].span), "\"yes\"");
}

TEST(Tags, CommonWordsInContext) {
  const Document d = document("The minister said that they plan to report the plan.");
  const Analysis a = analyse(d);
  const std::vector<Tag> want{Tag::determiner, Tag::noun, Tag::verb_past, Tag::preposition, Tag::pronoun, Tag::verb_now,
                              Tag::to, Tag::verb_base, Tag::determiner, Tag::noun, Tag::mark};
  ASSERT_EQ(a.tokens.size(), want.size());
  for (std::size_t i = 0; i < want.size(); ++i) EXPECT_EQ(a.tokens[i].tag, want[i]) << slice(d, a.tokens[i].span);
}

// Whatever the text: tokens and sentences are in order, disjoint, on code-point boundaries, and every token is in one sentence.
// Walking all that closes a sentence anew for each mark took minutes here; the test runner's time limit is the assertion.
TEST(Sentences, MegabytesOfClosingMarksAreReadInOneGo) {
  for (const std::string_view mark : {". ", "? ", "\u201d ", ") ", "! ) "}) {
    std::string text = "Nobody left";
    while (text.size() < 2'000'000) text += mark;
    EXPECT_FALSE(sentences(text).empty());
  }
}

TEST(Analyse, HoldsItsPromisesOnJunk) {
  static const std::vector<std::string> bits{"a", "The", "said", "\"", "'", "’", "“", "”", "‘", " ", " ", "\n", ".", ",", "...", "''", "'''", "-", "—", "é", "字", "😀", "3", "n't", "("};
  for (unsigned seed = 0; seed < 200; ++seed) {
    std::mt19937 random(seed);
    std::string text;
    for (int i = 0; i < 300; ++i) text += bits[random() % bits.size()];
    const Document d = document(text);
    const Analysis a = analyse(d);
    std::uint32_t at = 0, token = 0;
    for (const Token& t : a.tokens) {
      ASSERT_LE(at, t.span.begin) << "seed " << seed;
      ASSERT_LT(t.span.begin, t.span.end) << "seed " << seed;
      ASSERT_EQ(find_invalid_utf8(slice(d, t.span)), std::string_view::npos) << "seed " << seed;
      ASSERT_LT(t.quotation, static_cast<std::int32_t>(a.quotations.size()));
      at = t.span.end;
    }
    for (const Sentence& s : a.sentences) {
      ASSERT_EQ(s.first, token) << "seed " << seed;
      ASSERT_LT(s.first, s.last);
      token = s.last;
    }
    ASSERT_EQ(token, a.tokens.size()) << "seed " << seed;
    for (const Quotation& q : a.quotations) ASSERT_LE(q.inner.end, q.span.end) << "seed " << seed;
  }
}

}  // namespace
}  // namespace stemma::lang
