// When a page was published and changed: which of its dates counts, in what zone, and how sure that is.
#include "page_of_quay.h"

namespace stemma::ingest {
namespace {

using test::conflicts;
using test::ld;
using test::quay;

struct Case {
  const char* name;
  const char* head;
  const char* above;
  const char* below;
  const char* url;
  const char* published;  ///< "?" behind it: unsure
  const char* modified;
};
class PageDates : public testing::TestWithParam<Case> {};
TEST_P(PageDates, AreFound) {
  const Case& c = GetParam();
  const Document d = quay(c.head, c.above, c.below, c.url);
  EXPECT_EQ(d.published.value + (d.published.unsure ? "?" : ""), c.published) << d.published.origin;
  EXPECT_EQ(d.modified.value + (d.modified.unsure ? "?" : ""), c.modified) << d.modified.origin;
}
const Case cases[] = {
    {"ClockOfTheElement", "<meta property='article:published_time' content='2031-05-09T05:30:59+00:00'>",
    "<h1>Ferry runs aground</h1><time datetime='2031-05-08 23:30:59'>Thursday</time>", "", "",
     "2031-05-08T23:30:59-06:00", ""},
    {"ClockOfALine", "<meta property='article:published_time' content='2031-05-09T01:49:09Z'>",
    "<h1>Ferry runs aground</h1><div>May 8, 2031 at 5:49 p.m.</div>", "", "", "2031-05-08T17:49:09-08:00",
     ""},
    {"AClockOfNoZone", "<meta property='article:published_time' content='2031-05-09T01:49:09Z'>",
    "<h1>Ferry runs aground</h1><div>May 8, 2031 at 5:41 p.m.</div>", "", "", "2031-05-09T01:49:09Z", ""},
    {"AClockOfAChange", "<meta property='article:published_time' content='2031-05-09T01:49:09Z'>",
    "<h1>Ferry runs aground</h1><div>Updated May 9, 2031 at 5:49 p.m.</div>", "", "",
     "2031-05-09T01:49:09Z", "2031-05-09T17:49:00"},
    {"BothInOneLine", "", "<h1>Ferry runs aground</h1><div>Published 6 May 2031, updated 7 May 2031</div>", "", "", "2031-05-06",
    "2031-05-07"},
    {"BothInElements", "", "<h1>Ferry runs aground</h1><p>Published <time datetime='2031-05-06'>6 May</time> Last updated <time datetime='2031-05-07'>7 May</time></p>", "", "", "2031-05-06",
     "2031-05-07"},
    {"OnlyAChange", "", "<h1>Ferry runs aground</h1><div>Last updated 7 May 2031</div>", "", "", "2031-05-07?", "2031-05-07"},
    {"TodayInTheMasthead", "", "<div><span class=date>Wed, 14 May 2031</span></div><div><h1>Ferry runs aground</h1><p>Quay Post<br>13 May 2031, 22:11 GMT+10</p></div>", "", "",
     "2031-05-13T22:11:00+10:00", ""},
    {"AboveTheHeadline", "", "<div><span class=date>Tue, 13 May 2031</span><h1>Ferry runs aground</h1></div>", "", "", "2031-05-13?", ""},
    {"TheAddressBeforeWhatStandsAboveTheHeadline", "", "<div><span class=date>Wed, 14 May 2031</span><h1>Ferry runs aground</h1></div>",
    "", "https://quay.example/2031/05/13/ferry", "2031-05-13", ""},
    {"PublishedAgain", "<meta property='article:published_time' content='2033-06-17T18:28:00+02:00'>", "<h1>Ferry runs aground</h1>",
    "", "https://quay.example/2031/5/12/ferry", "2031-05-12",
     "2033-06-17T18:28:00+02:00"},
    {"TheNextDayInUtcIsNotAgain", "<meta property='article:published_time' content='2031-05-13T01:28:00Z'>",
    "<h1>Ferry runs aground</h1>", "", "https://quay.example/2031/5/12/ferry",
     "2031-05-13T01:28:00Z", ""},
    {"UnderTheText", "", "<h1>Ferry runs aground</h1>", "<p>Posted: 6 May 2031</p>", "", "2031-05-06?", ""},
    {"AChangeBeforeACommentUnderTheText", "", "<h1>Ferry runs aground</h1><div>Updated May 7, 2031</div>",
    "<p>Wilf, 1 January 2004</p>", "", "2031-05-07?", "2031-05-07"},
    {"EitherWay", "", "<h1>Ferry runs aground</h1><div>03/04/2031</div>", "", "", "2031-04-03?", ""},
    {"EitherWaySettledByTheAddress", "<meta name=date content='03/04/2031'>", "<h1>Ferry runs aground</h1>", "",
    "https://quay.example/2031/03/04/ferry", "2031-03-04", ""},
    {"ZoneOfSeveralCountries", "<meta name=date content='6 May 2031 14:05 IST'>", "<h1>Ferry runs aground</h1>", "", "",
    "2031-05-06T14:05:00?", ""},
    {"Romanian", "", "<h1>Ferry runs aground</h1><div>duminică, 20 septembrie 2031 16:20</div>", "", "", "2031-09-20T16:20:00", ""},
    {"TheDraftIsOlder", R"(<script type="application/ld+json">{"@type":"Article","dateCreated":"2031-05-01T10:00:00Z"}</script><meta property="article:published_time" content="2031-05-06T10:00:00Z">)",
     "<h1>Ferry runs aground</h1>", "", "", "2031-05-06T10:00:00Z", ""},
};
INSTANTIATE_TEST_SUITE_P(All, PageDates, testing::ValuesIn(cases), [](const auto& i) { return std::string(i.param.name); });

TEST(HtmlDates, AmericanPagesPutTheMonthFirst) {
  const auto d = test::read_page("<html lang='en-US'><body><h1>Ferry runs aground</h1><div>03/04/2031</div>" + test::quay_paragraphs + "</body></html>", {}, Limits{});
  ASSERT_TRUE(d);
  EXPECT_EQ(d->published.value, "2031-03-04");
  EXPECT_TRUE(d->published.unsure);
}

TEST(HtmlDates, ADatelineIsBetterThanNothing) {
  const Document d = quay("", "<h1>Ferry runs aground</h1>", "", "",
      "<p>PORT ALDANE, 6 May 2031 (Boreal Press) - The evening ferry ran aground on the Cackle bank, the harbour master said.</p>");
  EXPECT_EQ(d.published.value, "2031-05-06");
  EXPECT_EQ(d.published.origin, "dateline");
  EXPECT_TRUE(d.published.unsure);
}

TEST(HtmlDates, DaysThatDifferAreAConflictAndZonesAreNone) {
  EXPECT_EQ(conflicts(quay("<meta property='article:published_time' content='2031-05-06T10:00:00Z'><meta name=pubdate content='2031-05-12'>")),
            "published: 2031-05-06T10:00:00Z | 2031-05-12\n");
  EXPECT_EQ(conflicts(quay("<meta property='article:modified_time' content='2031-05-06T10:00:00Z'><meta name=lastmod content='2031-05-12'>")),
            "modified: 2031-05-06T10:00:00Z | 2031-05-12\n");
  EXPECT_EQ(conflicts(quay("<meta property='article:published_time' content='2031-05-06T23:00:00Z'><meta name=pubdate content='2031-05-07'>")), "");
}

}  // namespace
}  // namespace stemma::ingest
