// What is read of invented sentences: expressions, their values, and when something was said.
#include "claims/ground/times/times.h"

#include <gtest/gtest.h>

#include "../../../paragraphs.h"
#include "claims/claims.h"

namespace stemma::claims::ground {
namespace {

Reading read(Document document) {
  static const auto reader = make_reader();
  static const auto times = Times::built_in();
  static lang::LanguageReader::Workspace space;
  static Workspace scratch;
  Reading r;
  r.document = std::move(document);
  const lang::LanguageReader& language = **lang::LanguageReader::shared();
  const lang::Analysis analysis = language.read(r.document, space);
  const lang::Agents agents = language.agents(r.document, analysis, space);
  (*reader)->read({language, space, analysis, agents}, scratch, r);
  const Page page(r, analysis, agents, language);
  times->read(page, r);
  return r;
}

/// 2031-05-08 is a Thursday.
Reading read(std::string text, std::string published = "2031-05-08") {
  Document d = test::paragraphs(std::move(text));
  d.published = {std::move(published), "test"};
  return read(std::move(d));
}

using Lines = std::vector<std::string>;

/// "words = value" of each, with what else it has.
Lines values(const Reading& r) {
  Lines out;
  for (const TimeExpression& t : r.times) {
    std::string line = std::string(slice(r.document, t.span)) + " = " + t.value;
    if (!t.mod.empty()) line += " " + t.mod;
    if (!t.quant.empty()) line += " " + t.quant;
    if (!t.freq.empty()) line += " " + t.freq;
    if (!t.calendar.empty()) line += " (" + t.calendar + ")";
    out.push_back(line);
  }
  return out;
}
Lines values(std::string text, std::string published = "2031-05-08") { return values(read(std::move(text), std::move(published))); }

TEST(Times, DatesOfTheCalendar) {
  EXPECT_EQ(values("The depot was opened on 17 March 2031 and closed on April 9, 2031."), (Lines{"17 March 2031 = 2031-03-17",
      "April 9, 2031 = 2031-04-09"}));
  EXPECT_EQ(values("The 3rd of June 2029 was a Sunday."), (Lines{"The 3rd of June 2029 = 2029-06-03", "Sunday = 2031-05-04"}));
  EXPECT_EQ(values("The note of 2031-04-30 is lost."), (Lines{"2031-04-30 = 2031-04-30"}));
  EXPECT_EQ(values("They met in late April 2030 and again in mid-2029."), (Lines{"late April 2030 = 2030-04 END", "mid-2029 = 2029 MID"}));
  EXPECT_EQ(values("The mill was built in the 1990s, the bridge in the 19th century."), (Lines{"the 1990s = 199",
      "the 19th century = 18"}));
  EXPECT_EQ(values("The third quarter of 2030 was poor."), (Lines{"The third quarter of 2030 = 2030-Q3"}));
  EXPECT_EQ(values("The wall fell in the spring of 2030."), (Lines{"the spring of 2030 = 2030-SP"}));
}

TEST(Times, TenseTellsLastFromNext) {
  EXPECT_EQ(values("The guard left on Monday."), (Lines{"Monday = 2031-05-05"}));
  EXPECT_EQ(values("The council will meet on Monday."), (Lines{"Monday = 2031-05-12"}));
  EXPECT_EQ(values("The ferry sank in December."), (Lines{"December = 2030-12"}));
  EXPECT_EQ(values("The ferry will sail in December."), (Lines{"December = 2031-12"}));
  EXPECT_EQ(values("The gate was shut on 20 March."), (Lines{"20 March = 2031-03-20"}));
}

TEST(Times, CountedFromTheDayOfWriting) {
  EXPECT_EQ(values("He was seen yesterday, and last week too."), (Lines{"yesterday = 2031-05-07", "last week = 2031-W18"}));
  EXPECT_EQ(values("She was born 30 years ago."), (Lines{"30 years ago = 2001"}));
  EXPECT_EQ(values("The talks will resume in three weeks."), (Lines{"three weeks = 2031-W22"}));
  EXPECT_EQ(values("The shop will close early next year."), (Lines{"early next year = 2032 START"}));
  EXPECT_EQ(values("Now the road is open."), (Lines{"Now = PRESENT_REF"}));
}

TEST(Times, ClockPartsOfTheDayAndZones) {
  const Reading r = read("The train stopped at 10:35 a.m. GMT on Tuesday. The lamps went out last night.");
  EXPECT_EQ(values(r), (Lines{"10:35 a.m. GMT on Tuesday = 2031-05-06T10:35Z", "last night = 2031-05-07TNI"}));
  EXPECT_EQ(r.times[0].edtf, "2031-05-06T10:35:00Z");
  EXPECT_EQ(r.times[0].granularity, "minute");
  EXPECT_EQ(r.times[0].kind, TimeKind::time);
  const Reading vague = read("They met on Tuesday at 7.");
  ASSERT_EQ(vague.times.size(), 1U);
  EXPECT_EQ(vague.times[0].edtf, "2031-05-06") << "morning or evening is not told";
  EXPECT_LT(vague.times[0].confidence, .5F);
}

TEST(Times, DurationsAndSets) {
  EXPECT_EQ(values("They were kept for 11 days and questioned for nearly two hours."), (Lines{"11 days = P11D",
      "nearly two hours = PT2H APPROX"}));
  EXPECT_EQ(values("They waited for weeks after a 16-hour flight."), (Lines{"weeks = PXW", "16-hour = PT16H"}));
  EXPECT_EQ(values("He paid for at least two and a half years."), (Lines{"at least two and a half years = P2Y6M EQUAL_OR_MORE"}));
  EXPECT_EQ(values("The bus runs every Friday, the boat twice a year and the post daily."),
            (Lines{"every Friday = XXXX-WXX-5 EVERY", "twice a year = P1Y 2X", "daily = P1D EVERY"}));
}

TEST(Times, VaguenessIsKept) {
  const Reading r = read("The chapel was built around 1990. The fire came several years ago.");
  ASSERT_EQ(r.times.size(), 2U);
  EXPECT_TRUE(r.times[0].approximate);
  EXPECT_EQ(r.times[0].edtf, "1990~");
  EXPECT_EQ(r.times[0].earliest, "1989-01-01");
  EXPECT_EQ(r.times[0].latest, "1991-12-31");
  EXPECT_EQ(r.times[1].value, "PAST_REF");
}

TEST(Times, ANarrativesOwnDates) {
  const std::string history = "The siege of Ardle began on 4 May 1802. In June the river froze. By 1803 the walls were down. "
                              "The town burned in 1804, in 1806 and in "
                              "1809. On 3 March 1811 the gates fell. The next day the mayor fled. Two weeks later he was caught. "
                              "In August 1812 peace was made.";
  const Reading r = read(history);
  EXPECT_EQ(values(r), (Lines{"4 May 1802 = 1802-05-04", "June = 1802-06", "1803 = 1803", "1804 = 1804", "1806 = 1806", "1809 = 1809",
      "3 March 1811 = 1811-03-03",
                              "The next day = 1811-03-04", "Two weeks later = 1811-03-18", "August 1812 = 1812-08"}));
  EXPECT_EQ(r.times[1].anchor, "text");
}

TEST(Times, RangesAreTwo) {
  EXPECT_EQ(values("He was ill from 15 to 22 February 2030."), (Lines{"15 = 2030-02-15", "22 February 2030 = 2030-02-22"}));
  EXPECT_EQ(values("The war of 1915-17 is forgotten."), (Lines{"1915 = 1915", "17 = 1917"}));
}

TEST(Times, OtherCalendarsAreNamedOnly) {
  EXPECT_EQ(values("The feast fell on 1 Ramadan 1452."), (Lines{"1 Ramadan 1452 =  (islamic)"}));
  const Reading r = read("Sales rose in fiscal 2030.");
  EXPECT_EQ(values(r), (Lines{"fiscal 2030 = 2030 (fiscal)"}));
  EXPECT_EQ(r.times[0].earliest, "");
  EXPECT_EQ(r.times[0].edtf, "");
}

TEST(Times, NeverAWrongCertainty) {
  const Reading february = read("The letter is dated 31 February 2031.");
  ASSERT_EQ(february.times.size(), 1U);
  EXPECT_EQ(february.times[0].value, "");
  EXPECT_EQ(february.times[0].earliest, "");
  const Reading order = read("The form was signed on 03/04/2031.");
  ASSERT_EQ(order.times.size(), 1U);
  EXPECT_EQ(order.times[0].value, "2031-XX-XX");
  EXPECT_EQ(order.times[0].edtf, "[2031-03-04,2031-04-03]");
  EXPECT_EQ(order.times[0].earliest, "2031-03-04");
  EXPECT_EQ(order.times[0].latest, "2031-04-03");
  EXPECT_EQ(values("The forms were signed on 03/04/2031 and 23/04/2031.").at(0), "03/04/2031 = 2031-04-03");
  EXPECT_EQ(values("It was 1.5 or 1,5 in the year 0."), (Lines{}));
  EXPECT_EQ(values("It ends on 5 May 9999, in 10^400 years."), (Lines{"5 May 9999 = "}));
  EXPECT_EQ(values("It took 1.5 days, then 1.500 days."), (Lines{"1.5 days = P1.5D", "1.500 days = "}));
}

TEST(Times, APageWithoutADay) {
  const Lines found = values("The guard left on Monday. The inspectors came in March and left on 3 June.", "");
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0], "Monday = XXXX-WXX-1");
  EXPECT_EQ(found[1], "March = XXXX-03");
  EXPECT_EQ(values("He left yesterday.", ""), (Lines{"yesterday = "}));
}

