#include <fmt/format.h>

#include <algorithm>

#include "base/hash.h"
#include "base/utf8.h"
#include "report/html_parts.h"
#include "report/phrases.h"

namespace stemma::report {

void HtmlDossier::document_tree(std::uint32_t index) {
  const Reading& reading = d_.readings[index];
  const Document& doc = reading.document;
  out_ += fmt::format("<section aria-labelledby=\"who-says-what\">\n<h2 id=\"who-says-what\">Who says what</h2>\n<p>{}<br>{}</p>\n",
                      foreign(squeeze(doc.title.empty() ? doc.path : doc.title.value), doc.language), signed_link(index));
  if (reading.attributions.empty()) out_ += "<p>No attribution was found in it.</p>\n";
  std::vector<std::int32_t> parent;
  for (const Attribution& a : reading.attributions) parent.push_back(a.parent);
  const auto rows = forest(parent);
  std::uint32_t depth = 0;
  if (!rows.empty()) out_ += "<ul class=\"tree says\">\n";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const TreeRow& row = rows[i];
    if (i > 0 && row.depth > depth) out_ += "<ul>\n";
    if (i > 0 && row.depth <= depth) out_ += "</li>\n";
    for (; depth > row.depth; --depth) out_ += "</ul></li>\n";
    depth = row.depth;
    const Attribution& a = reading.attributions[row.node];
    std::string who = agent_words(reading, a.agent);
    if (who.empty()) who = a.source.empty() ? "Nobody named" : words(doc, a.source, 160);
    const bool denies = a.stance == Stance::denies && !a.negated && !a.rejected;
    out_ += fmt::format("<li class=\"{}\"><p class=\"who\">{} <span class=\"tag{}\">{}{}{}</span> <span class=\"by\">{}</span></p>\n", denies ? "denies" : "supports",
                        foreign(who, doc.language), denies ? " no" : "", denies ? "✗ " : "", a.negated && !a.rejected ? "not: " : "", a.rejected ? rejected_words : words(a.stance), place(doc, a.content.front().begin));
    out_ += quotation({index, row.node});
    for (const SourceLink& l : a.links)
      out_ += fmt::format("<p class=\"chain\">{} {}</p>\n", l.kind == SourceLink::Kind::told ? "through" : "on the word of",
                          foreign(l.agent >= 0 ? agent_words(reading, l.agent) : words(doc, l.span, 200), doc.language));
  }
  for (; depth > 0; --depth) out_ += "</li></ul>\n";
  if (!rows.empty()) out_ += "</li></ul>\n";
  out_ += "</section>\n";
}

void HtmlDossier::denied(const std::vector<std::uint32_t>& claims, const std::vector<Reason>& why) {
  out_ += "<ul>\n";
  std::size_t elsewhere = 0;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    if (!shown_[claims[i]]) { ++elsewhere; continue; }
    const Claim& c = d_.model.claims[claims[i]];
    out_ += fmt::format("<li><a href=\"#{}\">{}</a>", text(c.id), foreign(quoted(title(c, 200)), document(d_, c.labelled_by.document).language));
    if (i < why.size()) out_ += fmt::format("<br><span class=\"because\">{}</span>", reason(why[i]));
    out_ += "</li>\n";
  }
  if (elsewhere > 0) out_ += fmt::format("<li>{} not in this dossier</li>\n", count(elsewhere, "claim that is", "claims that are"));
  out_ += "</ul>\n";
}

void HtmlDossier::denials() {
  const auto about = [&](const Denial& d) {
    const auto is_shown = [&](std::uint32_t c) { return shown_[c]; };
    return !limited_ || std::any_of(d.claims.begin(), d.claims.end(), is_shown) || std::any_of(d.may_cover.begin(), d.may_cover.end(), is_shown);
  };
  if (std::none_of(d_.model.denials.begin(), d_.model.denials.end(), about)) {
    if (!d_.model.denials.empty()) out_ += "<section aria-labelledby=\"denials\">\n<h2 id=\"denials\">All denials</h2>\n<p>None speaks of the claims in this dossier.</p>\n</section>\n";
    return;
  }
  out_ += "<section aria-labelledby=\"denials\">\n<h2 id=\"denials\">All denials</h2>\n<ol class=\"denials\">\n";
  for (const Denial& denial : d_.model.denials) {
    if (!about(denial)) continue;
    out_ += fmt::format("<li>\n<p>{}{}</p>\n{}<p class=\"label\">Denies</p>\n", signed_link(denial.attribution.document),
                        denial.blanket ? " <span class=\"tag\">a denial of several things at once</span>" : "", quotation(denial.attribution));
    denied(denial.claims, denial.why);
    if (!denial.may_cover.empty()) {
      out_ += "<p class=\"label\">May mean as well, not counted</p>\n";
      denied(denial.may_cover, {});
    }
    for (const Denial::Later& l : denial.later)
      out_ += fmt::format("<p class=\"label\">Later, the same speaker</p>\n<p>{}</p>\n{}", signed_link(l.attribution.document), quotation(l.attribution));
    out_ += "</li>\n";
  }
  out_ += "</ol>\n</section>\n";
}

