// What a text says in its own voice: clauses that stand in nobody's words. Of a body's own document they are the body's statements; of an
// outlet's report, what the outlet itself reports, without a source or a cue.
#include <algorithm>

#include "base/utf8.h"
#include "claims/draft.h"
#include "claims/own_voice.h"

namespace stemma::claims {
namespace {

using lang::Relation;

constexpr std::uint32_t kFewestWords = 3;       // of a clause in the body
constexpr std::uint32_t kLongestLine = 12;      // words of a line of a table that is no clause: "Children affected: 83"
constexpr std::uint32_t kFewestHeadWords = 2;   // of a headline
constexpr std::uint32_t kLongestTitle = 6;      // words of a headline that only names something; in a longer one the verb is written like a name
constexpr float kOwnConfidence = 0.3F;          // nobody vouches for it, and nothing marks it as said
constexpr float kBodyConfidence = 0.5F;         // the document is a statement as a whole

/// The text is a statement of who publishes it: the name says that it is a ministry, a company, a committee; or it names no outlet, and the
/// text speaks of "we" or of the publisher by the last word of its name ("Koldane Line": "the Line will pay"), in nobody's quotation.
bool is_statement(const View& v) {
  const std::string_view publisher = v.document().publisher.value;
  std::uint64_t cls = 0;
  std::string last;
  for (ByteSpan s : word_spans(publisher)) {
    last = to_lower(slice(publisher, s));
    cls |= word_class(last);
    if (last == "news" || last == "today" || last == "review") cls |= kMedia;
  }
  if (last.empty() || (cls & kMedia) != 0) return false;
  if ((cls & (kGovernment | kOrganisation)) != 0) return true;
  for (std::uint32_t i = 1; i < v.size(); ++i) {
    if (v.quotation(i) >= 0 || v.block_kind(i) != BlockKind::paragraph) continue;
    if (v.is(i, "we") || v.is(i, "our") || v.is(i, "us")) return true;
    if (v.is(i, last) && v.token(i).capitalised && v.is(i - 1, "the")) return true;
  }
  return false;
}

class OwnVoice {
 public:
  explicit OwnVoice(Sheet& sheet)
      : sheet_(sheet), v_(sheet.view), body_(is_statement(v_)), told_(v_.size(), false), clause_(v_.size(), 0),
        subject_(v_.size(), false), beside_(v_.size(), false) {
    for (const Draft& d : sheet.drafts)
      for (const Ranges* part : {&d.source, &d.cue, &d.content})
        for (const Range& r : *part) std::fill(told_.begin() + r.first, told_.begin() + r.last, true);
  }

  bool statement() const { return body_; }
  void read() {
    for (const lang::Sentence& s : v_.analysis().sentences) {
      const BlockKind kind = v_.document().blocks[s.block].kind;
      if (kind == BlockKind::caption || kind == BlockKind::subheading || kind == BlockKind::speaker || kind == BlockKind::quote) continue;
      begin_ = past_label(v_, {s.first, s.last});
      find_clauses(s);
      if (kind == BlockKind::headline) headline(s);
      else sentence(s);
    }
    drop_denied();
  }

 private:
  bool question(const lang::Sentence& s) const {
    for (std::uint32_t i = s.last; i > s.first && v_.mark(i - 1); --i)
      if (v_.lower(i - 1).starts_with('?')) return true;
    return false;
  }