TEST(Times, DigitsOfOtherScripts) {
  EXPECT_EQ(values("The decree of ١٥ March ٢٠٣١ was void."), (Lines{"١٥ March ٢٠٣١ = 2031-03-15"}));
  EXPECT_EQ(values("The decree of １５ March ２０３１ was void."), (Lines{"１５ March ２０３１ = 2031-03-15"}));
}

TEST(Times, WhatIsNoTime) {
  EXPECT_EQ(values("It may rain. They march on. He took 2000 sheets and the second door. Good people will spring up."), (Lines{}));
}

TEST(Times, SaidWhenAndHappenedWhen) {
  const Reading r = read("The ministry said on Thursday that two men had died in April.");
  ASSERT_EQ(r.attributions.size(), 1U);
  EXPECT_EQ(r.attributions[0].said, "2031-05-08");
  ASSERT_EQ(r.times.size(), 2U);
  EXPECT_EQ(r.times[0].role, TimeExpression::Role::said);
  EXPECT_EQ(r.times[0].attribution, 0);
  EXPECT_EQ(r.times[1].role, TimeExpression::Role::happened);
  EXPECT_EQ(r.times[1].attribution, 0);
}

TEST(Times, TheDayOfAStatement) {
  const Reading r = read("In a statement issued on 6 May, the office said that the gate was shut.\n"
                         "The statement also said that nobody was held.");
  ASSERT_EQ(r.attributions.size(), 2U);
  EXPECT_EQ(r.attributions[0].said, "2031-05-06");
  EXPECT_EQ(r.attributions[1].said, "2031-05-06");
}

