// Which outlet, section, address and language a page is of, where its parts disagree.
#include "page_of_quay.h"

namespace stemma::ingest {
namespace {

using test::conflicts;
using test::ld;
using test::quay;

TEST(HtmlOutlet, TheOutletAtHomeBeforeASloganOrAnAgency) {
  const auto page = [](const char* publisher, const char* site) {
    return quay(ld(std::string(R"({"@type":"NewsArticle","headline":"Ferry runs aground","publisher":{"name":")") + publisher + "\"}}") + "<meta property='og:site_name' content='" + site +
                    "'><link rel=canonical href='https://www.quaypost.example/ferry'>");
  };
  EXPECT_EQ(page("All the tides that fit", "The Quay Post").publisher.value, "The Quay Post");
  EXPECT_EQ(conflicts(page("Associated Press", "The Quay Post")), "publisher: The Quay Post | Associated Press\n");
  EXPECT_EQ(conflicts(page("The Quay Post", "quaypost.example")), "");
  EXPECT_EQ(quay("<meta property='og:site_name' content='World'><title>Ferry runs aground - The Quay Post</title><link rel=canonical href='https://www.quaypost.example/ferry'>").publisher.value,
            "The Quay Post");
  EXPECT_EQ(quay("", "<div class=masthead><a href='/'>Back to the list</a></div><header><a href='/'>The Quay Post</a></header><h1>Ferry runs aground</h1>", "",
                 "https://www.quaypost.example/ferry").publisher.value,
            "The Quay Post");
}

TEST(HtmlOutlet, SectionIsTheFirstOfItsList) {
  EXPECT_EQ(quay("<meta property='article:section' content='World, Politics'>").section.value, "World");
  EXPECT_EQ(quay(ld(R"({"@type":"NewsArticle","articleSection":["Harbours","Goats"]})")).section.value, "Harbours");
  EXPECT_EQ(quay("<meta property='article:section' content='https://quay.example/world'>").section.value, "");
}

TEST(HtmlOutlet, AFrontPageIsNoAddressOfAStory) {
  const Document d = quay("<link rel=canonical href='https://quay.example/'><meta property='og:url' content='https://quay.example/ferry'>");
  EXPECT_EQ(d.url.value, "https://quay.example/ferry");
  EXPECT_EQ(conflicts(quay("<link rel=canonical href='https://boreal.example/ferry'><meta property='og:url' content='https://quay.example/ferry'>")),
            "url: https://boreal.example/ferry | https://quay.example/ferry\n");
  EXPECT_EQ(conflicts(quay("<link rel=canonical href='https://www.quay.example/ferry/'><meta property='og:url' content='http://m.quay.example/ferry?x=1'>")), "");
}

TEST(HtmlOutlet, ADeclaredLanguageThatTheTextIsNotInIsAConflict) {
  const std::string spanish = "<p>El transbordador de la tarde encalló el lunes en el banco de arena, dijo el capitán del puerto, con cuarenta personas y dos cabras a bordo.</p>"
                              "<p>Nadie resultó herido, pero las cabras, que son del alcalde, no quisieron dejar la cubierta hasta que cambió la marea.</p>"
                              "<p>La compañía dijo que el banco se había movido. El capitán respondió que los bancos, según su experiencia, no se mueven nunca de su sitio.</p>";
  EXPECT_EQ(conflicts(quay("<meta name=language content=en>", "<h1>El transbordador encalla</h1>", "", "", spanish)),
      "language: es | en\n");
}

}  // namespace
}  // namespace stemma::ingest
