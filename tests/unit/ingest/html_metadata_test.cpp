// What a page states of itself: JSON-LD and its sloppiness, <meta>, dates, bylines, publishers, address, language, withdrawal; each with
// the place that states it. Rules by topic: html_title_test, html_authors_test, html_dates_test, html_capture_test.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "page.h"

namespace stemma::ingest {
namespace {

const std::string paragraphs =
    "<p>The evening ferry ran aground on the Cackle bank on Monday, the harbour master said, with 40 people and two goats on board.</p>"
    "<p>Nobody was hurt, but the goats, which belong to the mayor, refused to leave the deck until the tide had turned.</p>";

Document read(std::string_view head, std::string_view above = "<h1>Ferry runs aground</h1>", std::string_view below = "", std::string_view url = "") {
  PageContext context;
  context.url = url;
  auto d = test::read_page("<!DOCTYPE html><html><head>" + std::string(head) + "</head><body>" + std::string(above) + paragraphs + std::string(below) + "</body></html>", context, Limits{});
  EXPECT_TRUE(d);
  return d ? std::move(*d) : Document();
}
std::vector<std::string> authors(const Document& d) {
  std::vector<std::string> names;
  for (const Stated& a : d.authors) names.push_back(a.value);
  return names;
}
using Names = std::vector<std::string>;

std::string ld(std::string_view json) { return "<script type=\"application/ld+json\">" + std::string(json) + "</script>"; }

TEST(HtmlMetadata, JsonLd) {
  const Document d = read(ld(R"({"@context":"https://schema.org","@type":"NewsArticle","headline":"Ferry runs aground","datePublished":"2031-05-06T06:00:00+01:00",
      "dateModified":"2031-05-06T06:42:00+01:00","author":[{"@type":"Person","name":"Edda Marlowick"},{"@type":"Person","name":"Piers Ostengaard"}],
      "publisher":{"@type":"NewsMediaOrganization","name":"The Quay Post"},"url":"https://quay.example/ferry","inLanguage":"en-GB"})"));
  EXPECT_EQ(d.title.value, "Ferry runs aground");
  EXPECT_EQ(d.title.origin, "json-ld");
  EXPECT_EQ(authors(d), (Names{"Edda Marlowick", "Piers Ostengaard"}));
  EXPECT_EQ(d.publisher.value, "The Quay Post");
  EXPECT_EQ(d.published.value, "2031-05-06T06:00:00+01:00");
  EXPECT_EQ(d.published.origin, "json-ld");
  EXPECT_EQ(d.modified.value, "2031-05-06T06:42:00+01:00");
  EXPECT_EQ(d.url.value, "https://quay.example/ferry");
  EXPECT_EQ(d.language, "en");
}

struct Sloppy {
  const char* name;
  const char* script;
};
class SloppyJson : public testing::TestWithParam<Sloppy> {};
TEST_P(SloppyJson, IsReadAllTheSame) { EXPECT_EQ(read(ld(GetParam().script)).published.value, "2031-05-06"); }
const Sloppy sloppy[] = {
    {"Graph", R"({"@graph":[{"@type":"WebSite","name":"Q"},{"@type":["NewsArticle"],"headline":"Ferry","datePublished":"2031-05-06"}]})"},
    {"Array", R"([{"@type":"BreadcrumbList"},{"@type":"BlogPosting","datePublished":"2031-05-06"}])"},
    {"HtmlComment", R"(<!-- {"@type":"NewsArticle","datePublished":"2031-05-06"} -->)"},
    {"Cdata", "//<![CDATA[\n{\"@type\":\"NewsArticle\",\"datePublished\":\"2031-05-06\"}\n//]]>"},
    {"TrailingJunk", R"({"@type":"NewsArticle","datePublished":"2031-05-06"};)"},
    {"TrailingComma", R"({"@type":"NewsArticle","datePublished":"2031-05-06",})"},
    {"RawLineBreak", "{\"@type\":\"NewsArticle\",\"description\":\"two\nlines\tand a tab\",\"datePublished\":\"2031-05-06\"}"},
    {"BadEscape", R"({"@type":"NewsArticle","description":"it\'s \x","datePublished":"2031-05-06"})"},
    {"CutOff", R"({"@type":"NewsArticle","datePublished":"2031-05-06","description":"and then)"},
    {"MissingQuote", R"({"@type":"NewsArticle","description":"say "this" twice","datePublished":"2031-05-06"})"},
};
INSTANTIATE_TEST_SUITE_P(All, SloppyJson, testing::ValuesIn(sloppy), [](const auto& i) { return std::string(i.param.name); });

TEST(HtmlMetadata, JsonLdOfThePageAndNotOfItsNeighbour) {
  const Document d = read("<title>Ferry runs aground</title>" +
                          ld(R"([{"@type":"NewsArticle","headline":"Goat found","datePublished":"2030-01-01","author":{"name":"Wilf Ashby"},"publisher":{"name":"X"}},
                                 {"@type":"NewsArticle","headline":"Ferry runs aground","datePublished":"2031-05-06"}])"));
  EXPECT_EQ(d.published.value, "2031-05-06");
}

TEST(HtmlMetadata, JsonLdReferences) {
  const Document d = read(ld(R"({"@graph":[{"@type":"Article","headline":"Ferry runs aground","author":{"@id":"#p"},"publisher":{"@id":"#o"}},
      {"@type":"Person","@id":"#p","name":"Edda Marlowick"},{"@type":"Organization","@id":"#o","name":"The Quay Post"}]})"));
  EXPECT_EQ(authors(d), Names{"Edda Marlowick"});
  EXPECT_EQ(d.publisher.value, "The Quay Post");
}

TEST(HtmlMetadata, EntitiesInJsonLd) { EXPECT_EQ(read(ld(R"({"@type":"NewsArticle","headline":"Goats &amp; tides &#8211; a ferry"})"), "").title.value, "Goats & tides – a ferry"); }

TEST(HtmlMetadata, OpenGraphAndNames) {
  const Document d = read("<meta property='og:title' content='Ferry runs aground'><meta property='og:site_name' content='The Quay Post'>"
                          "<meta property='article:published_time' content='2031-05-07T17:31:00+02:00'><meta property='article:modified_time' content='2031-05-08T08:00:00+02:00'>"
                          "<meta property='article:author' content='Nils Harrowgate'><meta property='og:url' content='https://quay.example/2'>");
  EXPECT_EQ(d.title.origin, "og:title");
  EXPECT_EQ(d.publisher.value, "The Quay Post");
  EXPECT_EQ(d.publisher.origin, "og:site_name");
  EXPECT_EQ(d.published.value, "2031-05-07T17:31:00+02:00");
  EXPECT_EQ(d.modified.value, "2031-05-08T08:00:00+02:00");
  EXPECT_EQ(authors(d), Names{"Nils Harrowgate"});
  EXPECT_EQ(d.url.value, "https://quay.example/2");
}

struct Dated {
  const char* name;
  const char* head;
  const char* above;
  const char* url;
  const char* date;
  const char* origin;
};
class Dates : public testing::TestWithParam<Dated> {};
TEST_P(Dates, AreFound) {
  const Dated& c = GetParam();
  const Document d = read(c.head, c.above, "", c.url);
  EXPECT_EQ(d.published.value, c.date);
  EXPECT_EQ(d.published.origin, c.origin);
}
const Dated dated[] = {
    {"DublinCore", "<meta name='DC.date.issued' content='2031-05-09'>", "<h1>Ferry runs aground</h1>", "", "2031-05-09", "dc.date.issued"},
    {"Parsely", "<meta name='parsely-pub-date' content='2031-05-09T10:00:00Z'>", "<h1>Ferry runs aground</h1>", "", "2031-05-09T10:00:00Z", "parsely-pub-date"},
    {"Sailthru", "<meta name='sailthru.date' content='2031-05-09'>", "<h1>Ferry runs aground</h1>", "", "2031-05-09", "sailthru.date"},
    {"Microdata", "", "<h1>Ferry runs aground</h1><span itemprop=datePublished content='2031-05-09'>Friday</span>", "", "2031-05-09", "microdata datepublished"},
    {"TimeElement", "", "<h1>Ferry runs aground</h1><time datetime='2031-05-12T08:15:00+01:00'>Monday</time>", "", "2031-05-12T08:15:00+01:00", "<time>"},
    {"VisibleLine", "", "<h1>Ferry runs aground</h1><div>Noon bulletin, Friday 9 May 2031</div>", "", "2031-05-09", "visible date"},
    {"Url", "", "<h1>Ferry runs aground</h1>", "https://quay.example/2031/05/09/ferry", "2031-05-09", "url"},
    {"UrlWithoutSlashes", "", "<h1>Ferry runs aground</h1>", "https://quay.example/n-20310509-ferry", "2031-05-09", "url"},
    {"UrlNumberIsNoDate", "", "<h1>Ferry runs aground</h1>", "https://quay.example/story-203199991", "", ""},
    {"NothingStated", "", "<h1>Ferry runs aground</h1>", "", "", ""},
    {"SameInstantInLocalTime", "<meta property='article:published_time' content='2031-05-09T02:11:03Z'>", "<h1>Ferry runs aground</h1><time datetime='2031-05-08T21:11:03-05:00'>8 May</time>", "",
     "2031-05-08T21:11:03-05:00", "<time>"},
};
INSTANTIATE_TEST_SUITE_P(All, Dates, testing::ValuesIn(dated), [](const auto& i) { return std::string(i.param.name); });

TEST(HtmlMetadata, TimesOfCommentsAreNotThePages) {
  EXPECT_EQ(read("", "<h1>Ferry runs aground</h1>", "<div class=comments><time datetime='2031-06-01'>June</time><p>Poor goats.</p></div>").published.value, "");
}

struct Written {
  const char* name;
  const char* head;
  const char* above;
  std::vector<std::string> authors;
};
class Bylines : public testing::TestWithParam<Written> {};
TEST_P(Bylines, AreFound) { EXPECT_EQ(authors(read(GetParam().head, GetParam().above)), GetParam().authors); }
const Written written[] = {
    {"RelAuthor", "", "<h1>Ferry</h1><p>By <a rel=author href=x>Edda Marlowick</a> and <a rel=author href=y>Piers Ostengaard</a> in Drummelt</p>", {"Edda Marlowick", "Piers Ostengaard"}},
    {"VisibleByline", "", "<h1>Ferry</h1><div class=byline>By Edda Marlowick</div>", {"Edda Marlowick"}},
    {"BylineWithoutClass", "", "<h1>Ferry</h1><div>By Edda Marlowick</div>", {"Edda Marlowick"}},
    {"BareNameUnderTheHeadline", "", "<h1>Ferry runs aground</h1><div class=x6b>Dot Penhallow reports</div>", {"Dot Penhallow"}},
    {"Microformat", "", "<div><h1>Ferry</h1><span class='p-author h-card'>Wilf Ashby</span>, <time datetime='2031-05-12'>Monday</time></div>", {"Wilf Ashby"}},
    {"DateThenByline", "", "<h1>Ferry</h1><p><i>Friday, 9 May 2031. By our border correspondent Imogen Thrale.</i></p>", {"Imogen Thrale"}},
    {"MetaAuthor", "<meta name=author content='Beatrix Hollowell'>", "<h1>Ferry</h1>", {"Beatrix Hollowell"}},
    {"AddressIsNoAuthor", "<meta property='article:author' content='https://faces.example/quaypost'>", "<h1>Ferry</h1>", {}},
    {"MicrodataItem", "", "<h1>Ferry</h1><div itemprop=author itemscope itemtype='http://schema.org/Person'>By <span itemprop=name>Merle Underhay</span>, angler</div>", {"Merle Underhay"}},
    {"PenName", R"(<script type="application/ld+json">{"@type":"NewsArticle","author":{"@type":"Person","name":"Wilf"}}</script>)", "<h1>Ferry</h1>", {"Wilf"}},
    {"Nobody", "", "<h1>Ferry</h1>", {}},
};
INSTANTIATE_TEST_SUITE_P(All, Bylines, testing::ValuesIn(written), [](const auto& i) { return std::string(i.param.name); });

struct Outlet {
  const char* name;
  const char* head;
  const char* above;
  const char* below;
  const char* publisher;
};
class Publishers : public testing::TestWithParam<Outlet> {};
TEST_P(Publishers, AreFound) { EXPECT_EQ(read(GetParam().head, GetParam().above, GetParam().below).publisher.value, GetParam().publisher); }
const Outlet outlets[] = {
    {"TitleSuffix", "<title>Ferry runs aground | The Quay Post</title>", "<h1>Ferry runs aground</h1>", "", "The Quay Post"},
    {"TitlePrefix", "<title>Quay Post: Ferry runs aground</title>", "<center><b>The Quay Post</b></center><h1>Ferry runs aground</h1>", "", "The Quay Post"},
    {"TitleIsTheSite", "<title>The Quay Post</title>", "<h1>Ferry runs aground</h1>", "", "The Quay Post"},
    {"ApplicationName", "<meta name=application-name content='The Quay Post'>", "<h1>Ferry runs aground</h1>", "", "The Quay Post"},
    {"Masthead", "", "<div class=masthead>The Quay Post</div><h1>Ferry runs aground</h1>", "", "The Quay Post"},
    {"HomeLinkPicture", "", "<a href='/'><img alt='The Quay Post' src=x></a><h1>Ferry runs aground</h1>", "", "The Quay Post"},
    {"Copyright", "", "<h1>Ferry runs aground</h1>", "<footer>© 2031 The Quay Post. All rights reserved.</footer>", "The Quay Post"},
    {"FullestForm", "<meta property='og:site_name' content='Quay Post'>", "<header><a href='/'>The Quay Post</a></header><h1>Ferry runs aground</h1>", "", "The Quay Post"},
    {"TopOfThePage", "", "<div><b>Quayheap</b> everything, all at once</div><h1>Ferry runs aground</h1>", "", "Quayheap"},
    {"BodyByItsInitials", "<title>CFB/2031/7</title>", "<p>LEAGUE OF HARBOURS</p><p>Committee on Ferries and Banks</p><h1>Ferry runs aground</h1>", "", "Committee on Ferries and Banks"},
};
INSTANTIATE_TEST_SUITE_P(All, Publishers, testing::ValuesIn(outlets), [](const auto& i) { return std::string(i.param.name); });

TEST(HtmlMetadata, TitleWithoutTheSite) {
  EXPECT_EQ(read("<title>Ferry runs aground off Saltby – The Quay Post</title>", "").title.value, "Ferry runs aground off Saltby");
  EXPECT_EQ(read("<meta property=og:site_name content='The Quay Post'><title>The Quay Post: Ferry runs aground</title>", "").title.value, "Ferry runs aground");
  EXPECT_EQ(read("<title>Ferry: the bank that moved</title>", "").title.value, "Ferry: the bank that moved");
}

TEST(HtmlMetadata, Canonical) {
  const Document d = read("<link rel=canonical href='https://quay.example/ferry'><meta property='og:url' content='https://quay.example/other'>", "", "", "https://quay.example/ferry?x=1");
  EXPECT_EQ(d.url.value, "https://quay.example/ferry");
  EXPECT_EQ(d.url.origin, "canonical");
  EXPECT_EQ(read("", "", "", "https://quay.example/ferry").url.origin, "capture");
}

TEST(HtmlMetadata, LongTextOutweighsTheDeclaredLanguage) {
  const std::string spanish = "<p>El transbordador de la tarde encalló el lunes en el banco de arena, dijo el capitán del puerto, con cuarenta personas y dos cabras a bordo.</p>";
  const auto d = test::read_page("<html lang=en><body>" + spanish + spanish + "<p>Nadie resultó herido, pero las cabras, que son del alcalde, no quisieron dejar la cubierta hasta que cambió la marea.</p>"
                           "<p>La compañía dijo que el banco se había movido. El capitán respondió que los bancos, según su experiencia, no se mueven nunca de su sitio.</p></body></html>", {}, Limits{});
  ASSERT_TRUE(d);
  EXPECT_EQ(d->language, "es");
}

TEST(HtmlMetadata, Withdrawn) {
  EXPECT_TRUE(read("", "<h1>Ferry runs aground</h1><p>This story has been withdrawn. We are sorry.</p>").withdrawn);
  EXPECT_TRUE(read("<meta property='og:title' content='WITHDRAWN: Ferry runs aground'>").withdrawn);
  EXPECT_FALSE(read("", "<h1>Ferry runs aground</h1><p>The ferry has been withdrawn from service.</p>").withdrawn);
  EXPECT_FALSE(read("").withdrawn);
}

TEST(HtmlMetadata, CreditInTheFurnitureNamesTheAgency) {
  EXPECT_EQ(read("", "<h1>Ferry runs aground</h1><div class=by>Nils Harrowgate, Boreal Press</div>").agency.value, "Boreal Press");
}

TEST(HtmlMetadata, TheExampleWarnsOfWrongLabels) {
  const auto d = test::read_page("<meta charset=utf-8><p>Caf\xE9 guide, and other things that one wants to know on a moor.</p>", {}, Limits{});
  ASSERT_TRUE(d);
  ASSERT_FALSE(d->warnings.empty());
  EXPECT_NE(d->warnings[0].find("windows-1252"), std::string::npos);
}

}  // namespace
}  // namespace stemma::ingest
