#include <fmt/format.h>

#include <algorithm>

#include "base/codings.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "dossier_parts.h"
#include "report/html_parts.h"
#include "report/phrases.h"
#include "report/seal.h"

namespace stemma::report {
std::string text(std::string_view raw) { return escaped_html(printable(raw)); }

std::string exact_text(std::string_view raw) {
  std::string out;
  for (std::size_t at = 0; at < raw.size();) {
    const std::size_t from = at;
    const char32_t c = next_code_point(raw, at);
    const std::string_view character = raw.substr(from, at - from);
    if (c == '\n' || c == '\t' || (c != '\r' && printable(character) == character)) out += escaped_html(character);
    else out += fmt::format("<i data-c=\"{0:x}\">U+{0:04X}</i>", static_cast<std::uint32_t>(c));
  }
  return out;
}

std::string foreign(std::string_view words, std::string_view language) {
  const bool known = language.size() == 2 || (language.size() == 3 && language != "und");
  return fmt::format("<bdi{} dir=\"auto\">{}</bdi>", known ? fmt::format(" lang=\"{}\"", text(language)) : "", text(words));
}

std::string csp_hash(std::string_view inline_text) { return "'sha256-" + base64(bytes_of_hex(sha256_hex(inline_text))) + "'"; }

const std::string& style_sheet() {
  static const std::string all = std::string(embedded::dossier_parts("dossier.css")) + std::string(embedded::dossier_parts("dossier_print.css"));
  return all;
}

const std::string& check_script() {
  static const std::string all = [] {
    std::string out;
    for (const auto file : {"dossier_sha256.js", "dossier_stamp.js", "dossier_check.js"}) out += embedded::dossier_parts(file);
    return out;
  }();
  return all;
}

HtmlDossier::HtmlDossier(const Dossier& dossier)
    : d_(dossier), shown_(chosen_claims(dossier)), limited_(std::find(shown_.begin(), shown_.end(), false) != shown_.end()), genealogy_(dossier),
      figure_lines_(dossier), edit_lines_(dossier) {
  for (std::size_t i = 0; i < shown_.size(); ++i)
    if (shown_[i]) (has_card(d_.model.claims[i]) ? cards_ : singles_).push_back(&d_.model.claims[i]);
}

std::string HtmlDossier::page() {
  out_ = std::string(sealed_begin) + "\n";
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
  captured();
  documents();
  log();
  methodology();
  out_ += "</main>\n";
  const std::string body = canonical(std::move(out_) + std::string(sealed_end.substr(0, 6)), true);
  const Seal sealed = seal(canonical(body));
  std::string pieces;
  for (const std::string& p : sealed.pieces) pieces += p;
  return head() +
         fmt::format("<div id=\"check\" role=\"status\">\n<p class=\"verdict\">Nothing was checked</p>\n<p>No script has run here, so that nobody has compared the quotations, the "
                     "captured passages and the log with their hashes. <code>stemma verify --dossier</code> does it too; docs/formats/dossier-html.md tells how to do it "
                     "without either. The digest that this file states of itself: <code>{}</code></p>\n</div>\n",
                     sealed.digest) +
         body + std::string(sealed_end.substr(6)) +
         fmt::format("\n<script type=\"application/json\" id=\"seal\">{{\"digest\":\"{}\",\"pieces\":\"{}\"}}</script>\n<script>{}</script>\n</body>\n</html>\n", sealed.digest, pieces,
                     check_script());
}

std::string HtmlDossier::head() const {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
      "<title>{}: dossier</title>\n<style>{}</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the dossier</a>\n",
      csp_hash(style_sheet()), csp_hash(check_script()), text(d_.case_name), style_sheet());
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
  left_out();
  if (!d_.made_at.empty()) out_ += fmt::format("<p class=\"made\">Made {} UTC</p>\n", text(when(d_.made_at)));
  out_ += "</header>\n";
}

void HtmlDossier::left_out() {
  if (!limited_) return;
  const auto there = cards_.size() + singles_.size();
  out_ += fmt::format("<p class=\"gaps\">This dossier shows {} of the {} of the case{}, with the documents, denials and log entries that belong to them. The counts of "
                      "each claim are those of the whole case.</p>\n",
                      there, count(shown_.size(), "claim", "claims"), d_.chosen.claims.empty() ? ", the most contested and most reported ones" : ", chosen by whoever made it");
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
  item(true, "notes", "Footnotes: where each quotation stands");
  item(true, "captured", "Captured passages");
  item(true, "documents", "Documents");
  item(!d_.custody.empty(), "log", "Log of custody");
  item(true, "method", "How this was made");
  out_ += "</ol>\n</nav>\n";
}

std::string html_dossier(const Dossier& d) { return HtmlDossier(d).page(); }

}  // namespace stemma::report
