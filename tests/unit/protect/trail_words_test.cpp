#include "protect/trail_words.h"

#include <gtest/gtest.h>

#include <map>

namespace stemma::protect {
namespace {

TEST(TrailWords, TradesStandInOneOrderInEveryLanguage) {
  const std::map<std::string_view, std::string_view> engineers{
      {"es", "ingeniera"}, {"fr", "ingénieure"}, {"de", "Ingenieurin"}, {"pt", "engenheira"}, {"it", "ingegnere"}, {"nl", "ingenieur"}, {"ro", "inginera"}, {"pl", "inżynierem"}, {"cs", "inženýrka"},
      {"hu", "mérnököt"}, {"sv", "ingenjören"}, {"da", "ingeniøren"}, {"no", "ingeniøren"}, {"tr", "mühendisi"}, {"el", "μηχανικός"}, {"ru", "инженером"}, {"uk", "інженера"}};
  const auto last = TrailWords::trades_of("chief engineer of the mine");
  ASSERT_EQ(last.size(), 1u);
  const auto all = TrailWords::languages();
  EXPECT_EQ(all.size(), engineers.size());
  for (const auto language : all) {
    ASSERT_TRUE(engineers.contains(language)) << language;
    const auto words = search_words(engineers.at(language));
    const auto found = TrailWords::of(language)->trades(words);
    ASSERT_EQ(found.size(), 1u) << language;
    EXPECT_EQ(found.front().number, last.front()) << language;
  }
}

TEST(TrailWords, NoListsForEnglishNorForWhatIsNotKnown) {
  for (const auto* language : {"en", "und", "", "fi", "ar"}) EXPECT_EQ(TrailWords::of(language), nullptr) << language;
  EXPECT_EQ(TrailWords::of("nb"), TrailWords::of("no"));
}

TEST(TrailWords, TheLongestWordsCountOnceAndEndWithTheirClause) {
  const std::string sentence = "Onun kız kardeşi, gardiyan, rıhtımda yaşıyor.";
  const auto words = search_words(sentence);
  const auto found = TrailWords::of("tr")->trails(sentence, words);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(std::string_view(found.front().kind), "kin");
  EXPECT_EQ(found.front().to - found.front().from, 2u);
  const std::string other = "Es la única de las tres mujeres, dijo la partera.";
  const auto some = search_words(other);
  const auto only = TrailWords::of("es")->trails(other, some);
  ASSERT_FALSE(only.empty());
  EXPECT_EQ(other.substr(some[only.front().from].span.begin, some[only.front().to - 1].span.end - some[only.front().from].span.begin), "la única de las tres mujeres");
}

TEST(TrailWords, APlaceNeedsADayAndADayAPlace) {
  const TrailWords& polish = *TrailWords::of("pl");
  const auto place = [&](const std::string& s) {
    const ByteSpan at = polish.place_on_a_day(s, search_words(s), [](ByteSpan) { return false; });
    return s.substr(at.begin, at.size());
  };
  EXPECT_EQ(place("Dnia 3 lutego widziano ją w Tolley."), "Tolley");
  EXPECT_EQ(place("W lutym widziano ją w Tolley."), "");
  EXPECT_EQ(place("Dnia 3 lutego widziano ją znowu."), "");
}

}  // namespace
}  // namespace stemma::protect
