// What others need to check a dossier without this program: footnotes, captured passages, the log of custody, and how it was made. The check in
// the dossier itself (dossier_check.js, dossier_stamp.js) and `stemma verify --dossier` read these parts by their classes: docs/formats/dossier-html.md.
#include <fmt/format.h>

#include "base/codings.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "report/custody_words.h"
#include "report/html_parts.h"
#include "report/method.h"
#include "report/phrases.h"

namespace stemma::report {

void HtmlDossier::notes() {
  out_ += "<section role=\"doc-endnotes\" aria-labelledby=\"notes\">\n<h2 id=\"notes\">Footnotes: where each quotation stands</h2>\n"
          "<p>Places count the characters (Unicode code points) of the document's text, from 0; the second number is that of the first character behind the words. "
          "The SHA-256 is that of the original, the file as it was received.</p>\n<ol class=\"notes\">\n";
  for (std::size_t i = 0; i < notes_.size(); ++i) {
    const AttributionRef ref = notes_[i];
    const Document& doc = document(d_, ref.document);
    const Attribution& a = attribution(d_, ref);
    out_ += fmt::format("<li class=\"note\" id=\"n{}\">{}, <a href=\"#p{}\">{}</a>, characters <span class=\"at\">", i + 1, signed_link(ref.document),
                        note_passages_[i].front() + 1, place(doc, a.content.front().begin));
    for (std::size_t k = 0; k < a.content.size(); ++k) out_ += (k == 0 ? "" : ", ") + reach(ref.document, a.content[k]);
    out_ += "</span>";
    if (!doc.url.empty()) out_ += fmt::format(", <code>{}</code>", text(doc.url.value));
    out_ += fmt::format(", SHA-256 <code class=\"original\">{}</code> <span class=\"id\">{}</span></li>\n", text(doc.sha256), text(attribution_id(d_, ref)));
  }
  out_ += "</ol>\n</section>\n";
}

void HtmlDossier::captured() {
  out_ += "<section aria-labelledby=\"captured\">\n<h2 id=\"captured\">Captured passages</h2>\n"
          "<p>The paragraph in which each quotation stands, character for character as it was read out of the original, and the SHA-256 of its UTF-8 bytes. "
          "A character that cannot be seen, or that turns others round, is named in its place.</p>\n<ol class=\"passages\">\n";
  for (std::size_t i = 0; i < captured_.size(); ++i) {
    const auto [index, span] = captured_[i];
    const Document& doc = document(d_, index);
    const std::string at = original_place(doc, span);
    out_ += fmt::format("<li class=\"passage\" id=\"p{}\"><p class=\"from\">{}, {}, characters <span class=\"at\">{}</span>{}</p>\n<p class=\"words\"{} dir=\"auto\">{}</p>\n"
                        "<p class=\"hash\">SHA-256 <code class=\"sha256\">{}</code></p></li>\n",
                        i + 1, signed_link(index), place(doc, span.begin), reach(index, span), at.empty() ? "" : "; " + text(at),
                        doc.language.size() == 2 ? fmt::format(" lang=\"{}\"", text(doc.language)) : "", exact_text(slice(doc, span)), sha256_hex(slice(doc, span)));
  }
  out_ += "</ol>\n</section>\n";
}

void HtmlDossier::log() {
  if (d_.custody.empty()) return;
  std::set<std::string_view> spoken_of;
  for (const std::uint32_t i : linked_) spoken_of.insert(document(d_, i).sha256);
  out_ += fmt::format("<section aria-labelledby=\"log\">\n<h2 id=\"log\">Log of custody</h2>\n<p>What was done to the case and to each original, in order. The hash of an entry covers the "
                      "entry before it, so that none can be changed, left out or put in between unseen. The last one is <code id=\"head\">{}</code>: whoever kept it "
                      "from another day can tell whether the log was written anew since.</p>\n",
                      text(d_.custody.back().hash));
  stamps();
  out_ += "<ol class=\"log\">\n";
  for (const CustodyEntry& e : d_.custody) {
    const bool original = e.subject.size() == 64, decision = e.action == "decided";
    // In a dossier about some claims the words of what is about others stay out; of the first form of entries they are needed for the hash.
    const bool aside = limited_ && e.second_form && ((original && !spoken_of.contains(e.subject)) || decision);
    const bool wordless = e.erased || aside;
    CustodyEntry shown = e;
    if (aside) shown.detail.clear();
    out_ += fmt::format("<li class=\"entry{}\" id=\"log{}\"><p>{} UTC · {}</p>\n<details><summary>as it is hashed</summary><dl class=\"facts\">", wordless ? " wordless" : "", e.seq,
                        text(when(e.at)), text(report::words(shown)));
    const auto field = [&](std::string_view name, std::string_view value) {
      out_ += fmt::format("<dt>{0}</dt><dd><code class=\"{0}\">{1}</code></dd>", name, exact_text(value));
    };
    field("form", e.second_form ? "2" : "1");
    field("previous", e.previous);
    field("at", e.at);
    field("action", e.action);
    field("subject", e.subject);
    if (!wordless && e.second_form) field("salt", e.salt);
    if (!wordless) field("detail", e.detail);
    if (e.second_form) field("words", e.erased ? e.erased_hash : sha256_hex(e.salt + e.detail));
    field("hash", e.hash);
    out_ += "</dl></details></li>\n";
  }
  out_ += "</ol>\n</section>\n";
}

void HtmlDossier::stamps() {
  if (d_.stamps.empty()) {
    out_ += "<p>Nobody has stamped or signed it: that it was written when it says, and by whom, rests on the word of whoever hands this over.</p>\n";
    return;
  }
  out_ += "<ul class=\"stamps\">\n";
  for (const Stamp& s : d_.stamps) {
    const bool signature = s.kind == "ed25519";
    out_ += fmt::format("<li class=\"stamp {}\"><p>{} over log entry <code class=\"seq\">{}</code>, put into the case {} UTC: {}</p>\n<details><summary>{}</summary><p>", text(s.kind),
                        signature ? "Signature (Ed25519)" : "Time stamp (RFC 3161)", s.seq, text(when(s.at)),
                        signature ? fmt::format("key <code class=\"key\">{}</code>", text(s.who)) : foreign(s.who, ""), signature ? "the signature" : "the token (base64 of DER)");
    out_ += fmt::format("<code class=\"{}\">{}</code>", signature ? "signature" : "token", signature ? hex_of(s.token) : base64(s.token));
    if (signature) out_ += fmt::format("</p>\n<p>over <code class=\"signed\">{}</code>", exact_text(fmt::format("stemma log entry {} {}\n", s.seq, s.hash)));
    out_ += "</p></details></li>\n";
  }
  out_ += "</ul>\n";
}

void HtmlDossier::methodology() {
  out_ += "<section aria-labelledby=\"method\">\n<h2 id=\"method\">How this was made</h2>\n"
          "<p>Every document was read by a program. It finds who is said to say what by rules and a learned model, and it makes mistakes: it misses attributions, takes "
          "a wrong source, or groups statements that differ. Check the quotation before you rely on it. Each has a footnote that leads to the document, "
          "the place in it and the SHA-256 of the file as it was received; whoever has the file can check the quotation without this program.</p>\n";
  for (const MethodPart& part : method_of(d_)) {
    out_ += fmt::format("<h3>{}</h3>\n<dl class=\"facts method\">\n", text(part.title));
    for (const Fact& f : part.facts) out_ += fmt::format("<dt>{}</dt><dd>{}</dd>\n", text(f.label), text(f.value));
    out_ += "</dl>\n";
  }
  out_ += fmt::format(
      "<h3>How to read it</h3>\n"
      "<p><b>Copies.</b> Documents that share long runs of words are one family; each is hung under the document that it took most from, with the share of "
      "its words that was taken over. Copies, shortened copies, rewritten and translated texts and updates add no source.</p>\n"
      "<p><b>Origins.</b> A claim is followed from each report along the people and reports on whose word it speaks, to somebody with their own access to the "
      "matter: a statement, a witness account, a document, an outlet's own reporting. Two reports that end at the same origin count once. Where a chain ends in "
      "nobody (“widespread reports”), the origin is unknown and is not counted as a source. A body, its head and its spokesman are one.</p>\n"
      "<p><b>Denials</b> stand beside what they deny. One that speaks of “all the allegations” is shown at each claim that it covers.</p>\n"
      "<p>Addresses are printed, not linked: opening one tells its owner that somebody reads this.</p>\n"
      "<p>Of this file: the SHA-256 of its style sheet is <code class=\"style\">{}</code>, that of its check <code class=\"script\">{}</code>.</p>\n</section>\n",
      sha256_hex(style_sheet()), sha256_hex(check_script()));
}

}  // namespace stemma::report
