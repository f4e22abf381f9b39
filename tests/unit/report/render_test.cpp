#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/hash.h"
#include "base/utf8.h"
#include "fixture.h"
#include "report/html_parts.h"
#include "report/report.h"

namespace stemma::report {
namespace {

using test::Fixture;
using nlohmann::json;

std::size_t occurrences(const std::string& s, std::string_view part) {
  std::size_t n = 0;
  for (auto at = s.find(part); at != std::string::npos; at = s.find(part, at + part.size())) ++n;
  return n;
}
bool has(const std::string& s, std::string_view part) { return s.find(part) != std::string::npos; }

/// No renderer lets a control character, an escape sequence or a bidi control through.
void expect_inert(const std::string& s) {
  for (const char c : s) ASSERT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20) << "control character";
  EXPECT_FALSE(has(s, "\xE2\x80\xAE"));
  EXPECT_EQ(find_invalid_utf8(s), std::string::npos);
}

TEST(Terminal, NamesEveryOutletItsCopiesAndDenials) {
  const Fixture f;
  const std::string out = terminal_dossier(f.dossier(), {});
  for (const char* outlet : {"Osprey Wire", "The Fen Courier", "Marsh Weekly", "Ministry of Works"}) EXPECT_TRUE(has(out, outlet)) << outlet;
  EXPECT_TRUE(has(out, "Reported by 5 · rests on 3 · 1 unknown · denied by 1"));
  EXPECT_TRUE(has(out, "verbatim copy, 100 % of its words"));
  EXPECT_TRUE(has(out, "folded, 2 copies: The Fen Courier (verbatim copy), Osprey Wire (update)"));
  EXPECT_TRUE(has(out, "DENIED BY"));
  EXPECT_TRUE(has(out, "The ministry rejects: “all allegations about the quarry”"));
  EXPECT_TRUE(has(out, "names nobody"));
  EXPECT_TRUE(has(out, "1 file could not be read"));
  EXPECT_FALSE(has(out, "confirmed"));
  expect_inert(out);
}

TEST(Terminal, ShowsHowManyAndWhoGivesIt) {
  const Fixture f;
  const std::string out = terminal_dossier(f.dossier(), {.columns = 400});
  EXPECT_NE(out.find("people, killed: at least 11 (Osprey Wire, 6 May 2031, 06:00, and 1 more) · 11 (Marsh Weekly, 8 May 2031)"), std::string::npos) << out;
  EXPECT_NE(out.find("Osprey Wire, 6 May 2031, 06:00, paragraph 1, said on 5 May 2031"), std::string::npos);
  EXPECT_NE(out.find("1,234,567.5 to "), std::string::npos);
}

TEST(Terminal, KeepsToItsWidth) {
  const Fixture f;
  for (const unsigned columns : {40u, 80u, 110u}) {
    TerminalStyle style;
    style.columns = columns;
    const std::string out = terminal_dossier(f.dossier(), style);
    for (std::size_t from = 0; from < out.size();) {
      const auto to = out.find('\n', from);
      EXPECT_LE(display_width(out.substr(from, to - from)), columns) << out.substr(from, to - from);
      from = to + 1;
    }
  }
}

TEST(Terminal, ColoursOnlyWhenAsked) {
  const Fixture f;
  TerminalStyle style;
  style.colour = true;
  const std::string coloured = terminal_dossier(f.dossier(), style);
  EXPECT_TRUE(has(coloured, "\x1b[1m"));
  EXPECT_EQ(occurrences(coloured, "\x1b[0m") * 2, occurrences(coloured, "\x1b["));
  std::string plain = coloured;  // without its colours it says the very same
  for (auto at = plain.find('\x1b'); at != std::string::npos; at = plain.find('\x1b', at)) plain.erase(at, plain.find('m', at) - at + 1);
  EXPECT_EQ(plain, terminal_dossier(f.dossier(), {}));
}

TEST(Terminal, LimitsClaimsAndSaysSo) {
  Fixture f;
  f.model.claims.push_back(f.model.claims[0]);
  TerminalStyle style;
  style.max_claims = 1;
  EXPECT_TRUE(has(terminal_dossier(f.dossier(), style), "and 1 more (--claims 0 shows all)"));
  style.max_claims = 0;
  EXPECT_FALSE(has(terminal_dossier(f.dossier(), style), " more (--claims"));
}

TEST(Terminal, DrawsOneDocumentAsATree) {
  Fixture f;
  f.readings = {f.readings[0]};
  f.readings[0].attributions[1].parent = 0;
  f.readings[0].attributions[1].stance = Stance::denies;
  f.model = {};
  f.model.agent_of = {{0, 0}};
  const std::string out = terminal_dossier(f.dossier(), {});
  EXPECT_TRUE(has(out, "a former guard says · paragraph 1"));
  EXPECT_TRUE(has(out, "└─ a former guard ✗ DENIES · paragraph 2")) << out;
  expect_inert(out);
}

TEST(Html, EscapesAndNeverRuns) {
  const Fixture f;
  const std::string out = html_dossier(f.dossier());
  EXPECT_EQ(occurrences(out, "<script"), 2u) << "the check, and what it compares with";
  EXPECT_TRUE(has(out, "&lt;script&gt;alert(1)&lt;/script&gt;"));
  EXPECT_FALSE(has(out, " style="));
  EXPECT_FALSE(has(out, " src="));
  EXPECT_FALSE(has(out, "href=\"http"));
  EXPECT_FALSE(has(out, "url("));
  EXPECT_TRUE(has(out, "default-src 'none'; style-src 'sha256-"));
  EXPECT_FALSE(has(out, "scan<1>.pdf"));
  expect_inert(out);
}

TEST(Html, ThePolicyAllowsItsOwnStyle) {
  EXPECT_EQ(csp_hash(""), "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
}

/// Every tag is closed, every link leads to one place.
void expect_sound(const std::string& page) {
  for (const char* tag : {"ul", "ol", "li", "section", "article", "details", "figure", "div", "p", "span", "bdi", "blockquote", "main", "nav", "dl", "a", "mark"}) {
    const std::string name = tag;
    EXPECT_EQ(occurrences(page, "<" + name + ">") + occurrences(page, "<" + name + " "), occurrences(page, "</" + name + ">")) << tag;
  }
  for (auto at = page.find("href=\"#"); at != std::string::npos; at = page.find("href=\"#", at + 1)) {
    const std::string target = page.substr(at + 7, page.find('"', at + 7) - at - 7);
    EXPECT_EQ(occurrences(page, "id=\"" + target + "\""), 1u) << target;
  }
}

TEST(Html, ShowsHowManyAndWhoGivesIt) {
  const Fixture f;
  const std::string out = html_dossier(f.dossier());
  EXPECT_NE(out.find("people, killed</bdi></td><td>at least 11</td>"), std::string::npos);
  EXPECT_NE(out.find("said on 5 May 2031"), std::string::npos);
}

TEST(Html, IsSound) {
  const Fixture f;
  expect_sound(html_dossier(f.dossier()));
}

TEST(Html, OfOneDocumentIsSoundToo) {
  Fixture f;
  f.readings = {f.readings[3]};
  f.model = {};
  f.model.agent_of = {{-1}};
  f.model.relies = {{0, -1, -1, {}}};
  const std::string page = html_dossier(f.dossier());
  expect_sound(page);
  EXPECT_TRUE(has(page, "<mark>I counted eleven</mark>"));
}

TEST(Html, ShowsWordsFootnotesTreeAndDenial) {
  const Fixture f;
  const std::string out = html_dossier(f.dossier());
  EXPECT_TRUE(has(out, "<mark>Eleven people died in the quarry at Sorrel</mark>, <b>a former guard</b> <i>said</i>"));
  EXPECT_TRUE(has(out, "paragraph 1</a>, characters <span class=\"at\">37–79</span>"));
  EXPECT_TRUE(has(out, f.readings[0].document.sha256));
  EXPECT_TRUE(has(out, "Sourcing tree"));
  EXPECT_TRUE(has(out, "✗ Denied by"));
  EXPECT_TRUE(has(out, "a denial of several things at once"));
  EXPECT_TRUE(has(out, "2 copies folded"));
  EXPECT_TRUE(has(out, "“a former guard said”</bdi></span>")) << "the words that justify an edge of the sourcing tree";
}

TEST(Markdown, EscapesMarkupOfDocuments) {
  const Fixture f;
  const std::string out = markdown_dossier(f.dossier());
  EXPECT_TRUE(has(out, "\\<script\\>"));
  EXPECT_TRUE(has(out, "\\*md\\* \\[x\\](y) \\`code\\`"));
  EXPECT_TRUE(has(out, "Reported by 5 · rests on 3"));
  EXPECT_TRUE(has(out, "[^1]: Osprey Wire"));
  expect_inert(out);
}

TEST(JsonDossier, IsCompleteAndCountsCodePoints) {
  const Fixture f;
  const json out = json::parse(json_dossier(f.dossier()));
  EXPECT_EQ(out["documents"].size(), 6u);
  EXPECT_EQ(out["claims"][0]["headline"], "Reported by 5 · rests on 3 · 1 unknown · denied by 1");
  EXPECT_EQ(out["derived"][0]["passages"][0]["words"], 3);
  EXPECT_EQ(out["relies"][1]["to"], nullptr);
  EXPECT_EQ(out["attributions"][0]["rule"], "test");
  EXPECT_EQ(out["not_seen"]["failures"][0]["path"], "inbox/scan<1>.pdf");
}

TEST(ExportJson, HasTheFormOfTheCaseFormat) {
  const Fixture f;
  const json out = json::parse(export_json(f.readings, f.model));
  for (const char* key : {"documents", "agents", "attributions", "claims", "denials", "figures", "timeline"}) EXPECT_TRUE(out.contains(key)) << key;
  EXPECT_EQ(out["documents"][1]["derived_from"], json::parse(R"([{"document":"d1","how":"verbatim"}])"));
  EXPECT_EQ(out["documents"][3]["reports_on"], json::parse(R"(["d1"])"));
  EXPECT_EQ(out["documents"][0]["agency"], nullptr);
  EXPECT_EQ(out["documents"][0]["withdrawn"], false);
  EXPECT_EQ(out["figures"][0]["series"][1], json::parse(R"({"attribution":"d2.0","own_voice":false,"document":"d2","span":[0,6],"bound":"at_least",
      "value":11.0,"low":11.0,"high":null,"unit":"people","as_of":null,"as_of_stated":false,"agent":null,"claim":"c4f2e1000000","root":"r1",
      "stand":"first","to":null,"superseded":false,"why":null})"));
  EXPECT_EQ(out["timeline"][0]["kind"], "said");
  const json& guard = out["attributions"][0];
  EXPECT_EQ(guard["content"], json::parse("[[37,79]]"));
  EXPECT_EQ(guard["agent"], "aguard");
  EXPECT_EQ(guard["parent"], nullptr);
  EXPECT_EQ(guard["said"], "2031-05-05");
  // The curly quotation marks before these words are three bytes each and one code point.
  const json names = out["attributions"][1]["content"][0];
  EXPECT_EQ(names[1].get<int>() - names[0].get<int>(), 29);
  EXPECT_EQ(out["claims"][0]["members"][3], json::parse(R"({"attribution":"d3.1","side":"supports","root":"r3"})"));
  EXPECT_EQ(out["claims"][0]["roots"][2]["agent"], nullptr);
  EXPECT_EQ(out["claims"][0]["roots"][2]["why"][0], "“widely reported” names nobody");
  EXPECT_EQ(out["claims"][0]["independent"], json::parse(R"({"supporting":3,"supporting_unknown":1,"denying":1,"denying_unknown":0})"));
  EXPECT_EQ(out["denials"][0], json::parse(R"({"attribution":"d5.0","claims":["c4f2e1000000"],"later":[],"may_cover":[]})"));
}

TEST(Explain, TakesShortIdsOfClaimsDocumentsAndAttributions) {
  const Fixture f;
  const Dossier d = f.dossier();
  const auto claim = explain(d, "c4f2e1", {});
  ASSERT_TRUE(claim);
  EXPECT_TRUE(has(*claim, "counted once: both copies are the wire's text"));
  EXPECT_TRUE(has(*claim, "13 of its 13 words are the wire's"));
  EXPECT_TRUE(has(*claim, "A denial that covers 1 claim"));
  const auto document = explain(d, "d4", {});
  ASSERT_TRUE(document);
  EXPECT_TRUE(has(*document, "Relies on Osprey Wire"));
  const auto attribution = explain(d, "d4.0", {});
  ASSERT_TRUE(attribution);
  EXPECT_TRUE(has(*attribution, "found by test with confidence 0.50"));
  EXPECT_EQ(json::parse(*explain_json(d, "d4.0"))["claims"].size(), 1u);
  EXPECT_EQ(explain(d, "c4f2", {}).error().kind, ErrorKind::usage);
  EXPECT_EQ(explain(d, "zz", {}).error().kind, ErrorKind::usage);
  EXPECT_EQ(explain(d, "d4.9", {}).error().line(), "document d4 has no attribution 9; they are numbered 0 to 0");
  EXPECT_EQ(explain(d, "", {}).error().kind, ErrorKind::usage);
}

TEST(Reports, OfNothingAreStillReports) {
  const CaseModel none;
  const Dossier d{{}, none, {}, "empty.stemma", "0", "0", "", ""};
  EXPECT_TRUE(has(terminal_dossier(d, {}), "0 documents"));
  EXPECT_TRUE(has(html_dossier(d), "</html>"));
  EXPECT_FALSE(markdown_dossier(d).empty());
  EXPECT_TRUE(json::parse(json_dossier(d))["documents"].empty());
}

}  // namespace
}  // namespace stemma::report
