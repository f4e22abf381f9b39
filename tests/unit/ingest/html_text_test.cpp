// Main text: what is kept, as which kind of block, and what is left out.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ingest/html/html.h"
#include "page.h"

namespace stemma::ingest {
namespace {

/// Three paragraphs of running text, with what a test wants between the second and the third.
std::string article(std::string_view inside = "", std::string_view head = "") {
  return "<!DOCTYPE html><html lang=en><head><title>Ferry runs aground off Saltby | The Quay Post</title>" + std::string(head) +
         "</head><body><header class=mast><a href='/'>The Quay Post</a></header>"
         "<nav><a href='/a'>Harbour</a> <a href='/b'>Moor</a></nav>"
         "<article><h1>Ferry runs aground off Saltby</h1>"
         "<p>The evening ferry ran aground on the Cackle bank on Monday, the harbour master said, with 40 people and two goats on board.</p>"
         "<p>Nobody was hurt, but the goats, which belong to the mayor, refused to leave the deck until the tide had turned.</p>" +
         std::string(inside) +
         "<p>The ferry company said that the bank had moved. The harbour master said that banks, in his experience, do not.</p>"
         "</article><footer>© 2031 The Quay Post</footer></body></html>";
}

Document read(std::string_view page) {
  auto d = test::read_page(page, {}, Limits{});
  EXPECT_TRUE(d) << (d ? "" : d.error().line());
  return d ? std::move(*d) : Document();
}

/// "kind: text" of every block.
std::vector<std::string> blocks(const Document& d) {
  std::vector<std::string> out;
  for (const Block& b : d.blocks) out.push_back(std::string(name(b.kind)) + ": " + std::string(slice(d, b.span)));
  return out;
}
bool has(const Document& d, std::string_view block) {
  for (const std::string& b : blocks(d))
    if (b == block) return true;
  return false;
}

TEST(HtmlText, HeadlineThenParagraphs) {
  const Document d = read(article());
  ASSERT_EQ(d.blocks.size(), 4u);
  EXPECT_EQ(blocks(d)[0], "headline: Ferry runs aground off Saltby");
  EXPECT_TRUE(blocks(d)[1].starts_with("paragraph: The evening ferry"));
  EXPECT_TRUE(blocks(d)[3].starts_with("paragraph: The ferry company"));
}

TEST(HtmlText, APostKeepsItsSignature) {
  const Document d = read(article("<blockquote class='twitter-tweet'><p lang='en' dir='ltr'>The bank has not moved in my lifetime.</p>&mdash; Quay Pilots (@quaypilots) <a href='/p'>June 24, 2031</a></blockquote>"));
  EXPECT_TRUE(has(d, "quote: The bank has not moved in my lifetime."));
  EXPECT_TRUE(has(d, "quote: — Quay Pilots (@quaypilots) June 24, 2031"));
  EXPECT_TRUE(d.published.empty()) << d.published.value;  // a post's day is not the page's
}

TEST(HtmlText, BlocksTileTheTextWithOneLineBreakBetween) {
  const Document d = read(article("<ul><li>One thing, to begin with.</li><li>Another thing, at the end.</li></ul><blockquote>It moved.</blockquote>"));
  std::uint32_t at = 0;
  for (std::size_t i = 0; i < d.blocks.size(); ++i) {
    EXPECT_EQ(d.blocks[i].span.begin, at);
    at = d.blocks[i].span.end;
    EXPECT_EQ(slice(d, d.blocks[i].span).find('\n'), std::string_view::npos);
    if (i + 1 < d.blocks.size()) {
      EXPECT_EQ(d.text.at(at++), '\n');
    }
  }
  EXPECT_EQ(at, d.text.size());
}

struct LeftOut {
  const char* name;
  const char* html;  // holds the word "unwanted"
};
class Furniture : public testing::TestWithParam<LeftOut> {};
TEST_P(Furniture, IsLeftOut) {
  const Document d = read(article(GetParam().html));
  EXPECT_EQ(d.text.find("nwanted"), std::string::npos) << d.text;
  EXPECT_EQ(d.blocks.size(), 4u);
}
const LeftOut left_out[] = {
    {"Aside", "<aside><p>An unwanted box, with a sentence in it that goes on and on.</p></aside>"},
    {"Newsletter", "<div class='newsletter-box'><p>Our unwanted reporting in your inbox, every Sunday, at high water.</p></div>"},
    {"Related", "<div class=related-articles><p><a href=x>An unwanted story</a></p></div>"},
    {"RelatedByHeading", "<div class=q7><h3>More from the harbour</h3><p>An unwanted teaser, which reads like a sentence of the story.</p></div>"},
    {"Share", "<ul class=share-bar><li>Unwanted</li></ul>"},
    {"Advertisement", "<div class=ad>Unwanted waders. Half price until Sunday, while they last.</div>"},
    {"ReadMore", "<p><strong>Read more:</strong> <a href=x>an unwanted story</a></p>"},
    {"PullQuoteByClass", "<blockquote class=pull-quote>banks, in his experience, are unwanted</blockquote>"},
    {"PullQuoteHidden", "<blockquote aria-hidden=true>banks, in his experience, are unwanted</blockquote>"},
    {"Hidden", "<p hidden>An unwanted sentence, which the page does not show to its readers.</p>"},
    {"StyledAway", "<p style='display:none'>An unwanted sentence, which the page does not show to its readers.</p>"},
    {"PictureCredit", "<figure><img src=x><span class=credit>Photograph: Unwanted</span></figure>"},
    {"Tags", "<div class=tags>Tags: <a>unwanted</a>, <a>goats</a></div>"},
    {"Comments", "<section id=comments><p>What an unwanted thing to say about the goats, who did nothing.</p></section>"},
    {"Form", "<form><label>Unwanted</label><input></form>"},
    {"Script", "<script>var unwanted = '<p>unwanted</p>';</script>"},
    {"Template", "<template><p>An unwanted sentence, in a box that scripts would fill.</p></template>"},
    {"NoScript", "<noscript>Unwanted: switch on scripts to see the film.</noscript>"},
    {"Newsletter2", "<p>Sign up for our unwanted newsletter, and get the tide in your inbox every Sunday, before the goats do.</p>"},
    {"FollowUs", "<p>Follow the unwanted Quay Post on Facebook, Twitter and Instagram. Email us what you saw.</p>"},
    {"Contribution", "<p>Unwanted Orrin Kell of the Boreal Press contributed to this report from Saltby, by telephone.</p>"},
    {"RowOfTeasers", "<div class=r><div><h3><a href=1>A story of the week</a></h3><p>An unwanted start of a story, which is short.</p></div>"
                     "<div><h3><a href=2>A story of the month</a></h3><p>An unwanted start of a story, which is short.</p></div>"
                     "<div><h3><a href=3>A story of the year</a></h3><p>An unwanted start of a story, which is short.</p></div></div>"},
    {"NumberOfAnItem", "<div><span class=unwanted></span>3.</div>"},
    {"CookieDialog", "<div role=dialog><p>We and our unwanted partners store information on your device, if you let us.</p></div>"},
};
INSTANTIATE_TEST_SUITE_P(All, Furniture, testing::ValuesIn(left_out), [](const auto& i) { return std::string(i.param.name); });

struct Kept {
  const char* name;
  const char* html;
  const char* block;
};
class Kinds : public testing::TestWithParam<Kept> {};
TEST_P(Kinds, AreTold) { EXPECT_TRUE(has(read(article(GetParam().html)), GetParam().block)) << read(article(GetParam().html)).text; }
const Kept kept[] = {
    {"ALinkedSentenceAmongParagraphs", "<p><a href=x>The bank is on the map.</a></p>", "paragraph: The bank is on the map."},
    {"AskingReadersInAQuotation", "<p>“Sign up for our newsletter and follow us on every channel, or miss the goats in your inbox,” she told the meeting.</p>",
     "paragraph: “Sign up for our newsletter and follow us on every channel, or miss the goats in your inbox,” she told the meeting."},
    {"DropCapHiddenFromScreenReaders", "<p><span aria-hidden=true>T</span>he bank is on the map, he said, and off it.</p>", "paragraph: The bank is on the map, he said, and off it."},
    {"LinkedHeadingInTheFlow", "<h3><a href=x>The first of the two goats</a></h3><p>It stood on the deck, the harbour master said, until the tide turned.</p>", "subheading: The first of the two goats"},
    {"AskingReadersInNews", "<p>The company says that more piers will be added, which offer your boat a berth by the hour, if it is short. If you have a goat on board, you can follow it "
                            "on a map, or have it delivered to the pier by a boy, for a fee that is printed on the back of the ticket, the harbour master said on Monday.</p>",
     "paragraph: The company says that more piers will be added, which offer your boat a berth by the hour, if it is short. If you have a goat on board, you can follow it "
     "on a map, or have it delivered to the pier by a boy, for a fee that is printed on the back of the ticket, the harbour master said on Monday."},
    {"TableOfDataInTheFlow", "<p>The table tells, pier by pier, how many goats were seen on it in the spring.</p><table><tr><td>Outer pier</td><td>12 goats</td></tr></table>", "list: 12 goats"},
    {"WordsForScreenReaders", "<p>The bank is <a href=x>on the map<span class=visually-hidden>, opens in a new tab</span></a>, he said, and off it.</p>",
     "paragraph: The bank is on the map, he said, and off it."},
    {"OverflowHidden", "<div class='u-overflow-hidden'><p>The bank is on the map, the harbour master said, and off it.</p></div>",
     "paragraph: The bank is on the map, the harbour master said, and off it."},
    {"HiddenBehindAPaywall", "<p class=paywall aria-hidden=true>The bank is on the map, the harbour master said, and off it.</p>",
     "paragraph: The bank is on the map, the harbour master said, and off it."},
    {"HeadingAboveALineInBold", "<h2>The bank</h2><p><b>On the map, and off it</b></p><p>The bank is on the map, the harbour master said, and off it.</p>", "subheading: The bank"},
    {"Subheading", "<h2>The goats</h2>", "subheading: The goats"},
    {"BoldSubheading", "<p><strong>The goats</strong></p>", "subheading: The goats"},
    {"Quote", "<blockquote><p>“I have sailed past that bank for thirty years,” he said.</p></blockquote>", "quote: “I have sailed past that bank for thirty years,” he said."},
    {"List", "<ul><li>Two goats were on the deck, and stayed there.</li></ul>", "list: Two goats were on the deck, and stayed there."},
    {"Caption", "<figure><img src=x><figcaption>The ferry at low tide. <span class=credit>Photo: Wilf Ashby</span></figcaption></figure>", "caption: The ferry at low tide."},
    {"Correction", "<p>Correction, 15 May: An earlier version of this story gave the number of goats as three.</p>",
     "correction: Correction, 15 May: An earlier version of this story gave the number of goats as three."},
    {"Amended", "<p>This article was amended on 16 May 2031 to correct the name of the bank.</p>", "correction: This article was amended on 16 May 2031 to correct the name of the bank."},
    {"NoCorrection", "<p>Corrections officers said that they had no goats in their care, now or ever.</p>", "paragraph: Corrections officers said that they had no goats in their care, now or ever."},
    {"Speaker", "<p><b>HARBOUR MASTER:</b></p><p>It has not moved, and it will not move while I am here.</p>", "speaker: HARBOUR MASTER:"},
    {"InlineJoined", "<p>The <em>Cackle</em>bank is marked,<br>he said, \n\t by a <a href=x>buoy</a>.</p>", "paragraph: The Cacklebank is marked, he said, by a buoy."},
    {"Entities", "<p>It cost 40&nbsp;&pound; &amp; &#8220;a goat&#8221;, he said&hellip;</p>", "paragraph: It cost 40 £ & “a goat”, he said…"},
    {"DoubleBreakParts", "<div>The first part of it is here, in full.<br><br>The second part of it follows, as it should.</div>", "paragraph: The second part of it follows, as it should."},
    {"PaywallClassOnText", "<p class=paywall>The mayor said that the goats had been promised a cabin, and that nobody had told them of the fog.</p>",
     "paragraph: The mayor said that the goats had been promised a cabin, and that nobody had told them of the fog."},
};
INSTANTIATE_TEST_SUITE_P(All, Kinds, testing::ValuesIn(kept), [](const auto& i) { return std::string(i.param.name); });

TEST(HtmlText, StandfirstIsTypedAndItsRepeatDropped) {
  const std::string words = "The ferry company and the harbour master disagree on whether a sandbank can move.";
  std::string page = article("<p>" + words + "</p>");
  page.insert(page.find("</h1>") + 5, "<p class=standfirst>" + words + "</p>");
  const Document d = read(page);
  EXPECT_EQ(blocks(d).at(1), "standfirst: " + words);
  EXPECT_EQ(d.text.find(words), d.text.rfind(words));
}

TEST(HtmlText, BylineAndDateAreNoText) {
  std::string page = article();
  page.insert(page.find("</h1>") + 5, "<div>By Edda Marlowick</div><div>Published 6 May 2031, 06.00</div>");
  const Document d = read(page);
  EXPECT_EQ(d.blocks.size(), 4u);
}

TEST(HtmlText, SignOffIsText) {
  std::string page = article();
  page.insert(page.find("</article>"), "<p class=sign-off>Reporting by Edda Marlowick; editing by O. Kell</p>");
  EXPECT_TRUE(has(read(page), "paragraph: Reporting by Edda Marlowick; editing by O. Kell"));
}

TEST(HtmlText, KeyPointsAboveTheTextAreAList) {
  std::string page = article();
  page.replace(page.find("<article>"), page.find("</h1>") + 5 - page.find("<article>"),
               "<h1>Ferry runs aground off Saltby</h1><div class=k><div>Key points</div><ul><li>The evening ferry ran aground with two goats on board.</li></ul></div><article>");
  EXPECT_EQ(blocks(read(page)).at(1), "list: The evening ferry ran aground with two goats on board.");
}

TEST(HtmlText, ShortArticleAboveALongFoot) {
  const Document d = read("<body><main><h1>Goats go ashore</h1><div class=article-body><p>The two goats of the mayor went ashore on Tuesday, the harbour master said, at low tide.</p></div></main>"
                          "<footer><p>The Quay Post, the news arm of the Saltby Trust, is the coast's largest publisher, and reaches every pier, every day.</p>"
                          "<p>It was founded in 1904 by two pilots, and has been printed in the same shed ever since, whatever the weather.</p></footer></body>");
  EXPECT_EQ(d.text, "Goats go ashore\nThe two goats of the mayor went ashore on Tuesday, the harbour master said, at low tide.");
}

TEST(HtmlText, LastSentenceMayBeMostlyLink) {
  std::string page = article();
  page.insert(page.find("</article>"), "<p>But <a href=x>a judge ruled that the bank must be surveyed</a> again, because of its history of moving about.</p>");
  EXPECT_NE(read(page).text.find("a judge ruled"), std::string::npos);
}

TEST(HtmlText, TextBehindABoxInTheSameElement) {
  // The box stands in the middle of text that has no paragraph of its own.
  std::string page = article("Before the box he said this, in full.<div><b>Related stories</b><p>An unwanted teaser, with a sentence in it.</p></div>And after it he said that, in full, too.");
  const Document d = read(page);
  EXPECT_NE(d.text.find("And after it he said that"), std::string::npos);
  EXPECT_EQ(d.text.find("unwanted"), std::string::npos);
}

TEST(HtmlText, TextInSeveralElementsOfOneName) {
  std::string page = "<body><h1>Twenty goats</h1><main>";
  for (const char* pier : {"outer", "inner", "middle"})
    page += std::string("<div class=row><div class=story-text><p>At the ") + pier + " pier there were twenty goats, the harbour master said, and nobody knew whose they were.</p></div><div class=ad>Waders.</div></div>";
  const Document d = read(page + "</main></body>");
  for (const char* pier : {"outer", "inner", "middle"}) EXPECT_NE(d.text.find(pier), std::string::npos) << pier;
}

TEST(HtmlText, APageInsideAHiddenElementThatNoStandardKnows) {
  std::string page = article();
  page.replace(page.find("<article>"), 9, "<app-root style='visibility:hidden'><article>");
  EXPECT_EQ(read(page).blocks.size(), 4u);
}

TEST(HtmlText, AYearIsAHeading) {
  EXPECT_TRUE(has(read(article("<h3>2019</h3><p>In that year the bank lay still, the harbour master said, and so did he.</p>")), "subheading: 2019"));
}

TEST(HtmlText, MoreOfTheSiteIsLeftOut) {
  const Document d = read(article("<div class=q8><h3>More Quay Post</h3><p>An unwanted teaser, which reads like a sentence of the story.</p></div>", "<meta property=og:site_name content='Quay Post'>"));
  EXPECT_EQ(d.blocks.size(), 4u);
}

TEST(HtmlText, HeadingOfTheFirstSectionIsKept) {
  std::string page = article();
  page.insert(page.find("</h1>") + 5, "<h2>The bank</h2>");
  EXPECT_EQ(blocks(read(page)).at(1), "subheading: The bank");
}

TEST(HtmlText, IntroductionAboveAGallery) {
  std::string page = "<body><h1>Goats of the coast</h1><section><p>Goats are seen on every pier of the coast, in all weathers.</p><p>Here is a look at them, one by one, from the outer pier to the inner.</p></section><section class=gallery>";
  for (int i = 1; i < 9; ++i) page += "<div class=slide><h2>Goat number " + std::to_string(i) + "</h2><p>It stood on the deck of boat " + std::to_string(i) + ", the harbour master said, until the tide turned, and then it went.</p></div>";
  const Document d = read(page + "</section></body>");
  EXPECT_EQ(blocks(d).at(1), "paragraph: Goats are seen on every pier of the coast, in all weathers.");
}

TEST(HtmlText, ALoneSentenceAboveTheTextIsAStandfirst) {
  std::string page = article();
  page.replace(page.find("<article>"), page.find("</h1>") + 5 - page.find("<article>"),
               "<h1>Ferry runs aground off Saltby</h1><div class=x><p>The bank has moved, says the company, and the harbour master says no.</p></div><article>");
  EXPECT_EQ(blocks(read(page)).at(1), "standfirst: The bank has moved, says the company, and the harbour master says no.");
}

TEST(HtmlText, RepeatedShortLinesAreKept) {
  const Document d = read(article("<p>Open from 23 March to 14 April.</p><p>The second garden has a wall, which is old, and a gate.</p><p>Open from 23 March to 14 April.</p>"));
  EXPECT_NE(d.text.find("Open from 23 March"), d.text.rfind("Open from 23 March"));
}

TEST(HtmlText, HeadingWithNothingUnderItIsDropped) {
  std::string page = article();
  page.insert(page.find("</article>"), "<h3>The end</h3>");
  EXPECT_EQ(read(page).blocks.size(), 4u);
}

TEST(HtmlText, DivsWithoutClassesOrParagraphs) {
  const Document d = read(
      "<body><div class=x1><div class=menu><a href=1>Merrow</a><a href=2>Coast</a></div></div><div class=x4><h1>Twenty registered dead</h1><div class=x7>"
      "<div class=x8>At least 20 people were registered as dead at the morgue, officials said on Thursday.</div>"
      "<div class=x8>The director of the office, a quiet man, said that the entries had been made by his staff.</div></div></div>"
      "<div class=discussion><div>2 comments</div><div><b>old</b>: Twenty! And we were told two, only last week, by the same people.</div></div></body>");
  EXPECT_EQ(blocks(d), (std::vector<std::string>{"headline: Twenty registered dead",
                                                 "paragraph: At least 20 people were registered as dead at the morgue, officials said on Thursday.",
                                                 "paragraph: The director of the office, a quiet man, said that the entries had been made by his staff."}));
}

TEST(HtmlText, AnArticleCutIntoSectionsIsWhole) {
  std::string page = "<body><main><h1>The register</h1>";
  for (int i = 0; i < 5; ++i)
    page += "<section class=s" + std::to_string(i) + "><div><p>Part number " + std::to_string(i) + " of the story, which is told here at some length, as it must be.</p></div></section>";
  const Document d = read(page + "</main></body>");
  for (int i = 0; i < 5; ++i) EXPECT_NE(d.text.find("number " + std::to_string(i)), std::string::npos) << i;
}

TEST(HtmlText, TeasersOfOtherStoriesAreNotTheArticle) {
  std::string page = article();
  std::string teasers = "<ul class=zz>";
  for (int i = 0; i < 12; ++i) teasers += "<li><a href=x>A story of the week</a> The unwanted start of another story, which is not this one, and goes on.</li>";
  page.insert(page.find("</article>") + 10, teasers + "</ul>");
  EXPECT_EQ(read(page).text.find("unwanted"), std::string::npos);
}

TEST(HtmlText, LayoutNamesDoNotHideTheArticle) {
  std::string page = article();
  page.replace(page.find("<article>"), 9, "<div class='page with-sidebar sidebar-grid'><article>");
  EXPECT_EQ(read(page).blocks.size(), 4u);
}

TEST(HtmlText, ArticleBodyOfJsonLdDecides) {
  // Two boxes with much the same names and weight; the structured data say which is meant.
  const std::string mine = "The clerk kept the register at the gate until April, he said, and then he was told to stop counting. "
                           "A foreman, whose name he would not give, told him that the pages need not be numbered any more.";
  const std::string other = "The council votes on the new dyke on Monday, and on nothing else, the chairman said after the sitting. "
                            "A new dyke, he told the meeting, costs as much as a new town hall, but it holds more water, or less.";
  const std::string box = "<div class=c><p>";
  const std::string page = "<head><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"The clerk\",\"articleBody\":\"" + mine + mine + "\"}</script></head><body><div>" + box + other +
                           "</p><p>" + other + " Again.</p></div>" + box + mine + "</p></div></div></body>";
  EXPECT_EQ(read(page).text, mine);
}

TEST(HtmlText, JapaneseHasNoSpacesAndIsProse) {
  const Document d = read("<body><div id=menu><a href=1>会社</a></div><div><h1>渡船が座礁</h1><p>夕方の渡船が月曜日、砂州に乗り上げた。港長によると、乗客四十人と山羊二頭が乗っていた。</p>"
                          "<p>けが人はなかったが、山羊は潮が変わるまで甲板を離れようとしなかったという。</p></div></body>");
  EXPECT_EQ(d.blocks.size(), 3u);
  EXPECT_EQ(d.language, "ja");
}

TEST(HtmlText, FragmentKeepsEverything) {
  const auto d = read_html_fragment("<p>One.</p><ul><li>Two</li></ul>three<h3>Four</h3>", Limits{});
  ASSERT_TRUE(d);
  EXPECT_EQ(blocks(*d), (std::vector<std::string>{"paragraph: One.", "list: Two", "paragraph: three", "subheading: Four"}));
  EXPECT_EQ(read_html_fragment("no tags at all", Limits{})->text, "no tags at all");
  EXPECT_EQ(read_html_fragment("", Limits{})->text, "");
}

TEST(HtmlText, BadInputIsReadAsFarAsItGoes) {
  std::string garbage;
  for (unsigned i = 0; i < 100'000; ++i) garbage += static_cast<char>((i * 7919u + 13u) % 256u);
  for (const std::string& page : {std::string(), std::string("\0\0\0", 3), garbage, std::string("<"), std::string("</"), std::string("<a href="), std::string("&"), std::string("<!"), std::string("<p>caf\xE9 \xFF\xFE"),
                                  std::string("<html"), std::string("<!DOCTYPE"), std::string("<p a='")}) {
    const auto d = test::read_page(page, {}, Limits{});
    ASSERT_TRUE(d);
    EXPECT_TRUE(d->blocks.empty() || d->blocks.back().span.end == d->text.size());
  }
  EXPECT_FALSE(read("").warnings.empty());
}

TEST(HtmlText, NoTextPastTheLimit) {
  Limits limits;
  limits.max_text_bytes = 200;
  const auto d = test::read_page(article(), {}, limits);
  ASSERT_TRUE(d);
  EXPECT_LE(d->text.size(), 200u);
  EXPECT_FALSE(d->warnings.empty());
}

TEST(HtmlText, OneHugeTextNode) {
  std::string text = "<p>";
  for (int i = 0; i < 200'000; ++i) text += "word, ";
  EXPECT_GT(read(text).text.size(), 1'000'000u);
}

}  // namespace
}  // namespace stemma::ingest
