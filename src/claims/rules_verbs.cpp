#include <algorithm>

#include "claims/draft.h"

namespace stemma::claims {
namespace {

constexpr std::uint32_t kLongestSpeech = 4000;  // tokens; keeps crafted text linear

/// What stands to the right of a cue, read by one of its frames.
struct Right {
  std::uint32_t frame = 0;
  std::uint32_t cue_end = 0;
  Range content, recipient;
  Range recipient_cue;
  Stance stance = Stance::asserts;
  bool found() const { return frame != 0; }
};

class VerbRules {
 public:
  VerbRules(Sheet& sheet, std::uint32_t sentence)
      : sheet_(sheet), v_(sheet.view), p_(sheet.phrases), s_(v_.analysis().sentences[sentence]) {}

  void read() {
    for (std::uint32_t i = s_.first; i < s_.last; ++i) {
      if (v_.word(i).verb == nullptr || sheet_.taken[i] || !verbal(i)) continue;
      cue(i);
    }
  }

 private:
  bool verbal(std::uint32_t i) const {
    const Tag t = v_.tag(i);
    if (t == Tag::noun && (v_.word(i).forms & kNow) != 0 && i > s_.first && v_.tag(i - 1) == Tag::conjunction && v_.word(i).verb->speech && (v_.tag(i + 1) == Tag::to || v_.is(i + 1, "that"))) return true;
    if (t == Tag::verb_base || t == Tag::verb_now || t == Tag::verb_past || t == Tag::participle || t == Tag::gerund) return true;
    // Tagger's weak side: capitalised verbs of headlines, "says" after a name.
    const Word& w = v_.word(i);
    if (w.verb->speech && (w.forms & (kPast | kNow)) != 0 && i + 1 < s_.last && v_.is(i + 1, "that") && w.verb->has(kThat) && (w.noun == nullptr || v_.tag(i) != Tag::noun)) return true;
    return w.verb->speech && (w.forms & (kNow | kPast)) != 0 && (t == Tag::noun || t == Tag::adjective || t == Tag::name) && w.noun == nullptr &&
           (w.lower == "said" || w.lower == "says" || w.lower == "told" || w.lower == "tells" || w.lower == "denies" || w.lower == "denied");
  }

  void cue(std::uint32_t head) {
    const CueVerb& verb = *v_.word(head).verb;
    VerbGroup g = p_.verb_group(head);
    if (sheet_.taken[g.range.first]) g.range.first = head;
    if (quoted_as_saying(head, g)) return;
    if (g.infinitive && !climb(g)) return;
    if (g.gerund) return participle(verb, g);
    if (g.passive) return passive(verb, g);
    if (v_.tag(head) == Tag::participle && g.range.first == head && !reported_headline(head)) {
      // "a report published by": no auxiliary, no subject of its own. But taggers mistake "said" and "accused" often.
      const Range subject = p_.subject_before(g.range.first);
      const bool coordinated = head > s_.first && v_.tag(head - 1) == Tag::conjunction && (v_.word(head).forms & kPast) != 0;
      if (subject.empty() && !inverted_here(g) && !coordinated) return;
      if (v_.tag(head) == Tag::participle && g.next < s_.last && v_.is(g.next, "by")) return;
    }
    active(verb, g);
  }

  bool reported_headline(std::uint32_t head) const { return v_.block_kind(head) == BlockKind::headline; }

  /// "went on to say", "was not able to establish": takes the governing verbs into the group. False if the infinitive hangs on
  /// another cue ("vowed to deny") or on a noun: then it is no attribution of its own.
  bool climb(VerbGroup& g) const {
    const std::uint32_t lowest = p_.floor(g.range.first);
    std::uint32_t i = g.range.first - 1;  // "to"
    if (i <= lowest) return false;
    std::uint32_t k = i - 1;
    if (v_.is(k, "on") || v_.tag(k) == Tag::particle) {
      if (k == lowest) return false;
      --k;
    }
    const bool able = v_.is(k, "able") || v_.is(k, "unable") || v_.is(k, "ready") || v_.is(k, "quick") || v_.is(k, "likely");
    if (able) {
      if (k == lowest) return false;
      std::uint32_t b = k - 1;
      while (b > lowest && (v_.is(b, kNot) || v_.tag(b) == Tag::adverb)) --b;
      if (!v_.is(b, kBe)) return false;
      const VerbGroup outer = p_.verb_group(b);
      g.negated = g.negated || outer.negated || v_.is(k, "unable");
      for (std::uint32_t n = b; n < k; ++n) g.negated = g.negated || v_.is(n, kNot);
      g.modal = true;
      g.range.first = outer.range.first;
      return !v_.is(k, "likely");
    }
    static constexpr std::string_view governors[] = {"went", "go", "goes", "gone", "going", "continued", "continues", "continue", "began", "begin", "begins", "seemed",
                                                     "seems", "appeared", "appears", "tried", "used", "proceeded", "has", "have", "had", "came"};
    if (std::find(std::begin(governors), std::end(governors), v_.lower(k)) == std::end(governors)) return false;
    const VerbGroup outer = p_.verb_group(k);
    g.range.first = outer.range.first;
    g.negated = g.negated || outer.negated;
    return true;
  }

  // ---- right side

  bool starts_noun(std::uint32_t i) const {
    const Tag t = v_.tag(i);
    if ((v_.is(i, "at") && v_.is(i + 1, "least")) || (v_.is(i, "up") && v_.is(i + 1, "to")) || (v_.is(i, "more") && v_.is(i + 1, "than"))) return true;
    return t == Tag::noun || t == Tag::name || t == Tag::number || t == Tag::determiner || t == Tag::possessive || t == Tag::pronoun ||
           t == Tag::adjective || t == Tag::there || ((t == Tag::participle || t == Tag::gerund) && i + 1 < s_.last && v_.nominal(i + 1)) || v_.is(i, "$");
  }