void HtmlDossier::blind() {
  const Blind b = blind_spots(d_);
  out_ += "<section aria-labelledby=\"blind\">\n<h2 id=\"blind\">What this dossier cannot see</h2>\n<ul>\n";
  const auto item = [&](const std::string& html) { out_ += fmt::format("<li>{}</li>\n", html); };
  for (const auto& [language, n] : b.languages)
    item(fmt::format("{} in {}: kept and compared as text, but who says what in them is not read.", count(n, "document is", "documents are"), text(language)));
  for (const Failure& f : d_.failures) item(fmt::format("<code>{}</code> was not read: {}", text(f.path), text(squeeze(f.what))));
  if (b.silent > 0) item(fmt::format("No attribution was found in {}.", count(b.silent, "document", "documents")));
  if (b.not_seen > 0) item(fmt::format("{} not in this case.", count(b.not_seen, "report that is relied on is", "reports that are relied on are")));
  if (b.claims_untraced > 0) item(fmt::format("{} whose origin nobody names.", count(b.claims_untraced, "claim has members", "claims have members")));
  if (b.undated > 0) item(fmt::format("{} no date: their place in the order is a guess.", count(b.undated, "document gives", "documents give")));
  if (b.days_disputed > 0)
    item(fmt::format("{} more than one day of publication, so their place in the order is unsure (stemma read names the days).", count(b.days_disputed, "page states", "pages state")));
  for (const auto& [flaw, n] : b.flaws) item(flawed(flaw, n) + ".");
  item("Reports that nobody put into the case. The counts hold for these documents only.");
  out_ += "</ul>\n</section>\n";
}

void HtmlDossier::documents() {
  out_ += "<section aria-labelledby=\"documents\">\n<h2 id=\"documents\">Documents</h2>\n";
  if (limited_) out_ += fmt::format("<p>{} of the {} of the case: those that this dossier speaks of.</p>\n", linked_.size(), count(d_.readings.size(), "document", "documents"));
  out_ += "<div class=\"documents\">\n";
  for (std::uint32_t i = 0; i < d_.readings.size(); ++i) {
    if (limited_ && !linked_.contains(i)) continue;
    const Document& doc = document(d_, i);
    out_ += fmt::format("<article class=\"document\" id=\"{}\">\n<h3>{}</h3>\n<dl class=\"facts\">\n", text(doc.id),
                        foreign(squeeze(doc.title.empty() ? doc.path : doc.title.value), doc.language));
    const auto fact = [&](std::string_view label, std::string_view value, bool code = false) {
      if (value.empty()) return;
      out_ += fmt::format("<dt>{}</dt><dd>{}</dd>\n", label, code ? fmt::format("<code>{}</code>", text(value)) : foreign(value, ""));
    };
    fact("Outlet", outlet(doc));
    fact("Agency credited", doc.agency.value);
    std::string authors;
    for (const Stated& a : doc.authors) authors += (authors.empty() ? "" : ", ") + a.value;
    fact("Authors", authors);
    fact("Published", when(doc.published.value));
    if (!doc.modified.empty()) fact("Changed", when(doc.modified.value));
    if (!is_read(doc.language)) fact("Language", language_name(doc.language) + ", not read");
    if (i < d_.model.withdrawn.size() && d_.model.withdrawn[i]) fact("Withdrawn", "yes");
    fact("Attributions", std::to_string(d_.readings[i].attributions.size()));
    if (!doc.captured.empty()) fact("Captured", when(doc.captured.value));
    fact("Address", doc.url.value, true);
    fact("File", doc.path, true);
    fact("SHA-256 of the original", doc.sha256, true);
    if (d_.touched && i < d_.touched->size() && (*d_.touched)[i]) fact("Redacted", "words or names were taken out: the text is no longer that of the original, which stays with the case");
    fact("SHA-256 of its text", sha256_hex(doc.text), true);
    fact("Length of its text", fmt::format("{} characters", points(i).code_point(static_cast<std::uint32_t>(doc.text.size()))));
    fact("Id", doc.id, true);
    for (const std::string& w : doc.warnings) fact("Warning", w);
    out_ += "</dl>\n</article>\n";
  }
  out_ += "</div>\n</section>\n";
}

}  // namespace stemma::report
