// Where invented reports take place. Countries and large cities are real, all else is not.
#include "claims/ground/places/places.h"

#include <gtest/gtest.h>


#include "../../../paragraphs.h"
#include "claims/claims.h"

namespace stemma::claims::ground {
namespace {

/// With the attributions of the floor reader, so that seats of power speak.
Reading read(std::string text) {
  static const Places places = *Places::built_in();
  static const auto attributions = make_floor_reader();
  static lang::LanguageReader::Workspace space;
  Reading r;
  r.document = test::paragraphs(std::move(text));
  const lang::LanguageReader& language = **lang::LanguageReader::shared();
  const lang::Analysis analysis = language.read(r.document, space);
  const lang::Agents agents = language.agents(r.document, analysis, space);
  Workspace scratch;
  attributions->read({language, space, analysis, agents}, scratch, r);
  r.places.clear();
  places.read(Page(r, analysis, agents, language), r);
  return r;
}

/// "Paris = city Paris Texas US" of each; "?" where it has no place; people and speakers are marked.
std::vector<std::string> where(const Reading& r) {
  std::vector<std::string> out;
  for (const Place& p : r.places) {
    std::string line = p.name + " =";
    if (p.kind != PlaceKind::literal) line += " (" + std::string(name(p.kind)) + ")";
    if (p.address) line += " address";
    else if (p.matches.empty()) line += " ?";
    else {
      const PlaceMatch& m = p.matches.front();
      line += " " + m.feature + " " + m.name;
      if (!m.division.empty() && m.division != m.name) line += ", " + m.division;
      if (!m.country.empty() && m.feature != "country") line += ", " + m.country;
    }
    out.push_back(line);
  }
  return out;
}

using Lines = std::vector<std::string>;

TEST(Places, CountriesAndCities) {
  EXPECT_EQ(where(read("The convoy left Nairobi on Monday and crossed into Uganda.")), (Lines{"Nairobi = capital Nairobi, Nairobi County, KE", "Uganda = country Uganda"}));
  EXPECT_EQ(where(read("Prices rose in Germany, Poland and the U.S. last year.")),
            (Lines{"Germany = country Germany", "Poland = country Poland", "U.S. = country United States"}));
}

TEST(Places, ADivisionBehindACommaTellsWhichTown) {
  EXPECT_EQ(where(read("A barn burned down near Paris, Texas, on Tuesday.")), (Lines{"Paris = city Paris, Texas, US", "Texas = division Texas, US"}));
  EXPECT_EQ(where(read("A barn burned down near Paris, France, on Tuesday.")),
            (Lines{"Paris = capital Paris, Île-de-France, FR", "France = country France"}));
  EXPECT_EQ(where(read("The ferry left Victoria, British Columbia, at noon.")),
            (Lines{"Victoria = city Victoria, British Columbia, CA", "British Columbia = division British Columbia, CA"}));
}

TEST(Places, ATownTellsWhichAreaHoldsIt) {
  EXPECT_EQ(where(read("Aid workers left Tbilisi, Georgia, on Monday.")), (Lines{"Tbilisi = capital Tbilisi, GE", "Georgia = country Georgia"}));
}

TEST(Places, ANameIsOnePlaceInADocument) {
  const Reading r = read("Two men were held in Athens, Georgia, on Sunday. The mayor of Athens thanked the searchers.");
  ASSERT_EQ(r.places.size(), 3U);
  EXPECT_EQ(r.places[2].matches.front().geonames, r.places[0].matches.front().geonames);
  EXPECT_EQ(r.places[2].matches.front().division, "Georgia");
}

TEST(Places, ShortFormsOfDivisions) {
  EXPECT_EQ(where(read("The driver was taken to a clinic in Springfield, Ill., on Friday.")),
            (Lines{"Springfield = city Springfield, Illinois, US", "Ill. = division Illinois, US"}));
}

TEST(Places, PeoplesAreNotPlaces) {
  EXPECT_EQ(where(read("The French minister met Kenyan officers in Marseille.")),
            (Lines{"French = (demonym) country France", "Kenyan = (demonym) country Kenya", "Marseille = city Marseille, Provence-Alpes-Côte d'Azur, FR"}));
}

TEST(Places, SeatsOfPowerSpeak) {
  const Reading r = read("Moscow denied the report. The envoy had flown to Moscow on Friday.");
  ASSERT_EQ(r.places.size(), 2U);
  EXPECT_EQ(r.places[0].kind, PlaceKind::metonym);
  EXPECT_EQ(r.places[1].kind, PlaceKind::literal);
  const Reading w = read("Washington denied the report. The envoy had left on Friday.");
  ASSERT_EQ(w.places.size(), 1U);
  EXPECT_EQ(w.places[0].matches.front().feature, "capital");
}

TEST(Places, PersonsAreNotPlaces) {
  EXPECT_EQ(where(read("Paris Marlowick and Jordan Askand met Ms. London on Tuesday.")), Lines{});
  EXPECT_EQ(where(read("“It was dark,” Edda Lincoln said. Lincoln had not seen the lorry.")), Lines{});
}

TEST(Places, DatelinesOfUnknownTownsTooAreFound) {
  const Reading r = read("ARDLEMOUTH, Ohio, May 6 - The bridge was closed on Tuesday.");
  ASSERT_EQ(where(r), (Lines{"ARDLEMOUTH = within Ohio, US", "Ohio = division Ohio, US"}));
  EXPECT_EQ(r.places[0].matches.front().geonames, 0U);
  EXPECT_LT(r.places[0].matches.front().confidence, .6F);
}

TEST(Places, RegionsAndWaters) {
  EXPECT_EQ(where(read("The frigate sailed from the Black Sea to the Red Sea, a navy official said.")),
            (Lines{"Black Sea = water Black Sea", "Red Sea = water Red Sea"}));
}

TEST(Places, AlternativesAreLikeliestFirstAndAtMostFive) {
  const Reading r = read("The fire in Springfield was put out by noon.");
  ASSERT_EQ(r.places.size(), 1U);
  const auto& matches = r.places[0].matches;
  ASSERT_GT(matches.size(), 1U);
  EXPECT_LE(matches.size(), 5U);
  for (std::size_t i = 1; i < matches.size(); ++i) EXPECT_LE(matches[i].confidence, matches[i - 1].confidence);
}

TEST(Places, AddressesAreNeverPlaced) {
  for (const char* address : {"14 Quay Street", "9a Marl Road", "Flat 3, 9 Marl Lane", "221 Old Paris Avenue", "5 Washington Street"}) {
    const Reading r = read("Officers searched " + std::string(address) + " on Tuesday.");
    ASSERT_EQ(r.places.size(), 1U) << address;
    EXPECT_EQ(r.places[0].name, address);
    EXPECT_TRUE(r.places[0].address);
    EXPECT_TRUE(r.places[0].matches.empty());
  }
  const Reading r = read("She was found dead at 14 Quay Street in Leeds.");
  EXPECT_EQ(r.places.back().name, "Leeds");
}

TEST(Places, ACountIsNoAddress) {
  for (const Place& p : read("Some 40 Kenyan soldiers and 12 Road Safety officers came.").places) EXPECT_FALSE(p.address) << p.name;
}

TEST(Places, MarksAndCaseAreFolded) {
  EXPECT_EQ(where(read("He flew from Düsseldorf to Bogota on Monday.")),
            (Lines{"Düsseldorf = city Düsseldorf, North Rhine-Westphalia, DE", "Bogota = capital Bogotá, Bogota D.C., CO"}));
}

TEST(Places, BadInputGivesNothingWrong) {
  EXPECT_TRUE(read("").places.empty());
  EXPECT_TRUE(read("\n\n  \n").places.empty());
  EXPECT_TRUE(read(std::string(5000, '-')).places.empty());
  read("П\u0430r\u0456s 北京 \u202EsiraP\u202C P\u0301\u0301\u0301aris \xF0\x9F\x98\x80 is no place.");
  read(std::string(100000, 'A'));
  read("PARIS, FRANCE. THE MINISTER OF KENYA SAID IN LONDON THAT THE UNITED STATES WOULD PAY. NAIROBI WAS CALM.");
}

TEST(Places, APageOfNamesIsReadToItsEnd) {  // how long that takes: bench/parts/crafted.py
  for (const char* unit : {"Springfield, ", "Marlowick Paris ", "of the Kestria and ", "ARDLE, May 6 - It rained.\n\n", "14 Quay ", "Paris, Texas; "}) {
    std::string text;
    for (int i = 0; i < 1000; ++i) text += unit;
    read(text);
  }
}

TEST(Places, AHundredDifferentNamesOfEveryKind) {
  std::string text;
  for (int i = 0; i < 500; ++i) text += "Ardle" + std::to_string(i) + "ville, Paris" + std::to_string(i) + ", Springfield and ";
  EXPECT_LE(read(text).places.size(), 1500U);
}

TEST(Gazetteer, DamagedTablesAreErrors) {
  EXPECT_FALSE(Gazetteer::of(""));
  EXPECT_FALSE(Gazetteer::of("STPLACE1"));
  EXPECT_FALSE(Gazetteer::of(std::string(100, '\0')));
  std::string head = "STPLACE1";
  head.append(16, '\xFF');
  EXPECT_FALSE(Gazetteer::of(head));
}

TEST(Weights, DamagedTablesAreErrors) {
  EXPECT_TRUE(Weights::parse("# nothing\n"));
  EXPECT_TRUE(Weights::parse("a=b\t-1.5\nc\t2"));
  EXPECT_FALSE(Weights::parse("a=b -1.5\n"));
  EXPECT_FALSE(Weights::parse("a=b\tmuch\n"));
}

}  // namespace
}  // namespace stemma::claims::ground
