#include "ingest/meta/dates.h"

#include <gtest/gtest.h>

#include "ingest/meta/date_grammar.h"

namespace stemma::ingest {
namespace {

struct Case {
  const char* printed;
  const char* iso;  ///< nullptr: unreadable
};

TEST(Dates, ParseDateReadsWhatPagesPrint) {
  const Case cases[] = {
      {"2031-05-06", "2031-05-06"},
      {"2031-05-06T06:00:00+01:00", "2031-05-06T06:00:00+01:00"},
      {"2031-05-06T06:00", "2031-05-06T06:00:00"},
      {"2031-05-06T06:00:00.123Z", "2031-05-06T06:00:00Z"},
      {"2031-05-06T06:00:00.123456789-0500", "2031-05-06T06:00:00-05:00"},
      {"2031-05-06 06:00:00 +01", "2031-05-06T06:00:00+01:00"},
      {"2031-05-06 14:05:00 UTC", "2031-05-06T14:05:00Z"},
      {"20310506", "2031-05-06"},
      {"20310506T140500Z", "2031-05-06T14:05:00Z"},
      {"20310506140500", "2031-05-06T14:05:00"},
      {"2031/05/06", "2031-05-06"},
      {"2031.5.6", "2031-05-06"},
      {"Tue, 06 May 2031 14:05:00 +0200", "2031-05-06T14:05:00+02:00"},
      {"Tue, 06 May 31 14:05:00 +0200", "2031-05-06T14:05:00+02:00"},
      {"Tuesday, 06-May-31 14:05:00 GMT", "2031-05-06T14:05:00Z"},
      {"Tue May  6 14:05:00 2031", "2031-05-06T14:05:00"},
      {"Tue May 06 14:05:00 +0200 2031", "2031-05-06T14:05:00+02:00"},
      {"6 May 2031, 06.00", "2031-05-06T06:00:00"},
      {"Published 6 May 2031, 06.00 \xC2\xB7 11 min read", "2031-05-06T06:00:00"},
      {"May 6, 2031", "2031-05-06"},
      {"May 6, 2031 1:47 p.m.", "2031-05-06T13:47:00"},
      {"May 6, 2031 at 2:05 p.m. ET", "2031-05-06T14:05:00-04:00"},
      {"Jan. 6, 2031, 2:05 PM ET", "2031-01-06T14:05:00-05:00"},
      {"6 May 2031 2:05pm BST", "2031-05-06T14:05:00+01:00"},
      {"6 May 2031 | 1405 GMT", "2031-05-06T14:05:00Z"},
      {"6 May 2031 14:05 CEST", "2031-05-06T14:05:00+02:00"},
      {"6 May 2031 14:05 (CEST)", "2031-05-06T14:05:00+02:00"},
      {"6 May 2031 14:05 GMT+5:30", "2031-05-06T14:05:00+05:30"},
      {"Friday 9 May 2031", "2031-05-09"},
      {"Noon bulletin, Friday 9 May 2031", "2031-05-09"},
      {"Tuesday 13 May 2031, 07:40", "2031-05-13T07:40:00"},
      {"5th February, 2031", "2031-02-05"},
      {"the 5th of February 2031", "2031-02-05"},
      {"Feb. 20, 2031", "2031-02-20"},
      {"February 20th, 2031", "2031-02-20"},
      {"Sept 3 2031", "2031-09-03"},
      {"16/05/2031", "2031-05-16"},
      {"05/16/2031 18:30", "2031-05-16T18:30:00"},
      {"16.05.2031 - 18:30 Uhr", "2031-05-16T18:30:00"},
      {"05/05/2031", "2031-05-05"},
      {"06/05/2031", nullptr},
      {"06.00, 6 May 2031", "2031-05-06T06:00:00"},
      {"13:47 ET, Tue May 6, 2031", "2031-05-06T13:47:00-04:00"},
      {"061405 May 31", "2031-05-06T14:05:00"},
      {"061405Z MAY 31", "2031-05-06T14:05:00Z"},
      {"1936058700", "2031-05-09T02:05:00Z"},
      {"1936058700000", "2031-05-09T02:05:00Z"},
      {"9 de mayo de 2031", "2031-05-09"},
      {"9 de mayo del 2031 a las 14:05 h", "2031-05-09T14:05:00"},
      {"1er f\xC3\xA9vrier 2031 \xC3\xA0 14h05", "2031-02-01T14:05:00"},
      {"8 ao\xC3\xBBt 2031", "2031-08-08"},
      {"6. M\xC3\xA4rz 2031, 14.05 Uhr", "2031-03-06T14:05:00"},
      {"6 de mar\xC3\xA7o de 2031 \xC3\xA0s 14:05", "2031-03-06T14:05:00"},
      {"6 maggio 2031 alle 14:05", "2031-05-06T14:05:00"},
      {"1\xC2\xBA de mayo de 2031", "2031-05-01"},
      {"2031\xE5\xB9\xB4" "5\xE6\x9C\x88" "6\xE6\x97\xA5", "2031-05-06"},
      {"2031 May 6", "2031-05-06"},
      {"20 septembrie 2031 16:20", "2031-09-20T16:20:00"},
      {"6 maja 2031 r., 14:05", "2031-05-06T14:05:00"},
      {"6. \xC5\x99\xC3\xADjna 2031", "2031-10-06"},
      {"2031. m\xC3\xA1jus 6.", "2031-05-06"},
      {"6 \xC5\x9Eubat 2031", "2031-02-06"},
      {"den 6 augusti 2031 kl. 14.05", "2031-08-06T14:05:00"},
      {"6 \xD0\x9C\xD0\xB0\xD1\x8F 2031 \xD0\xB3., 14:05", "2031-05-06T14:05:00"},
      {"6 \xCE\x9C\xCE\xB1\xCE\x90\xCE\xBF\xCF\x85 2031", "2031-05-06"},
      {"6 May 2031 14:05 IST", "2031-05-06T14:05:00"},
      {"31 April 2031", nullptr},
      {"29 February 2031", nullptr},
      {"2031-13-01", nullptr},
      {"May 2031", nullptr},
      {"6 May", nullptr},
      {"", nullptr},
      {"yesterday", nullptr},
      {"555 0148", nullptr},
      {"version 2.5.2031", nullptr},
  };
  for (const Case& c : cases) {
    const auto got = parse_date(c.printed);
    EXPECT_EQ(got.value_or("(none)"), c.iso ? c.iso : "(none)") << c.printed;
  }
}

TEST(Dates, BareNumbersAreReadInTheOrderGivenAndMarked) {
  const auto shown = [](std::string_view s, DayOrder order) {
    const auto d = read_date(s, order);
    return d ? d->iso + (d->unsure ? "?" : "") : std::string();
  };
  EXPECT_EQ(shown("03/04/2031", DayOrder::day_first), "2031-04-03?");
  EXPECT_EQ(shown("03/04/2031", DayOrder::month_first), "2031-03-04?");
  EXPECT_EQ(shown("03/04/2031", DayOrder::unknown), "");
  EXPECT_EQ(shown("03.04.2031", DayOrder::month_first), "2031-04-03");
  EXPECT_EQ(shown("13/04/2031", DayOrder::month_first), "2031-04-13");
  EXPECT_EQ(shown("04/04/2031", DayOrder::month_first), "2031-04-04");
  EXPECT_EQ(shown("6 May 2031 14:05 IST", DayOrder::day_first), "2031-05-06T14:05:00?");
  EXPECT_EQ(shown("6 May 2031 14:05 (IST)", DayOrder::day_first), "2031-05-06T14:05:00?");
}

TEST(Dates, ParseDateRefusesASentence) {
  EXPECT_FALSE(parse_date("The wardens of Lower Fenn said that the bridge had been closed on 6 May 2031 and never reopened since"));
}

TEST(Dates, FindDateGivesThePlace) {
  std::size_t at = 0, length = 0;
  const std::string s = "CPC/2031/7 \xC2\xB7 15 May 2031 \xC2\xB7 Original: English";
  EXPECT_EQ(find_date(s, &at, &length).value_or(""), "2031-05-15");
  EXPECT_EQ(s.substr(at, length), "15 May 2031");
  EXPECT_FALSE(find_date("It cost 12.50 on 6 May and 14 in June"));
  EXPECT_EQ(find_date("He left on 6 May 2031. 12.5 million stayed.").value_or(""), "2031-05-06");
}

TEST(Dates, ADateWithoutAYearTakesTheNearestOne) {
  auto d = scan_date("sent 30 December by post", false);
  ASSERT_TRUE(d);
  EXPECT_TRUE(fill_year(*d, "2031-01-02T08:00:00Z"));
  EXPECT_EQ(iso(*d), "2030-12-30");
  auto e = scan_date("March 3", false);
  ASSERT_TRUE(e);
  EXPECT_FALSE(fill_year(*e, ""));
}

TEST(Dates, NothingCrashesOnCutOrBrokenInput) {
  const std::string s = "Tue, 06 May 2031 2:05 p.m. GMT+02:00 \xC2\xB7 6. M\xC3\xA4rz 2031, 14.05 Uhr / 061405Z MAY 31 20310506T140500Z";
  for (std::size_t i = 0; i <= s.size(); ++i)
    for (std::size_t n : {std::size_t{1}, std::size_t{7}, s.size()}) {
      (void)parse_date(s.substr(i, n));
      (void)find_date(s.substr(0, i));
    }
  std::uint64_t seed = 31;
  for (int round = 0; round < 3000; ++round) {
    std::string t = s;
    for (int k = 0; k < 6; ++k) {
      seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
      t[(seed >> 33) % t.size()] = static_cast<char>(seed >> 56);
    }
    (void)find_date(t);
    (void)parse_date(t.substr(0, 60));
  }
}

}  // namespace
}  // namespace stemma::ingest
