#include <fmt/format.h>

#include "base/utf8.h"
#include "report/html_parts.h"
#include "report/phrases.h"

namespace stemma::report {

void HtmlDossier::copies(const Strand& s) {
  if (s.carriers.size() == 1) return;
  std::string names;
  for (std::size_t i = 1; i < s.carriers.size(); ++i)
    names += fmt::format("{}{}", i == 1 ? "" : ", ", foreign(outlet(document(d_, s.carriers[i].document)), ""));
  out_ += fmt::format("<details class=\"copies\"><summary>{} folded: {}</summary>\n<ul>\n", count(s.carriers.size() - 1, "copy", "copies"), names);
  for (std::size_t i = 1; i < s.carriers.size(); ++i) {
    const Carrier& c = s.carriers[i];
    out_ += fmt::format("<li><p>{}", signed_link(c.document));
    // The evidence stands once, with the families: a dossier repeats no page of reasons in every claim.
    if (c.edge) out_ += fmt::format(": {}, {} of its words (<a href=\"#families\">why</a>)", words(c.edge->how), percent(c.edge->child_covered));
    out_ += "</p>\n";
    for (const ClaimMember* m : c.members) out_ += fmt::format("<p>{}</p>\n", brief(m->attribution));
    out_ += "</li>\n";
  }
  out_ += "</ul></details>\n";
}

void HtmlDossier::strand(const Strand& s) {
  const Carrier& lead = s.carriers.front();
  const ClaimMember& member = *lead.members.front();
  const Document& doc = document(d_, lead.document);
  out_ += fmt::format("<figure>\n<figcaption>{}, {}</figcaption>\n{}", signed_link(lead.document),
                      place(doc, attribution(d_, member.attribution).content.front().begin) + said_on(doc, attribution(d_, member.attribution)), quotation(member.attribution));
  const auto way = chain(d_, member);
  if (way.size() > 1) {
    out_ += "<p class=\"chain\"><span class=\"label\">On whose word: </span>";
    for (std::size_t i = 0; i < way.size(); ++i) out_ += (i == 0 ? "" : " <span aria-label=\"on the word of\">←</span> ") + foreign(way[i], "");
    out_ += "</p>\n";
  }
  if (lead.members.size() > 1) {
    out_ += fmt::format("<details><summary>{} in the same text</summary>\n", count(lead.members.size() - 1, "more passage", "more passages"));
    for (std::size_t i = 1; i < lead.members.size(); ++i) out_ += quotation(lead.members[i]->attribution);
    out_ += "</details>\n";
  }
  if (!member.why.empty()) out_ += "<details class=\"reasons\"><summary>Why it is counted here</summary>\n" + reasons(member.why) + "</details>\n";
  copies(s);
  out_ += "</figure>\n";
}

void HtmlDossier::root(const RootGroup& g) {
  const Root& r = *g.root;
  std::string label = r.label.empty() ? agent_words(d_.model, r.agent) : squeeze(r.label);
  if (label.empty()) label = "nobody is named";
  out_ += fmt::format("<li class=\"root {}\">\n<p class=\"who\">{} <span class=\"tag\">{}</span>{}</p>\n", name(r.kind), foreign(label, ""), words(r.kind),
                      r.not_seen ? " <span class=\"tag warn\">the report itself is not in this case</span>" : "");
  for (const Strand& s : g.strands) strand(s);
  if (!r.why.empty()) out_ += "<p class=\"label\">Counted so because</p>\n" + reasons(r.why);
  out_ += "</li>\n";
}

void HtmlDossier::side(std::string_view css_class, std::string_view title, const std::vector<RootGroup>& groups) {
  if (groups.empty()) return;
  out_ += fmt::format("<section class=\"{}\">\n<h4>{}</h4>\n<ol class=\"roots\">\n", css_class, title);
  for (const RootGroup& g : groups) root(g);
  out_ += "</ol>\n</section>\n";
}

void HtmlDossier::figures(const Claim& claim) {
  const auto lines = figure_lines_.of(claim);
  if (lines.empty()) return;
  out_ += "<table class=\"ledger\">\n<caption>Figures</caption>\n<thead><tr><th scope=\"col\">of what</th><th scope=\"col\">how many</th>"
          "<th scope=\"col\">first in</th></tr></thead>\n<tbody>\n";
  for (const FigureLine& line : lines)
    for (const FigureRow& row : line.rows)
      out_ += fmt::format("<tr><td>{}</td><td>{}{}{}{}</td><td>{}{}</td></tr>\n", foreign(squeeze(line.quantity), ""), row.superseded ? "<s>" : "",
                          text(figure_words(*row.figure)), row.superseded ? "</s>" : "", row.stand.empty() ? "" : fmt::format("<br>{}", row.stand),
                          signed_link(row.document), row.more == 0 ? "" : fmt::format(", and {} more", row.more));
  out_ += "</tbody>\n</table>\n";
}

void HtmlDossier::card(const Claim& claim, std::size_t number) {
  const ClaimView view = arrange(genealogy_, claim);
  out_ += fmt::format("<article class=\"claim\" id=\"{}\">\n<h3><span class=\"number\">{}</span> {}{}</h3>\n", text(claim.id), number,
                      foreign(quoted(title(claim)), document(d_, claim.labelled_by.document).language), note(claim.labelled_by));
  out_ += fmt::format("<p class=\"headline\">{}</p>\n<p class=\"plain\">{} <span class=\"id\">{}</span></p>\n", text(headline(claim)), headline_explained(claim), text(claim.id));
  out_ += "<div class=\"grounds\">\n";
  figures(claim);
  changes(claim);
  sourcing(view);
  out_ += "<div class=\"sides\">\n<div>\n";
  side("supports", "On the word of", view.supporting);
  side("unknown", "Origin unknown, not counted as a source", view.unknown);
  out_ += "</div>\n";
  if (!view.denying.empty() || !view.denying_unknown.empty()) {
    out_ += "<div>\n";
    side("denies", "✗ Denied by", view.denying);
    side("denies", "✗ Denied, origin unknown", view.denying_unknown);
    out_ += "</div>\n";
  }
  out_ += "</div>\n";
  if (!view.neutral.empty()) {
    out_ += "<section class=\"neutral\">\n<h4>Neither says nor denies it</h4>\n";
    for (const Strand& s : view.neutral) strand(s);
    out_ += "</section>\n";
  }
  out_ += "</div>\n</article>\n";
}

void HtmlDossier::single(const Claim& c) {
  const std::uint32_t from = c.labelled_by.document;
  const bool untraced = c.reported_by > 0 && c.independent.supporting == 0;
  out_ += fmt::format("<li id=\"{}\">{} <span class=\"by\">{}{}</span></li>\n", text(c.id), brief(c.labelled_by), signed_link(from),
                      untraced ? " · origin unknown" : "");
}

void HtmlDossier::claims() {
  if (!cards_.empty()) {
    out_ += "<section aria-labelledby=\"claims\">\n<h2 id=\"claims\">Claims</h2>\n<p>Most contested and most reported first. In a quotation the "
            "<mark>marked words</mark> are what is said, the <b>bold</b> ones who says it, the <i>slanted</i> ones how it is introduced.</p>\n";
    std::size_t number = 0;
    for (const Claim* c : cards_) card(*c, ++number);
    out_ += "</section>\n";
  }
  if (singles_.empty()) return;
  out_ += "<section aria-labelledby=\"singles\">\n<h2 id=\"singles\">Said in one document only</h2>\n<ul class=\"singles\">\n";
  for (const Claim* c : singles_) single(*c);
  out_ += "</ul>\n</section>\n";
}

}  // namespace stemma::report
