// Who signs a page: people and organisations, out of lists, bylines and what stands for them.
#include "page_of_quay.h"

namespace stemma::ingest {
namespace {

using test::conflicts;
using test::ld;
using test::quay;
using test::signed_by;

struct Case {
  const char* name;
  const char* head;
  const char* above;
  const char* below;
  const char* authors;
};
class Authors : public testing::TestWithParam<Case> {};
TEST_P(Authors, AreFound) { EXPECT_EQ(signed_by(quay(GetParam().head, GetParam().above, GetParam().below)), GetParam().authors); }
const Case cases[] = {
    {"OrganisationByType", R"(<script type="application/ld+json">{"@type":"NewsArticle","author":{"@type":"Organization","name":"Quay Post foreign desk"}}</script>)",
     "<h1>Ferry runs aground</h1>", "", "Quay Post foreign desk (organisation)"},
    {"OrganisationByItsName", R"(<script type="application/ld+json">{"@type":"NewsArticle","author":{"@type":"Person","name":"The Associated Press"}}</script>)", "<h1>Ferry runs aground</h1>", "",
     "The Associated Press (organisation)"},
    {"PersonAndAgency",
     R"(<script type="application/ld+json">{"@type":"NewsArticle","author":[{"@type":"Person","name":"Edda Marlowick"},{"@type":"Person","name":"Boreal Press"}]}</script>)",
     "<h1>Ferry runs aground</h1>", "", "Edda Marlowick; Boreal Press (organisation)"},
    {"TheOutletIsNoAuthorBesideAPerson",
     R"(<meta property="og:site_name" content="The Quay Post"><script type="application/ld+json">{"@type":"NewsArticle","author":[{"name":"Edda Marlowick"},{"name":"Quay Post"}]}</script>)",
     "<h1>Ferry runs aground</h1>", "", "Edda Marlowick"},
    {"TheOutletAloneIs", R"(<meta property="og:site_name" content="Quay Today"><meta name="author" content="Quay Today">)", "<h1>Ferry runs aground</h1>", "", "Quay Today (organisation)"},
    {"APersonInTheBylineBeforeAnOrganisationInTheHead", "<meta name=author content='Quay Post newsroom'>",
    "<h1>Ferry runs aground</h1><p class=byline>By Edda Marlowick</p>", "", "Edda Marlowick"},
    {"TheOutletsStaff", "<meta property='og:site_name' content='Port Aldane Times'><meta name=author content='Port Aldane Times Staff'>", "<h1>Ferry runs aground</h1>", "",
     "Port Aldane Times Staff (organisation)"},
    {"Buttons", "", "<h1>Ferry runs aground</h1><div class=author>Plover staff</div><div class=author><a href=/live>Watch Live</a></div>", "", "Plover staff (organisation)"},
    {"RoleBefore", "", "<h1>Ferry runs aground</h1><p class=byline>Political Editor Edda Marlowick</p>", "", "Edda Marlowick"},
    {"KindOfTextBefore", "", "<h1>Ferry runs aground</h1><p class=byline>Analysis by Edda Marlowick</p>", "", "Edda Marlowick"},
    {"ASentenceAboutSomebodyIsNoByline", "",
    "<h1>Ferry runs aground</h1><p class=author-quote>The harbour has never seen such a thing, says Edda Marlowick</p>", "", ""},
    {"FamilyNameFirst", "<meta name='citation_author' content='Marlowick, Edda'><meta name='citation_author' content='de Vries, Jan'>",
    "<h1>Ferry runs aground</h1>", "",
     "Edda Marlowick; Jan de Vries"},
    {"MarkupInTheName", R"(<script type="application/ld+json">{"@type":"NewsArticle","author":{"name":"<a href='/edda'>Edda Marlowick</a>"}}</script>)",
     "<h1>Ferry runs aground</h1>", "", "Edda Marlowick"},
    {"StaffWriter", "", "<h1>Ferry runs aground</h1><div class=author-name><span>By Staff Writer</span></div>", "",
    "Staff Writer (organisation)"},
    {"StaffAndWires", "<meta name=author content='Staff and wire service reports'>", "<h1>Ferry runs aground</h1>", "",
    "Staff and wire service reports (organisation)"},
    {"AcronymInTheByline", "", "<h1>Ferry runs aground</h1><p>By QNW, in <a href=/n>News</a>, <a href=/s>Saltby</a>, <a href=/t>Travel</a> · 31 May 2031, 20:02</p>", "", "QNW (organisation)"},
    {"AgencyAloneUnderTheHeadline", "", "<h1>Ferry runs aground</h1><p class=credit>REUTERS</p>", "", "REUTERS (organisation)"},
    {"ALongerListIsComplete",
     R"(<meta name="author" content="Edda Marlowick, Piers O'Stengaard"><script type="application/ld+json">{"@type":"NewsArticle","author":{"name":"Edda Marlowick"}}</script>)",
     "<h1>Ferry runs aground</h1>", "", "Edda Marlowick; Piers O'Stengaard"},
    {"AFirstNameIsWrittenOutInTheByline", R"(<script type="application/ld+json">{"@type":"NewsArticle","author":{"@type":"Person","name":"Edda"}}</script>)",
     "<h1>Ferry runs aground</h1><div><p class=label>By</p><p class=full>Edda Marlowick</p></div>", "", "Edda Marlowick"},
    {"Initials", "", "<h1>Ferry runs aground</h1><p>By J.R. Thistlewood</p>", "", "J.R. Thistlewood"},
    {"LinksThatTouch", "", "<h1>Ferry runs aground</h1><div class=author><h3><a href=/edda>Edda Marlowick</a><a href=/follow>Follow</a></h3></div>", "", "Edda Marlowick"},
    {"DashesBeforeTheByline", "", "<h1>Ferry runs aground</h1><div><em>---- by Edda Marlowick</em></div>", "", "Edda Marlowick"},
    {"WrittenByWithAColon", "", "<h1>Ferry runs aground</h1><p><em>Written by: <a href=x>Edda Marlowick</a></em></p>", "",
    "Edda Marlowick"},
    {"PenNameBehindALabel", "", "<h1>Ferry runs aground</h1>",
    "<div class=author>Author: <a href=x><b>Bo2woman</b></a> am 29.12.2030, 13:36 Uhr</div>", "Bo2woman"},
    {"ThePictureIsSomebodyElses", "", "<h1>Ferry runs aground</h1><p class=byline>By Edda Marlowick</p><div><span class=credit itemprop=author>Image: Culture Works</span></div>", "", "Edda Marlowick"},
    {"OtherStoriesBelow", "", "<h1>Ferry runs aground</h1><span itemprop=author>Edda Marlowick</span>",
     "<div><a href=/1>Goat found</a> <span itemprop=author>Wilf Ashby</span></div><div><a href=/2>Mayor lost</a> <span itemprop=author>Dot Penhallow</span></div>", "Edda Marlowick"},
    {"ListsUnderTheHeadlineAreNoBylines", "",
    "<h1>Ferry runs aground</h1><ul><li><a href=#a>Assess How Deep</a></li><li><a href=#b>Rewrite With Care</a></li></ul>", "", ""},
    {"PictureAgency", "", "<h1>Ferry runs aground</h1><div>Getty Images</div>", "", ""},
    {"AccountOfTheSystem", "<meta name=author content=admin>", "<h1>Ferry runs aground</h1>", "", ""},
    {"WhoseSiteItIs",
     R"(<script type="application/ld+json">{"@type":"Article","headline":"Ferry","publisher":{"@type":["Person","Organization"],"name":"Edda Marlowick"}}</script>)", "<h1>Ferry runs aground</h1>",
     "", "Edda Marlowick (unsure)"},
    {"WhoHoldsTheCopyright", "<title>Edda's Harbour Pages</title>", "<h1>Ferry runs aground</h1>",
    "<div id=footer><p>Copyright (c) 2012- Edda Marlowick. All rights reserved.</p></div>",
     "Edda Marlowick (unsure)"},
    {"ForumPost", R"(<script type="application/ld+json">{"@type":"DiscussionForumPosting","headline":"Ferry","author":{"@type":"Person","name":"Tiberia"}}</script>)", "<h1>Ferry runs aground</h1>",
     "", "Tiberia"},
};
INSTANTIATE_TEST_SUITE_P(All, Authors, testing::ValuesIn(cases), [](const auto& i) { return std::string(i.param.name); });

TEST(HtmlAuthors, ListsWithNobodyInCommonAreAConflict) {
  EXPECT_EQ(conflicts(quay(ld(R"({"@type":"NewsArticle","headline":"Ferry runs aground","author":{"name":"Edda Marlowick"}})") + "<meta name=author content='Wilf Ashby'>")),
            "authors: Edda Marlowick | Wilf Ashby\n");
  EXPECT_EQ(conflicts(quay(ld(R"({"@type":"NewsArticle","headline":"Ferry runs aground","author":{"name":"Edda Marlowick"}})") + "<meta name=author content='EDDA MARLOWICK'>")), "");
}

TEST(HtmlAuthors, EndlessListsAreCut) {
  std::string json = R"({"@type":"NewsArticle","headline":"Ferry runs aground","author":[)";
  for (int i = 0; i < 50'000; ++i) json += std::string(i ? "," : "") + R"({"name":"Edda Marlowick)" + std::string(1, static_cast<char>('a' + i % 26)) + static_cast<char>('a' + i / 26 % 26) + "\"}";
  EXPECT_EQ(quay(ld(json + "]}")).authors.size(), 30u);
}

}  // namespace
}  // namespace stemma::ingest
