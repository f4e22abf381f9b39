// Pages with several articles, live blogs, and what is left out of a page.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ingest/html/html.h"
#include "ingest/ingest.h"

namespace stemma::ingest {
namespace {

std::vector<Document> read_all(std::string_view page) {
  auto d = read_html(page, {}, Limits{});
  EXPECT_TRUE(d) << (d ? "" : d.error().line());
  return d ? std::move(*d) : std::vector<Document>();
}

/// Running text of about fifty words that begins with `subject`.
std::string prose(const std::string& subject) {
  return "<p>" + subject + " lay at the outer pier on Monday, the harbour master said, and nobody had asked for it, or knew where it came from.</p><p>The owner of the " + subject +
         ", a quiet man from Saltby, told the council that it would be gone by Friday, weather permitting, and not a day before.</p>";
}
std::string post(const std::string& title, const std::string& byline, const std::string& text, const std::string& id = "") {
  return "<article class=post" + (id.empty() ? "" : " id=" + id) + "><h2><a href='https://quay.example/" + id + "'>" + title + "</a></h2><div class=byline>" + byline + "</div>" + text + "</article>";
}

TEST(HtmlParts, ABlogsFrontPageGivesADocumentForEachPost) {
  const auto d = read_all("<html lang=en><head><title>The Quay Post</title><meta property=og:site_name content='The Quay Post'></head><body><h1>The Quay Post</h1>" +
                          post("A barge without a name", "By Edda Marlowick, 6 May 2031", prose("Barge") + prose("Barge")) +
                          post("A second crane falls down", "By Orrin Kell, 5 May 2031", prose("Crane") + prose("Crane"), "crane") + "<footer><p>© 2031</p></footer></body></html>");
  ASSERT_EQ(d.size(), 2u);
  EXPECT_EQ(d[0].title.value, "A barge without a name");
  EXPECT_EQ(d[0].part, "");
  EXPECT_EQ(d[0].published.value, "2031-05-06");
  EXPECT_EQ(d[0].text.find("Crane"), std::string::npos);
  EXPECT_EQ(d[1].title.value, "A second crane falls down");
  EXPECT_EQ(d[1].part, "crane");
  ASSERT_EQ(d[1].authors.size(), 1u);
  EXPECT_EQ(d[1].authors[0].value, "Orrin Kell");
  EXPECT_EQ(d[1].published.value, "2031-05-05");
  EXPECT_EQ(d[1].publisher.value, "The Quay Post");
  EXPECT_EQ(d[1].url.value, "https://quay.example/crane");
  EXPECT_EQ(d[1].text.find("Barge"), std::string::npos);
}

TEST(HtmlParts, PostsThatAreAlikeByOneOfTheirNames) {
  std::string page = "<html><head><title>The Quay Post</title></head><body><div id=content>";
  int number = 11;
  for (const char* what : {"Barge", "Crane", "Buoy"})
    page += "<div class='post-" + std::to_string(++number) + " hentry tag-" + what + "'><h2><a href=/" + what + ">The " + what + " without a name</a></h2><span class=entry-date>6 May 2031</span>" + prose(what) + prose(what) + "</div>";
  const auto d = read_all(page + "</div><div class=sidebar><p>A blog on goats and sandbanks, since 2019, by two pilots.</p></div></body></html>");
  ASSERT_EQ(d.size(), 3u);
  EXPECT_EQ(d[2].title.value, "The Buoy without a name");
  EXPECT_EQ(d[2].part, "3");
}

TEST(HtmlParts, APageThatGoesOnWithTheNextStory) {
  const auto one = [](const std::string& title, const std::string& what) {
    return "<article><h1>" + title + "</h1><div class=byline>By Edda Marlowick</div><time datetime=2031-05-0" + std::to_string(1 + title.size() % 8) + ">May</time>" + prose(what) + prose(what) + "</article>";
  };
  const auto d = read_all("<html><head><title>A barge without a name | The Quay Post</title><meta property=og:title content='A barge without a name'><meta name=author content='Orrin Kell'>"
                          "<link rel=canonical href='https://quay.example/barge'></head><body>" + one("A barge without a name", "Barge") + one("A second crane falls down", "Crane") + "</body></html>");
  ASSERT_EQ(d.size(), 2u);
  EXPECT_EQ(d[0].url.value, "https://quay.example/barge");
  EXPECT_EQ(d[0].authors.at(0).value, "Orrin Kell");
  EXPECT_TRUE(d[1].url.empty()) << d[1].url.value;
  EXPECT_EQ(d[1].title.value, "A second crane falls down");
  EXPECT_EQ(d[1].authors.at(0).value, "Edda Marlowick");
}

TEST(HtmlParts, EveryDocumentOfAPageHasAnIdAndAPathOfItsOwn) {
  const std::string page = "<html><body>" + post("A barge without a name", "By Edda Marlowick, 6 May 2031", prose("Barge") + prose("Barge")) +
                           post("A second crane falls down", "By Orrin Kell, 5 May 2031", prose("Crane") + prose("Crane")) + "</body></html>";
  const auto d = ingest(page, "front.html", Limits{});
  ASSERT_EQ(d.size(), 2u);
  EXPECT_EQ(d[0]->path, "front.html");
  EXPECT_EQ(d[1]->path, "front.html#2");
  EXPECT_NE(d[0]->id, d[1]->id);
  EXPECT_EQ(d[1]->format, "html");
}

TEST(HtmlParts, TheMapOfEachPartLeadsToItsOwnBytes) {
  const std::string page = "<body>" + post("A barge without a name", "By Edda Marlowick, 6 May 2031", prose("Barge") + prose("Barge")) +
                           post("A second crane falls down", "By Orrin Kell, 5 May 2031", prose("Crane") + prose("Crane")) + "</body>";
  for (const Document& d : read_all(page))
    for (const ByteMap::Run& r : d.map.runs)
      if (r.text_size == r.source_size) {
        ASSERT_EQ(d.text.substr(r.text, r.text_size), page.substr(r.source, r.source_size));
      }
}

struct Whole {
  const char* name;
  std::string page;
};
class OneDocument : public testing::TestWithParam<Whole> {};
TEST_P(OneDocument, IsMadeOf) { EXPECT_EQ(read_all(GetParam().page).size(), 1u); }

std::string story(const std::string& behind) {
  return "<html><head><title>Ferry runs aground off Saltby</title></head><body><h1>Ferry runs aground off Saltby</h1><div class=byline>By Edda Marlowick, 6 May 2031</div>" + prose("Ferry") + prose("Ship") +
         prose("Launch") + behind + "</body></html>";
}
std::string comments() {
  std::string out = "<section class=comments>";
  for (const char* who : {"Barge", "Crane", "Buoy"}) out += "<article class=comment><h4>On " + std::string(who) + " and ship</h4><time datetime=2031-05-06T10:00>today</time>" + prose(who) + prose(who) + "</article>";
  return out + "</section>";
}
std::string teasers() {
  std::string out;
  for (const char* what : {"Barge", "Crane", "Buoy", "Pier"})
    out += post("The " + std::string(what) + " of the week", "6 May 2031", prose(what) + prose(what) + "<a href=x>Read more</a>");
  return out;
}
std::string chapters() {
  std::string out = "<html><head><title>Three things that fell down | The Quay Post</title></head><body><h1>Three things that fell down</h1><p>By Edda Marlowick</p>";
  for (const char* what : {"Barge", "Crane", "Buoy"}) out += "<section class=c><h2>How the " + std::string(what) + " fell</h2><time datetime=2031-05-06>6 May 2031</time>" + prose(what) + prose(what) + "</section>";
  return out + "</body></html>";
}
std::string forum() {
  std::string out = "<body>";
  for (const char* what : {"Barge", "Crane", "Buoy"}) out += "<div class=post><h3>Re: the outer pier</h3><time datetime=2031-05-06T10:00>today</time>" + prose(what) + prose(what) + "</div>";
  return out + "</body>";
}
INSTANTIATE_TEST_SUITE_P(All, OneDocument,
                         testing::Values(Whole{"AStoryWithComments", story(comments())}, Whole{"AStoryWithTeasers", story(teasers())},
                                         Whole{"AListOfTeasers", "<body><h1>The Quay Post</h1>" + teasers() + "</body>"}, Whole{"Chapters", chapters()}, Whole{"AForum", forum()},
                                         Whole{"OnePost", "<body>" + post("A barge without a name", "By Edda Marlowick", prose("Barge") + prose("Barge")) + "</body>"}),
                         [](const auto& i) { return std::string(i.param.name); });

// ---------------------------------------------------------------- live blogs

std::string entry(const std::string& time, const std::string& title, const std::string& subject) {
  return "<div class=entry><time datetime='2031-05-06T" + time + ":00+01:00'>" + time + "</time> <span class=author>Edda Marlowick</span><h2>" + title + "</h2>" + prose(subject) + "</div>";
}

TEST(HtmlParts, ALiveBlogIsOneDocumentWithEntries) {
  const auto d = read_all("<html><head><title>Storm at Saltby: live</title></head><body><h1>Storm at Saltby: live</h1><p>The harbour is closed, and will stay so, the harbour master said, until the wind drops.</p><div class=feed>" +
                          entry("20:42", "The crane is down", "Crane") + entry("19:10", "Ferries stay in port", "Ferry") + entry("18:25", "The wind rises", "Buoy") + "</div></body></html>");
  ASSERT_EQ(d.size(), 1u);
  ASSERT_EQ(d[0].entries.size(), 3u);
  EXPECT_EQ(d[0].entries[0].title.value, "The crane is down");
  EXPECT_EQ(d[0].entries[0].published.value, "2031-05-06T20:42:00+01:00");
  ASSERT_EQ(d[0].entries[1].authors.size(), 1u);
  EXPECT_EQ(d[0].entries[1].authors[0].value, "Edda Marlowick");
  const std::string_view second = slice(d[0], d[0].entries[1].span);
  EXPECT_TRUE(second.starts_with("Ferries stay in port\nFerry lay at")) << second;
  EXPECT_TRUE(second.ends_with("not a day before.")) << second;
  EXPECT_EQ(d[0].text.find("19:10"), std::string::npos);
}

TEST(HtmlParts, TimesOnLinesOfTheirOwnDivideALiveBlog) {
  std::string page = "<html><head><title>Storm at Saltby, as it happened</title><meta property=article:published_time content=2031-05-06T08:00:00Z></head><body><div><h1>Storm at Saltby, as it happened</h1>";
  for (const auto& [time, what] : std::vector<std::pair<std::string, std::string>>{{"8.05am", "Buoy"}, {"10.42am", "Crane"}, {"1:15pm", "Ferry"}}) page += "<p><b>" + time + "</b></p>" + prose(what);
  const auto d = read_all(page + "</div></body></html>");
  ASSERT_EQ(d.size(), 1u);
  ASSERT_EQ(d[0].entries.size(), 3u);
  EXPECT_EQ(d[0].entries[2].published.value, "2031-05-06T13:15");
  EXPECT_TRUE(d[0].entries[2].published.unsure);
  EXPECT_TRUE(slice(d[0], d[0].entries[1].span).starts_with("Crane lay"));
}

TEST(HtmlParts, StructuredDataTellTheDayOfAnEntry) {
  std::string page = "<html><head><title>Storm at Saltby: live</title><script type='application/ld+json'>{\"@type\":\"LiveBlogPosting\",\"headline\":\"Storm at Saltby: live\",\"datePublished\":\"2031-05-05T08:00:00Z\","
                     "\"liveBlogUpdate\":[{\"@type\":\"BlogPosting\",\"headline\":\"The crane is down\",\"datePublished\":\"2031-05-07T20:42:11Z\"}]}</script></head><body><h1>Storm at Saltby: live</h1><div>";
  for (const auto& [time, title] : std::vector<std::pair<std::string, std::string>>{{"20:42", "The crane is down"}, {"19:10", "Ferries stay in port"}, {"18:25", "The wind rises"}})
    page += "<div class=e><span>" + time + "</span><h2>" + title + "</h2>" + prose(title) + "</div>";
  const auto d = read_all(page + "</div></body></html>");
  ASSERT_EQ(d.size(), 1u);
  ASSERT_EQ(d[0].entries.size(), 3u);
  EXPECT_EQ(d[0].entries[0].published.value, "2031-05-07T20:42:11Z");
  EXPECT_EQ(d[0].entries[1].published.value, "2031-05-05T19:10");
}

TEST(HtmlParts, EntriesOfStructuredDataAreFoundByTheirWords) {
  std::string page = "<html><head><title>Storm at Saltby: live</title><script type='application/ld+json'>{\"@type\":\"LiveBlogPosting\",\"headline\":\"Storm at Saltby: live\",\"liveBlogUpdate\":[", body;
  for (const char* what : {"Crane", "Ferry", "Buoy"}) {
    page += std::string(body.empty() ? "" : ",") + "{\"@type\":\"BlogPosting\",\"headline\":\"News of the " + what + "\",\"datePublished\":\"2031-05-06T10:00:00Z\",\"author\":{\"@type\":\"Person\",\"name\":\"Orrin Kell\"}}";
    body += "<h3>News of the " + std::string(what) + "</h3>" + prose(what);
  }
  const auto d = read_all(page + "]}</script></head><body><h1>Storm at Saltby: live</h1><div>" + body + "</div></body></html>");
  ASSERT_EQ(d.size(), 1u);
  ASSERT_EQ(d[0].entries.size(), 3u);
  EXPECT_EQ(d[0].entries[1].title.value, "News of the Ferry");
  EXPECT_EQ(d[0].entries[1].published.value, "2031-05-06T10:00:00Z");
  EXPECT_EQ(d[0].entries[1].authors.at(0).value, "Orrin Kell");
}

TEST(HtmlParts, AStoryWithTimesInItIsNoLiveBlog) {
  EXPECT_TRUE(read_all(story("<p>At 10:42 he said that the bank had moved, and at 11:15 he said that it had not.</p><p>13:07</p><p>That is when the tide turned, according to the table, or a little later.</p>"))[0].entries.empty());
  EXPECT_TRUE(read_all(story(comments()))[0].entries.empty());
}

// ---------------------------------------------------------------- what is left out

std::uint32_t left_out(const Document& d, LeftOutKind kind) {
  for (const LeftOut& l : d.left_out)
    if (l.kind == kind) return l.pieces;
  return 0;
}

TEST(HtmlParts, WhatIsLeftOutIsCounted) {
  const auto d = read_all("<body><nav><ul><li><a href=1>Harbour</a><li><a href=2>Moor</a></ul></nav>" + story("<div class=related><a href=3>A barge without a name</a></div><div class=share-bar><span>Post</span></div>"
                          "<p>Sign up for our newsletter, and get the tide in your inbox.</p><div class=cookie-notice><p>We use cookies, as everybody does, for reasons of our own.</p></div>" + comments()));
  ASSERT_EQ(d.size(), 1u);
  EXPECT_EQ(left_out(d[0], LeftOutKind::navigation), 2u);
  EXPECT_EQ(left_out(d[0], LeftOutKind::related), 1u);
  EXPECT_EQ(left_out(d[0], LeftOutKind::sharing), 1u);
  EXPECT_EQ(left_out(d[0], LeftOutKind::promotion), 2u);
  EXPECT_EQ(left_out(d[0], LeftOutKind::comments), 18u);
  for (std::size_t i = 1; i < d[0].left_out.size(); ++i) EXPECT_LT(d[0].left_out[i - 1].kind, d[0].left_out[i].kind);
}

// ---------------------------------------------------------------- crafted pages

TEST(HtmlParts, CraftedPagesAreReadToTheirEnd) {
  // Groups of like elements inside each other, thousands of times of day, thousands of articles. The suite's time limit shows the rest.
  std::string nested, times, many;
  for (int i = 0; i < 500; ++i) nested += "<div class=a><h2>One more title</h2>" + prose("Barge") + "</div><div class=a>";
  for (int i = 0; i < 20'000; ++i) times += "<p>10:42</p><p>no text, only this</p>";
  for (int i = 0; i < 3'000; ++i) many += post("Story number " + std::to_string(i), "6 May 2031", prose("Barge") + prose("Crane"));
  std::string stated, headings, sites;
  for (int i = 0; i < 20'000; ++i) {
    stated += "<meta property=og:title content='A long title of story number " + std::to_string(i) + "'>";
    headings += "<h2>A long title of another story, number " + std::to_string(i) + "</h2><h3>More Site " + std::to_string(i) + "</h3>";
    sites += std::string(i ? "," : "") + "{\"@type\":\"WebSite\",\"name\":\"Sites " + std::to_string(i) + "\"}";
  }
  EXPECT_EQ(read_all("<head>" + stated + "<script type='application/ld+json'>[" + sites + "]</script></head><body>" + headings + prose("Barge")).size(), 1u);
  EXPECT_GE(read_all("<body>" + nested).size(), 1u);
  EXPECT_EQ(read_all("<body>" + times).size(), 1u);
  EXPECT_EQ(read_all("<body>" + many).size(), 3'000u);
}

}  // namespace
}  // namespace stemma::ingest