  /// By token, the verb of the main clause that it belongs to: the sentence's root, or what is joined to it with a subject of its own.
  void find_clauses(const lang::Sentence& s) {
    for (std::uint32_t i = s.first; i < s.last; ++i) {
      clause_[i] = kUnknown;
      subject_[i] = beside_[i] = false;
    }
    for (std::uint32_t i = s.first; i < s.last; ++i) {
      const Relation r = v_.token(i).relation;
      const std::int32_t head = v_.token(i).head;
      const bool subject = r == Relation::nsubj || r == Relation::nsubj_pass || r == Relation::nsubj_outer || r == Relation::csubj || r == Relation::expl;
      if (head >= 0 && subject) subject_[static_cast<std::uint32_t>(head)] = true;
      if (head >= 0 && r == Relation::mark && (v_.is(i, "as") || v_.is(i, "while"))) beside_[static_cast<std::uint32_t>(head)] = true;
    }
    for (std::uint32_t i = s.first; i < s.last; ++i) {  // each token is climbed over once
      path_.clear();
      std::uint32_t k = i;
      while (clause_[k] == kUnknown && !main(k)) {
        path_.push_back(k);
        clause_[k] = k;  // a ring, if ever there were one, ends here
        k = static_cast<std::uint32_t>(v_.token(k).head);
      }
      if (clause_[k] == kUnknown) clause_[k] = k;
      for (const std::uint32_t p : path_) clause_[p] = clause_[k];
    }
  }
  bool main(std::uint32_t i) const {
    const lang::Token& t = v_.token(i);
    if (t.head < 0 || (static_cast<std::uint32_t>(t.head) < begin_ && i >= begin_) || (t.relation == Relation::advcl && subject_[i] && beside_[i])) return true;
    if ((t.relation != Relation::conj && t.relation != Relation::parataxis) || !subject_[i]) return false;
    const lang::Token& up = v_.token(static_cast<std::uint32_t>(t.head));
    return up.head < 0 || (up.relation == Relation::conj && subject_[static_cast<std::uint32_t>(t.head)]);
  }

  /// Its parts between semicolons. One part of which another speaks needs a verb of its own in what is left. "Twenty dead: what is known of the flood":
  /// what only promises to tell is no part.
  void headline(const lang::Sentence& s) {
    const bool asks = question(s);
    for (std::uint32_t first = s.first; first < s.last;) {
      std::uint32_t last = first;
      while (last < s.last && !v_.is(last, ";")) ++last;
      Range part{first, last};
      for (std::uint32_t i = first; i < part.last && !asks; ++i)
        if (promises_to_tell(v_, i) && (i == first || v_.is(i - 1, ":"))) part.last = i == first ? i : i - 1;
      if (!part.empty() && !told(part)) headline_part(part, asks);
      else if (!asks) clauses(part);
      first = last + 1;
    }
  }
  /// "The ferry at Ostrel" names what the text is about; whoever reports in a headline leaves the article out or has a verb or a number.
  void headline_part(Range part, bool asks) {
    part.first = past_label(v_, part);
    std::uint32_t words = 0;
    bool noun = false, placed = false, tells = !v_.is(part.first, "the");
    for (std::uint32_t i = part.first; i < part.last; ++i) {
      words += !v_.mark(i);
      noun = noun || v_.tag(i) == Tag::noun || v_.tag(i) == Tag::name || v_.finite(i);
      placed = placed || v_.tag(i) == Tag::preposition;  // without one the last word may be a verb: "The mill burns"
      tells = tells || v_.verbal(i) || v_.finite(i) || v_.tag(i) == Tag::number;
    }
    if (words >= kFewestHeadWords && noun && (tells || !placed || words > kLongestTitle)) add(part, asks ? Stance::asks : Stance::asserts);
  }

  /// Each clause, or what is left of it beside the words of others.
  void sentence(const lang::Sentence& s) {
    if (question(s)) return;
    const Range whole{begin_, s.last};
    reports_are_false(s);
    if (!told(whole) && (untrue_that(s) || line(whole))) return;
    clauses(whole);
  }
  void clauses(Range r) {
    for (std::uint32_t i = r.first; i < r.last;) {
      std::uint32_t last = i + 1;
      while (last < r.last && !told_[last] && !told_[i] && (v_.mark(last) || clause_[last] == clause_[i])) ++last;
      if (!told_[i]) clause({i, last});
      i = last;
    }
  }
  bool told(Range r) const {
    return std::any_of(told_.begin() + r.first, told_.begin() + r.last, [](bool t) { return t; });
  }

  /// "Children affected: 83", "402,116 votes": a short line without a verb that gives a number.
  bool line(Range r) {
    std::uint32_t words = 0, numbers = 0, nouns = 0;
    for (std::uint32_t i = r.first; i < r.last; ++i) {
      if (v_.finite(i)) return false;
      words += !v_.mark(i);
      numbers += v_.tag(i) == Tag::number;
      nouns += v_.tag(i) == Tag::noun;
    }
    if (words < kFewestWords || words > kLongestLine || numbers == 0 || nouns == 0) return false;
    add(r, Stance::asserts);
    return true;
  }

