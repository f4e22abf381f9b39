#include <fmt/format.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "dossier_style.h"
#include "report/html_parts.h"
#include "report/phrases.h"

namespace stemma::report {
namespace {

unsigned hex_digit(char c) { return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10); }

}  // namespace

std::string text(std::string_view raw) { return escaped_html(printable(raw)); }

std::string foreign(std::string_view words, std::string_view language) {
  const bool known = language.size() == 2 || (language.size() == 3 && language != "und");
  return fmt::format("<bdi{} dir=\"auto\">{}</bdi>", known ? fmt::format(" lang=\"{}\"", text(language)) : "", text(words));
}

std::string csp_hash(std::string_view style) {
  static constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const std::string hex = sha256_hex(style);  // 32 bytes: ten groups of three and one of two
  std::string out = "'sha256-";
  for (std::size_t i = 0; i < hex.size(); i += 6) {
    unsigned group = 0;
    for (std::size_t k = 0; k < 6; ++k) group = group << 4 | (i + k < hex.size() ? hex_digit(hex[i + k]) : 0);
    for (int shift = 18; shift >= 0; shift -= 6) out += digits[group >> shift & 63];
  }
  out.back() = '=';
  return out + "'";
}

HtmlDossier::HtmlDossier(const Dossier& dossier) : d_(dossier), genealogy_(dossier), figure_lines_(dossier), edit_lines_(dossier) {
  for (const Claim& c : d_.model.claims) (has_card(c) ? cards_ : singles_).push_back(&c);
}

std::string HtmlDossier::page() {
  head();
  summary();
  contents();
  out_ += "<main id=\"main\">\n";
  if (d_.readings.size() == 1) document_tree(0);
  claims();
  if (d_.readings.size() > 1) families();
  edits();
  reliance();
  denials();
  blind();
  notes();
  documents();
  methodology();
  out_ += "</main>\n</body>\n</html>\n";
  return std::move(out_);
}

void HtmlDossier::head() {
  const std::string_view style = embedded::dossier_style("dossier.css");
  out_ += fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src {}; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
      "<title>{}: dossier</title>\n<style>{}</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the dossier</a>\n",
      csp_hash(style), text(d_.case_name), style);
}

void HtmlDossier::summary() {
  std::size_t attributions = 0;
  for (const Reading& r : d_.readings) attributions += r.attributions.size();
  out_ += fmt::format("<header class=\"top\">\n<p class=\"kind\">Stemma dossier</p>\n<h1>{}</h1>\n", foreign(d_.case_name, ""));
  out_ += "<dl class=\"figures\">\n";
  const auto figure = [&](std::size_t n, std::string_view one, std::string_view many) {
    out_ += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", n == 1 ? one : many, n);
  };
  figure(d_.readings.size(), "document", "documents");
  figure(outlets(d_).size(), "outlet", "outlets");
  figure(attributions, "attribution", "attributions");
  figure(d_.model.families.size(), "family of copies", "families of copies");
  figure(d_.model.claims.size(), "claim", "claims");
  figure(d_.model.denials.size(), "denial", "denials");
  out_ += "</dl>\n<p class=\"lede\">Who says so, on whose word, and who denies it. Copies of one text are folded and count once; every count "
          "names its reasons. The counts say who reports a thing, not whether it is so.</p>\n";
  const Blind b = blind_spots(d_);
  std::string gaps;
  if (!d_.failures.empty()) gaps += count(d_.failures.size(), "file could not be read", "files could not be read") + "; ";
  for (const auto& [language, n] : b.languages) gaps += fmt::format("{} in {}, not read; ", count(n, "document", "documents"), text(language));
  if (b.not_seen > 0) gaps += count(b.not_seen, "report that is relied on is", "reports that are relied on are") + " not in this case; ";
  if (!gaps.empty()) out_ += fmt::format("<p class=\"gaps\"><a href=\"#blind\">Not seen</a>: {}</p>\n", gaps.substr(0, gaps.size() - 2));
  if (!d_.made_at.empty()) out_ += fmt::format("<p class=\"made\">Made {} UTC</p>\n", text(when(d_.made_at)));
  out_ += "</header>\n";
}

void HtmlDossier::contents() {
  out_ += "<nav class=\"contents\" aria-labelledby=\"contents\">\n<h2 id=\"contents\">Contents</h2>\n<ol>\n";
  if (d_.readings.size() == 1) out_ += "<li><a href=\"#who-says-what\">Who says what</a></li>\n";
  if (!cards_.empty()) {
    out_ += "<li><a href=\"#claims\">Claims, most contested and most reported first</a>\n<ol class=\"claims\">\n";
    for (const Claim* c : cards_)
      out_ += fmt::format("<li><a href=\"#{}\">{}</a> <span class=\"count\">{}</span></li>\n", text(c->id),
                          foreign(title(*c, 140), document(d_, c->labelled_by.document).language), text(headline(*c)));
    out_ += "</ol></li>\n";
  }
  const auto item = [&](bool there, std::string_view id, std::string_view title) {
    if (there) out_ += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", id, title);
  };
  item(!singles_.empty(), "singles", "Said in one document only");
  item(d_.readings.size() > 1, "families", "Who copied whom");
  item(!d_.model.edits.empty(), "edits", "What pages changed from one capture to the next");
  item(!d_.model.relies.empty(), "reliance", "Who takes it from whom, in words only");
  item(!d_.model.denials.empty(), "denials", "All denials");
  item(true, "blind", "What this dossier cannot see");
  item(true, "notes", "Quotations");
  item(true, "documents", "Documents");
  item(true, "method", "How this was made");
  out_ += "</ol>\n</nav>\n";
}

void HtmlDossier::methodology() {
  out_ += fmt::format(
      "<section aria-labelledby=\"method\">\n<h2 id=\"method\">How this was made</h2>\n<dl class=\"facts\">\n"
      "<dt>Program</dt><dd>stemma {}</dd>\n<dt>Reader</dt><dd>{}</dd>\n",
      text(d_.program_version), text(d_.reader_version));
  if (!d_.custody_head.empty()) out_ += fmt::format("<dt>Log of custody</dt><dd>ends with <code>{}</code></dd>\n", text(d_.custody_head));
  out_ +=
      "</dl>\n"
      "<p>Every document was read by a program. It finds who is said to say what by rules for reporting words and quotation marks, and it makes mistakes: "
      "it misses attributions, takes a wrong source, or groups statements that differ. Check the quotation before you rely on it. Each quotation has a "
      "footnote that leads to the document, the place in it and the SHA-256 of the file as it was received; whoever has the file can check the quotation "
      "without this program.</p>\n"
      "<p><b>Copies.</b> Documents that share long runs of words are one family; each is hung under the document that it took most from, with the share of "
      "its words that was taken over. Copies, shortened copies, rewritten and translated texts and updates add no source.</p>\n"
      "<p><b>Origins.</b> A claim is followed from each report along the people and reports on whose word it speaks, to somebody with their own access to the "
      "matter: a statement, a witness account, a document, an outlet's own reporting. Two reports that end at the same origin count once. Where a chain ends in "
      "nobody (&ldquo;widespread reports&rdquo;), the origin is unknown and is not counted as a source. A body, its head and its spokesman are one.</p>\n"
      "<p><b>Denials</b> stand beside what they deny. One that speaks of &ldquo;all the allegations&rdquo; is shown at each claim that it covers.</p>\n"
      "<p>Addresses are printed, not linked: opening one tells its owner that somebody reads this.</p>\n</section>\n";
}

std::string html_dossier(const Dossier& d) { return HtmlDossier(d).page(); }

}  // namespace stemma::report
