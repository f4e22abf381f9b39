#include <fmt/format.h>

#include "report/html_parts.h"
#include "report/phrases.h"

namespace stemma::report {

std::string HtmlDossier::edit(const SayingEdit& s) {
  std::string out = fmt::format("<span class=\"tag\">{}</span> ", words(s.kind));
  for (const Reason& r : s.why)
    out += fmt::format("{}{}", &r == s.why.data() ? "" : " <span aria-label=\"became\">→</span> ",
                       foreign(quoted(words(document(d_, r.document), r.span, 240)), document(d_, r.document).language));
  return out;
}

void HtmlDossier::changes(const Claim& claim) {
  for (const MayBeOne& m : claim.may_be_one)
    out_ += fmt::format("<p class=\"plain\">{} <span class=\"because\">{}</span></p>\n", foreign(may_be_one(claim, m), ""), reason(m.why));
  if (edit_lines_.of(claim).empty()) return;
  out_ += "<details open class=\"edits\"><summary>Changed from one capture of a page to the next</summary>\n<ul>\n";
  for (const auto& [e, s] : edit_lines_.of(claim))
    out_ += fmt::format("<li>{}<br><span class=\"because\"><a href=\"#edits\">{}</a>; {}</span></li>\n", edit(*s),
                        text(captures_words(*e, document(d_, e->before), document(d_, e->after))), notice_words(*e));
  out_ += "</ul></details>\n";
}

void HtmlDossier::edits() {
  if (d_.model.edits.empty()) return;
  out_ += "<section aria-labelledby=\"edits\">\n<h2 id=\"edits\">What pages changed from one capture to the next</h2>\n"
          "<p>All captures of one page count as one report. What only an older capture says is shown where it is said, and here as gone.</p>\n<ol class=\"edits\">\n";
  const std::set<std::uint32_t> spoken_of = linked_;
  for (const CaptureEdit& e : d_.model.edits) {
    if (limited_ && !spoken_of.contains(e.before) && !spoken_of.contains(e.after)) continue;
    const Document &before = document(d_, e.before), &after = document(d_, e.after);
    out_ += fmt::format("<li>\n<p><b>{}</b>: {}, then {}; <span class=\"tag{}\">{}</span></p>\n", foreign(captures_words(e, before, after), ""), signed_link(e.before),
                        signed_link(e.after), e.notice.empty() ? " no" : "", notice_words(e));
    if (!e.notice.empty()) out_ += fmt::format("<p>{}</p>\n", foreign(quoted(words(after, e.notice, 300)), after.language));
    if (!e.sayings.empty()) out_ += "<ul>\n";
    for (const SayingEdit& s : e.sayings) {
      out_ += fmt::format("<li>{}", edit(s));
      for (const std::uint32_t c : s.claims)
        if (shown_[c]) out_ += fmt::format(" <a href=\"#{}\">claim</a>", text(d_.model.claims[c].id));
      out_ += "</li>\n";
    }
    if (!e.sayings.empty()) out_ += "</ul>\n";
    out_ += fmt::format("<details><summary>{}</summary>\n<ul>\n", count(e.sentences.size(), "sentence differs", "sentences differ"));
    for (const SentenceEdit& s : e.sentences) {
      out_ += "<li>";
      if (!s.before.empty()) out_ += fmt::format("<del>{}</del> ", foreign(words(before, s.before, 600), before.language));
      if (!s.after.empty()) out_ += fmt::format("<ins>{}</ins>", foreign(words(after, s.after, 600), after.language));
      out_ += "</li>\n";
    }
    out_ += "</ul></details>\n" + folded_reasons(e.why) + "</li>\n";
  }
  out_ += "</ol>\n</section>\n";
}

}  // namespace stemma::report
