#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "report/phrases.h"
#include "report/terminal_parts.h"

namespace stemma::report {
namespace {

constexpr std::size_t quote_columns = 280;  // what a reader takes in at a glance; `stemma why` gives all of it

}  // namespace

void TerminalDossier::strand(const Strand& s, bool all) {
  const Carrier& lead = s.carriers.front();
  const ClaimMember& member = *lead.members.front();
  const Document& doc = document(d, lead.document);
  const Attribution& a = attribution(d, member.attribution);
  std::vector<Run> runs{{signature(doc), Ink::bold}, {", " + place(doc, a.content.empty() ? 0 : a.content.front().begin) + said_on(doc, a)}};
  runs.push_back({" [" + short_of(doc.id) + "]", Ink::dim});
  paper.paragraph("       ", "         ", runs);
  const std::size_t shown = all ? lead.members.size() : 1;
  for (std::size_t i = 0; i < shown; ++i) quote("         ", lead.members[i]->attribution, all ? 4000 : quote_columns);
  const auto way = chain(d, member);
  if (way.size() > 1) {
    std::string text = way[0];
    for (std::size_t i = 1; i < way.size(); ++i) text += " ← " + way[i];
    paper.paragraph("         ", "           ", {{text, Ink::source}});
  }
  if (shown < lead.members.size())
    paper.paragraph("         ", "         ", {{fmt::format("and {} in the same text", count(lead.members.size() - shown, "more passage", "more passages")), Ink::dim}});
  if (all) reasons("         ", member.why, 0);
  if (s.carriers.size() == 1) return;
  std::string copies;
  for (std::size_t i = 1; i < s.carriers.size(); ++i) {
    const Carrier& c = s.carriers[i];
    copies += fmt::format("{}{} ({})", i == 1 ? "" : ", ", outlet(document(d, c.document)), c.edge ? words(c.edge->how) : "copy");
  }
  paper.paragraph("         ", "           ", {{fmt::format("folded, {}: ", count(s.carriers.size() - 1, "copy", "copies")), Ink::bold}, {copies}});
  if (!all) return;
  for (std::size_t i = 1; i < s.carriers.size(); ++i) {
    const Carrier& c = s.carriers[i];
    paper.paragraph("           ", "             ", {{signature(document(d, c.document)), Ink::bold}, {" [" + short_of(document(d, c.document).id) + "]", Ink::dim}});
    for (const ClaimMember* m : c.members) quote("             ", m->attribution, 4000);
    if (c.edge) reasons("             ", c.edge->why, 0);
    reasons("             ", c.members.front()->why, 0);
  }
}

void TerminalDossier::group(const RootGroup& g, Ink ink, std::string_view sign, bool all) {
  const Root& root = *g.root;
  std::string label = printable(squeeze(root.label));
  if (label.empty()) label = root.agent >= 0 ? agent_words(d.model, root.agent) : "nobody is named";
  std::vector<Run> runs{{label, ink}, {fmt::format(" · {}", words(root.kind))}};
  if (root.not_seen) runs.push_back({" · the report itself is not in this case", Ink::unknown});
  paper.paragraph(fmt::format("     {} ", sign), "       ", runs);
  for (const Strand& s : g.strands) strand(s, all);
  // A single reason that only names the speaker says nothing that the line above does not.
  if (all || root.why.size() > 1 || root.kind == RootKind::unknown || root.not_seen) reasons("       ", root.why, all ? 0 : 3);
}

void TerminalDossier::figures(const Claim& claim) {
  for (const FigureLine& line : figure_lines.of(claim)) {
    std::vector<Run> runs{{printable(squeeze(line.quantity)) + ": ", Ink::bold}};
    for (const FigureRow& row : line.rows) {
      runs.push_back({(runs.size() > 1 ? " · " : "") + figure_words(*row.figure)});
      runs.push_back({fmt::format(" ({}{}{}{})", signature(document(d, row.document)), row.more == 0 ? "" : fmt::format(", and {} more", row.more),
                                  row.stand.empty() ? "" : fmt::format("; {}", row.stand), row.superseded ? "; given up since" : ""), Ink::dim});
    }
    paper.paragraph("     ", "       ", runs);
  }
}

void TerminalDossier::card(const Claim& claim, std::size_t number, bool all) {
  const ClaimView view = arrange(genealogy, claim);
  paper.blank();
  const std::string first = fmt::format("{:>3}  ", number);
  paper.paragraph(number > 0 ? first : "     ", "     ", {{quoted(title(claim, 600)), Ink::bold}, {" [" + short_of(claim.id) + "]", Ink::dim}});
  paper.paragraph("     ", "     ", {{headline(claim), claim.independent.denying > 0 ? Ink::deny : Ink::support}});
  figures(claim);
  const auto section = [&](std::string_view title, const std::vector<RootGroup>& groups, Ink ink, std::string_view sign) {
    if (groups.empty()) return;
    paper.blank();
    paper.paragraph("     ", "     ", {{std::string(title), Ink::bold}});
    for (const RootGroup& g : groups) group(g, ink, sign, all);
  };
  section("On the word of", view.supporting, Ink::support, "●");
  section("Origin unknown, not counted as sources", view.unknown, Ink::unknown, "?");
  section("DENIED BY", view.denying, Ink::deny, "✗");
  section("Denied, origin unknown", view.denying_unknown, Ink::deny, "?");
  if (!view.neutral.empty()) {
    paper.blank();
    paper.paragraph("     ", "     ", {{"Neither says nor denies it", Ink::bold}});
    for (const Strand& s : view.neutral) strand(s, all);
  }
}

void TerminalDossier::single_claims(const std::vector<const Claim*>& singles, std::size_t limit) {
  if (singles.empty()) return;
  paper.heading(fmt::format("Said in one document only ({})", singles.size()));
  paper.blank();
  const std::size_t shown = limit == 0 ? singles.size() : std::min(limit, singles.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const Claim& c = *singles[i];
    const Document& doc = document(d, c.labelled_by.document);
    const std::string who = introduction(doc, attribution(d, c.labelled_by));
    paper.paragraph("- ", "  ", {{who.empty() ? "" : who + ": ", Ink::source}, {quoted(title(c, 200))},
                                 {fmt::format(" {}{}", outlet(doc), c.independent.supporting == 0 && c.reported_by > 0 ? ", origin unknown" : ""), Ink::dim},
                                 {" [" + short_of(c.id) + "]", Ink::dim}});
  }
  and_more("", singles.size(), shown);
}

void TerminalDossier::claims(std::size_t limit) {
  std::vector<const Claim*> cards, singles;
  for (const Claim& c : d.model.claims) (has_card(c) ? cards : singles).push_back(&c);
  paper.heading("Claims, most contested and most reported first");
  if (cards.empty()) {
    paper.blank();
    paper.line({{"No claim is passed on by two documents or denied by anybody."}});
  }
  const std::size_t shown = limit == 0 ? cards.size() : std::min(limit, cards.size());
  for (std::size_t i = 0; i < shown; ++i) card(*cards[i], i + 1, false);
  if (shown < cards.size()) paper.blank();
  and_more("", cards.size(), shown);
  single_claims(singles, limit);
}

void TerminalDossier::document_tree(std::uint32_t index) {
  const Reading& reading = d.readings[index];
  const Document& doc = reading.document;
  paper.heading(ellipsize(printable(squeeze(doc.title.empty() ? doc.path : doc.title.value)), 200));
  paper.line({{signature(doc) + (doc.agency.empty() ? "" : ", credits " + printable(squeeze(doc.agency.value)))}});
  paper.blank();
  if (reading.attributions.empty()) {
    paper.line({{is_read(doc.language) ? "No attribution was found in it." : "Its language is not read yet: " + language_name(doc.language) + "."}});
    return;
  }
  std::vector<std::int32_t> parent;
  for (const Attribution& a : reading.attributions) parent.push_back(a.parent);
  std::vector<bool> open(TreeRow::max_depth + 1, false);
  for (const TreeRow& row : forest(parent)) {
    const Attribution& a = reading.attributions[row.node];
    std::string stem, below;
    for (std::uint32_t level = 1; level < row.depth; ++level) stem += open[level] ? "│  " : "   ";
    below = stem;
    if (row.depth > 0) {
      open[row.depth] = !row.last;
      stem += row.last ? "└─ " : "├─ ";
      below += row.last ? "   " : "│  ";
    }
    std::string who = agent_words(reading, a.agent);
    if (who.empty()) who = a.source.empty() ? "Nobody named" : words(doc, a.source, 120);
    const bool vague = a.agent < 0 || reading.agents[static_cast<std::size_t>(a.agent)].vague;
    std::vector<Run> runs{{who, vague ? Ink::unknown : Ink::bold}, {" "}};
    if (a.rejected) runs.push_back({std::string(rejected_words), Ink::dim});
    else if (a.stance == Stance::denies && !a.negated) runs.push_back({"✗ DENIES", Ink::deny});
    else runs.push_back({a.negated ? fmt::format("({}, negated)", words(a.stance)) : std::string(words(a.stance))});
    runs.push_back({fmt::format(" · {}", place(doc, a.content.front().begin)), Ink::dim});
    paper.paragraph(stem, below + "  ", runs);
    quote(below + "  ", {index, row.node}, quote_columns);
    for (const SourceLink& link : a.links) {
      const std::string whom = link.agent >= 0 ? agent_words(reading, link.agent) : words(doc, link.span, 160);
      paper.paragraph(below + "  ", below + "    ", {{fmt::format("← {}: {}", name(link.kind) == "told" ? "through" : "on the word of", whom), Ink::source},
                      {fmt::format(" ({})", quoted(words(doc, link.cue, 80))), Ink::dim}});
    }
  }
}

}  // namespace stemma::report