  Right right_of(const CueVerb& verb, std::uint32_t i, std::uint32_t highest, bool after_recipient = false) const {
    Right r;
    r.stance = verb.stance;
    r.cue_end = i;
    if (i >= highest) return r;
    const auto set = [&](std::uint32_t frame, std::uint32_t cue_end, Range content) {
      r.frame = frame;
      r.cue_end = cue_end;
      r.content = content;
      r.stance = verb.stance_for(frame);
    };
    if (v_.is(i, "as") && i + 2 < highest && (v_.tag(i + 1) == Tag::adjective || v_.tag(i + 2) == Tag::determiner) && starts_noun(i + 2) && verb.has(kNoun)) {  // "dismissed as untrue the claim that"
      set(kNoun, i + 2, {i + 2, content_end(i + 2, verb, highest)});
      return r;
    }
    for (const auto& [word, stance] : verb.words) {
      if (!v_.is(i, word) || i + 1 >= highest || p_.skip_time(i, highest) > i || v_.tag(i + 1) == Tag::verb_base || v_.is(i + 1, kDay)) continue;
      set(kNoun, i + 1, {i + 1, content_end(i + 1, verb, highest)});
      r.stance = stance;
      return r;
    }
    const bool lead_comma = v_.is(i, ",") && i + 1 < highest && v_.open_quote(i + 1);
    if (v_.is(i, ":")) {
      if (i + 1 < highest) set(kQuoted, i + 1, {i + 1, content_end(i + 1, verb, highest)});
      return r;
    }
    const std::uint32_t q = lead_comma ? i + 1 : i;
    if (v_.open_quote(q) && (verb.has(kQuoted) || verb.has(kNoun))) {
      set(kQuoted, i, {q, content_end(q, verb, highest)});
      return r;
    }
    if (v_.is(i, ",") || v_.close_quote(i)) return r;
    if (v_.is(i, "that") && verb.has(kThat)) {
      // "said that day": a determiner before a noun of time
      if (!(i + 1 < highest && v_.is(i + 1, kTimeNoun) && v_.tag(i) == Tag::determiner)) {
        set(kThat, i, {i, content_end(i, verb, highest)});
        return r;
      }
    }
    if (v_.tag(i) == Tag::to && verb.has(kInfinitive) && i + 1 < highest && (v_.tag(i + 1) == Tag::verb_base || v_.tag(i + 1) == Tag::adverb || v_.is(i + 1, kBe | kHave))) {
      set(kInfinitive, i, {i, content_end(i, verb, highest)});
      return r;
    }
    if (v_.is(i, "not") && i + 1 < highest && v_.tag(i + 1) == Tag::to && verb.has(kInfinitive)) {
      set(kInfinitive, i, {i, content_end(i, verb, highest)});
      return r;
    }
    if (v_.is(i, kWhether) && verb.has(kWh) && !v_.is(i, kWho) && !(v_.is(i, "when") && verb.stance != Stance::asks) && !(v_.is(i, "if") && verb.stance != Stance::asks && verb.stance != Stance::doubts)) {
      set(kWh, i, {i, content_end(i, verb, highest)});
      return r;
    }
    if (verb.has(kRecipient) && !after_recipient && starts_noun(i)) {
      std::uint32_t e = p_.noun_phrase_end(i, highest, false);
      if (e > i) {
        if (e < highest && (v_.is(e, "for") || v_.is(e, "in") || v_.is(e, "at") || v_.is(e, "from")) && !v_.is(e + 1 < highest ? e + 1 : e, kStatement)) {
          const std::uint32_t more = p_.noun_phrase_end(e + 1, highest, false);
          if (more > e + 1 && more - e < 8 && !verb_word(verb, e)) e = more;
        }
        const std::uint32_t after = p_.skip_adjuncts(e, highest);
        Right inner = right_of(verb, e, highest, true);
        if (!inner.found()) {
          inner = right_of(verb, after, highest, true);
        }
        if (inner.found() || verb.lemma == "tell" || e >= highest || v_.mark(e)) {
          inner.recipient = {i, e};
          inner.recipient_cue = {i, inner.found() ? inner.cue_end : after};
          if (inner.found() && !(inner.frame == kNoun && inner.cue_end > e)) inner.cue_end = i;
          if (!inner.found()) inner.cue_end = i;
          return inner;
        }
      }
    }
    if (verb.has(kBare) && p_.clause_follows(i, highest) && starts_clause(i)) {
      set(kBare, i, {i, content_end(i, verb, highest)});
      return r;
    }
    if (verb.has(kGerund) && v_.tag(i) == Tag::gerund) {
      set(kGerund, i, {i, content_end(i, verb, highest)});
      return r;
    }
    if ((verb.has(kNoun) || (v_.tag(i - 1) == Tag::particle && verb_word(verb, i - 1))) && starts_noun(i) && !v_.is(i, kDay) && gives_number(verb, i, highest)) {
      set(kNoun, i, {i, object_end(i, content_end(i, verb, highest))});
      return r;
    }
    return r;
  }
  bool verb_word(const CueVerb& verb, std::uint32_t i) const {
    return std::any_of(verb.words.begin(), verb.words.end(), [&](const auto& w) { return v_.is(i, w.first); });
  }
  bool starts_clause(std::uint32_t i) const { return (starts_noun(i) && !v_.is(i, kDay)) || v_.is(i, "if") || v_.is(i, "when") || v_.open_quote(i) || v_.tag(i) == Tag::gerund; }

