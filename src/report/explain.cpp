#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "report/find.h"
#include "report/phrases.h"
#include "report/terminal_parts.h"

namespace stemma::report {
namespace {

void explain_claim(TerminalDossier& t, const Claim& claim) {
  t.card(claim, 0, true);
  t.paper.blank();
  t.paper.paragraph("     ", "     ", {{headline_explained(claim)}});
  for (const Denial& denial : t.d.model.denials) {
    const auto& covered = denial.claims;
    const auto index = static_cast<std::uint32_t>(&claim - t.d.model.claims.data());
    for (const Denial::Later& l : denial.later) {
      if (l.claim != index) continue;
      t.paper.blank();
      t.paper.paragraph("     ", "     ", {{"Denied, and said later by the same speaker:", Ink::deny}});
      t.quote("       ", denial.attribution, 4000);
      t.quote("       ", l.attribution, 4000);
      t.reasons("       ", {l.why}, 0);
    }
    const auto at = std::find(covered.begin(), covered.end(), index);
    if (!denial.blanket || at == covered.end()) continue;
    t.paper.blank();
    t.paper.paragraph("     ", "     ", {{fmt::format("A denial that covers {}:", count(covered.size(), "claim", "claims")), Ink::deny}});
    t.quote("       ", denial.attribution, 4000);
    const auto k = static_cast<std::size_t>(at - covered.begin());
    if (k < denial.why.size()) t.reasons("       ", {denial.why[k]}, 0);
  }
}

/// The claims to which attributions belong that satisfy `of_ours`.
template <class Test>
void claims_with(TerminalDossier& t, Test of_ours) {
  bool any = false;
  for (const Claim& claim : t.d.model.claims) {
    for (const ClaimMember& m : claim.members) {
      if (!of_ours(m.attribution)) continue;
      if (!any) t.paper.heading("Claims that it belongs to");
      any = true;
      t.paper.blank();
      t.paper.paragraph("", "  ", {{quoted(title(claim, 200)), Ink::bold}, {" [" + t.short_of(claim.id) + "]", Ink::dim}});
      const std::string root = m.root < 0 ? "" : printable(squeeze(claim.roots[static_cast<std::size_t>(m.root)].label));
      t.paper.paragraph("  ", "  ", {{headline(claim)}, {fmt::format(" · {}{}", name(m.side), root.empty() ? "" : ", resting on " + root)}});
      t.reasons("  ", m.why, 0);
      break;
    }
  }
  if (any) return;
  t.paper.blank();
  t.paper.line({{"It belongs to no claim."}});
}

void explain_document(TerminalDossier& t, std::uint32_t index) {
  const Document& doc = document(t.d, index);
  t.paper.line({{signature(doc), Ink::bold}, {" [" + doc.id + "]", Ink::dim}});
  t.paper.line({{printable(doc.path)}});
  t.paper.line({{"SHA-256 " + doc.sha256, Ink::dim}});
  for (const std::string& w : doc.warnings) t.paper.paragraph("! ", "  ", {{printable(squeeze(w)), Ink::unknown}});
  for (const auto& family : t.d.model.families) {
    if (std::find(family.begin(), family.end(), index) == family.end()) continue;
    t.paper.heading("Its family: who copied whom");
    t.paper.blank();
    t.family(family, 0);
  }
  for (const auto& page : t.d.model.captures) {
    if (std::find(page.begin(), page.end(), index) == page.end()) continue;
    t.paper.heading("Captures of one page: one report");
    t.paper.blank();
    for (const std::uint32_t c : page) t.paper.line({{signature(document(t.d, c))}, {" [" + document(t.d, c).id + "]", Ink::dim}});
  }
  for (const CaptureEdit& e : t.d.model.edits) {
    if (e.before != index && e.after != index) continue;
    t.paper.blank();
    t.edit_head("", e);
    t.reasons("  ", e.why, 0);
    for (const SayingEdit& s : e.sayings) t.edit("  ", s);
    for (const SentenceEdit& s : e.sentences) {
      if (!s.before.empty()) t.paper.paragraph("  - ", "    ", {{words(document(t.d, e.before), s.before, 400), Ink::deny}});
      if (!s.after.empty()) t.paper.paragraph("  + ", "    ", {{words(document(t.d, e.after), s.after, 400), Ink::support}});
    }
  }
  for (const ReliesOn& r : t.d.model.relies) {
    if (r.from != index) continue;
    const std::string whom = r.to >= 0 ? signature(document(t.d, static_cast<std::uint32_t>(r.to))) : agent_words(t.d.model, r.outlet) + " (not in this case)";
    t.paper.paragraph("", "  ", {{"Relies on "}, {whom, Ink::bold}});
    t.reasons("  ", r.why, 0);
  }
  t.document_tree(index);
  claims_with(t, [&](AttributionRef r) { return r.document == index; });
}

/// From the first to the last word of source, cue and content.
ByteSpan whole(const Attribution& a) {
  ByteSpan all = a.content.front();
  for (const Spans* spans : {&a.source, &a.cue, &a.content})
    for (const ByteSpan s : *spans) all = {std::min(all.begin, s.begin), std::max(all.end, s.end)};
  return all;
}

void explain_attribution(TerminalDossier& t, AttributionRef ref) {
  const Document& doc = document(t.d, ref.document);
  const Attribution& a = attribution(t.d, ref);
  t.paper.line({{signature(doc), Ink::bold}, {", " + place(doc, a.content.front().begin)}, {" [" + attribution_id(t.d, ref) + "]", Ink::dim}});
  t.quote("  ", ref, 4000);
  if (const std::string where = original_place(doc, whole(a)); !where.empty()) t.paper.paragraph("  ", "  ", {{where, Ink::dim}});
  std::string facts = fmt::format("{}{}, source: {}", a.negated ? "negated: " : "", words(a.stance), name(a.source_kind));
  if (a.agent >= 0) facts += ", " + agent_words(t.d.readings[ref.document], a.agent);
  if (!a.said.empty()) facts += ", said " + when(a.said);
  t.paper.paragraph("  ", "  ", {{facts}});
  t.paper.paragraph("  ", "  ", {{fmt::format("found by {} with confidence {:.2f}", a.rule, a.confidence), Ink::dim}});
  for (const SourceLink& link : a.links)
    t.paper.paragraph("  ← ", "    ", {{words(doc, link.span), Ink::source}, {fmt::format(" ({})", quoted(words(doc, link.cue)))}});
  if (a.parent >= 0) {
    t.paper.paragraph("  ", "  ", {{"It stands inside the words of:"}});
    t.quote("    ", {ref.document, static_cast<std::uint32_t>(a.parent)}, 400);
  }
  claims_with(t, [&](AttributionRef r) { return r == ref; });
}

}  // namespace

Result<std::string> explain(const Dossier& d, const std::string& id, const TerminalStyle& style) {
  const auto named = find(d, id);
  if (!named) return tl::unexpected(named.error());
  TerminalDossier t(d, style);
  if (const auto* claim = std::get_if<ClaimIndex>(&*named)) explain_claim(t, d.model.claims[claim->value]);
  else if (const auto* doc = std::get_if<DocumentIndex>(&*named)) explain_document(t, doc->value);
  else explain_attribution(t, std::get<AttributionRef>(*named));
  return t.paper.take();
}

}  // namespace stemma::report
