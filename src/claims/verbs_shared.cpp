// Cues that borrow their speaker from another: "and denied", "saying that", "citing".
#include "claims/verb_rules.h"

namespace stemma::claims {

Range VerbRules::coordinated_subject(const VerbGroup& g) const {
  const std::uint32_t i = g.range.first;
  if (i <= s_.first) return {};
  std::uint32_t k = i - 1;
  if (v_.is(k, ",") && k > s_.first) return {};
  if (v_.tag(k) != Tag::conjunction) return {};
  return matrix_source(i);
}

Range VerbRules::matrix_source(std::uint32_t i) const {
  for (std::size_t n = sheet_.drafts.size(); n-- > 0 && sheet_.drafts.size() - n < 8;) {
    const Draft& d = sheet_.drafts[n];
    if (d.cue.empty() || d.cue[0].first < s_.first) break;
    if (d.cue[0].first >= i || d.source.empty() || d.verb == nullptr) continue;
    const bool inside = holds(d.content, i) || nested_apart(n, i);
    if (!inside && v_.quotation(d.cue[0].first) == v_.quotation(i)) return d.source[0];
  }
  return main_subject(i);
}

bool VerbRules::nested_apart(std::size_t n, std::uint32_t i) const {
  const std::uint32_t cue = sheet_.drafts[n].cue[0].first;
  for (std::size_t k = n; k-- > 0 && n - k < 6;) {
    const Draft& d = sheet_.drafts[k];
    if (d.cue.empty() || d.cue[0].first < s_.first) break;
    if (holds(d.content, cue) && !holds(d.content, i)) return true;
  }
  return false;
}

Range VerbRules::main_subject(std::uint32_t i) const {
  const std::uint32_t lowest = p_.floor(i);
  for (std::uint32_t k = lowest + 1; k < i && k - lowest < kReach; ++k)
    if (v_.finite(k)) {
      const VerbGroup g = p_.verb_group(k);
      const Range subject = p_.subject_before(g.range.first);
      if (!subject.empty()) return v_.is(subject.first, kWho) ? Range{} : subject;
    }
  return {};
}

void VerbRules::participle(const CueVerb& verb, VerbGroup g) {
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
    const Range source = i == s_.first ? following_subject() : matrix_source(i);
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

Range VerbRules::following_subject() const {
  for (std::uint32_t k = s_.first; k < s_.last && k - s_.first < kReach; ++k) {
    if (!v_.is(k, ",")) continue;
    const std::uint32_t e = p_.noun_phrase_end(k + 1, s_.last, false);
    if (e > k + 1 && e < s_.last && (v_.finite(e) || v_.tag(e) == Tag::adverb)) return {k + 1, e};
  }
  return {};
}

bool VerbRules::citing(const VerbGroup& g, std::uint32_t highest) {
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

std::uint32_t VerbRules::cited_end(std::uint32_t i, std::uint32_t highest) const {
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

}  // namespace stemma::claims