  /// Where content that starts at `begin` ends.
  std::uint32_t content_end(std::uint32_t begin, const CueVerb& verb, std::uint32_t highest) const {
    (void)highest;
    const std::uint32_t end = p_.ceiling(begin > s_.first ? begin - 1 : begin, begin);
    const bool finite_matrix = verb.speech;
    for (std::uint32_t i = begin; i < end; ++i) {
      if (v_.open_quote(i)) {
        const Range q = v_.quotation_range(v_.quotation(i));
        if (q.last > i + 1) i = std::min(q.last, end) - 1;
        // A whole quotation and then a comma or a new clause: the speech is over.
        if (i + 1 < end && q.first == begin && v_.is(i + 1, ",") == false && v_.close_quote(i)) {
          if (v_.is(i - 1, ",") || v_.is(i - 1, ".") || v_.is(i - 1, "?") || v_.is(i - 1, "!")) return i + 1;
        }
        continue;
      }
      if (v_.is(i, ";") && !(i + 1 < end && v_.is(i + 1, "that"))) return i;
      if (v_.is(i, ",")) {
        std::uint32_t k = i + 1;
        if (k < end && v_.tag(k) == Tag::adverb && k + 1 < end) ++k;
        if (k >= end) return i;
        const Word& w = v_.word(k);
        if (w.verb && (w.forms & kIng) && (w.verb->speech || w.verb->lemma == "refer") && v_.tag(k) != Tag::noun) return i;
        if (v_.is(k, "according")) return i;
        if (new_attribution(i + 1, end) || trailing_attribution(i + 1, end)) return i;
        // "X, who thinks so, called it ...": the main verb of the clause around.
        if (relative_ && (v_.finite(k) || (k == i + 1 && p_.skip_time(k, end) < end && p_.skip_time(k, end) > k && v_.finite(p_.skip_time(k, end))))) return i;
        continue;
      }
      if (v_.tag(i) == Tag::conjunction && i > begin && i + 1 < end) {
        std::uint32_t k = i + 1;
        if (v_.tag(k) == Tag::adverb && k + 1 < end) ++k;
        if (new_attribution(i, end)) return i;
        if (finite_matrix && coordinated(k, verb)) return v_.is(i - 1, ",") ? i - 1 : i;
      }
    }
    return end;
  }

  /// "put the dead at 20", "counted at least 20 dead": verbs that speak only with a number behind them.
  bool gives_number(const CueVerb& verb, std::uint32_t i, std::uint32_t highest) const {
    const bool put = verb.lemma == "put", count = verb.lemma == "count";
    if (!put && !count) return true;
    for (std::uint32_t k = i; k < highest && k - i < 14; ++k) {
      if (count && v_.tag(k) == Tag::number) return true;
      if (put && v_.is(k, "at") && k + 1 < highest) {
        for (std::uint32_t n = k + 1; n < highest && n - k < 5; ++n)
          if (v_.tag(n) == Tag::number) return true;
      }
    }
    return false;
  }

  /// An object ends at a comma behind which another clause, an apposition or an afterthought stands.
  std::uint32_t object_end(std::uint32_t begin, std::uint32_t end) const {
    for (std::uint32_t i = begin; i < end; ++i) {
      if (v_.open_quote(i)) {
        i = std::min(end, v_.quotation_range(v_.quotation(i)).last) - 1;
        continue;
      }
      if (v_.dash(i) && i > begin) return i;
      if (v_.tag(i) == Tag::conjunction && i > begin && i + 1 < end && (v_.finite(i + 1) || (v_.tag(i + 1) == Tag::adverb && i + 2 < end && v_.finite(i + 2)))) return i;
      if (!v_.is(i, ",") || i + 1 >= end) continue;
      const Tag t = v_.tag(i + 1);
      if (t == Tag::determiner || t == Tag::pronoun || t == Tag::conjunction || t == Tag::gerund || v_.is(i + 1, kSubordinator | kWho) || t == Tag::adverb || t == Tag::possessive) return i;
    }
    return end;
  }

  /// After "and": a verb cue in the same form as the matrix verb, with something that it can govern.
  bool coordinated(std::uint32_t k, const CueVerb& verb) const {
    (void)verb;
    const Word& w = v_.word(k);
    if (w.verb == nullptr || (w.forms & (kPast | kNow)) == 0) return false;
    if (v_.tag(k) != Tag::verb_past && v_.tag(k) != Tag::verb_now && v_.tag(k) != Tag::participle && v_.tag(k + 1) != Tag::to && !v_.is(k + 1, "that")) return false;
    if ((w.forms & head_forms_ & (kPast | kNow)) == 0 && (head_forms_ & kIng) == 0) return false;
    if (!w.verb->speech) return false;
    const std::uint32_t n = p_.verb_group(k).next;
    return n < s_.last && (right_simple(*w.verb, n));
  }
  bool right_simple(const CueVerb& verb, std::uint32_t i) const {
    return (v_.is(i, "that") && verb.has(kThat)) || v_.open_quote(i) || (v_.tag(i) == Tag::to && verb.has(kInfinitive)) || (v_.is(i, kWhether) && verb.has(kWh)) ||
           verb_word(verb, i) || (verb.has(kNoun | kBare | kRecipient) && starts_noun(i)) || v_.is(i, ":");
  }

  /// "but Dreyse said", ", while the ministry denied": a clause of its own with its own cue follows.
  bool new_attribution(std::uint32_t i, std::uint32_t end) const {
    std::uint32_t k = i;
    if (k < end && (v_.tag(k) == Tag::conjunction || v_.is(k, "while") || v_.is(k, "although") || v_.is(k, "though") || v_.is(k, "as"))) ++k;
    else return false;
    bool noun = false;
    for (; k < end && k - i < 16; ++k) {
      if (v_.mark(k)) return false;
      const Tag t = v_.tag(k);
      if (v_.is(k, "that") || v_.is(k, kWho)) return false;
      if (t == Tag::pronoun || t == Tag::noun || t == Tag::name || t == Tag::determiner) noun = true;
      if (v_.finite(k) || t == Tag::participle) {
        if (v_.is(k, kBe | kHave | kDo) || t == Tag::modal) continue;
        const Word& w = v_.word(k);
        return noun && w.verb && w.verb->speech && k + 1 < end && (right_simple(*w.verb, p_.verb_group(k).next) || v_.is(k + 1, ","));
      }
    }
    return false;
  }

