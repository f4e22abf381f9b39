#include "base/search_words.h"

#include <gtest/gtest.h>

namespace stemma {
namespace {

TEST(SearchWords, FoldWhatReadersTakeForTheSameWord) {
  EXPECT_EQ(search_fold("Kraków, ŁÓDŹ; Straße – the Ministry's"), " krakow lodz strasse the ministry s ");
  EXPECT_EQ(search_fold("Ёлка йод Ґанок"), " елка иод ганок ");
  EXPECT_EQ(search_fold("ﬁre ＡＢＣ１２ ٣٤"), " fire abc12 34 ");
  EXPECT_EQ(search_fold("Ærø naïve İstanbul ılık"), " aero naive istanbul ilik ");
}

TEST(SearchWords, ArabicVariantsAreOneWord) {
  EXPECT_EQ(search_fold("أحمد"), search_fold("احمد"));
  EXPECT_EQ(search_fold("إدارة"), search_fold("اداره"));
  EXPECT_EQ(search_fold("مُحَمَّد"), search_fold("محمد"));
  EXPECT_EQ(search_fold("العـــربية"), search_fold("العربيه"));
  EXPECT_EQ(search_fold("على"), search_fold("علي"));
  EXPECT_EQ(search_fold("کتاب"), search_fold("كتاب"));
  EXPECT_NE(search_fold("كتاب"), search_fold("كاتب"));
}

TEST(SearchWords, ScriptsWithoutSpacesGiveAWordALetter) {
  EXPECT_EQ(search_fold("外交部说abc"), " 外 交 部 说 abc ");
  EXPECT_EQ(search_words("東京 ab")[0].span, (ByteSpan{0, 3}));
  EXPECT_EQ(search_words("東京 ab")[2].span, (ByteSpan{7, 9}));
  EXPECT_EQ(search_words("กำ").size(), 2U);  // a consonant and its vowel, which is a letter
}

TEST(SearchWords, SpansAreThoseOfTheText) {
  const std::string text = "  “Ça va”: naïveté.";
  const auto words = search_words(text);
  ASSERT_EQ(words.size(), 3U);
  EXPECT_EQ(slice(text, words[0].span), "Ça");
  EXPECT_EQ(slice(text, words[2].span), "naïveté");
  EXPECT_EQ(words[2].folded, "naivete");
  EXPECT_TRUE(search_words("").empty());
  EXPECT_TRUE(search_words(" ... \xCC\x81 – ").empty());  // a mark on nothing
}

TEST(SearchWords, MarksAndJoinersInsideAWordPartNothing) {
  EXPECT_EQ(search_fold("e\u0301te\u0301"), " ete ");
  EXPECT_EQ(search_fold("co\u00ADoperate \u202Emirror\u202C"), " cooperate mirror ");
  EXPECT_EQ(search_fold("हिन्दी"), " हिन्दी ");  // Indic vowels are letters of the word
}

}  // namespace
}  // namespace stemma
