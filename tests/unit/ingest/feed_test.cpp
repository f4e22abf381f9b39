#include "ingest/feed/feed.h"

#include <gtest/gtest.h>

#include "ingest/feed/parse.h"
#include "map_check.h"

namespace stemma::ingest {
namespace {

using namespace test;

const char* kRss = R"(<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>World - Moor Wire</title><link>https://moorwire.example/world</link><language>en</language>
<item><title>Mill stops &amp; baker &lt;i&gt;worries&lt;/i&gt;</title><link>https://moorwire.example/1</link><guid>g1</guid>
<pubDate>Tue, 06 May 2031 14:05:00 +0200</pubDate><dc:creator>Jane Orme and Piers Aldwin</dc:creator>
<description>HALM, 6 May (Moor Wire) - The mill...</description>
<content:encoded><![CDATA[<p>HALM, 6 May (Moor Wire) - The mill of Halm has stopped,
                          the miller said.</p><p>&ldquo;No water,&rdquo; he said.</p><p><a href="https://moorwire.example/1">Read on the site</a></p>]]></content:encoded></item>
<item><title>KILL: MILL-HALM, first take</title><guid>g2</guid><pubDate>Tue, 06 May 2031 15:00:00 +0200</pubDate><dc:creator>Moor Wire</dc:creator>
<description>Editors: kill the item headed "Mill stops". It was wrong.</description></item>
</channel></rss>)";

TEST(Feed, Rss2) {
  const Got got = read(kRss, "feed.xml");
  ASSERT_EQ(got.documents.size(), 2u) << (got.errors.empty() ? "" : got.errors[0].line());
  const Document& d = got.documents[0];
  EXPECT_EQ(d.format, "feed");
  EXPECT_EQ(d.path, "feed.xml#https://moorwire.example/1");
  EXPECT_EQ(d.title.value, "Mill stops & baker worries");
  EXPECT_EQ(d.publisher.value, "Moor Wire");
  EXPECT_EQ(d.agency.value, "Moor Wire");
  EXPECT_EQ(d.published.value, "2031-05-06T14:05:00+02:00");
  ASSERT_EQ(d.authors.size(), 2u);
  EXPECT_EQ(d.authors[1].value, "Piers Aldwin");
  EXPECT_EQ(d.dateline->place, "HALM");
  EXPECT_EQ(d.text, "Mill stops & baker worries\nHALM, 6 May (Moor Wire) - The mill of Halm has stopped, the miller said.\n\xE2\x80\x9CNo water,\xE2\x80\x9D he said.");
  EXPECT_FALSE(d.kill_notice);
  const Document& kill = got.documents[1];
  EXPECT_TRUE(kill.kill_notice);
  EXPECT_EQ(kill.part, "g2");
  EXPECT_TRUE(kill.authors.empty());
  EXPECT_TRUE(kill.agency.empty());
}

TEST(Feed, Atom) {
  const Got got = read(R"(<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Fenn Courier</title><link rel="self" href="https://x.example/self"/>
<link href="https://fenn.example/"/>
<entry><title type="html">Caf&amp;eacute; shut</title><link rel="alternate" href="https://fenn.example/2"/><link rel="edit" href="https://fenn.example/edit"/><id>urn:2</id>
<published>2031-05-06T10:00:00Z</published><updated>2031-05-07T10:00:00Z</updated><author><name>Jane Orme</name><email>j@fenn.example</email></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The caf&#233; is <b>shut</b> &amp; dark,
    the owner said on Tuesday.</p><p>Nobody knows why.</p></div></content></entry>
<entry><title>A &lt; B</title><id>urn:3</id><updated>2031-05-08T10:00:00Z</updated><summary>Plain words &amp; no more, the owner said.</summary></entry></feed>)",
                       "atom.xml");
  ASSERT_EQ(got.documents.size(), 2u) << (got.errors.empty() ? "" : got.errors[0].line());
  EXPECT_EQ(got.documents[0].title.value, "Caf\xC3\xA9 shut");
  EXPECT_EQ(got.documents[0].part, "https://fenn.example/2");
  EXPECT_EQ(got.documents[0].published.value, "2031-05-06T10:00:00Z");
  EXPECT_EQ(got.documents[0].modified.value, "2031-05-07T10:00:00Z");
  EXPECT_EQ(got.documents[0].publisher.value, "The Fenn Courier");
  ASSERT_EQ(got.documents[0].authors.size(), 1u);
  EXPECT_EQ(got.documents[0].authors[0].value, "Jane Orme");
  EXPECT_NE(got.documents[0].text.find("The caf\xC3\xA9 is shut & dark, the owner said on Tuesday.\nNobody knows why."), std::string::npos) << got.documents[0].text;
  EXPECT_EQ(got.documents[1].text, "A < B\nPlain words & no more, the owner said.");
  EXPECT_EQ(got.documents[1].published.value, "2031-05-08T10:00:00Z");
}