  /// ", Mr Kettleby said." at the end of a sentence: what stands before is his, not ours.
  bool trailing_attribution(std::uint32_t i, std::uint32_t end) const {
    const std::uint32_t e = p_.noun_phrase_end(i, end, false);
    if (e == i || e >= end || e - i > 12) return false;
    std::uint32_t k = e;
    while (k < end && (v_.is(k, kHave) || v_.tag(k) == Tag::adverb)) ++k;
    const Word& w = k < end ? v_.word(k) : v_.word(i);
    if (w.verb == nullptr || !w.verb->speech || !w.verb->has(kEnd) || (w.forms & (kPast | kNow | kBase)) == 0) return false;
    std::uint32_t after = p_.skip_adjuncts(k + 1, end);
    return after >= end || v_.is(after, ",");
  }

  // ---- left side

  struct Left {
    Ranges content;
    bool direct = false;
    bool inserted = false;  ///< a piece of a clause that goes on behind the cue
    bool found() const { return !content.empty(); }
  };

  /// Words that stand before a source or an inverted cue at token i: `"...," | said X`, `..., | the mayor said`.
  Left left_of(std::uint32_t i) const {
    Left left;
    const std::uint32_t lowest = p_.floor(i);
    if (i == 0) return left;
    std::uint32_t k = i;
    if (k > lowest && (v_.is(k - 1, ",") || v_.dash(k - 1))) --k;
    if (k > s_.first && v_.close_quote(k - 1) && v_.quotation(k - 1) >= 0 && k - 1 >= lowest) {
      const std::int32_t q = v_.quotation(k - 1);
      const Range r = v_.quotation_range(q);
      std::uint32_t tail = r.last - 1;  // behind marks that close quotations inside: `... not,' " she said`
      while (tail > r.first + 1 && v_.close_quote(tail)) --tail;
      const bool closes_clause = k < i || v_.is(tail, ",") || v_.is(tail, "?") || v_.is(tail, "!") || v_.is(tail, ".") || (r.last >= 2 && (v_.is(r.last - 2, ",") || v_.is(r.last - 2, "?") || v_.is(r.last - 2, "!") || v_.is(r.last - 2, ".") || v_.dash(r.last - 2) || v_.is(r.last - 2, "...")));
      if (!closes_clause) return left;
      if (r.first <= s_.first) {
        left.content = speech_before(v_, q);
        left.direct = true;
        return left;
      }
      // The quotation is the end of an indirect sentence: `The water was "fit for cattle," he said`.
      std::uint32_t b = clause_start(lowest, r.first);
      if (b >= r.first || all_marks(b, r.first)) left.content = speech_before(v_, q), left.direct = true;
      else left.content = {{b, k}};
      return left;
    }
    if (k == i) {
      // Nothing between: the previous sentence may be the quotation (`"Who signed?" Tavisk asked.` cut in two).
      if (k == lowest && k == s_.first && k > 0 && v_.close_quote(k - 1) && v_.sentence_of(k - 1).block == s_.block && v_.quotation(k - 1) >= 0 &&
          (v_.is(k - 2, "?") || v_.is(k - 2, "!"))) {
        left.content = speech_before(v_, v_.quotation(k - 1));
        left.direct = true;
      }
      return left;
    }
    std::uint32_t b = clause_start(lowest, k);
    if (v_.is(k - 1, kWho) && k - 1 > b) {  // "names of people who, she said, had died"
      b = p_.noun_phrase_start(k - 1, lowest);
      const std::uint32_t of = b;
      for (std::uint32_t n = of; n + 1 < k; ++n)
        if (v_.is(n, "of")) b = n + 1;
      left.inserted = true;
    }
    if (b < k) left.content = {{b, k}};
    return left;
  }
  bool all_marks(std::uint32_t b, std::uint32_t e) const {
    for (; b < e; ++b)
      if (!v_.mark(b)) return false;
    return true;
  }

  /// First token of the clause before k: behind the last cue's content or semicolon, a leading "but" left out.
  std::uint32_t clause_start(std::uint32_t lowest, std::uint32_t k) const {
    std::uint32_t b = lowest;
    for (std::uint32_t i = k; i > lowest && k - i < 400; --i)
      if (v_.is(i - 1, ";") && v_.quotation(i - 1) == v_.quotation(k)) { b = i; break; }
    if (b < k && v_.tag(b) == Tag::conjunction) ++b;
    while (b < k && v_.mark(b) && !v_.open_quote(b) && !v_.is(b, "$") && !v_.is(b, "(") && !v_.is(b, "[")) ++b;
    return b;
  }

  bool inverted_here(const VerbGroup& g) const {
    const std::uint32_t i = g.range.first;
    if (i == 0 || i <= p_.floor(i)) return false;
    return v_.is(i - 1, ",") || v_.close_quote(i - 1) || v_.dash(i - 1);
  }

  // ---- the forms

