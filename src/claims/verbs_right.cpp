// What stands to the right of a cue: the frame that it fills and where its content ends.
#include "claims/verb_rules.h"

namespace stemma::claims {

bool VerbRules::starts_noun(std::uint32_t i) const {
  const Tag t = v_.tag(i);
  if ((v_.is(i, "at") && v_.is(i + 1, "least")) || (v_.is(i, "up") && v_.is(i + 1, "to")) || (v_.is(i, "more") && v_.is(i + 1, "than"))) return true;
  return t == Tag::noun || t == Tag::name || t == Tag::number || t == Tag::determiner || t == Tag::possessive || t == Tag::pronoun ||
         t == Tag::adjective || t == Tag::there || ((t == Tag::participle || t == Tag::gerund) && i + 1 < s_.last && v_.nominal(i + 1)) || v_.is(i, "$");
}

Right VerbRules::right_of(const CueVerb& verb, std::uint32_t i, std::uint32_t highest, bool after_recipient) const {
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
    set(kNoun, i + 2, {i + 2, content_end(i + 2, verb)});
    return r;
  }
  for (const auto& [word, stance] : verb.words) {
    if (!v_.is(i, word) || i + 1 >= highest || p_.skip_time(i, highest) > i || v_.tag(i + 1) == Tag::verb_base || v_.is(i + 1, kDay)) continue;
    set(kNoun, i + 1, {i + 1, content_end(i + 1, verb)});
    r.stance = stance;
    return r;
  }
  const bool lead_comma = v_.is(i, ",") && i + 1 < highest && v_.open_quote(i + 1);
  if (v_.is(i, ":")) {
    if (i + 1 < highest) set(kQuoted, i + 1, {i + 1, content_end(i + 1, verb)});
    return r;
  }
  const std::uint32_t q = lead_comma ? i + 1 : i;
  if (v_.open_quote(q) && (verb.has(kQuoted) || verb.has(kNoun))) {
    set(kQuoted, i, {q, content_end(q, verb)});
    return r;
  }
  if (v_.is(i, ",") || v_.close_quote(i)) return r;
  if (v_.is(i, "that") && verb.has(kThat)) {
    // "said that day": a determiner before a noun of time
    if (!(i + 1 < highest && v_.is(i + 1, kTimeNoun) && v_.tag(i) == Tag::determiner)) {
      set(kThat, i, {i, content_end(i, verb)});
      return r;
    }
  }
  if (v_.tag(i) == Tag::to && verb.has(kInfinitive) && i + 1 < highest && (v_.tag(i + 1) == Tag::verb_base || v_.tag(i + 1) == Tag::adverb || v_.is(i + 1, kBe | kHave))) {
    set(kInfinitive, i, {i, content_end(i, verb)});
    return r;
  }
  if (v_.is(i, "not") && i + 1 < highest && v_.tag(i + 1) == Tag::to && verb.has(kInfinitive)) {
    set(kInfinitive, i, {i, content_end(i, verb)});
    return r;
  }
  if (v_.is(i, kWhether) && verb.has(kWh) && !v_.is(i, kWho) && !(v_.is(i, "when") && verb.stance != Stance::asks) && !(v_.is(i, "if") && verb.stance != Stance::asks && verb.stance != Stance::doubts)) {
    set(kWh, i, {i, content_end(i, verb)});
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
        if (inner.found() && !(inner.frame == kNoun && inner.cue_end > e)) inner.cue_end = i;
        if (!inner.found()) inner.cue_end = i;
        return inner;
      }
    }
  }
  if (verb.has(kBare) && p_.clause_follows(i, highest) && starts_clause(i)) {
    set(kBare, i, {i, content_end(i, verb)});
    return r;
  }
  if (verb.has(kGerund) && v_.tag(i) == Tag::gerund) {
    set(kGerund, i, {i, content_end(i, verb)});
    return r;
  }
  if ((verb.has(kNoun) || (v_.tag(i - 1) == Tag::particle && verb_word(verb, i - 1))) && starts_noun(i) && !v_.is(i, kDay) && gives_number(verb, i, highest)) {
    set(kNoun, i, {i, object_end(i, content_end(i, verb))});
    return r;
  }
  return r;
}

bool VerbRules::verb_word(const CueVerb& verb, std::uint32_t i) const {
  return std::any_of(verb.words.begin(), verb.words.end(), [&](const auto& w) { return v_.is(i, w.first); });
}

std::uint32_t VerbRules::content_end(std::uint32_t begin, const CueVerb& verb) const {
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
      if (finite_matrix && coordinated(k)) return v_.is(i - 1, ",") ? i - 1 : i;
    }
  }
  return end;
}

bool VerbRules::gives_number(const CueVerb& verb, std::uint32_t i, std::uint32_t highest) const {
  const bool put = verb.lemma == "put", count = verb.lemma == "count", give = verb.lemma == "give";
  if (!put && !count && !give) return true;
  for (std::uint32_t k = i; k < highest && k - i < 14; ++k) {
    if (count && v_.tag(k) == Tag::number) return true;
    if (((put && v_.is(k, "at")) || (give && v_.is(k, "as"))) && k + 1 < highest) {
      for (std::uint32_t n = k + 1; n < highest && n - k < 5; ++n)
        if (v_.tag(n) == Tag::number) return true;
    }
  }
  return false;
}

std::uint32_t VerbRules::object_end(std::uint32_t begin, std::uint32_t end) const {
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

bool VerbRules::coordinated(std::uint32_t k) const {
  const Word& w = v_.word(k);
  if (w.verb == nullptr || (w.forms & (kPast | kNow)) == 0) return false;
  if (v_.tag(k) != Tag::verb_past && v_.tag(k) != Tag::verb_now && v_.tag(k) != Tag::participle && v_.tag(k + 1) != Tag::to && !v_.is(k + 1, "that")) return false;
  if ((w.forms & head_forms_ & (kPast | kNow)) == 0 && (head_forms_ & kIng) == 0) return false;
  if (!w.verb->speech) return false;
  const std::uint32_t n = p_.verb_group(k).next;
  return n < s_.last && (right_simple(*w.verb, n));
}

bool VerbRules::right_simple(const CueVerb& verb, std::uint32_t i) const {
  return (v_.is(i, "that") && verb.has(kThat)) || v_.open_quote(i) || (v_.tag(i) == Tag::to && verb.has(kInfinitive)) || (v_.is(i, kWhether) && verb.has(kWh)) ||
         verb_word(verb, i) || (verb.has(kNoun | kBare | kRecipient) && starts_noun(i)) || v_.is(i, ":");
}

bool VerbRules::new_attribution(std::uint32_t i, std::uint32_t end) const {
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

bool VerbRules::trailing_attribution(std::uint32_t i, std::uint32_t end) const {
  const std::uint32_t e = p_.noun_phrase_end(i, end, false);
  if (e == i || e >= end || e - i > 12) return false;
  std::uint32_t k = e;
  while (k < end && (v_.is(k, kHave) || v_.tag(k) == Tag::adverb)) ++k;
  const Word& w = k < end ? v_.word(k) : v_.word(i);
  if (w.verb == nullptr || !w.verb->speech || !w.verb->has(kEnd) || (w.forms & (kPast | kNow | kBase)) == 0) return false;
  std::uint32_t after = p_.skip_adjuncts(k + 1, end);
  return after >= end || v_.is(after, ",");
}

}  // namespace stemma::claims
