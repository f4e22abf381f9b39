// Offsets, views, limits, and the results on crafted pages that make other parsers slow.
#include <gtest/gtest.h>

#include <algorithm>

#include "../../html5/check_tree.h"
#include "ingest/html5/dump.h"
#include "ingest/html5/html5.h"

namespace stemma::ingest::html5 {
namespace {

std::string repeated(std::string_view unit, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += unit;
  return out;
}

std::string numbered(std::string_view before, std::string_view after, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out.append(before).append(std::to_string(i)).append(after);
  return out;
}

NodeId first(const Tree& tree, Tag tag) {
  for (NodeId id = 0; id != kNone; id = tree.following(id, 0))
    if (tree[id].is_html(tag)) return id;
  return kNone;
}

std::size_t count(const Tree& tree, Tag tag) {
  std::size_t n = 0;
  for (NodeId id = 0; id != kNone; id = tree.following(id, 0)) n += tree[id].is_html(tag);
  return n;
}

std::size_t depth(const Tree& tree) {
  std::size_t deepest = 0, now = 0;
  NodeId id = 0;
  while (id != kNone) {
    deepest = std::max(deepest, now);
    if (tree[id].first_child != kNone) {
      id = tree[id].first_child;
      ++now;
      continue;
    }
    while (id != kNone && tree[id].next == kNone) {
      id = tree[id].parent;
      --now;
    }
    if (id != kNone) id = tree[id].next;
  }
  return deepest;
}

std::string text_of(const Tree& tree) {
  std::string out;
  for (NodeId id = 0; id != kNone; id = tree.following(id, 0))
    if (tree[id].type == NodeType::text) out += tree[id].text;
  return out;
}

TEST(Html5Tree, GivesTheOffsetsOfTokens) {
  const std::string page = "<!DOCTYPE html><body><p class=lead>Rain &amp; wind</p><!--x--><i>a</i>";
  const Tree tree = parse(page, {});
  const auto token = [&](NodeId id) { return page.substr(tree[id].begin, tree[id].end - tree[id].begin); };
  const NodeId p = first(tree, Tag::p);
  EXPECT_EQ(token(p), "<p class=lead>");
  EXPECT_EQ(page.substr(tree[p].close, 4), "</p>");
  EXPECT_EQ(token(tree[p].first_child), "Rain &amp; wind");
  EXPECT_EQ(tree[tree[p].first_child].text, "Rain & wind");
  EXPECT_FALSE(tree[tree[p].first_child].exact());
  EXPECT_EQ(token(tree[p].next), "<!--x-->");
  EXPECT_EQ(token(tree[0].first_child), "<!DOCTYPE html>");
  const NodeId head = first(tree, Tag::head);
  EXPECT_EQ(tree[head].begin, tree[head].end) << "implied";
}

TEST(Html5Tree, CopiesNoTextThatNeedsNoDecoding) {
  const std::string page = "<p>plain text</p><P CLASS=Lead>b</P>";
  const Tree tree = parse(page, {});
  const auto inside = [&](std::string_view s) { return s.data() >= page.data() && s.data() + s.size() <= page.data() + page.size(); };
  const NodeId p = first(tree, Tag::p);
  EXPECT_TRUE(inside(tree[tree[p].first_child].text));
  EXPECT_TRUE(tree[tree[p].first_child].exact());
  EXPECT_TRUE(inside(*tree.attribute(tree[p].next, "class")));
  EXPECT_FALSE(tree.attribute(tree[p].next, "id").has_value());
}

TEST(Html5Tree, KeepsItsViewsWhenMoved) {
  Tree tree = parse("<x-Y>a&amp;b</x-Y>", {});
  const Tree moved = std::move(tree);
  EXPECT_EQ(dump(moved), "| <html>\n|   <head>\n|   <body>\n|     <x-y>\n|       \"a&b\"\n");
}

TEST(Html5Tree, EndsAnImpliedElementWhereTheNextTokenBegins) {
  const std::string page = "<p>one<p>two";
  const Tree tree = parse(page, {});
  const NodeId p = first(tree, Tag::p);
  EXPECT_EQ(tree[p].close, 6U);
  EXPECT_EQ(tree[tree[p].next].close, page.size());
}

TEST(Html5Tree, DropsALineFeedAfterPreFromOffsetsToo) {
  const std::string page = "<pre>\r\nx</pre>";
  const Tree tree = parse(page, {});
  const NodeId text = tree[first(tree, Tag::pre)].first_child;
  EXPECT_EQ(tree[text].text, "x");
  EXPECT_EQ(tree[text].begin, 7U);
}

TEST(Html5Limits, FlattensBeyondTheDepthLimitAndKeepsTheText) {
  Limits limits;
  limits.max_html_depth = 20;
  const std::string page = repeated("<div>a", 100) + repeated("</div>b", 100) + "<p>end";
  const Tree tree = parse(page, limits);
  EXPECT_TRUE(tree.depth_capped);
  EXPECT_EQ(count(tree, Tag::div), 100U);
  EXPECT_LE(depth(tree), 23U);
  EXPECT_EQ(text_of(tree), repeated("a", 100) + repeated("b", 100) + "end");
  EXPECT_EQ(tree[first(tree, Tag::p)].parent, first(tree, Tag::body)) << "every end tag found its start tag";
  EXPECT_EQ(wrong_in(tree, page), "");
}

TEST(Html5Limits, ReadsScriptsAsTextAtTheDepthLimit) {
  Limits limits;
  limits.max_html_depth = 10;
  const std::string page = repeated("<div>", 50) + "<script>if (a<b) '<p>'</script><title>c<p></title>d";
  const Tree tree = parse(page, limits);
  EXPECT_EQ(count(tree, Tag::p), 0U);
  EXPECT_EQ(text_of(tree), "if (a<b) '<p>'c<p>d");
}

TEST(Html5Limits, DropsSurplusAttributes) {
  Limits limits;
  limits.max_attributes = 10;
  const std::string page = "<p " + numbered("a", "=1 ", 100) + ">x<html " + numbered("b", "=2 ", 100) + ">";
  const Tree tree = parse(page, limits);
  EXPECT_TRUE(tree.attributes_dropped);
  EXPECT_EQ(tree[first(tree, Tag::p)].attribute_count, 10U);
  EXPECT_EQ(tree[first(tree, Tag::html)].attribute_count, 10U);
}

TEST(Html5Limits, CutsPagesThatAreTooLarge) {
  Limits limits;
  limits.max_html_nodes = 1000;
  const std::string page = repeated("<p>", 5000);
  const Tree nodes = parse(page, limits);
  EXPECT_TRUE(nodes.cut);
  EXPECT_LE(nodes.nodes.size(), 1300U);
  limits = {};
  limits.max_page_bytes = 10;
  const Tree bytes = parse("<p>01234567890", limits);
  EXPECT_TRUE(bytes.cut);
  EXPECT_EQ(text_of(bytes), "0123456");
  EXPECT_FALSE(parse("<p>a", {}).cut);
}

TEST(Html5Limits, ForgetsTheOldestOfTooManyFormattingElements) {
  const std::string page = "<p>" + numbered("<font size=", ">", 300) + "a<p>b";
  const Tree tree = parse(page, {});
  EXPECT_TRUE(tree.formatting_dropped);
  EXPECT_EQ(count(tree, Tag::font), 300U + 128U);
}

struct Crafted {
  const char* name;
  std::string page;
  std::size_t nodes;  // of the tree, found once and then held
};

// Each would take quadratic time in a naive parser. The counts show that the bounds cut only what they should.
TEST(Html5Linear, CraftedPagesGiveTheExpectedTrees) {
  constexpr std::size_t n = 20000;
  const std::vector<Crafted> pages = {
      {"deep", repeated("<div>", n), n + 4},
      {"deep and closed", repeated("<div>", n) + repeated("</div>", n), n + 4},
      {"deep inline, then blocks", repeated("<span>", 600) + repeated("<p>", n), 600 + n + 4},
      {"end tags for nothing", repeated("<span>", 600) + repeated("</x>", n), 600 + 4},
      {"bold, never closed", repeated("<b>", n), n + 4},
      {"same attribute again and again", "<p " + repeated("a=1 ", n) + ">", 5},
      {"many attributes", "<p " + numbered("a", " ", 20000) + ">", 5},
      {"html tags with new attributes", numbered("<html a", "=1>", 20000), 4},
      {"text merged across ignored tags", "<p>" + repeated("a</x>", n), 6},
      {"ampersands", repeated("& ", n), 5},
      {"white space by number", "<body>" + repeated("&#32;", n), 5},
      {"text out of tables", "<table>" + repeated("a<tr>", n), 4 + 3 + n},
      {"tables in cells", repeated("<table><tr><td>", n / 3), 4 + 127 * 4 + 1 + (n / 3 - 127) * 3},
      {"markers that leak", "<table><tr>" + repeated("<td><object>", n), 4 + 3 + 2 * n},
      {"comments never closed", repeated("<!--", n), 5},
      {"scripts in comments in scripts", "<script>" + repeated("<!--<script ", n), 6},
      {"ends of title, almost", "<title>" + repeated("</titl", n), 6},
      {"CDATA never closed", "<svg>" + repeated("<![CDATA[]]", n), 6},
      {"forms", repeated("<form><div></form>", n / 10), 4 + 2 * (n / 10)},
  };
  for (const Crafted& c : pages) {
    const Tree tree = parse(c.page, {});
    EXPECT_EQ(tree.nodes.size(), c.nodes) << c.name;
    EXPECT_EQ(wrong_in(tree, c.page), "") << c.name;
    EXPECT_LE(depth(tree), 2 * 512U + 6) << c.name;
  }
}

TEST(Html5Linear, AdoptionStaysBounded) {
  for (const char* const unit : {"<b><p></b>", "<a><div>", "<b><i><u><div></b>", "<nobr><table><td>", "<i><b><div></i></b>"}) {
    const std::string page = repeated(unit, 5000);
    const Tree tree = parse(page, {});
    EXPECT_LT(tree.nodes.size(), 5000U * 24) << unit;
    EXPECT_EQ(wrong_in(tree, page), "") << unit;
  }
}

TEST(Html5Linear, MergedTextTakesNoMoreThanTwiceItsMemory) {
  const std::string page = "<p>" + repeated("ab</x>", 100000);
  const Tree tree = parse(page, {});
  const NodeId text = tree[first(tree, Tag::p)].first_child;
  EXPECT_EQ(tree[text].text, repeated("ab", 100000));
  EXPECT_FALSE(tree[text].exact());
}

}  // namespace
}  // namespace stemma::ingest::html5