  void active(const CueVerb& verb, VerbGroup g) {
    relative_ = false;
    head_forms_ = v_.word(g.head).forms;
    Draft d;
    d.verb = &verb;
    d.speech = verb.speech;
    d.negated = g.negated;
    std::uint32_t cue_first = g.range.first;
    Range subject = p_.subject_before(g.range.first);
    // ..., said X
    if ((subject.empty() || inverted_here(g)) && verb.speech && verb.has(kEnd) && inverted_here(g)) {
      const Left left = left_of(g.range.first);
      const std::uint32_t highest = p_.ceiling(g.head, g.next);
      if (left.found() && g.next < highest && starts_noun(g.next) && (subject.empty() || left.direct || !verb.has(kRecipient))) {
        const std::uint32_t e = p_.noun_phrase_end(g.next, highest, true);
        if (e > g.next && (left.direct || (main_clause(left.content[0]) && !p_.clause_follows(g.next, highest)))) {
          d.source = {{g.next, e}};
          d.cue = {g.range};
          finish_left(d, left, e, highest, "inverted");
          return;
        }
      }
    }
    bool shared = false;
    if (subject.empty()) {
      subject = coordinated_subject(g);
      shared = !subject.empty();
    }
    if (subject.empty() && verb.lemma == "ask" && v_.word(g.head).lower == "asked" &&
        (g.range.first == s_.first || v_.is(g.range.first - 1, "when") || v_.is(g.range.first - 1, ","))) return asked_by_nobody(verb, g);
    if (subject.empty()) return;
    if (expletive(subject, g)) return;
    d.source = {subject};
    d.shared = shared;
    relative_ = v_.is(subject.first, kWho);
    if (subject.first > s_.first && v_.is(subject.first - 1, "as") && !shared) cue_first = g.range.first;
    const std::uint32_t highest = p_.ceiling(g.head, g.next);
    const Left left = shared ? Left{} : left_of(subject.first);
    std::uint32_t after = p_.skip_adjuncts(g.next, highest);
    Right right = right_of(verb, g.next, highest);
    std::uint32_t skipped = g.range.last;
    if (!right.found() && right.recipient.empty() && after > g.next) {
      const Right later = right_of(verb, after, highest);
      const bool clear = later.found() && (later.frame == kThat || later.frame == kQuoted || later.frame == kWh || (later.frame == kBare && p_.skip_time(g.next, highest) == after) ||
                                           (later.frame == kRecipient));
      if (clear) right = later, skipped = after;
    }
    if (left.direct && verb.has(kEnd)) {
      d.cue = {{cue_first, g.range.last}};
      link_recipient(d, right, verb);
      const std::uint32_t behind = right.recipient.empty() ? g.range.last : right.recipient.last;
      finish_left(d, left, behind, highest, "after-quotation");
      return;
    }
    if (right.found()) {
      d.cue = {{cue_first, std::max({right.cue_end, g.range.last, skipped})}};
      if (!right.recipient.empty()) d.cue = {{cue_first, g.range.last}};
      d.content = {right.content};
      d.stance = right.stance;
      d.direct = right.frame == kQuoted && v_.open_quote(right.content.first);
      link_recipient(d, right, verb);
      d.rule = right.frame == kThat ? "that" : right.frame == kQuoted ? "quotation" : right.frame == kBare ? "clause" : right.frame == kInfinitive ? "infinitive" :
               right.frame == kWh ? "question" : right.frame == kGerund ? "gerund-object" : "object";
      d.confidence = right.frame == kThat || right.frame == kQuoted ? 0.9F : right.frame == kBare ? 0.85F : right.frame == kNoun ? 0.5F : 0.65F;
      if (right.frame == kQuoted && right.content.first < s_.last && v_.is(g.next, ":")) d.cue[0].last = g.next + 1;
      // "The report, he said, was false": the clause goes on behind the cue.
      if (right.content.empty()) return;
      finish(d);
      return;
    }
    if (left.found() && verb.has(kEnd)) {
      d.cue = {{cue_first, g.range.last}};
      link_recipient(d, right, verb);
      const std::uint32_t behind = right.recipient.empty() ? g.range.last : right.recipient.last;
      finish_left(d, left, behind, highest, "after-clause");
      return;
    }
    if (verb.has(kEnd) && v_.is(g.next < s_.last ? g.next : g.head, ":") == false && g.next < highest && v_.is(g.next, ",") && subject.first <= p_.floor(subject.first) + 1 && g.next + 2 < highest &&
        subject.first > p_.floor(subject.first) && v_.is(subject.first - 1, "as")) {
      // "As the mayor said, ..."
      d.cue = {{cue_first, g.range.last}};
      d.content = {{g.next + 1, content_end(g.next + 1, verb, highest)}};
      d.rule = "as-clause";
      d.confidence = 0.7F;
      finish(d);
      return;
    }
    // "She said, if elected, she would ...", "He also said, without proof, that ..."
    if (verb.speech && verb.has(kThat) && v_.is(g.next < highest ? g.next : g.head, ",") && right.recipient.empty()) {
      std::uint32_t at = g.next + 1;
      for (std::uint32_t k = at; k + 1 < highest && k - at < 10; ++k)
        if (v_.is(k, ",")) {
          if (v_.is(k + 1, "that")) at = k + 1;
          break;
        }
      if (at < highest && v_.tag(at) != Tag::gerund && v_.tag(at) != Tag::conjunction && v_.word(at).verb == nullptr && !v_.is(at, kWho) && p_.clause_follows(at, highest)) {
        d.cue = {{cue_first, g.range.last}};
        d.content = {{at, content_end(at, verb, highest)}};
        d.rule = "behind-comma";
        d.confidence = 0.7F;
        finish(d);
        return;
      }
    }
    // "He said:" at the end of its sentence or paragraph; the speech follows.
    if (verb.speech && verb.has(kQuoted)) {
      std::uint32_t n = g.next;
      if (!right.recipient.empty()) n = right.recipient.last;
      n = p_.skip_adjuncts(n, s_.last);
      if (n < s_.last && v_.is(n, ":") && n + 1 >= s_.last && n + 1 < v_.size()) {
        d.cue = {{cue_first, g.range.last}};
        link_recipient(d, right, verb);
        if (n == g.next) d.cue[0].last = n + 1;
        if (v_.open_quote(n + 1)) d.content = speech_after(v_, v_.quotation(n + 1)), d.direct = true;
        else d.content = {{n + 1, p_.ceiling(n + 1, n + 1)}};
        d.rule = "colon-before-speech";
        d.confidence = 0.85F;
        finish(d);
      }
    }
  }

  /// "Asked whether the gate was shut, the clerk said ..."
  void asked_by_nobody(const CueVerb& verb, const VerbGroup& g) {
    const Right right = right_of(verb, g.next, p_.ceiling(g.head, g.next), true);
    if (right.frame != kWh && right.frame != kNoun) return;
    Draft d;
    d.verb = &verb;
    d.stance = Stance::asks;
    d.cue = {{g.range.first, std::max(right.cue_end, g.range.last)}};
    std::uint32_t e = right.content.first;
    while (e < right.content.last && !v_.is(e, ",")) ++e;
    d.content = {{right.content.first, e}};
    d.rule = "asked";
    d.confidence = 0.6F;
    finish(d);
  }