TEST(Feed, Rss1AndLooseXml) {
  const Got got = read("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><channel><title>Fenn Radio</title></channel>"
                       "<item rdf:about=\"https://fenn.example/a\"><title>One&nbsp;mill</title><link>https://fenn.example/a</link><dc:date>2031-05-06</dc:date>"
                       "<description>The mill has stopped, the miller said.</description></item></rdf:RDF>",
                       "rdf.xml");
  ASSERT_EQ(got.documents.size(), 1u) << (got.errors.empty() ? "" : got.errors[0].line());
  EXPECT_EQ(got.documents[0].title.value, "One mill");
  EXPECT_EQ(got.documents[0].published.value, "2031-05-06");
}

TEST(Feed, AnotherEncoding) {
  const Got got = read("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><rss><channel><title>Fenn</title><item><title>Caf\xE9 zu</title><description>Das Caf\xE9 bleibt geschlossen.</description></item></channel></rss>",
                       "latin.xml");
  ASSERT_EQ(got.documents.size(), 1u);
  EXPECT_EQ(got.documents[0].title.value, "Caf\xC3\xA9 zu");
}

TEST(Feed, ABrokenFeedGivesTheItemsBefore) {
  const std::string rss = kRss;
  const std::size_t cut = rss.find("It was wrong");
  const Got got = read(rss.substr(0, cut), "feed.xml");
  EXPECT_EQ(got.documents.size(), 1u);
  ASSERT_EQ(got.errors.size(), 1u);
  EXPECT_TRUE(got.says("breaks off"));
  EXPECT_LE(got.errors[0].at, cut);
  EXPECT_GT(got.errors[0].at, 200u);
}

TEST(Feed, EntitiesAndDepthAreRefused) {
  const Got bomb = read("<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><rss><channel><item><title>&b;</title></item></channel></rss>", "bomb.xml");
  EXPECT_TRUE(bomb.says("declares entities"));
  const Got outside = read("<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><rss><channel><item><title>&x;</title></item></channel></rss>", "xxe.xml");
  EXPECT_TRUE(outside.says("declares entities"));
  std::string deep = "<rss>";
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  EXPECT_TRUE(read(deep, "deep.xml").says("nested more than"));
  EXPECT_TRUE(read("<rss><channel><title>Empty</title></channel></rss>", "none.xml").says("no items"));
}

TEST(Feed, LinesAddedByPrograms) {
  const Got got = read("<rss><channel><title>Fenn Blog</title><item><title>Mill</title><link>https://fenn.example/m</link><description>&lt;p&gt;The mill has stopped, the miller said.&lt;/p&gt;"
                       "&lt;p&gt;The post &lt;a href=\"https://fenn.example/m\"&gt;Mill&lt;/a&gt; appeared first on &lt;a href=\"https://fenn.example\"&gt;Fenn Blog&lt;/a&gt;.&lt;/p&gt;</description></item></channel></rss>",
                       "blog.xml");
  ASSERT_EQ(got.documents.size(), 1u);
  EXPECT_EQ(got.documents[0].text, "Mill\nThe mill has stopped, the miller said.");
}

