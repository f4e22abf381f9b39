// The dossier as Markdown (CommonMark with footnotes), for wikis, editors and version control.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/utf8.h"
#include "report/method.h"
#include "report/phrases.h"
#include "report/view.h"

namespace stemma::report {
namespace {

/// One line of text in which nothing is markup.
std::string md(std::string_view raw) {
  std::string out;
  for (const char c : printable(squeeze(raw))) {
    if (std::string_view("\\`*_[]<>#|~&").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

class Markdown {
 public:
  explicit Markdown(const Dossier& d)
      : d_(d), shown_(chosen_claims(d)), limited_(std::find(shown_.begin(), shown_.end(), false) != shown_.end()), genealogy_(d), figure_lines_(d), edit_lines_(d) {}

  std::string page() {
    add("# {}: dossier\n\n", md(d_.case_name));
    add("{} from {}; {}; {}.", count(d_.readings.size(), "document", "documents"), count(outlets(d_).size(), "outlet", "outlets"),
        count(d_.model.claims.size(), "claim", "claims"), count(d_.model.denials.size(), "denial", "denials"));
    if (!d_.made_at.empty()) add(" Made {} UTC by stemma {}, reader {}.", md(when(d_.made_at)), md(d_.program_version), md(d_.reader_version));
    add("\n\nThe counts say who reports a thing, not whether it is so.\n");
    if (limited_)
      add("\nThis dossier shows {} of {} claims, the denials of these and the documents quoted. Families of copies and changes between captures are left out.\n",
          std::count(shown_.begin(), shown_.end(), true), shown_.size());
    if (d_.readings.size() == 1) says(0);
    claims();
    if (d_.readings.size() > 1 && !limited_) families();
    if (!limited_) edits();
    denials();
    blind();
    documents();
    method();
    notes();
    return std::move(out_);
  }

 private:
  template <class... A>
  void add(fmt::format_string<A...> format, A&&... args) { fmt::format_to(std::back_inserter(out_), format, std::forward<A>(args)...); }

  std::string note(AttributionRef ref) {
    const auto [found, fresh] = note_of_.try_emplace(ref, notes_.size() + 1);
    if (fresh) notes_.push_back(ref);
    return fmt::format("[^{}]", found->second);
  }
  std::string quote(AttributionRef ref) {
    const Document& doc = document(d_, ref.document);
    const Attribution& a = attribution(d_, ref);
    const std::string who = introduction(doc, a);
    return (who.empty() ? "" : md(who) + ": ") + md(quoted(words(doc, a.content, 600))) + note(ref);
  }
  void reasons(std::string_view indent, const std::vector<Reason>& why) {
    for (const Reason* r : distinct(why)) {
      add("{}- why: {}", indent, md(r->text));
      if (!r->span.empty()) {
        const Document& from = document(d_, r->document);
        add(" — {} ({}, {})", md(quoted(words(from, r->span, 240))), md(outlet(from)), place(from, r->span.begin));
      }
      out_ += '\n';
    }
  }

  void strand(const Strand& s, std::string_view indent) {
    const Carrier& lead = s.carriers.front();
    const ClaimMember& member = *lead.members.front();
    const Document& doc = document(d_, lead.document);
    add("{}- {}{}: {}", indent, md(signature(doc)), said_on(doc, attribution(d_, member.attribution)), quote(member.attribution));
    const auto way = chain(d_, member);
    if (way.size() > 2) {
      add(" (");
      for (std::size_t i = 0; i < way.size(); ++i) add("{}{}", i == 0 ? "" : " ← ", md(way[i]));
      add(")");
    }
    out_ += '\n';
    const std::string inner = std::string(indent) + "  ";
    for (std::size_t i = 1; i < lead.members.size(); ++i) add("{}- also: {}\n", inner, quote(lead.members[i]->attribution));
    reasons(inner, member.why);
    for (std::size_t i = 1; i < s.carriers.size(); ++i) {
      const Carrier& c = s.carriers[i];
      add("{}- folded: {}{}\n", inner, md(signature(document(d_, c.document))),
          c.edge ? fmt::format(", {}, {} of its words", words(c.edge->how), percent(c.edge->child_covered)) : "");
    }
  }

  void side(std::string_view title, const std::vector<RootGroup>& groups) {
    if (groups.empty()) return;
    add("\n**{}**\n\n", title);
    for (const RootGroup& g : groups) {
      std::string label = g.root->label.empty() ? agent_words(d_.model, g.root->agent) : g.root->label;
      if (label.empty()) label = "nobody is named";
      add("- **{}** ({}{})\n", md(label), words(g.root->kind), g.root->not_seen ? ", the report itself is not in this case" : "");
      reasons("  ", g.root->why);
      for (const Strand& s : g.strands) strand(s, "  ");
    }
  }

  void claims() {
    add("\n## Claims\n");
    std::size_t number = 0;
    for (const Claim& c : d_.model.claims) {
      if (!is_shown(c) || !has_card(c)) continue;
      const ClaimView view = arrange(genealogy_, c);
      add("\n### {}. {}\n\n{} (`{}`)\n", ++number, md(quoted(title(c))), headline(c), c.id);
      for (const FigureLine& line : figure_lines_.of(c)) {
        add("\n*{}*: ", md(line.quantity));
        for (const FigureRow& row : line.rows)
          add("{}{}{}{} ({}{}{})", &row == line.rows.data() ? "" : "; ", row.superseded ? "~~" : "", md(figure_words(*row.figure)), row.superseded ? "~~" : "", md(signature(document(d_, row.document))),
              row.more == 0 ? "" : fmt::format(", and {} more", row.more), row.stand.empty() ? "" : fmt::format("; {}", row.stand));
        out_ += '\n';
      }
      changes(c);
      side("On the word of", view.supporting);
      side("Origin unknown, not counted as a source", view.unknown);
      side("Denied by", view.denying);
      side("Denied, origin unknown", view.denying_unknown);
      if (view.neutral.empty()) continue;
      add("\n**Neither says nor denies it**\n\n");
      for (const Strand& s : view.neutral) strand(s, "");
    }
    add("{}\n## Said in one document only\n\n", number == 0 ? "\nNo claim is passed on by two documents or denied by anybody.\n" : "");
    for (const Claim& c : d_.model.claims)
      if (is_shown(c) && !has_card(c)) add("- {}: {} (`{}`)\n", md(outlet(document(d_, c.labelled_by.document))), quote(c.labelled_by), c.id);
  }

  void says(std::uint32_t index) {
    const Reading& r = d_.readings[index];
    add("\n## Who says what\n\n");
    std::vector<std::int32_t> parent;
    for (const Attribution& a : r.attributions) parent.push_back(a.parent);
    for (const TreeRow& row : forest(parent)) {
      const Attribution& a = r.attributions[row.node];
      std::string who = agent_words(r, a.agent);
      if (who.empty()) who = a.source.empty() ? "Nobody named" : words(r.document, a.source, 160);
      add("{:{}}- **{}** {}{}: {}\n", "", row.depth * 2, md(who), a.negated && !a.rejected ? "not: " : "", a.rejected ? rejected_words : words(a.stance), quote({index, row.node}));
    }
  }

  void families() {
    add("\n## Who copied whom\n\n");
    std::set<std::uint32_t> placed;
    for (const AbsentText& a : d_.model.absent) {
      add("- A text of {} that is not in this case, printed by {}\n", md(a.issuer), count(a.children.size(), "document", "documents"));
      reasons("  ", a.why);
    }
    for (const auto& family : d_.model.families) {
      for (const TreeRow& row : genealogy_.tree(family)) {
        placed.insert(row.node);
        add("{:{}}- {}", "", row.depth * 2, md(signature(document(d_, row.node))));
        const auto& edges = genealogy_.edges(row.node);
        if (row.depth > 0) add(": {}, {} of its words", words(edges[0]->how), percent(edges[0]->child_covered));
        out_ += '\n';
        if (row.depth > 0) reasons(std::string(row.depth * 2 + 2, ' '), edges[0]->why);
      }
    }
    for (std::uint32_t i = 0; i < d_.readings.size(); ++i)
      if (!placed.contains(i)) add("- {}: its own text\n", md(signature(document(d_, i))));
    for (const KinHint& h : d_.model.hints) {
      add("- {} one report told twice, counted apart: {} and {}\n", h.strong ? "probably" : "perhaps", md(signature(document(d_, h.a))), md(signature(document(d_, h.b))));
      reasons("  ", h.why);
    }
    if (d_.model.relies.empty()) return;
    add("\n## Who takes it from whom, in words only\n\n");
    for (const Reliance& one : reliances(d_)) {
      const std::string whom = one.to >= 0 ? signature(document(d_, static_cast<std::uint32_t>(one.to)))
                                           : (one.outlet >= 0 ? agent_words(d_.model, one.outlet) : std::string("A report")) + " (not in this case)";
      add("- **{}**, relied on by\n", md(whom));
      for (const ReliesOn* r : one.from) {
        add("  - {}\n", md(signature(document(d_, r->from))));
        reasons("    ", r->why);
      }
    }
  }

  void edit(std::string_view indent, const SayingEdit& s) {
    add("{}- {}: ", indent, words(s.kind));
    for (const Reason& r : s.why) add("{}{}", &r == s.why.data() ? "" : " → ", md(quoted(words(document(d_, r.document), r.span, 240))));
    out_ += '\n';
  }
  void changes(const Claim& c) {
    for (const MayBeOne& m : c.may_be_one) {
      add("\n{}:\n", md(may_be_one(c, m)));
      reasons("", {m.why});
    }
    if (!edit_lines_.of(c).empty()) add("\n**Changed from one capture of a page to the next**\n\n");
    const CaptureEdit* last = nullptr;
    for (const auto& [e, s] : edit_lines_.of(c)) {
      if (e != last) add("- {}: {}\n", md(captures_words(*e, document(d_, e->before), document(d_, e->after))), notice_words(*e));
      last = e;
      edit("  ", *s);
    }
  }
  void edits() {
    if (d_.model.edits.empty()) return;
    add("\n## What pages changed from one capture to the next\n\n");
    for (const CaptureEdit& e : d_.model.edits) {
      add("- {}: {}\n", md(captures_words(e, document(d_, e.before), document(d_, e.after))), notice_words(e));
      for (const SayingEdit& s : e.sayings) edit("  ", s);
      for (const SentenceEdit& s : e.sentences) {
        if (!s.before.empty()) add("  - before: {}\n", md(words(document(d_, e.before), s.before, 400)));
        if (!s.after.empty()) add("  - after: {}\n", md(words(document(d_, e.after), s.after, 400)));
      }
    }
  }

  void denied(std::string_view how, const std::vector<std::uint32_t>& claims) {
    std::size_t elsewhere = 0;
    for (const std::uint32_t c : claims) {
      if (shown_[c]) add("  - {} {} (`{}`)\n", how, md(quoted(title(d_.model.claims[c], 200))), d_.model.claims[c].id);
      else ++elsewhere;
    }
    if (elsewhere > 0) add("  - {} {} not in this dossier\n", how, count(elsewhere, "claim that is", "claims that are"));
  }
  void denials() {
    if (d_.model.denials.empty()) return;
    add("\n## All denials\n\n");
    const auto about_shown = [&](std::uint32_t c) { return shown_[c]; };
    for (const Denial& denial : d_.model.denials) {
      if (limited_ && std::none_of(denial.claims.begin(), denial.claims.end(), about_shown) && std::none_of(denial.may_cover.begin(), denial.may_cover.end(), about_shown)) continue;
      add("- {}: {}\n", md(signature(document(d_, denial.attribution.document))), quote(denial.attribution));
      denied("denies", denial.claims);
      denied("may mean, not counted:", denial.may_cover);
      for (const Denial::Later& l : denial.later)
        add("  - later, the same speaker says it: {}: {}\n", md(signature(document(d_, l.attribution.document))), quote(l.attribution));
    }
  }

  void blind() {
    const Blind b = blind_spots(d_);
    add("\n## What this dossier cannot see\n\n");
    for (const auto& [language, n] : b.languages) add("- {} in {}, whose attributions are not read\n", count(n, "document", "documents"), md(language));
    for (const Failure& f : d_.failures) add("- {} was not read: {}\n", md(f.path), md(f.what));
    if (b.silent > 0) add("- no attribution was found in {}\n", count(b.silent, "document", "documents"));
    if (b.not_seen > 0) add("- {} not in this case\n", count(b.not_seen, "report that is relied on is", "reports that are relied on are"));
    if (b.claims_untraced > 0) add("- {} whose origin nobody names\n", count(b.claims_untraced, "claim has members", "claims have members"));
    if (b.undated > 0) add("- {} no date\n", count(b.undated, "document gives", "documents give"));
    if (b.days_disputed > 0) add("- {} more than one day of publication\n", count(b.days_disputed, "page states", "pages state"));
    for (const auto& [flaw, n] : b.flaws) add("- {}\n", flawed(flaw, n));
    add("- reports that nobody put into the case\n");
  }

  void documents() {
    add("\n## Documents\n\n");
    std::set<std::uint32_t> noted;
    for (const AttributionRef& ref : notes_) noted.insert(ref.document);
    for (std::uint32_t i = 0; i < d_.readings.size(); ++i) {
      const Reading& r = d_.readings[i];
      if (limited_ && !noted.contains(i)) continue;
      add("- {}: *{}* — `{}` SHA-256 `{}`\n", md(signature(r.document)), md(r.document.title.empty() ? r.document.path : r.document.title.value), r.document.id,
          r.document.sha256);
    }
  }

  void method() {
    add("\n## How this was made\n");
    for (const MethodPart& part : method_of(d_)) {
      add("\n### {}\n\n", md(part.title));
      for (const Fact& f : part.facts) add("- {}: {}\n", md(f.label), md(f.value));
    }
    if (!d_.custody_head.empty()) add("\nThe log of custody ends with `{}`. Places in the notes count Unicode code points of the document's text.\n", d_.custody_head);
  }

  void notes() {
    out_ += '\n';
    std::map<std::uint32_t, CodePointIndex> points;
    for (std::size_t i = 0; i < notes_.size(); ++i) {
      const AttributionRef ref = notes_[i];
      const Document& doc = document(d_, ref.document);
      const Attribution& a = attribution(d_, ref);
      const CodePointIndex& at = points.try_emplace(ref.document, doc.text).first->second;
      add("[^{}]: {}, {}, characters ", i + 1, md(signature(doc)), place(doc, a.content.front().begin));
      for (const ByteSpan& s : a.content) add("{}{}–{}", &s == a.content.data() ? "" : ", ", at.code_point(s.begin), at.code_point(s.end));
      if (!doc.url.empty()) add(", {}", md(doc.url.value));
      add(", SHA-256 {}\n", doc.sha256);
    }
  }

  bool is_shown(const Claim& c) const { return shown_[static_cast<std::size_t>(&c - d_.model.claims.data())]; }

  const Dossier& d_;
  std::vector<bool> shown_;  ///< by claim
  bool limited_;
  Genealogy genealogy_;
  FigureLines figure_lines_;
  EditLines edit_lines_;
  std::map<AttributionRef, std::size_t> note_of_;
  std::vector<AttributionRef> notes_;
  std::string out_;
};

}  // namespace

std::string markdown_dossier(const Dossier& d) { return Markdown(d).page(); }

}  // namespace stemma::report