  void link_recipient(Draft& d, const Right& right, const CueVerb& verb) const {
    if (right.recipient.empty() || verb.lemma != "tell") return;
    std::uint32_t head = right.recipient.last;
    d.links.push_back({SourceLink::Kind::told, {d.cue.empty() ? head : d.cue[0].first, d.cue.empty() ? head : d.cue[0].last}, right.recipient});
  }

  /// Content stands before the cue; more of it may follow behind (`"...," he said, "..."`).
  void finish_left(Draft& d, const Left& left, std::uint32_t behind, std::uint32_t highest, std::string_view rule) {
    d.content = left.content;
    d.direct = left.direct;
    d.stance = d.verb->stance_for(kEnd);
    d.rule = rule;
    d.confidence = left.direct ? 0.95F : 0.8F;
    std::uint32_t k = p_.skip_adjuncts(behind, highest);
    if (k < highest && (v_.is(k, ",") || v_.is(k, ":") || v_.dash(k)) && k + 1 < highest && v_.open_quote(k + 1)) {
      d.content.push_back({k + 1, p_.ceiling(k, k + 1)});
      const Range q = v_.quotation_range(v_.quotation(k + 1));
      if (q.last < d.content.back().last) d.content.back().last = q.last;
    } else if (!left.direct && k < highest && v_.is(k, ",") && k == behind && rule != "inverted") {
      // "The bill, he said, would raise taxes": the left piece is no sentence.
      if ((left.inserted || !has_finite(left.content[0]) || goes_on(k, highest)) && k + 1 < highest) {
        d.content.push_back({k + 1, content_end(k + 1, *d.verb, highest)});
        d.rule = "inserted";
      }
    }
    finish(d);
  }
  /// What stands behind ", he said," is more of the same: no new speaker, no "adding that".
  bool goes_on(std::uint32_t comma, std::uint32_t highest) const {
    std::uint32_t k = comma + 1;
    if (k < highest && v_.tag(k) == Tag::adverb) ++k;
    if (k >= highest || v_.word(k).verb != nullptr || v_.is(k, "according") || v_.is(k, kWho) || v_.tag(k) == Tag::gerund) return false;
    return !new_attribution(comma + 1, highest);
  }
  /// A finite verb beside those of relative clauses.
  bool main_clause(Range r) const {
    int verbs = 0;
    for (std::uint32_t i = r.first; i < r.last; ++i) verbs += v_.finite(i) && !(i > r.first && v_.finite(i - 1)) ? 1 : v_.is(i, kWho) ? -1 : 0;
    return verbs > 0;
  }
  bool has_finite(Range r) const {
    for (std::uint32_t i = r.first; i < r.last; ++i)
      if (v_.finite(i)) return true;
    return false;
  }

  /// "said X and denied Y": the subject of the verb before.
  Range coordinated_subject(const VerbGroup& g) const {
    const std::uint32_t i = g.range.first;
    if (i <= s_.first) return {};
    std::uint32_t k = i - 1;
    if (v_.is(k, ",") && k > s_.first) return {};
    if (v_.tag(k) != Tag::conjunction) return {};
    return matrix_source(i);
  }
  /// Source of the nearest earlier draft of this sentence, or of a finite clause at its start.
  Range matrix_source(std::uint32_t i) const {
    for (std::size_t n = sheet_.drafts.size(); n-- > 0 && sheet_.drafts.size() - n < 8;) {
      const Draft& d = sheet_.drafts[n];
      if (d.cue.empty() || d.cue[0].first < s_.first) break;
      if (d.cue[0].first >= i || d.source.empty() || d.verb == nullptr) continue;
      const bool inside = holds(d, i) || nested_apart(n, i);
      if (!inside && v_.quotation(d.cue[0].first) == v_.quotation(i)) return d.source[0];
    }
    return main_subject(i);
  }
  static bool holds(const Draft& d, std::uint32_t i) { return std::any_of(d.content.begin(), d.content.end(), [&](const Range& r) { return r.has(i); }); }
  /// Draft n stands inside the content of another draft that token i is outside of.
  bool nested_apart(std::size_t n, std::uint32_t i) const {
    const std::uint32_t cue = sheet_.drafts[n].cue[0].first;
    for (std::size_t k = n; k-- > 0 && n - k < 6;) {
      const Draft& d = sheet_.drafts[k];
      if (d.cue.empty() || d.cue[0].first < s_.first) break;
      if (holds(d, cue) && !holds(d, i)) return true;
    }
    return false;
  }
  Range main_subject(std::uint32_t i) const {
    const std::uint32_t lowest = p_.floor(i);
    for (std::uint32_t k = lowest + 1; k < i && k - lowest < kReach; ++k)
      if (v_.finite(k)) {
        const VerbGroup g = p_.verb_group(k);
        const Range subject = p_.subject_before(g.range.first);
        if (!subject.empty()) return v_.is(subject.first, kWho) ? Range{} : subject;
      }
    return {};
  }

  bool expletive(Range subject, const VerbGroup&) const { return v_.tag(subject.first) == Tag::there; }