TEST(Feed, JsonFeed) {
  const std::string bytes = R"({"version": "https://jsonfeed.org/version/1.1", "title": "The Fenn Courier", "home_page_url": "https://fenn.example/", "language": "en-GB", "items": [
 {"id": "1", "url": "/1", "title": "Mill <stops>", "content_html": "<p>The mill of Halm has stopped, the caf\u00e9 said.<\/p><p>\u201cNo water,\u201d he said.<\/p>", "date_published": "2031-05-06T14:05:00+02:00",
  "date_modified": "2031-05-07T09:00:00+02:00", "authors": [{"name": "Jane Orme"}]},
 {"id": 2, "content_text": "The weir is open.\nIts keeper said so.", "author": {"name": "Piers Aldwin"}}, 7]})";
  EXPECT_EQ(sniff(bytes, "x"), "feed");
  const Got got = read(bytes, "feed.json");
  ASSERT_EQ(got.documents.size(), 2u) << (got.errors.empty() ? "" : got.errors[0].line());
  const Document& d = got.documents[0];
  EXPECT_EQ(d.part, "https://fenn.example/1");
  EXPECT_EQ(d.text, "Mill <stops>\nThe mill of Halm has stopped, the caf\xC3\xA9 said.\n\xE2\x80\x9CNo water,\xE2\x80\x9D he said.");
  EXPECT_EQ(d.published.value, "2031-05-06T14:05:00+02:00");
  EXPECT_EQ(d.modified.value, "2031-05-07T09:00:00+02:00");
  EXPECT_EQ(d.publisher.value, "The Fenn Courier");
  EXPECT_EQ(d.authors[0].value, "Jane Orme");
  EXPECT_EQ(origin_of(bytes, d, "the caf\xC3\xA9 said"), "the caf\\u00e9 said");
  EXPECT_EQ(origin_of(bytes, d, "Mill <stops>"), "Mill <stops>");
  EXPECT_EQ(got.documents[1].part, "2");
  EXPECT_EQ(got.documents[1].text, "The weir is open.\nIts keeper said so.");
  EXPECT_EQ(got.documents[1].authors[0].value, "Piers Aldwin");
  EXPECT_TRUE(got.says("item 3: item without text"));
  EXPECT_TRUE(read(bytes.substr(0, 400), "feed.json").says("damaged"));
}

TEST(Feed, MapsLeadToTheFeed) {
  const std::string rss = kRss;
  const Got got = read(rss, "feed.xml");
  EXPECT_EQ(origin_of(rss, got.documents[0], "the miller said."), "the miller said.");
  EXPECT_EQ(origin_of(rss, got.documents[0], "stops & baker"), "stops &amp; baker");
  EXPECT_EQ(origin_of(rss, got.documents[0], "\xE2\x80\x9CNo water"), "&ldquo;No water");
  const std::string latin = "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><rss><channel><title>Fenn</title><item><title>Caf\xE9 zu</title><description>Das &lt;b&gt;Caf\xE9&lt;/b&gt; bleibt geschlossen.</description></item></channel></rss>";
  const Got other = read(latin, "latin.xml");
  ASSERT_EQ(other.documents.size(), 1u);
  EXPECT_EQ(origin_of(latin, other.documents[0], "Caf\xC3\xA9 bleibt"), "Caf\xE9&lt;/b&gt; bleibt");
}

TEST(Feed, AddressesAreMadeAbsolute) {
  const auto link = [](const std::string& base, const std::string& href) {
    const Got got = read("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:base=\"https://fenn.example/world/\"><title>Fenn</title><entry xml:base=\"" + base + "\"><link href=\"" + href +
                             "\"/><title>Mill</title><content type=\"html\">&lt;p&gt;The mill has stopped.&lt;/p&gt;</content></entry></feed>",
                         "a.xml");
    return got.documents.empty() ? "" : got.documents[0].part;
  };
  EXPECT_EQ(link("2031/", "mill"), "https://fenn.example/world/2031/mill");
  EXPECT_EQ(link("2031/", "/mill"), "https://fenn.example/mill");
  EXPECT_EQ(link("2031/", "../mill"), "https://fenn.example/world/mill");
  EXPECT_EQ(link("https://moor.example/a?b", "?c"), "https://moor.example/a?c");
  EXPECT_EQ(link("", "//moor.example/m"), "https://moor.example/m");
  EXPECT_EQ(link("", "urn:7"), "urn:7");
}

TEST(Feed, ForeignMarkupInXhtmlIsHarmless) {
  const Got got = read("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Fenn</title><entry><id>1</id><title>Mill</title><content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><plaintext>The mill</plaintext>"
                       "<script>alert(1)</script><p>has stopped, the miller said.</p></div></content></entry></feed>",
                       "a.xml");
  ASSERT_EQ(got.documents.size(), 1u);
  EXPECT_EQ(got.documents[0].text, "Mill\nThe mill\nhas stopped, the miller said.");
}

TEST(Feed, CutAtEveryTwentieth) {
  const std::string rss = kRss;
  for (std::size_t k = 1; k < 20; ++k) EXPECT_TRUE(read(rss.substr(0, rss.size() * k / 20), "feed.xml").says("breaks off")) << k;
}

TEST(Feed, NothingCrashesOnCutOrBrokenInput) {
  mutate(kRss, 1, 1500, [](const std::string& s) { read(s, "feed.xml"); });
}

}  // namespace
}  // namespace stemma::ingest
