#include "protect/finder.h"

#include <gtest/gtest.h>

#include "protect/scrub.h"

namespace stemma::protect {
namespace {

Secrets secrets() {
  Secrets s;
  s.people.push_back({{"Mirelle Askand"}, {}, "witness", "Witness 1", {1}});
  s.people.push_back({{"Łukasz Størmé"}, {}, "", "", {2}});
  s.people.push_back({{"Hope Marsh"}, {}, "minor", "Minor 1", {3}});
  s.passages.push_back({0, {0, 0}, "the lamp in the ferry shed went out at nine", "", 4});
  return s;
}

Vocabulary words() {
  Vocabulary v;
  v.common = {"hope", "marsh", "said"};
  return v;
}

std::string scrubbed(const std::string& text) {
  const Secrets s = secrets();
  const Finder finder(s, words());
  return Scrubber(s, finder).string(text);
}

TEST(Finder, FindsANameInEveryForm) {
  const Secrets s = secrets();
  const Finder finder(s, words());
  for (const char* form : {"Mirelle Askand", "MIRELLE ASKAND", "Askand, Mirelle", "M. J. Askand", "Dr Askand", "Askand\xE2\x80\x99s", "Askandova", "As-\nkand", "Mirelle\nAskand",
                           "Mire\xC2\xADlle", "@maskand", "https://x.example/2031/mirelle-askand-speaks", "mirelle_askand.html", "Mirelle%20Askand", "%4direlle", "M&#105;relle",
                           "TWlyZWxsZSBBc2thbmQ=", "Lukasz", "\xC5\x81ukasz", "St\xC3\xB8rme", "stoerme", "Sto\xCC\x88rme"})
    EXPECT_FALSE(finder.in_text(std::string("They met ") + form + " there.").empty()) << form;
}

TEST(Finder, LeavesOtherWordsAlone) {
  const Secrets s = secrets();
  const Finder finder(s, words());
  for (const char* text : {"They hope that the marsh will freeze.", "Hope is left, the minister said.", "An asking price.", "A lamp went out.", "M. said so.", ""})
    EXPECT_TRUE(finder.in_text(text).empty()) << text;
  EXPECT_EQ(finder.in_text("They asked Hope Marsh twice.").size(), 1U);
  EXPECT_EQ(finder.in_text("They asked Marsh twice.").size(), 1U) << "a capital inside a sentence";
}

TEST(Finder, EndsANameWhereASentenceEnds) {
  EXPECT_EQ(scrubbed("They blamed Askand. Mirelle Askand was away."), "They blamed Witness 1. Witness 1 was away.");
}

TEST(Finder, FindsRunsOfAPassage) {
  EXPECT_EQ(scrubbed("He said the lamp in the ferry shed was old."), "He said \u2588\u2588\u2588\u2588\u2588 [redacted] was old.");
  EXPECT_EQ(scrubbed("A lamp was in the shed."), "A lamp was in the shed.");
}

TEST(Scrubber, PutsThePseudonymInThePlaceOfTheName) {
  EXPECT_EQ(scrubbed("\xE2\x80\x9CNo,\xE2\x80\x9D said Ms Askand\xE2\x80\x99s aide"), "\xE2\x80\x9CNo,\xE2\x80\x9D said Witness 1\xE2\x80\x99s aide");
}

TEST(Shift, MovesWhatStandsBehindAndHoldsWhatWasCut) {
  const Shift shift("one two three four", {{{4, 7}, "2", false}, {{8, 13}, "<3 redacted>", true}});
  EXPECT_EQ(shift.text(), "one 2 <3 redacted> four");
  EXPECT_EQ(shift(ByteSpan{0, 3}), (ByteSpan{0, 3}));
  EXPECT_EQ(shift(ByteSpan{14, 18}), (ByteSpan{19, 23}));
  EXPECT_EQ(shift(ByteSpan{10, 18}), (ByteSpan{6, 23})) << "a span that was cut has all of the mark";
  EXPECT_EQ(shift(ByteSpan{5, 6}), (ByteSpan{4, 5}));
  EXPECT_EQ(shift(Spans{{8, 10}, {11, 18}}), (Spans{{6, 18}, {18, 23}}));
  EXPECT_TRUE(shift.marks({9, 10}));
  EXPECT_FALSE(shift.marks({4, 7}));
  EXPECT_TRUE(shift.touches({0, 5}));
  EXPECT_FALSE(shift.touches({0, 4}));
}

TEST(Secrets, KnowsANameByItsWords) {
  EXPECT_TRUE(looks_like_a_name("Mirelle Askand"));
  EXPECT_TRUE(looks_like_a_name("Ludwig van der Rohe"));
  EXPECT_FALSE(looks_like_a_name("the midwife"));
  EXPECT_FALSE(looks_like_a_name("She"));
  EXPECT_FALSE(looks_like_a_name("The Ministry"));
}

}  // namespace
}  // namespace stemma::protect