  void clause(Range r) {
    while (!r.empty() && (v_.mark(r.first) ? !v_.open_quote(r.first) : v_.tag(r.first) == Tag::conjunction || v_.is(r.first, "as") || v_.is(r.first, "while"))) ++r.first;
    std::uint32_t words = 0;
    bool predicate = false;
    for (std::uint32_t i = r.first; i < r.last; ++i) {
      words += !v_.mark(i);
      predicate = predicate || ((v_.finite(i) || (i == clause_[i] && v_.tag(i) == Tag::verb_base)) && r.has(clause_[i]) && subject_[clause_[i]]);
    }
    if (words >= kFewestWords && predicate) add(r, Stance::asserts);
  }

  /// "Reports of a sale are without foundation", in nobody's quotation: what the reports say is denied, and is not said here on nobody's word.
  void reports_are_false(const lang::Sentence& s) {
    for (std::uint32_t i = s.first; i < s.last; ++i) {
      if (!v_.word(i).noun || v_.tag(i) != Tag::noun) continue;
      const Range predicate = called_false(v_, i);
      if (predicate.empty() || told_[predicate.last - 1]) continue;
      std::uint32_t first = i;
      while (first > s.first && (v_.tag(first - 1) == Tag::adjective || v_.tag(first - 1) == Tag::determiner || v_.tag(first - 1) == Tag::number)) --first;
      const Range subject{first, predicate.first};
      denied_.push_back(subject);
      add(subject, Stance::denies, {predicate});
      std::fill(told_.begin() + subject.first, told_.begin() + predicate.last, true);
    }
  }
  /// "Reports of": nobody says that here.
  void drop_denied() {
    std::erase_if(sheet_.drafts, [&](const Draft& d) {
      if (d.cue.empty() || names_a_source(d)) return false;
      const auto it = std::lower_bound(denied_.begin(), denied_.end(), d.cue[0].first, [](const Range& r, std::uint32_t i) { return r.last <= i; });
      return it != denied_.end() && it->covers(d.cue[0]) && it->covers(d.cue.back());
    });
  }
  bool names_a_source(const Draft& d) const {
    for (const Range& r : d.source)
      for (std::uint32_t i = r.first; i < r.last; ++i)
        if (v_.tag(i) == Tag::name || v_.is(i, kPersonRole | kGroupNoun | kGovernment | kMedia | kOrganisation | kSpokes)) return true;
    return false;
  }

  /// "It is untrue that", "It is not the case that", in a body's document.
  bool untrue_that(const lang::Sentence& s) {
    if (!body_ || s.last - s.first < 6 || !v_.is(s.first, "it") || !v_.is(s.first + 1, kBe)) return false;
    for (std::uint32_t i = s.first + 2; i < s.last && i < s.first + 7; ++i) {
      if (!v_.is(i, "that")) continue;
      const bool denied = v_.is(i - 1, "untrue") || v_.is(i - 1, "false") || v_.is(i - 1, "wrong") || v_.is(i - 1, "incorrect") || v_.is(s.first + 2, "not");
      if (denied) add({i, s.last}, Stance::denies, {{s.first, i}});
      return denied;
    }
    return false;
  }

  void add(Range content, Stance stance, Ranges cue = {}) {
    Draft d;
    d.cue = std::move(cue);
    d.content = {content};
    d.stance = stance;
    d.speech = true;
    d.rule = kOwnVoice;
    d.confidence = body_ ? kBodyConfidence : kOwnConfidence;
    sheet_.drafts.push_back(std::move(d));
  }

  static constexpr std::uint32_t kUnknown = 0xFFFFFFFF;
  Sheet& sheet_;
  const View& v_;
  const bool body_;
  std::vector<bool> told_;              ///< by token: somebody's words, or who says them
  std::vector<std::uint32_t> clause_;   ///< by token of the sentence in hand
  std::vector<bool> subject_;           ///< by token of the sentence in hand: has a subject
  std::vector<bool> beside_;            ///< by token of the sentence in hand: "as" or "while" makes it a clause beside the main one
  std::uint32_t begin_ = 0;             ///< of the sentence in hand, behind its label
  std::vector<std::uint32_t> path_;
  std::vector<Range> denied_;           ///< subjects that are called false, as they stand
};

}  // namespace

bool promises_to_tell(const View& v, std::uint32_t i) { return v.is(i, "what") || v.is(i, "how") || v.is(i, "why") || v.is(i, "who"); }

void read_own_voice(Sheet& sheet) {
  OwnVoice rule(sheet);
  sheet.statement = rule.statement();
  rule.read();
}

}  // namespace stemma::claims
