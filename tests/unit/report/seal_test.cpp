#include "report/seal.h"

#include <gtest/gtest.h>

#include "base/hash.h"
#include "fixture.h"
#include "report/dossier_file.h"
#include "report/html_parts.h"

namespace stemma::report {
namespace {

using test::Fixture;

std::string body_of(const std::string& page) {
  const auto begin = page.find(sealed_begin);
  return page.substr(begin, page.rfind(sealed_end) + 6 - begin);
}
void replace(std::string& s, const std::string& from, const std::string& to) {
  const auto at = s.find(from);
  ASSERT_NE(at, std::string::npos) << from;
  s.replace(at, from.size(), to);
}

TEST(Seal, WhatIsWrittenIsCanonicalButForOpen) {
  std::string body = body_of(html_dossier(Fixture().dossier()));
  const std::string open = " open=\"\"";
  ASSERT_NE(body.find(open), std::string::npos);
  for (auto at = body.find(open); at != std::string::npos; at = body.find(open)) body.erase(at, open.size());
  EXPECT_EQ(canonical(body), body);
}

TEST(Seal, APageThatABrowserSavedAgainIsTheSame) {
  EXPECT_EQ(canonical("<P class='a' open=\"\">x &nbsp;\"it's\" &#x41; &lt;b&gt;</P>"), "<p class=\"a\">x \xC2\xA0&quot;it&#39;s&quot; A &lt;b&gt;</p>");
  EXPECT_EQ(canonical("a < b & c &bogus; &#xD800; <!--x-->"), "a &lt; b &amp; c &amp;bogus; &amp;#xD800; <!--x-->");
}

TEST(Seal, PiecesAreAllOfThePage) {
  const std::string body = canonical(body_of(html_dossier(Fixture().dossier())));
  std::string all;
  for (const auto piece : pieces_of(body)) all += piece;
  EXPECT_EQ(all, body);
  EXPECT_EQ(seal(body).digest, sha256_hex(body));
  EXPECT_EQ(seal(body).pieces.size(), pieces_of(body).size());
}

TEST(Seal, NoWordsOfAPageEndTheScripts) {
  const std::string page = html_dossier(Fixture().dossier());
  const auto tail = page.substr(page.rfind(sealed_end));
  std::size_t ends = 0;
  for (auto at = tail.find("</script"); at != std::string::npos; at = tail.find("</script", at + 1)) ++ends;
  EXPECT_EQ(ends, 2u);
  EXPECT_EQ(tail.find("<!--", 1 + tail.find("<!--")), std::string::npos);
}

TEST(ExactText, NamesWhatCannotBeSeen) {
  EXPECT_EQ(exact_text("a\xE2\x80\xAE" "b\x1b<\n"), "a<i data-c=\"202e\">U+202E</i>b<i data-c=\"1b\">U+001B</i>&lt;\n");
  EXPECT_EQ(exact_text("\r"), "<i data-c=\"d\">U+000D</i>");
}

TEST(DossierFile, StandsSoInItsCase) {
  const Fixture f;
  const auto check = check_dossier(html_dossier(f.dossier()), f.dossier());
  ASSERT_TRUE(check);
  for (const Problem& p : check->problems) ADD_FAILURE() << p.item << ": " << p.what;
  EXPECT_GT(check->quotations, 5u);
  EXPECT_GT(check->passages, 3u);
  EXPECT_EQ(check->documents, 6u);
  EXPECT_EQ(check->claims, 1u);
}

TEST(DossierFile, TellsWhatWasChangedInIt) {
  const Fixture f;
  std::string page = html_dossier(f.dossier());
  replace(page, "<p class=\"words\" lang=\"en\" dir=\"auto\">Eleven", "<p class=\"words\" lang=\"en\" dir=\"auto\">Twelve");
  const auto check = check_dossier(page, f.dossier());
  ASSERT_TRUE(check);
  ASSERT_EQ(check->problems.size(), 2u);
  EXPECT_EQ(check->problems[0].item, "the dossier");
  EXPECT_NE(check->problems[1].what.find("the case has other words there"), std::string::npos);
}

TEST(DossierFile, TellsWhatTheCaseSaysOtherwise) {
  Fixture f;
  const std::string page = html_dossier(f.dossier());
  f.readings[4].document.text[4] = 'X';
  f.model.claims[0].independent.supporting = 1;
  f.readings[3].document.id = "d9";
  const auto check = check_dossier(page, f.dossier());
  ASSERT_TRUE(check);
  std::string all;
  for (const Problem& p : check->problems) all += p.item + ": " + p.what + "\n";
  EXPECT_NE(all.find("document d5: its text is another one"), std::string::npos) << all;
  EXPECT_NE(all.find("document d4: is not in the case"), std::string::npos) << all;
  EXPECT_NE(all.find("claim c4f2e1000000: the dossier says “Reported by 5 · rests on 3"), std::string::npos) << all;
}

TEST(DossierFile, IsNoOtherPage) {
  const Fixture f;
  EXPECT_EQ(check_dossier("<html><p>hello", f.dossier()).error().kind, ErrorKind::malformed);
  EXPECT_EQ(check_dossier(html_dossier(f.dossier()).substr(0, 9000), f.dossier()).error().kind, ErrorKind::malformed);
}

TEST(Html, OfChosenClaimsSaysWhatIsLeftOut) {
  const Fixture f;
  Dossier d = f.dossier();
  d.chosen.claims = {1};
  const std::string page = html_dossier(d);
  EXPECT_NE(page.find("This dossier shows 1 of the 2 claims of the case, chosen by whoever made it"), std::string::npos);
  EXPECT_NE(page.find("<dt>Claims not in this dossier</dt><dd>1 of 2</dd>"), std::string::npos);
  EXPECT_EQ(page.find("id=\"c4f2e1000000\""), std::string::npos);
  EXPECT_EQ(page.find("Marsh Weekly"), std::string::npos) << "what belongs to other claims only stays out";
  EXPECT_NE(page.find("None speaks of the claims in this dossier"), std::string::npos);
  EXPECT_TRUE(check_dossier(page, f.dossier())->problems.empty());
}

}  // namespace
}  // namespace stemma::report
