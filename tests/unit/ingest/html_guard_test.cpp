#include "ingest/html/guard.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "ingest/html/html.h"
#include "ingest/html/tree.h"

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

std::string guarded(std::string_view page) {
  const auto g = guard(page, Limits{});
  return g ? g->page.substr(std::string_view("<!DOCTYPE html>").size()) : g.error().line();
}

TEST(Guard, LeavesOutWhatHoldsNoText) {
  EXPECT_EQ(guarded("<p style='x' class=a onclick=b>one<!-- two --><script>three</script><style>four</style></p>"), "<p class=\"a\">one</p>");
  EXPECT_EQ(guarded("a<svg><svg></svg><text>no</text></svg>b"), "a b");
  EXPECT_EQ(guarded("<b>x</b></div></i>"), "<b>x</b>");
  EXPECT_EQ(guarded("1 < 2"), "1 &lt; 2");
  EXPECT_EQ(guarded("<a title='say \"so\"'>x</a>"), "<a title=\"say &quot;so&quot;\">x</a>");
  EXPECT_EQ(guarded("<div style='display: none'>x</div>"), "<div hidden>x</div>");
}

TEST(Guard, AScriptWithoutEndLosesOnlyItsTag) { EXPECT_EQ(guarded("<p>one</p><script>var a; <p>two"), "<p>one</p>var a; <p>two"); }

TEST(Guard, KeepsJsonLd) {
  const std::string page = "<script type='application/ld+json'>{\"a\":\"</p>\"}</script><script>x</script>";
  const auto g = guard(page, Limits{});
  ASSERT_TRUE(g);
  ASSERT_EQ(g->json_ld.size(), 1u);
  EXPECT_EQ(g->json_ld[0], "{\"a\":\"</p>\"}");
}

TEST(Guard, PageOverLimitIsRefusedInOneLine) {
  Limits limits;
  limits.max_page_bytes = 100;
  const auto g = guard(repeat("x", 101), limits);
  ASSERT_FALSE(g);
  EXPECT_EQ(g.error().kind, ErrorKind::over_limit);
  EXPECT_EQ(g.error().line().find('\n'), std::string::npos);
}

TEST(Guard, SurplusNestingIsToldWithPlaceAndLimit) {
  const std::string page = "<body>" + repeat("<div>", 100'000) + "<p>The text at the bottom is still read.</p>" + repeat("</div>", 100'000) + "<p>So is this.</p>";
  const auto d = read_html(page, {}, Limits{});
  ASSERT_TRUE(d);
  ASSERT_FALSE(d->warnings.empty());
  EXPECT_NE(d->warnings[0].find("nested 100,001 deep"), std::string::npos) << d->warnings[0];
  EXPECT_NE(d->warnings[0].find("limit 512"), std::string::npos);
  EXPECT_NE(d->text.find("still read"), std::string::npos);
}

TEST(Guard, SurplusAttributesAreTold) {
  std::string page = "<p";
  for (int i = 0; i < 200'000; ++i) page += " a" + std::to_string(i) + "=1";
  page += ">The door was open, and nobody came out of it all morning.</p>";
  const auto d = read_html(page, {}, Limits{});
  ASSERT_TRUE(d);
  ASSERT_FALSE(d->warnings.empty());
  EXPECT_NE(d->warnings[0].find("200,000 attributes"), std::string::npos) << d->warnings[0];
  EXPECT_NE(d->text.find("nobody came out"), std::string::npos);
}

TEST(Guard, TooManyTagsEndTheReading) {
  Limits limits;
  limits.max_html_nodes = 100;
  const auto d = read_html("<p>The first sentence, which is read to its end.</p>" + repeat("<b></b>", 200) + "<p>late</p>", {}, limits);
  ASSERT_TRUE(d);
  EXPECT_NE(d->warnings.at(0).find("more than 100 tags"), std::string::npos);
  EXPECT_EQ(d->text, "The first sentence, which is read to its end.");
}

struct Crafted {
  const char* name;
  std::string page;
};

/// Pages that make parsers quadratic. What is tested is that the tree stays shallow and the reading ends; the suite's own time limit would show the rest.
class CraftedPage : public testing::TestWithParam<Crafted> {};

TEST_P(CraftedPage, StaysShallowAndIsRead) {
  const auto g = guard(GetParam().page, Limits{});
  ASSERT_TRUE(g);
  EXPECT_LE(depth_of(parse_tree(g->page)), 1100u);  // the parser adds up to two implied elements for each that we count
  const auto d = read_html(GetParam().page, {}, Limits{});
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