  void participle(const CueVerb& verb, VerbGroup g) {
    // "..., adding that", "by saying that", "Citing the report, ..."
    if (!verb.speech && verb.stance != Stance::demands && verb.lemma != "refer" && verb.lemma != "support" && verb.lemma != "back") return;
    const std::uint32_t i = g.range.first;
    const std::uint32_t highest = p_.ceiling(g.head, g.next);
    if (verb.lemma == "cite" && citing(g, highest)) return;
    if (i > s_.first && v_.is(i - 1, "of")) return;
    const bool opener = i == s_.first || v_.is(i - 1, ",") || v_.dash(i - 1) || v_.close_quote(i - 1) || v_.tag(i - 1) == Tag::preposition || v_.tag(i - 1) == Tag::conjunction ||
                        v_.is(i - 1, kSubordinator);
    if (!opener && !v_.is(i - 1, kDay)) {
      // reduced relative: "a statement saying that", "a report alleging"
      if (!v_.nominal(i - 1)) return;
    }
    head_forms_ = v_.word(g.head).forms;
    Right right = right_of(verb, g.next, highest);
    if (!right.found()) {
      const std::uint32_t after = p_.skip_adjuncts(g.next, highest);
      if (after > g.next) {
        const Right later = right_of(verb, after, highest);
        if (later.frame == kThat || later.frame == kQuoted) right = later;
      }
    }
    if (!right.found() || right.content.empty()) return;
    Draft d;
    d.verb = &verb;
    d.speech = verb.speech;
    d.negated = g.negated;
    if (!opener && v_.nominal(i - 1) && v_.is(i - 1, kDocument | kStatement)) {
      const std::uint32_t start = p_.noun_phrase_start(i, p_.floor(i));
      d.source = {{start, i}};
    } else {
      const Range source = i == s_.first ? following_subject(right.content.last) : matrix_source(i);
      if (source.empty()) return;
      d.source = {source};
      d.shared = true;
    }
    d.cue = {{g.range.first, std::max(right.cue_end, g.range.last)}};
    if (!right.recipient.empty()) d.cue = {g.range};
    d.content = {right.content};
    d.stance = right.stance;
    link_recipient(d, right, verb);
    d.rule = "participle";
    d.confidence = right.frame == kThat || right.frame == kQuoted ? 0.85F : 0.55F;
    if (i == s_.first) {
      std::uint32_t c = right.content.first;
      while (c < right.content.last && !v_.is(c, ",")) ++c;
      if (c < right.content.last) d.content = {{right.content.first, c}};
    }
    d.direct = right.frame == kQuoted && v_.open_quote(right.content.first);
    finish(d);
  }
  Range following_subject(std::uint32_t) const {
    for (std::uint32_t k = s_.first; k < s_.last && k - s_.first < kReach; ++k) {
      if (!v_.is(k, ",")) continue;
      const std::uint32_t e = p_.noun_phrase_end(k + 1, s_.last, false);
      if (e > k + 1 && e < s_.last && (v_.finite(e) || v_.tag(e) == Tag::adverb)) return {k + 1, e};
    }
    return {};
  }

  /// "..., citing interviews with nine former detainees": a link of the attribution around it, not one of its own.
  bool citing(const VerbGroup& g, std::uint32_t highest) {
    const std::uint32_t e = cited_end(g.next, highest);
    if (e == g.next) return false;
    std::uint32_t b = g.next;
    std::uint32_t cue_last = g.next;
    // "interviews with X", "a report by X", "testimony from X": the people are the link.
    for (std::uint32_t k = b; k < e && k - b < 6; ++k)
      if ((v_.is(k, "with") || v_.is(k, "by") || v_.is(k, "from")) && k > b && v_.is(k - 1, kStatement | kDocument) ) { cue_last = k + 1; break; }
    LinkDraft link{SourceLink::Kind::citing, {g.range.first, cue_last}, {cue_last, e}};
    pending_.push_back(link);
    // to the latest draft of this sentence that does not lie inside another, or to the one that comes
    for (std::size_t n = sheet_.drafts.size(); n-- > 0 && sheet_.drafts.size() - n < 6;) {
      Draft& d = sheet_.drafts[n];
      if (d.cue.empty() || d.cue[0].first < s_.first) break;
      d.links.push_back(link);
      pending_.clear();
      break;
    }
    return true;
  }
  std::uint32_t cited_end(std::uint32_t i, std::uint32_t highest) const {
    std::uint32_t e = p_.noun_phrase_end(i, highest, false);
    if (e == i) return i;
    for (int steps = 0; steps < 6 && e + 1 < highest; ++steps) {
      if (v_.tag(e) == Tag::preposition || v_.is(e, "and") || v_.is(e, "of")) {
        const std::uint32_t more = p_.noun_phrase_end(e + 1, highest, false);
        if (more == e + 1) break;
        if (more < highest && v_.finite(more)) break;
        e = more;
      } else {
        break;
      }
    }
    return e;
  }

  /// "was quoted as saying that", "is cited as saying"
  bool quoted_as_saying(std::uint32_t head, const VerbGroup& g) {
    const Word& w = v_.word(head);
    if (!(w.lower == "quoted" || w.lower == "cited")) return false;
    std::uint32_t k = p_.skip_adjuncts(g.next, s_.last);
    for (std::uint32_t n = g.next; n < std::min(s_.last, g.next + 8); ++n)
      if (v_.is(n, "as")) { k = n; break; }
    if (k + 1 >= s_.last || !v_.is(k, "as") || v_.word(k + 1).verb == nullptr) return false;
    const std::uint32_t highest = p_.ceiling(head, k + 2);
    const Range subject = p_.subject_before(g.range.first);
    head_forms_ = kPast;
    const Right right = right_of(*v_.word(k + 1).verb, k + 2, highest);
    Draft d;
    d.verb = v_.word(k + 1).verb;
    d.speech = true;
    d.stance = d.verb->stance;
    if (!subject.empty()) d.source = {subject};
    d.cue = {{g.range.first, k + 2}};
    d.rule = "quoted-as-saying";
    d.confidence = 0.9F;
    // "by the Lantern" between: through whom
    if (g.next < k && v_.is(g.next, "by")) {
      const std::uint32_t e = p_.noun_phrase_end(g.next + 1, k, false);
      if (e > g.next + 1) d.links.push_back({SourceLink::Kind::report, {g.next, g.next + 1}, {g.next + 1, e}});
    }
    if (right.found()) {
      d.content = {right.content};
      d.direct = right.frame == kQuoted;
    } else if (!subject.empty()) {
      const Left left = left_of(subject.first);
      if (!left.found()) return true;
      d.content = left.content;
      d.direct = left.direct;
    } else {
      return true;
    }
    finish(d);
    return true;
  }

