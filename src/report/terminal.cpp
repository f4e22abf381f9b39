#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/utf8.h"
#include "report/phrases.h"
#include "report/terminal_parts.h"

namespace stemma::report {

TerminalDossier::TerminalDossier(const Dossier& dossier, const TerminalStyle& style)
    : d(dossier), paper(style), genealogy(dossier), id_length(short_id(dossier)) {}

void TerminalDossier::header() {
  std::size_t attributions = 0;
  for (const Reading& r : d.readings) attributions += r.attributions.size();
  paper.line({{printable(d.case_name), Ink::bold}});
  paper.line({{fmt::format("{} from {} · {} · {} · {}", count(d.readings.size(), "document", "documents"),
                           count(outlets(d).size(), "outlet", "outlets"), count(attributions, "attribution", "attributions"),
                           count(d.model.claims.size(), "claim", "claims"), count(d.model.denials.size(), "denial", "denials"))}});
  const Blind unseen = blind_spots(d);
  std::string gaps;
  const auto gap = [&](const std::string& text) { gaps += (gaps.empty() ? "" : " · ") + text; };
  if (!d.failures.empty()) gap(count(d.failures.size(), "file could not be read", "files could not be read"));
  for (const auto& [language, n] : unseen.languages) gap(fmt::format("{} in {}, not read", count(n, "document", "documents"), language));
  if (!gaps.empty()) paper.line({{gaps, Ink::unknown}});
}

void TerminalDossier::reasons(std::string_view indent, const std::vector<Reason>& why, std::size_t limit) {
  const auto some = distinct(why);
  const std::size_t shown = limit == 0 ? some.size() : std::min(limit, some.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const Reason& r = *some[i];
    std::string text = "why: " + printable(squeeze(r.text));
    if (!r.span.empty()) {
      const Document& from = document(d, r.document);
      text += fmt::format(" — {} ({}, {})", quoted(words(from, r.span, 90)), outlet(from), place(from, r.span.begin));
    }
    paper.paragraph(indent, std::string(indent) + "     ", {{text, Ink::dim}});
  }
  if (shown < some.size()) paper.paragraph(indent, indent, {{fmt::format("and {}", count(some.size() - shown, "more reason", "more reasons")), Ink::dim}});
}

void TerminalDossier::quote(std::string_view indent, AttributionRef ref, std::size_t columns) {
  const Document& from = document(d, ref.document);
  const Attribution& a = attribution(d, ref);
  const std::string who = introduction(from, a);
  const bool denial = a.stance == Stance::denies;
  std::vector<Run> runs;
  if (!who.empty()) runs.push_back({who + ": ", Ink::source});
  runs.push_back({quoted(words(from, a.content, columns)), denial ? Ink::deny : Ink::plain});
  paper.paragraph(indent, indent, runs);
}

void TerminalDossier::family(std::span<const std::uint32_t> documents) {
  const auto rows = genealogy.tree(documents);
  std::vector<bool> open(TreeRow::max_depth + 1, false);  // a line goes on at this level
  for (const TreeRow& row : rows) {
    std::string stem, below;
    for (std::uint32_t level = 1; level < row.depth; ++level) stem += open[level] ? "│  " : "   ";
    below = stem;
    if (row.depth > 0) {
      open[row.depth] = !row.last;
      stem += row.last ? "└─ " : "├─ ";
      below += row.last ? "   " : "│  ";
    }
    const Document& doc = document(d, row.node);
    std::vector<Run> runs{{signature(doc), Ink::bold}};
    const auto& edges = genealogy.edges(row.node);
    if (row.depth > 0)
      runs.push_back({fmt::format(" · {}, {} of its words", words(edges[0]->how), percent(edges[0]->child_covered)), Ink::plain});
    if (row.node < d.model.withdrawn.size() && d.model.withdrawn[row.node]) runs.push_back({" · WITHDRAWN", Ink::deny});
    runs.push_back({" [" + short_of(doc.id) + "]", Ink::dim});
    paper.paragraph(stem, below + "  ", runs);
    if (row.depth == 0) {
      if (!doc.title.empty()) paper.paragraph("   ", "   ", {{ellipsize(printable(squeeze(doc.title.value)), 200), Ink::plain}});
      continue;
    }
    reasons(below + "  ", edges[0]->why, 2);
    for (std::size_t k = 1; k < edges.size(); ++k)
      paper.paragraph(below + "  ", below + "  ", {{fmt::format("also {} of {}, {} of its words", words(edges[k]->how),
                      signature(document(d, edges[k]->parent)), percent(edges[k]->child_covered)), Ink::dim}});
  }
}

void TerminalDossier::families() {
  paper.heading("Who copied whom");
  std::set<std::uint32_t> placed;
  for (const auto& family_of : d.model.families) {
    paper.blank();
    family(family_of);
    placed.insert(family_of.begin(), family_of.end());
  }
  std::string alone;
  for (std::uint32_t i = 0; i < d.readings.size(); ++i)
    if (!placed.contains(i)) alone += (alone.empty() ? "" : "; ") + signature(document(d, i));
  if (alone.empty()) return;
  paper.blank();
  paper.line({{d.model.families.empty() ? "No text was taken from another. Documents: " : "Texts of their own: ", Ink::bold}, {alone}});
}

void TerminalDossier::reliance() {
  if (d.model.relies.empty()) return;
  paper.heading("Who takes it from whom, in words only");
  paper.blank();
  for (const Reliance& one : reliances(d)) {
    if (one.to >= 0) paper.paragraph("", "  ", {{signature(document(d, static_cast<std::uint32_t>(one.to))), Ink::bold}, {", relied on by"}});
    else paper.paragraph("", "  ", {{(one.outlet >= 0 ? agent_words(d.model, one.outlet) : std::string("A report")) + " (not in this case)", Ink::unknown}, {", relied on by"}});
    for (const ReliesOn* r : one.from) {
      std::vector<Run> runs{{signature(document(d, r->from))}};
      if (!r->why.empty() && !r->why.front().span.empty()) {
        const Document& from = document(d, r->why.front().document);
        runs.push_back({fmt::format(": {} ({})", quoted(words(from, r->why.front().span, 100)), place(from, r->why.front().span.begin)), Ink::dim});
      }
      paper.paragraph("  ← ", "      ", runs);
    }
  }
}

void TerminalDossier::blind() {
  paper.heading("What this dossier cannot see");
  paper.blank();
  const Blind unseen = blind_spots(d);
  const auto item = [&](const std::string& text) { paper.paragraph("- ", "  ", {{text}}); };
  for (const auto& [language, n] : unseen.languages)
    item(fmt::format("{} in {}: kept, searched and compared as text, but who says what in them is not read.",
                     count(n, "document is", "documents are"), language));
  for (const Failure& f : d.failures) item(fmt::format("{}: not read: {}", printable(f.path), printable(squeeze(f.what))));
  if (unseen.silent > 0) item(fmt::format("No attribution was found in {}.", count(unseen.silent, "document", "documents")));
  if (unseen.not_seen > 0) item(fmt::format("{} not in this case.", count(unseen.not_seen, "report that is relied on is", "reports that are relied on are")));
  if (unseen.claims_untraced > 0) item(fmt::format("{} whose origin nobody names; such origins are never counted as sources.", count(unseen.claims_untraced, "claim has members", "claims have members")));
  if (unseen.undated > 0) item(fmt::format("{} no date: their place in the order is a guess.", count(unseen.undated, "document gives", "documents give")));
  item("Reports that nobody put into the case. The counts hold for these documents only, and say who reports a thing, not whether it is so.");
}

std::string terminal_dossier(const Dossier& dossier, const TerminalStyle& style) {
  TerminalDossier t(dossier, style);
  t.header();
  if (dossier.readings.size() == 1) {
    t.document_tree(0);
  } else {
    t.families();
    t.reliance();
    t.claims(style.max_claims);
  }
  t.blind();
  return t.paper.take();
}

}  // namespace stemma::report
