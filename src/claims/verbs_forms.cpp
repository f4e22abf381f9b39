// The forms of a cue with a subject of its own: active, passive, "was quoted as saying".
#include "claims/verb_rules.h"

namespace stemma::claims {
namespace {
constexpr std::uint32_t kLongestSpeech = 4000;  // tokens; keeps crafted text linear
}  // namespace

void VerbRules::read() {
  for (std::uint32_t i = s_.first; i < s_.last; ++i) {
    if (v_.word(i).verb == nullptr || sheet_.taken[i] || !verbal(i)) continue;
    cue(i);
  }
}

bool VerbRules::verbal(std::uint32_t i) const {
  const Tag t = v_.tag(i);
  if (t == Tag::noun && (v_.word(i).forms & kNow) != 0 && i > s_.first && v_.tag(i - 1) == Tag::conjunction && v_.word(i).verb->speech && (v_.tag(i + 1) == Tag::to || v_.is(i + 1, "that"))) return true;
  if (t == Tag::verb_base || t == Tag::verb_now || t == Tag::verb_past || t == Tag::participle || t == Tag::gerund) return true;
  // Tagger's weak side: capitalised verbs of headlines, "says" after a name.
  const Word& w = v_.word(i);
  if (w.verb->speech && (w.forms & (kPast | kNow)) != 0 && i + 1 < s_.last && v_.is(i + 1, "that") && w.verb->has(kThat) && (w.noun == nullptr || v_.tag(i) != Tag::noun)) return true;
  return w.verb->speech && (w.forms & (kNow | kPast)) != 0 && (t == Tag::noun || t == Tag::adjective || t == Tag::name) && w.noun == nullptr &&
         (w.lower == "said" || w.lower == "says" || w.lower == "told" || w.lower == "tells" || w.lower == "denies" || w.lower == "denied");
}

void VerbRules::cue(std::uint32_t head) {
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

bool VerbRules::climb(VerbGroup& g) const {
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

void VerbRules::active(const CueVerb& verb, VerbGroup g) {
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
      const bool says_when = p_.skip_time(g.next, highest) >= e;  // "fishermen, said last week that"
      if (e > g.next && !says_when && (left.direct || (main_clause(left.content[0]) && !p_.clause_follows(g.next, highest)))) {
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
  if (expletive(subject)) return;
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
    d.content = {{g.next + 1, content_end(g.next + 1, verb)}};
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
      d.content = {{at, content_end(at, verb)}};
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

void VerbRules::asked_by_nobody(const CueVerb& verb, const VerbGroup& g) {
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

void VerbRules::link_recipient(Draft& d, const Right& right, const CueVerb& verb) const {
  if (right.recipient.empty() || verb.lemma != "tell") return;
  std::uint32_t head = right.recipient.last;
  d.links.push_back({SourceLink::Kind::told, {d.cue.empty() ? head : d.cue[0].first, d.cue.empty() ? head : d.cue[0].last}, right.recipient});
}

bool VerbRules::quoted_as_saying(std::uint32_t head, const VerbGroup& g) {
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
  d.rule = kQuotedAsSaying;
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
    if (!g.passive && g.next < k && p_.noun_phrase_end(g.next, k, true) == k) {  // "...", the Lantern quoted the clerk as saying
      d.links.push_back({SourceLink::Kind::report, {head, head + 1}, subject});
      d.source = {{g.next, k}};
      d.cue = {{g.range.first, g.next}, {k, k + 2}};
    }
  } else {
    return true;
  }
  finish(d);
  return true;
}

void VerbRules::passive(const CueVerb& verb, const VerbGroup& g) {
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
    d.content = {subject, {k, content_end(k, verb)}};
    d.stance = verb.stance;
    d.rule = "passive-infinitive";
    d.confidence = 0.75F;
    finish(d);
    return;
  }
  if (verb.lemma == "accuse" && k < highest && v_.is(k, "of")) {
    d.content = {subject, {k, content_end(k, verb)}};
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
    if (v_.is(k < highest ? k : g.head, "as") || v_.is(k < highest ? k : g.head, "that")) d.content.push_back({k, content_end(k, verb)});
    else if (verb.stance != Stance::denies) return;
  }
  d.stance = verb.stance;
  d.rule = "passive";
  d.confidence = by.empty() ? 0.5F : 0.65F;
  finish(d);
}

std::uint32_t VerbRules::quotation_end(Range r, const Draft& d) const {
  const std::int32_t q = v_.quotation(r.last - 1);
  if (q < 0) return r.last;
  const Range whole = v_.quotation_range(q);
  const bool cue_inside = !d.cue.empty() && whole.has(d.cue[0].first);
  return whole.first >= r.first && !cue_inside && whole.size() < kLongestSpeech ? whole.last : r.last;
}

void VerbRules::finish(Draft& d) {
  for (const Range& r : d.content)
    if (r.empty() || r.last > v_.size()) return;
  if (d.content.empty()) return;
  std::sort(d.content.begin(), d.content.end());
  for (Range& r : d.content) r.last = std::max(r.last, quotation_end(r, d));
  if (!pending_.empty()) d.links.insert(d.links.end(), pending_.begin(), pending_.end()), pending_.clear();
  if (d.verb && (d.verb->lemma == "verify" || d.verb->lemma == "establish" || d.verb->lemma == "determine") && d.negated) d.stance = Stance::doubts, d.negated = false;
  sheet_.add(d);
}

void read_verbs(Sheet& sheet, std::uint32_t sentence) { VerbRules(sheet, sentence).read(); }

}  // namespace stemma::claims