TEST(Times, NoDayOfSayingIsInvented) {
  const Reading r = read("“The gate was shut in March,” Aru Venn said. She added that it had stayed shut until Monday.");
  ASSERT_FALSE(r.attributions.empty());
  for (const Attribution& a : r.attributions) EXPECT_EQ(a.said, "");
}

TEST(Times, WhatStandsBeforeADatelineWasWrittenLater) {
  Document d = test::paragraphs("The drivers left on Friday.\nKERR, 8 May (Novapress) - The gate fell on Friday.");
  d.published = {"2031-05-09", "test"};
  d.dateline = Dateline{"KERR", "2031-05-08", "Novapress", {28, 50}};
  const Reading r = read(std::move(d));
  ASSERT_EQ(r.times.size(), 3U);
  EXPECT_EQ(r.times[0].value, "2031-05-09");
  EXPECT_EQ(r.times[0].anchor, "published");
  EXPECT_EQ(r.times[2].value, "2031-05-02");
  EXPECT_EQ(r.times[2].anchor, "dateline");
}

TEST(Times, CraftedText) {
  for (const char* unit : {"the ", "last ", "twenty ", "two days before ", "the first week of ", "1 hour and ", "1-", "July 1st, ",
      "3 May 99999999999999999999 ", "10:10 ", "'"}) {
    std::string text;
    for (int i = 0; i < 400; ++i) text += unit;
    EXPECT_LE(read(text).times.size(), 800U) << unit;
  }
  EXPECT_EQ(values("It took 99999999999999999999999 years and 1e400 days.").size(), 0U);
}

TEST(Times, ADamagedTableIsAnError) {
  EXPECT_FALSE(times::Lexicon::parse("month\tx\tmay\n", "", ""));
  EXPECT_FALSE(times::Lexicon::parse("moon\t1\tmay\n", "", ""));
  EXPECT_FALSE(times::Lexicon::parse("month\t1\n", "", ""));
  EXPECT_FALSE(times::Lexicon::parse("", "13-40\tdoomsday\n", ""));
  const auto bad = times::Lexicon::parse("month\t1\tjanuary\nunit\tparsec\tparsec\n", "", "");
  ASSERT_FALSE(bad);
  EXPECT_NE(bad.error().what.find("words.tsv, line 2"), std::string::npos);
}

}  // namespace
}  // namespace stemma::claims::ground
