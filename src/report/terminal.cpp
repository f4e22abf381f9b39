#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "base/utf8.h"
#include "report/phrases.h"
#include "report/terminal_parts.h"

namespace stemma::report {

TerminalDossier::TerminalDossier(const Dossier& dossier, const TerminalStyle& style)
    : d(dossier), paper(style), genealogy(dossier), figure_lines(dossier), edit_lines(dossier), id_length(short_id(dossier)) {}

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

void TerminalDossier::and_more(std::string_view indent, std::size_t all, std::size_t shown) {
  if (shown < all) paper.paragraph(indent, indent, {{fmt::format("and {} more (--claims 0 shows all)", all - shown), Ink::dim}});
}

void TerminalDossier::family(std::span<const std::uint32_t> documents, std::size_t limit) {
  auto rows = genealogy.tree(documents);
  const std::size_t all = rows.size();
  if (limit > 0 && all > limit) rows.resize(limit);
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
    if (row.depth == 0 && &row != &rows.front()) paper.blank();
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
  and_more("   ", all, rows.size());
}

void TerminalDossier::absent(const AbsentText& a) {
  paper.paragraph("", "  ", {{fmt::format("A text of {}", printable(a.issuer)), Ink::bold}, {" · not in this case", Ink::unknown},
                             {a.no_later.empty() ? "" : fmt::format(" · out by {}", when(a.no_later))},
                             {fmt::format(" · printed by {}", count(a.children.size(), "document", "documents"))}});
  reasons("  ", a.why, 3);
}

void TerminalDossier::families(std::size_t limit) {
  paper.heading("Who copied whom");
  std::vector<std::span<const std::uint32_t>> largest_first(d.model.families.begin(), d.model.families.end());
  std::stable_sort(largest_first.begin(), largest_first.end(), [](auto a, auto b) { return a.size() > b.size(); });
  std::vector<bool> placed(d.readings.size(), false);
  for (std::size_t i = 0; i < largest_first.size(); ++i) {
    for (const std::uint32_t document_of : largest_first[i]) placed[document_of] = true;
    if (limit > 0 && i >= limit) continue;
    paper.blank();
    for (const AbsentText& a : d.model.absent)
      if (std::find(largest_first[i].begin(), largest_first[i].end(), a.children.front()) != largest_first[i].end()) absent(a);
    family(largest_first[i], limit * 4);
  }
  if (limit > 0 && largest_first.size() > limit) paper.blank();
  and_more("", largest_first.size(), limit > 0 ? std::min(limit, largest_first.size()) : largest_first.size());
  std::string alone;
  std::size_t all = 0, shown = 0;
  for (std::uint32_t i = 0; i < d.readings.size(); ++i) {
    if (placed[i]) continue;
    ++all;
    if (limit > 0 && shown >= limit * 8) continue;
    alone += (alone.empty() ? "" : "; ") + signature(document(d, i));
    ++shown;
  }
  for (const KinHint& h : d.model.hints) {
    paper.blank();
    paper.paragraph("", "  ", {{fmt::format("{}: ", h.strong ? "Probably one report told twice" : "Perhaps one report told twice"), Ink::bold},
                               {fmt::format("{}; {}", signature(document(d, h.a)), signature(document(d, h.b)))}, {" (counted apart)", Ink::dim}});
    reasons("  ", h.why, 0);
  }
  if (all == 0) return;
  paper.blank();
  paper.line({{d.model.families.empty() ? "No text was taken from another. Documents: " : "Texts of their own: ", Ink::bold}, {alone}});
  and_more("", all, shown);
}

void TerminalDossier::reliance(std::size_t limit) {
  if (d.model.relies.empty()) return;
  paper.heading("Who takes it from whom, in words only");
  paper.blank();
  const auto relied_on = reliances(d);
  const std::size_t shown = limit == 0 ? relied_on.size() : std::min(limit, relied_on.size());
  for (const Reliance& one : std::span(relied_on).first(shown)) {
    if (one.to >= 0) paper.paragraph("", "  ", {{signature(document(d, static_cast<std::uint32_t>(one.to))), Ink::bold}, {", relied on by"}});
    else paper.paragraph("", "  ", {{(one.outlet >= 0 ? agent_words(d.model, one.outlet) : std::string("A report")) + " (not in this case)", Ink::unknown}, {", relied on by"}});
    const std::size_t named = limit == 0 ? one.from.size() : std::min(limit * 2, one.from.size());
    for (const ReliesOn* r : std::span(one.from).first(named)) {
      std::vector<Run> runs{{signature(document(d, r->from))}};
      if (!r->why.empty() && !r->why.front().span.empty()) {
        const Document& from = document(d, r->why.front().document);
        runs.push_back({fmt::format(": {} ({})", quoted(words(from, r->why.front().span, 100)), place(from, r->why.front().span.begin)), Ink::dim});
      }
      paper.paragraph("  ← ", "      ", runs);
    }
    and_more("    ", one.from.size(), named);
  }
  and_more("", relied_on.size(), shown);
}

void TerminalDossier::edit_head(std::string_view indent, const CaptureEdit& e) {
  paper.paragraph(indent, std::string(indent) + "  ",
                  {{captures_words(e, document(d, e.before), document(d, e.after)), Ink::bold},
                   {": " + notice_words(e), e.notice.empty() ? Ink::deny : Ink::plain},
                   {fmt::format(" [{} {}]", short_of(document(d, e.before).id), short_of(document(d, e.after).id)), Ink::dim}});
  if (!e.notice.empty()) paper.paragraph(std::string(indent) + "  ", std::string(indent) + "  ", {{quoted(words(document(d, e.after), e.notice, 160)), Ink::dim}});
}

void TerminalDossier::edit(std::string_view indent, const SayingEdit& s) {
  std::vector<Run> runs{{fmt::format("{}: ", words(s.kind)), Ink::bold}};
  for (const Reason& r : s.why)
    runs.push_back({fmt::format("{}{}", &r == s.why.data() ? "" : " → ", quoted(words(document(d, r.document), r.span, 200)))});
  paper.paragraph(indent, std::string(indent) + "  ", runs);
}

void TerminalDossier::edits(std::size_t limit) {
  if (d.model.edits.empty()) return;
  paper.heading("What pages changed from one capture to the next");
  const std::size_t shown = limit == 0 ? d.model.edits.size() : std::min(limit, d.model.edits.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const CaptureEdit& e = d.model.edits[i];
    paper.blank();
    edit_head("", e);
    for (const SayingEdit& s : e.sayings) edit("  ", s);
    std::size_t lone = 0;
    for (const SentenceEdit& s : e.sentences) lone += s.kind != EditKind::reworded;
    paper.paragraph("  ", "    ", {{fmt::format("{}, {} of them new or gone", count(e.sentences.size(), "sentence differs", "sentences differ"), lone), Ink::dim}});
  }
  if (shown < d.model.edits.size()) paper.blank();
  and_more("", d.model.edits.size(), shown);
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
  if (unseen.days_disputed > 0)
    item(fmt::format("{} more than one day of publication, so their place in the order is unsure (stemma read names the days).", count(unseen.days_disputed, "page states", "pages state")));
  for (const auto& [flaw, n] : unseen.flaws) item(flawed(flaw, n) + ".");
  item("Reports that nobody put into the case. The counts hold for these documents only, and say who reports a thing, not whether it is so.");
}

void TerminalDossier::custody() {
  if (d.custody.empty()) return;
  const CustodyEntry& last = d.custody.back();
  paper.heading("Custody");
  paper.blank();
  paper.paragraph("", "", {{fmt::format("{} in the log, the last of {} UTC; its head is {}.", count(d.custody.size(), "entry", "entries"), last.at.substr(0, 16), last.hash)}});
  for (const Stamp& s : d.stamps)
    paper.paragraph("- ", "  ", {{fmt::format("{} over entry {}, of {}", s.kind == "ed25519" ? "signature" : "time stamp", s.seq, s.at.substr(0, 16))}});
  paper.paragraph("", "", {{"stemma log CASE DOCUMENT tells what was done to a document, stemma verify CASE checks all of it.", Ink::dim}});
}

std::string terminal_dossier(const Dossier& dossier, const TerminalStyle& style) {
  TerminalDossier t(dossier, style);
  t.header();
  if (dossier.readings.size() == 1) {
    t.document_tree(0);
  } else {
    t.claims(style.max_claims);
    t.families(style.max_claims);
    t.edits(style.max_claims);
    t.reliance(style.max_claims);
  }
  t.blind();
  t.custody();
  return t.paper.take();
}

}  // namespace stemma::report
