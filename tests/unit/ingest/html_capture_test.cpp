// Captures that are not the report that they promise, and reports that only look like it.
#include "page_of_quay.h"

namespace stemma::ingest {
namespace {

using test::quay;

std::string flaws(const Document& d) {
  std::string s;
  for (const CaptureFlaw f : d.flaws) s += std::string(s.empty() ? "" : " ") + std::string(name(f));
  return s;
}

const char* const brief = "<p>The evening ferry ran aground on the Cackle bank on Monday, the harbour master said, with 40 people and two goats on...</p>";

struct Case {
  const char* name;
  const char* head;
  const char* above;
  const char* text;
  const char* below;
  const char* flaw;
};
class Captures : public testing::TestWithParam<Case> {};
TEST_P(Captures, AreFlagged) {
  const Case& c = GetParam();
  const Document d = quay(c.head, c.above, c.below, "", c.text);
  EXPECT_EQ(flaws(d), c.flaw);
  EXPECT_EQ(d.warnings.size(), d.flaws.size());
  EXPECT_FALSE(d.repaired);
}
const Case cases[] = {
    {"Challenge", "<title>Just a moment...</title>", "<h1>quay.example</h1>",
    "<p>Checking your browser before accessing quay.example. This may take some seconds.</p>", "", "bot-wall"},
    {"Refusal", "<title>Access Denied</title>", "<h1>Access Denied</h1>",
    "<p>You don't have permission to access the page on this server.</p>", "Reference #18.2", "bot-wall"},
    {"RobotQuestion", "<title>quay.example</title>", "",
    "<p>To continue, please verify you are a human by pressing the button below.</p>", "", "bot-wall"},
    {"AReportOnWalls", "<title>Why sites ask: are you a robot?</title>", "<h1>Why sites ask: are you a robot?</h1>",
     "<p>Everybody has seen the box that says: \"I am not a robot\". The harbour office of Saltby has one, too, since goats learned to book ferries in the spring of that year.</p>"
     "<p>The office says that the box keeps out nine of ten goats, and that the tenth is on the board. Passengers disagree; some have waited for hours in front of pictures of buoys.</p>"
     "<p>A tester said that the pictures were hard to tell apart. The office replied that this was the purpose of it, and that it would take advice from a school of optics.</p>"
     "<p>The mayor, whose goats are said to be among those who pass, asked the council for an inquiry that he would lead himself. The council has put the matter off until autumn.</p>"
     "<p>Until then there is a counter, open on Tuesdays, where a clerk looks at people and lets them through. He has been wrong twice. Both times it was the mayor, he said.</p>"
     "<p>The clerk has asked for a second chair and a lamp. The office says that it has no money for lamps, but has written to the maker of the box, who sent another box instead.</p>"
     "<p>That box now stands on the counter. It asks the clerk every morning whether he is one himself; on some mornings, he says, he has to think about it for a while.</p>"
     "<p>Ferries leave at eight and at noon, and later when the tide allows. Whoever has missed one through no fault of the box may ask for the money back in writing.</p>", "", ""},
    {"Consent", "<title>quay.example</title>", "<h2>We value your privacy</h2>",
     "<p>We and our partners store cookies on your device and process personal data, such as unique identifiers, for the purposes shown below.</p>"
     "<p>You may withdraw your consent at any time, or object where our partners rely on legitimate interest, by opening the settings of this site.</p>", "<button>Accept all</button>", "consent-page"},
    {"ScriptsOnly", "<title>Ferry runs aground</title>", "<div id=root></div>", "",
    "<script>render()</script><noscript>You need to enable JavaScript to run this app.</noscript>",
     "empty-body"},
    {"AFlashOfOneSentenceIsAReport", "", "<h1>Ferry aground</h1>", "<p>The evening ferry ran aground on Monday, the mayor said.</p>", "", ""},
    {"BreaksOff", R"(<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry runs aground","isAccessibleForFree":"False"}</script>)", "<h1>Ferry runs aground</h1>",
     brief, "", "paywall-stub"},
    {"AsksToSubscribe", "", "<h1>Ferry runs aground</h1>", brief, "<div>Subscribe to continue reading</div>", "paywall-stub"},
    {"AFlashForSubscribersIsWhole", R"(<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry runs aground","isAccessibleForFree":false}</script>)",
     "<h1>Ferry runs aground</h1>", "<p>The evening ferry ran aground on the Cackle bank on Monday, the harbour master said, with 40 people on board.</p>",
     "<p>Reporting by Edda Marlowick; editing by Wilf Ashby</p>", ""},
    {"AShortReportThatBreaksOffSomewhereFree", "", "<h1>Ferry runs aground</h1>", brief, "", ""},
};
INSTANTIATE_TEST_SUITE_P(All, Captures, testing::ValuesIn(cases), [](const auto& i) { return std::string(i.param.name); });

TEST(HtmlCapture, ACookieNoteBesideAReportIsNoConsentPage) {
  EXPECT_EQ(flaws(quay("", "<h1>Ferry runs aground</h1>",
      "<div class=cookie><p>We use cookies, and so do our partners; by going on you give your consent to it.</p></div>")), "");
}

}  // namespace
}  // namespace stemma::ingest
