// What a page may cost, what is left out of it, and what is said about that.
#include "ingest/html/html.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "ingest/html/tree.h"
#include "page.h"

namespace stemma::ingest {
namespace {

std::string repeat(std::string_view s, std::size_t n) {
  std::string out;
  out.reserve(s.size() * n);
  for (std::size_t i = 0; i < n; ++i) out += s;
  return out;
}

std::size_t depth_of(const Tree& tree) {
  std::vector<std::size_t> depth(tree.size());
  std::size_t most = 0;
  for (std::uint32_t i = 1; i < tree.size(); ++i) most = std::max(most, depth[i] = depth[tree[i].parent] + 1);
  return most;
}

std::string text_of(std::string_view page) {
  const Tree tree = parse_tree(std::string(page), Limits{});
  return tree.text(0);
}

TEST(PageTree, LeavesOutWhatNoReaderSees) {
  EXPECT_EQ(text_of("<p>one<!-- two --><script>three</script><style>four</style><noscript><p>five</p></noscript></p><template>six</template>"), "one");
  EXPECT_EQ(text_of("a<svg><svg></svg><title>no</title><foreignObject><p>no</p></foreignObject></svg>b<iframe>no</iframe>"), "ab");
  EXPECT_EQ(text_of("<select><option>no</select><textarea>no</textarea><video>no</video>1 < 2"), "1 < 2");
}

TEST(PageTree, ADrawingStandsBetweenWords) {
  const auto d = read_html_fragment("<p>The ferry<svg aria-hidden=true class=share-icon></svg>sails<script>1</script>.", Limits{});
  ASSERT_TRUE(d);
  EXPECT_EQ(d->text, "The ferry sails.");
}

TEST(PageTree, SeesWhatAStyleHides) {
  const Tree tree = parse_tree("<p style='color: red; display: none'>x<p hidden>y<p style=color:red>z", Limits{});
  std::vector<bool> hidden;
  for (const Node& n : tree.nodes())
    if (n.tag == Tag::p) hidden.push_back(n.hidden);
  EXPECT_EQ(hidden, (std::vector<bool>{true, true, false}));
}

TEST(PageTree, WhatStandsInNoscriptOfTheHeadDoesNotEndIt) {
  const Tree tree = parse_tree("<head><noscript><img src=x><p>Turn it on</noscript><title>The mill</title><body>x", Limits{});
  std::vector<Tag> above;
  for (const Node& n : tree.nodes())
    if (n.tag == Tag::title) above.push_back(tree[n.parent].tag);
  EXPECT_EQ(above, std::vector<Tag>{Tag::head});
  EXPECT_EQ(text_of("<head><noscript><p>Turn it on</noscript></head><body><noscript>Turn it on</noscript>x"), "x");
}

TEST(PageTree, AScriptWithoutEndIsTold) {
  const auto d = test::read_page("<p>The first sentence, which is read to its end.</p><script>var a; <p>two", {}, Limits{});
  ASSERT_TRUE(d);
  EXPECT_EQ(d->text, "The first sentence, which is read to its end.");
  EXPECT_TRUE(d->repaired);
  EXPECT_NE(d->warnings.at(0).find("<script> at byte 52 has no end"), std::string::npos) << d->warnings[0];
}

TEST(PageTree, KeepsJsonLd) {
  const Tree tree = parse_tree("<script type='application/ld+json'>{\"a\":\"</p>\"}</script><script>x</script>", Limits{});
  ASSERT_EQ(tree.json_ld().size(), 1u);
  EXPECT_EQ(tree.json_ld()[0], "{\"a\":\"</p>\"}");
}

TEST(PageLimits, PageOverLimitIsRefusedInOneLine) {
  Limits limits;
  limits.max_page_bytes = 100;
  const auto d = test::read_page(repeat("x", 101), {}, limits);
  ASSERT_FALSE(d);
  EXPECT_EQ(d.error().kind, ErrorKind::over_limit);
  EXPECT_EQ(d.error().line().find('\n'), std::string::npos);
  EXPECT_FALSE(read_html_fragment(repeat("x", 101), limits));
}

TEST(PageLimits, SurplusNestingIsToldWithPlaceAndLimit) {
  const std::string page = "<body>" + repeat("<div>", 100'000) + "<p>The text at the bottom is still read.</p>" + repeat("</div>", 100'000) + "<p>So is this.</p>";
  const auto d = test::read_page(page, {}, Limits{});
  ASSERT_TRUE(d);
  ASSERT_FALSE(d->warnings.empty());
  EXPECT_NE(d->warnings[0].find("nested too deep at byte 2556"), std::string::npos) << d->warnings[0];
  EXPECT_NE(d->warnings[0].find("limit 512"), std::string::npos);
  EXPECT_NE(d->text.find("still read"), std::string::npos);
}

TEST(PageLimits, SurplusAttributesAreTold) {
  std::string page = "<p";
  for (int i = 0; i < 200'000; ++i) page += " a" + std::to_string(i) + "=1";
  page += ">The door was open, and nobody came out of it all morning.</p>";
  const auto d = test::read_page(page, {}, Limits{});
  ASSERT_TRUE(d);
  ASSERT_FALSE(d->warnings.empty());
  EXPECT_NE(d->warnings[0].find("too many attributes on a tag at byte 0; limit 1024"), std::string::npos) << d->warnings[0];
  EXPECT_NE(d->text.find("nobody came out"), std::string::npos);
}

TEST(PageLimits, TooManyTagsEndTheReading) {
  Limits limits;
  limits.max_html_nodes = 100;
  const auto d = test::read_page("<p>The first sentence, which is read to its end.</p>" + repeat("<b></b>", 200) + "<p>late</p>", {}, limits);
  ASSERT_TRUE(d);
  EXPECT_NE(d->warnings.at(0).find("more than 100 elements and texts"), std::string::npos);
  EXPECT_EQ(d->text, "The first sentence, which is read to its end.");
}

struct Crafted {
  const char* name;
  std::string page;
};

/// Pages that make parsers quadratic. What is tested is that the tree stays shallow and the reading ends; the suite's own time limit would show the rest.
class CraftedPage : public testing::TestWithParam<Crafted> {};

TEST_P(CraftedPage, StaysShallowAndIsRead) {
  EXPECT_LE(depth_of(parse_tree(GetParam().page, Limits{})), 1100u);  // the parser's own bound is twice the limit
  const auto d = test::read_page(GetParam().page, {}, Limits{});
  ASSERT_TRUE(d);
  for (const std::string& w : d->warnings) EXPECT_EQ(w.find('\n'), std::string::npos);
}

std::vector<Crafted> crafted() {
  std::string fonts;
  for (int i = 0; i < 20'000; ++i) fonts += "<p><font id=f" + std::to_string(i) + ">so many words";
  return {
      {"UnclosedFonts", repeat("<font color=red>x", 20'000)},
      {"FontsInParagraphs", fonts},
      {"Misnested", repeat("<b><p>x</b><i>y", 10'000)},
      {"LinksInBlocks", repeat("<a><div>", 20'000)},
      {"FosteredText", repeat("<table>x", 20'000)},
      {"FosteredElements", "<table>" + repeat("<b>x</b>y", 20'000)},
      {"FosteredTables", repeat("<table><tr>x<div>", 20'000)},
      {"NestedCells", repeat("<table><tr><td>", 20'000)},
      {"UnclosedFontsInCells", repeat("<table><tr><td><font id=a>", 5'000) + repeat("<p>x", 5'000)},
      {"ListingsAndItems", repeat("<listing><dd>", 20'000)},
      {"ButtonsAndParagraphs", repeat("<button><p>", 20'000)},
      {"UnclosedParagraphs", repeat("<p>x", 50'000)},
      {"UnclosedItems", repeat("<ul><li>x", 20'000)},
      {"Headings", repeat("<h1><h2>", 20'000)},
      {"OpenComments", repeat("<!--", 50'000)},
      {"OpenScripts", repeat("<script>", 50'000)},
      {"OpenDrawings", repeat("<svg>", 50'000)},
      {"OpenQuotes", repeat("<a href=\"x", 20'000)},
      {"LessThan", repeat("<", 200'000)},
      {"Menus", repeat("<select><option>x", 20'000)},
      {"Frames", repeat("<frameset><frame>", 20'000)},
      {"DeepJson", "<script type='application/ld+json'>" + repeat("[", 200'000) + "</script><p>x"},
      {"DeepJsonObjects", "<script type='application/ld+json'>" + repeat("{\"a\":", 90) + "1" + repeat("}", 90) + "</script><p>x"},
      {"EndTagsWithoutStart", "<section><table><tr><td>" + repeat("<span>", 500) + repeat("</section>", 20'000)},
      {"ManyClasses", "<p class='" + repeat("related ", 50'000) + "'>x"},
      {"ManyBreaks", repeat("<br>", 100'000)},
      {"Unknown", repeat("<x-y>", 20'000)},
  };
}
INSTANTIATE_TEST_SUITE_P(All, CraftedPage, testing::ValuesIn(crafted()), [](const auto& i) { return std::string(i.param.name); });

}  // namespace
}  // namespace stemma::ingest