  void passive(const CueVerb& verb, const VerbGroup& g) {
    const Range subject = p_.subject_before(g.range.first);
    if (subject.empty()) return;
    head_forms_ = kPast;
    const std::uint32_t highest = p_.ceiling(g.head, g.next);
    Draft d;
    d.verb = &verb;
    d.speech = verb.speech;
    d.negated = g.negated;
    d.cue = {g.range};
    const bool it = v_.is(subject.first, "it") && subject.size() == 1;
    // by X
    std::uint32_t k = g.next;
    Range by;
    for (std::uint32_t n = k; n < highest && n - k < 10; ++n)
      if (v_.is(n, "by") && (n == k || p_.skip_adjuncts(k, n) == n)) {
        const std::uint32_t e = p_.noun_phrase_end(n + 1, highest, true);
        if (e > n + 1 && !v_.is(n + 1, kTimeNoun | kDay | kMonth) && v_.tag(n + 1) != Tag::gerund) by = {n + 1, e};
        break;
      }
    if (!by.empty()) d.source = {by}, d.cue = {{g.range.first, by.first}}, k = by.last;
    const std::uint32_t after = p_.skip_adjuncts(k, highest);
    if (verb.has(kRecipient)) {  // "was told that", "was asked whether"
      Right right = right_of(verb, k, highest, true);
      if (right.found() && (right.frame == kThat || right.frame == kWh || right.frame == kBare || right.frame == kQuoted || right.frame == kInfinitive)) {
        d.content = {right.content};
        d.stance = right.stance;
        d.rule = "told-passive";
        d.confidence = 0.6F;
        if (right.cue_end > d.cue[0].last) d.cue[0].last = right.cue_end;
        finish(d);
        return;
      }
      if (verb.lemma == "tell" || verb.lemma == "ask") return;
    }
    if (it) {  // "It was reported that", "It is understood that"
      const std::uint32_t at = v_.is(k, "that") || !v_.is(after < highest ? after : k, "that") ? k : after;
      const Right right = right_of(verb, at, highest, true);
      if (right.frame != kThat && right.frame != kBare && right.frame != kWh) return;
      d.cue = {{subject.first, g.range.last}};
      d.content = {right.content};
      d.stance = verb.stance_for(kPassive);
      d.rule = "it-passive";
      d.confidence = 0.8F;
      finish(d);
      return;
    }
    if (verb.lemma == "verify" || verb.lemma == "confirm" || verb.lemma == "corroborate") {
      const bool nobody = v_.is(subject.first, kNobody);
      if (g.modal && (g.negated || nobody)) {
        d.stance = Stance::doubts;
        d.content = {subject};
        d.negated = false;
        d.rule = "not-verified";
        d.confidence = 0.9F;
        finish(d);
        return;
      }
    }
    if (v_.tag(k < highest ? k : g.head) == Tag::to && k + 1 < highest && verb.has(kPassive | kBare)) {  // "is said to have boarded"
      d.content = {subject, {k, content_end(k, verb, highest)}};
      d.stance = verb.stance;
      d.rule = "passive-infinitive";
      d.confidence = 0.75F;
      finish(d);
      return;
    }
    if (verb.lemma == "accuse" && k < highest && v_.is(k, "of")) {
      d.content = {subject, {k, content_end(k, verb, highest)}};
      d.stance = Stance::alleges;
      d.rule = "accused-of";
      d.confidence = 0.75F;
      finish(d);
      return;
    }
    if (by.empty() && !verb.has(kPassive)) return;
    if (!verb.has(kNoun) && !verb.has(kPassive)) return;
    d.content = {subject};
    if (by.empty()) {
      if (!verb.speech || k >= highest) { if (!(verb.stance == Stance::denies)) return; }
      if (v_.is(k < highest ? k : g.head, "as") || v_.is(k < highest ? k : g.head, "that")) d.content.push_back({k, content_end(k, verb, highest)});
      else if (verb.stance != Stance::denies) return;
    }
    d.stance = verb.stance;
    d.rule = "passive";
    d.confidence = by.empty() ? 0.5F : 0.65F;
    finish(d);
  }

  /// A quotation that begins in a piece of content belongs to it to its end, over sentences.
  std::uint32_t quotation_end(Range r, const Draft& d) const {
    const std::int32_t q = v_.quotation(r.last - 1);
    if (q < 0) return r.last;
    const Range whole = v_.quotation_range(q);
    const bool cue_inside = !d.cue.empty() && whole.has(d.cue[0].first);
    return whole.first >= r.first && !cue_inside && whole.size() < kLongestSpeech ? whole.last : r.last;
  }

  void finish(Draft& d) {
    for (const Range& r : d.content)
      if (r.empty() || r.last > v_.size()) return;
    if (d.content.empty()) return;
    std::sort(d.content.begin(), d.content.end());
    for (Range& r : d.content) r.last = std::max(r.last, quotation_end(r, d));
    if (!pending_.empty()) d.links.insert(d.links.end(), pending_.begin(), pending_.end()), pending_.clear();
    if (d.verb && (d.verb->lemma == "verify" || d.verb->lemma == "establish" || d.verb->lemma == "determine") && d.negated) d.stance = Stance::doubts, d.negated = false;
    sheet_.add(d);
  }

  Sheet& sheet_;
  const View& v_;
  const Phrases& p_;
  const lang::Sentence& s_;
  std::uint8_t head_forms_ = 0;  ///< of the cue in hand
  bool relative_ = false;        ///< its subject is "who" or "which"
  std::vector<LinkDraft> pending_;
};

}  // namespace

void read_verbs(Sheet& sheet, std::uint32_t sentence) { VerbRules(sheet, sentence).read(); }

}  // namespace stemma::claims
