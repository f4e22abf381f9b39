#include "lang/language_reader.h"

#include <gtest/gtest.h>

#include <fstream>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "base/utf8.h"
#include "lang/built_in.h"
#include "lang/cut.h"
#include "reading.h"

namespace stemma::lang {
namespace {

std::vector<std::string> tokens(const std::string& text) {
  const Document d = paragraphs(text);
  std::vector<std::string> out;
  for (const Token& t : analyse(d).tokens) out.emplace_back(slice(d, t.span));
  return out;
}

std::vector<std::string> sentences(const std::string& text) {
  const Document d = paragraphs(text);
  std::vector<std::string> out;
  for (const Sentence& s : analyse(d).sentences) out.emplace_back(slice(d, s.span));
  return out;
}

std::vector<std::string> quotations(const std::string& text) {
  const Document d = paragraphs(text);
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

TEST(Tokens, NumbersAndAbbreviationsStayWhole) {
  EXPECT_EQ(tokens("1,200 of 3.5"), (Words{"1,200", "of", "3.5"}));
  EXPECT_EQ(tokens("Mr. Venn"), (Words{"Mr.", "Venn"}));
  EXPECT_EQ(tokens("ex-detainees"), (Words{"ex-detainees"}));
  EXPECT_EQ(tokens("15-year"), (Words{"15", "-", "year"}));
  EXPECT_EQ(tokens("No. 3 dam"), (Words{"No.", "3", "dam"}));
  EXPECT_EQ(tokens("He said no."), (Words{"He", "said", "no", "."}));
  EXPECT_EQ(tokens("U.N. staff"), (Words{"U.N.", "staff"}));
}

TEST(Sentences, AbbreviationsDoNotEndThem) {
  EXPECT_EQ(sentences("Dr. Farrow came. Her deputy did not.").size(), 2U);
  EXPECT_EQ(sentences("It rose 3.5 per cent. No. 3 dam held.").size(), 2U);
  EXPECT_EQ(sentences("Mr. J. K. Okoro of Kerr Minerals Inc. left.").size(), 1U);
  EXPECT_EQ(sentences("J. K. Okoro left at 6 p.m. The gate was shut.").size(), 2U);
}

TEST(Sentences, AQuestionInQuotationMarksDoesNotEndTheSentenceBeforeALowerCaseWord) {
  EXPECT_EQ(sentences("\"Who signed?\" she asked. Nobody spoke."), (Words{"\"Who signed?\" she asked.", "Nobody spoke."}));
}

TEST(Sentences, ClosingMarksStayWithTheirSentence) {
  EXPECT_EQ(sentences("“Who signed?” She did not say. “Nobody!” he cried."),
            (Words{"“Who signed?”", "She did not say.", "“Nobody!” he cried."}));
  EXPECT_EQ(sentences("It was shut. ''Nobody came,'' he said: the gate was shut."),
            (Words{"It was shut.", "''Nobody came,'' he said: the gate was shut."}));
}

TEST(Sentences, TheNumberOfAnEntryStandsAlone) {
  EXPECT_EQ(sentences("3. The gate was shut."), (Words{"3.", "The gate was shut."}));
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
  const Document d = paragraphs("\"We walked all night.\n\"Nobody came,\" she said.");
  const Analysis a = analyse(d);
  ASSERT_EQ(a.quotations.size(), 2U);
  EXPECT_FALSE(a.quotations[0].closed);
  EXPECT_EQ(a.quotations[1].continues, 0);
  EXPECT_TRUE(a.quotations[1].closed);
}

TEST(Quotations, AForgottenMarkSpoilsOneParagraphOnly) {
  const Document d = paragraphs("He said \"no and left.\nShe said \"yes\" at once.");
  const Analysis a = analyse(d);
  ASSERT_EQ(a.quotations.size(), 2U);
  EXPECT_EQ(a.quotations[1].continues, -1);
  EXPECT_EQ(slice(d, a.quotations[1].span), "\"yes\"");
}

TEST(Tags, CommonWordsInContext) {
  const Document d = paragraphs("The minister said that they plan to report the plan.");
  const Analysis a = analyse(d);
  const std::vector<Tag> want{Tag::determiner, Tag::noun, Tag::verb_past, Tag::preposition, Tag::pronoun, Tag::verb_now,
                              Tag::to, Tag::verb_base, Tag::determiner, Tag::noun, Tag::mark};
  ASSERT_EQ(a.tokens.size(), want.size());
  for (std::size_t i = 0; i < want.size(); ++i) EXPECT_EQ(a.tokens[i].tag, want[i]) << slice(d, a.tokens[i].span);
}

TEST(Trees, TheSubjectHangsFromItsVerb) {
  const Document d = paragraphs("The minister said that the gate was shut.");
  const Analysis a = analyse(d);
  ASSERT_EQ(a.tokens.size(), 9U);
  EXPECT_EQ(a.tokens[1].head, 2);
  EXPECT_EQ(a.tokens[1].relation, Relation::nsubj);
  EXPECT_EQ(a.tokens[2].head, -1);
  EXPECT_EQ(a.tokens[2].relation, Relation::root);
  EXPECT_EQ(reader().lemma(d.text, a.tokens[2]), "say");
  EXPECT_EQ(a.tokens[7].relation, Relation::ccomp);
}

TEST(Names, ArePeopleAndPlaces) {
  const Document d = paragraphs("Edda Marlowick of London met President Obama on Tuesday.");
  const Analysis a = analyse(d);
  ASSERT_GE(a.names.size(), 3U);
  EXPECT_EQ(slice(d, {a.tokens[a.names[0].first].span.begin, a.tokens[a.names[0].last - 1].span.end}), "Edda Marlowick");
  EXPECT_EQ(a.names[0].type, NameType::person);
  EXPECT_EQ(a.names[1].type, NameType::place);
}

TEST(Depth, LessIsTheSameAsFarAsItGoes) {
  const Document d = paragraphs("PORT KERR, 6 May (Novapress) - “It was shut,” Dr. Farrow said. Nobody came.");
  const Analysis all = analyse(d), tags = analyse(d, Depth::tags), cut = analyse(d, Depth::sentences);
  ASSERT_EQ(all.tokens.size(), tags.tokens.size());
  ASSERT_EQ(all.sentences.size(), cut.sentences.size());
  for (std::size_t i = 0; i < all.tokens.size(); ++i) {
    EXPECT_EQ(all.tokens[i].penn, tags.tokens[i].penn);
    EXPECT_EQ(tags.tokens[i].head, -1);
    EXPECT_EQ(cut.tokens[i].tag, Tag::other);
  }
}

TEST(Workspace, HoldsTheEncodingOfTheLastDocument) {
  LanguageReader::Workspace space;
  const Document one = paragraphs("The gate was shut."), other = paragraphs("No.");
  reader().read(one, space);
  EXPECT_EQ(space.encoded().size(), 5 * reader().width());
  const std::vector<float> before(space.encoded().begin(), space.encoded().end());
  reader().read(other, space);
  EXPECT_EQ(space.encoded().size(), 2 * reader().width());
  reader().read(one, space);
  EXPECT_TRUE(std::equal(before.begin(), before.end(), space.encoded().begin()));
  reader().read(one, space, Depth::tags);
  EXPECT_TRUE(space.encoded().empty());
}

/// Every sentence has one root, and every other token hangs from it.
void expect_trees(const Analysis& a) {
  for (const Sentence& s : a.sentences) {
    ASSERT_LE(s.last - s.first, kLongestSentence);
    int roots = 0;
    for (std::uint32_t i = s.first; i < s.last; ++i) {
      std::int32_t at = static_cast<std::int32_t>(i);
      roots += a.tokens[i].head < 0;
      ASSERT_EQ(a.tokens[i].head < 0, a.tokens[i].relation == Relation::root);
      for (std::uint32_t steps = 0; a.tokens[static_cast<std::size_t>(at)].head >= 0; ++steps) {
        at = a.tokens[static_cast<std::size_t>(at)].head;
        ASSERT_LE(steps, kLongestSentence);
        ASSERT_GE(at, static_cast<std::int32_t>(s.first));
        ASSERT_LT(at, static_cast<std::int32_t>(s.last));
      }
    }
    ASSERT_EQ(roots, 1);
  }
}

// Whatever the text: tokens and sentences are in order, disjoint, on code-point boundaries, and every token is in one sentence.
// Walking all that closes a sentence anew for each mark took minutes here; the test runner's time limit is the assertion.
TEST(Sentences, LongRunsOfClosingMarksAreReadInOneGo) {
  for (const std::string_view mark : {". ", "? ", "\u201d ", ") ", "! ) "}) {
    std::string text = "Nobody left";
    while (text.size() < 100'000) text += mark;
    EXPECT_FALSE(sentences(text).empty());
  }
}

TEST(Analyse, HoldsItsPromisesOnJunk) {
  static const std::vector<std::string> bits{"a", "The", "said", "\"", "'", "’", "“", "”", "‘", " ", " ", "\n", ".", ",", "...", "''", "'''", "-", "—", "é", "字", "😀", "3", "n't", "("};
  for (unsigned seed = 0; seed < 200; ++seed) {
    std::mt19937 random(seed);
    std::string text;
    for (int i = 0; i < 300; ++i) text += bits[random() % bits.size()];
    const Document d = paragraphs(text);
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
    expect_trees(a);
    std::uint32_t name = 0;
    for (const Name& n : a.names) {
      ASSERT_LE(name, n.first);
      ASSERT_LT(n.first, n.last);
      name = n.last;
    }
    ASSERT_LE(name, a.tokens.size());
  }
}

// A document in one line, longer than the encoder reads at a time: linear, and cut where it has to be.
TEST(Analyse, ReadsABookInOneLine) {
  std::string prose, marks, mixed;
  while (prose.size() < 300'000) prose += "The gate was shut, Dr. Farrow said, and nobody came to open it again. ";
  while (marks.size() < 50'000) marks += "?!;-\"(";
  while (mixed.size() < 50'000) mixed += "шлюз 東京の門 بوابة \u200F(\u200E) गेट the gate\u202E! ";
  for (const std::string& text : {prose, marks, mixed}) {
    const Document d = paragraphs(text);
    const Analysis a = analyse(d);
    ASSERT_FALSE(a.sentences.empty());
    EXPECT_EQ(a.sentences.back().last, a.tokens.size());
    expect_trees(a);
  }
}

TEST(Analyse, IsTheSameWithAnyWorkspaceAndThread) {
  const Document d = paragraphs("“It was shut,” Dr. Farrow said.\nNobody from the Interior Ministry came in the U.S.-backed lorry.");
  const Analysis one = analyse(d);
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      const Analysis other = analyse(d);
      for (std::size_t k = 0; k < one.tokens.size(); ++k) {
        EXPECT_EQ(one.tokens[k].head, other.tokens[k].head);
        EXPECT_EQ(one.tokens[k].lemma, other.tokens[k].lemma);
      }
    });
}

TEST(Load, SaysWhatIsWrongWithAFile) {
  const std::string path = testing::TempDir() + "stemma-lang.model";
  const std::string good(built_in_encoder());
  const auto load = [&](const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
    return LanguageReader::load_file(path);
  };
  const auto loaded = load(good);
  ASSERT_TRUE(loaded) << loaded.error().line();
  EXPECT_EQ(loaded->version(), reader().version());
  EXPECT_EQ(loaded->version().find(' '), std::string::npos);
  EXPECT_EQ(load("not a model").error().kind, ErrorKind::malformed);
  EXPECT_EQ(load(good.substr(0, good.size() / 2)).error().kind, ErrorKind::malformed);
  std::string flipped = good;
  flipped[good.size() / 3] = static_cast<char>(flipped[good.size() / 3] ^ 4);
  EXPECT_EQ(load(flipped).error().kind, ErrorKind::malformed);
  std::string newer = good;
  newer[12] = 9;
  EXPECT_EQ(load(newer).error().kind, ErrorKind::unsupported);
  EXPECT_EQ(LanguageReader::load_file(path + ".none").error().kind, ErrorKind::io);
}

}  // namespace
}  // namespace stemma::lang
