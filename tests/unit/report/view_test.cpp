#include "report/view.h"

#include <gtest/gtest.h>

#include "fixture.h"
#include "report/phrases.h"

namespace stemma::report {
namespace {

using test::Fixture;

TEST(Forest, PutsChildrenBelowTheirParentInOrder) {
  const std::vector<std::int32_t> parent{-1, 0, -1, 0, 1};
  std::string drawn;
  for (const TreeRow& r : forest(parent)) drawn += std::to_string(r.depth) + ":" + std::to_string(r.node) + (r.last ? "! " : " ");
  EXPECT_EQ(drawn, "0:0! 1:1 2:4! 1:3! 0:2! ");
}

TEST(Forest, ShowsACircleAndEndsALongChain) {
  EXPECT_EQ(forest(std::vector<std::int32_t>{1, 0}).size(), 2u);
  EXPECT_EQ(forest(std::vector<std::int32_t>{0}).size(), 1u);
  std::vector<std::int32_t> chain(100'000);
  for (std::size_t i = 0; i < chain.size(); ++i) chain[i] = static_cast<std::int32_t>(i) - 1;
  const auto rows = forest(chain);
  EXPECT_EQ(rows.size(), chain.size());
  EXPECT_EQ(rows.back().depth, TreeRow::max_depth);
}

TEST(Arrange, FoldsCopiesUnderTheTextTheyCameFrom) {
  const Fixture f;
  const Dossier d = f.dossier();
  const ClaimView view = arrange(Genealogy(d), d.model.claims[0]);
  ASSERT_EQ(view.supporting.size(), 3u);
  const RootGroup& guard = view.supporting[0];
  EXPECT_EQ(guard.root->id, "r1");
  ASSERT_EQ(guard.strands.size(), 1u);
  ASSERT_EQ(guard.strands[0].carriers.size(), 3u);
  EXPECT_EQ(guard.strands[0].carriers[0].document, 0u);
  EXPECT_EQ(guard.strands[0].carriers[0].edge, nullptr);
  EXPECT_EQ(guard.strands[0].carriers[1].edge->how, How::verbatim);
  EXPECT_EQ(view.unknown.size(), 1u);
  EXPECT_EQ(view.denying.size(), 1u);
  EXPECT_TRUE(view.neutral.empty());
}

TEST(Arrange, KeepsMembersWithoutARootApart) {
  Fixture f;
  f.model.claims[0].members[4].root = -1;
  f.model.claims[0].members[4].side = Side::neutral;
  const Dossier d = f.dossier();
  EXPECT_EQ(arrange(Genealogy(d), d.model.claims[0]).neutral.size(), 1u);
}

TEST(Blind, CountsWhatTheDossierCannotShow) {
  Fixture f;
  f.readings[1].document.language = "es";
  f.readings[0].document.flaws = {CaptureFlaw::paywall_stub};
  f.readings[1].document.flaws = {CaptureFlaw::paywall_stub};
  f.readings[0].document.conflicts = {{"published", {"2031-05-06", "json-ld"}, {"2031-05-04", "url"}}, {"title", {"A", "h1"}, {"B", "og:title"}}};
  const Blind b = blind_spots(f.dossier());
  ASSERT_EQ(b.languages.size(), 1u);
  EXPECT_EQ(b.languages[0].first, "Spanish");
  EXPECT_EQ(b.not_seen, 1u);
  EXPECT_EQ(b.undated, 1u);
  EXPECT_EQ(b.claims_untraced, 1u);
  EXPECT_EQ(b.days_disputed, 1u);
  ASSERT_EQ(b.flaws.size(), 1u);
  EXPECT_EQ(flawed(b.flaws[0].first, b.flaws[0].second), "2 pages hold the first lines only; the rest is for subscribers");
  for (const std::string& dossier : {terminal_dossier(f.dossier(), {}), html_dossier(f.dossier()), markdown_dossier(f.dossier()), json_dossier(f.dossier())})
    EXPECT_TRUE(dossier.find("2 pages hold the first lines only") != std::string::npos || dossier.find("paywall-stub") != std::string::npos);
}

TEST(ShortId, IsLongEnoughToTellAllApart) {
  const Fixture f;
  EXPECT_EQ(short_id(f.dossier()), 6u);  // c4f2e1... and c4f2e2...
}

TEST(Chain, LeadsFromTheOutletToTheOrigin) {
  Fixture f;
  ClaimMember m;
  m.attribution = f.copy_says;
  m.chain = {1};
  EXPECT_EQ(chain(f.dossier(), m), (std::vector<std::string>{"The Fen Courier", "a former guard", "the cook"}));
  m.attribution = f.ministry_denies;
  m.chain.clear();
  EXPECT_EQ(chain(f.dossier(), m), std::vector<std::string>{"Ministry of Works"}) << "a body that speaks in its own document stands there once";
}

TEST(Headline, CountsInOneLine) {
  Claim c;
  const auto line = [&](std::uint32_t reported, Independent n) {
    c.reported_by = reported;
    c.independent = n;
    return headline(c);
  };
  EXPECT_EQ(line(9, {2, 1, 1, 0}), "Reported by 9 · rests on 2 · 1 unknown · denied by 1");
  EXPECT_EQ(line(1, {1, 0, 0, 0}), "Reported by 1 · rests on 1");
  EXPECT_EQ(line(3, {0, 2, 0, 1}), "Reported by 3 · rests on 0 · 2 unknown · denied by 1 unknown");
  EXPECT_EQ(line(0, {0, 0, 1, 0}), "Not reported here · denied by 1");
}

TEST(Words, NameDatesPlacesAndOutlets) {
  EXPECT_EQ(when("2031-05-06T06:00:00+01:00"), "6 May 2031, 06:00");
  EXPECT_EQ(when("2031-05-06"), "6 May 2031");
  EXPECT_EQ(when(""), "undated");
  EXPECT_EQ(when("2031-13-41"), "2031-13-41");
  Document d;
  d.path = "a/b/c.html";
  EXPECT_EQ(outlet(d), "c.html");
  d.url.value = "https://www.marsh.example/x?y";
  EXPECT_EQ(outlet(d), "marsh.example");
  const Fixture f;
  EXPECT_EQ(place(f.readings[0].document, 0), "headline");
  EXPECT_EQ(place(f.readings[0].document, f.readings[0].document.blocks[2].span.begin), "paragraph 2");
  EXPECT_EQ(quoted("so"), "“so”");
  EXPECT_EQ(quoted("“so” he"), "“so” he");
  EXPECT_EQ(percent(0.844f), "84 %");
}

}  // namespace
}  // namespace stemma::report
