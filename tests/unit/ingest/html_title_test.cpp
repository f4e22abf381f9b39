// Which of a page's titles is its headline, and when two of them are in conflict.
#include "base/utf8.h"
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
  const char* title;
  const char* origin;
};
class Titles : public testing::TestWithParam<Case> {};
TEST_P(Titles, AreFound) {
  const Document d = quay(GetParam().head, GetParam().above);
  EXPECT_EQ(d.title.value, GetParam().title);
  EXPECT_EQ(d.title.origin, GetParam().origin);
}
const Case cases[] = {
    {"VisibleHeadlineBeforeAShorterOne", "<meta property='og:title' content='Ferry aground'>",
    "<h1>Ferry: evening boat runs aground off Saltby</h1>",
     "Ferry: evening boat runs aground off Saltby", "headline"},
    {"LabelWithABar", "<meta property='og:title' content='Ferry runs aground off Saltby'>",
    "<h1>Local News | Ferry runs aground off Saltby</h1>", "Ferry runs aground off Saltby",
     "og:title"},
    {"LabelInAnElement", "<meta property='og:title' content='Ferry runs aground off Saltby'>",
    "<h1><time>Jun 17</time> Ferry runs aground off Saltby</h1>",
     "Ferry runs aground off Saltby", "og:title"},
    {"LabelBehind", "<meta property='og:title' content='Ferry runs aground off Saltby'>",
    "<h1>Ferry runs aground off Saltby <span>Updated</span></h1>",
     "Ferry runs aground off Saltby", "og:title"},
    {"AColonIsPartOfTheHeadline", "<meta property='og:title' content='Evening boat runs aground off Saltby'>",
    "<h1>Ferry: Evening boat runs aground off Saltby</h1>",
     "Ferry: Evening boat runs aground off Saltby", "headline"},
    {"ABarThatThePageStatesAsWell", "<meta property='og:title' content='How to moor a ferry | Step by step'><title>How to moor a ferry | Step by step</title>",
     "<h1>How to moor a ferry | Step by step</h1>", "How to moor a ferry | Step by step", "og:title"},
    {"TheHeadingThatTheHeadNames", "<meta property='og:title' content='Ferry runs aground off Saltby'>",
     "<h1>Ferry runs aground off Saltby</h1><h1>&#8230; mayor concerned</h1>", "Ferry runs aground off Saltby", "og:title"},
    {"TheHeadingThatAPartOfTheTitleNames", "<title>Saltby Boat Club and Harbour Society of the North Shore - News and Notices » The events of the last weeks</title>",
     "<h1>Small talk with a captain</h1><div><h2>The events of the last weeks</h2></div>", "The events of the last weeks", "<title>"},
    {"AnUnknownTailStaysWhereTheSiteIsNamed",
    "<meta property='og:site_name' content='The Quay Post'><meta property='og:title' content='How to moor a ferry | Step by step'>", "",
     "How to moor a ferry | Step by step", "og:title"},
    {"ASiteWithoutAHeadlineInTheTitle", "<title>Saltby Boat Club -</title>",
    "<div><h2>Advice to those who travel with goats</h2></div>", "Advice to those who travel with goats",
     "heading"},
    {"SectionBeforeTheSite", "<title>Ferry runs aground off Saltby | World | The Quay Post</title>", "",
    "Ferry runs aground off Saltby", "<title>"},
    {"ALabelThatTouches", "<title>Live: Ferry runs aground off Saltby | The Quay Post</title>",
    "<h1><span>Live</span>Ferry runs aground off Saltby</h1>",
     "Ferry runs aground off Saltby", "headline"},
    {"ALabelBeforeALineBreak", "<meta property='og:title' content='Ferry runs aground off Saltby'>",
    "<h1>Opinion<br>Ferry runs aground off Saltby</h1>",
     "Ferry runs aground off Saltby", "og:title"},
    {"TheOnlyHeadingIsTheSite", "<title>Ferry runs aground off Saltby</title>",
    "<h1><a href='/'>The Quay Post</a></h1><div class=x1>Ferry runs aground off Saltby</div>",
     "Ferry runs aground off Saltby", "<title>"},
    {"NothingAtAll", "", "", "", ""},
};
INSTANTIATE_TEST_SUITE_P(All, Titles, testing::ValuesIn(cases), [](const auto& i) { return std::string(i.param.name); });

TEST(HtmlTitle, AnotherWordingIsAConflictAndAShorterOneIsNone) {
  EXPECT_EQ(conflicts(quay("<meta property='og:title' content='Mayor in a rage about goats'>", "<h1>Ferry runs aground off Saltby</h1>")),
            "title: Ferry runs aground off Saltby | Mayor in a rage about goats\n");
  EXPECT_EQ(conflicts(quay("<meta property='og:title' content='Ferry “runs aground”'><title>FERRY runs aground - The Quay Post</title>",
      "<h1>Ferry \"runs aground\" off Saltby</h1>")), "");
}

TEST(HtmlTitle, ATitleOfManyPartsAndManyStatementsCostLittle) {
  std::string title;
  for (int i = 0; i < 300; ++i) title += "The Quay Post - ";
  std::string head = "<title>" + title + "</title>";
  for (int i = 0; i < 20'000; ++i) head += "<meta property='og:title' content='" + title.substr(0,
      200) + std::to_string(i) + "'><meta property='og:site_name' content='Post " + std::to_string(i) + "'>";
  EXPECT_EQ(quay(head).title.value, "Ferry runs aground");
}

// Found by tests/fuzz/html_fuzz: a title as long as what is read of it, cut inside its last character.
TEST(HtmlTitle, ALongOneIsCutBetweenCharacters) {
  for (std::size_t before = 0; before < 4; ++before) {
    std::string title(before, 'x');
    while (title.size() < 5000) title += "\u00c6";
    const auto pages = read_html("<meta charset=utf-8><title>" + title + "</title><p>The ferry ran aground on Monday, the harbour master said.</p>", {}, Limits{});
    ASSERT_TRUE(pages);
    EXPECT_EQ(find_invalid_utf8(pages->front().title.value), std::string_view::npos);
    EXPECT_FALSE(pages->front().title.empty());
  }
}

}  // namespace
}  // namespace stemma::ingest
