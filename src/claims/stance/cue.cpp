#include "claims/stance/cue.h"

#include <algorithm>

namespace stemma::claims::stance {
namespace {

constexpr std::uint32_t kReach = 4;  // words from "push" to "back"

bool auxiliary(const View& v, std::uint32_t i) {
  const lang::Relation r = v.token(i).relation;
  return r == lang::Relation::aux || r == lang::Relation::aux_pass || r == lang::Relation::cop || v.tag(i) == Tag::modal;
}

bool helper(const View& v, std::uint32_t i) {
  return auxiliary(v, i) || v.is(i, kNot | kWho) || v.tag(i) == Tag::determiner || v.tag(i) == Tag::possessive || v.tag(i) == Tag::owner || v.tag(i) == Tag::pronoun;
}

/// "None of them", "No official", "Few": a source that nobody is.
bool nobody(const View& v, const Ranges& source) {
  return !source.empty() && !source[0].empty() &&
         (v.is(source[0].first, kNobody) || v.is(source[0].first, "few") || v.is(source[0].first, "not") || v.is(source[0].first, "neither"));
}

}  // namespace

Cue read_cue(const View& v, const Ranges& source, const Ranges& cue, const Words& words) {
  Cue out;
  out.negated = nobody(v, source);
  bool any = false;
  for (const Range& r : cue)
    for (std::uint32_t i = r.first; i < r.last && out.words.size() < Cue::kMostWords; ++i) {
      any = true;
      if (v.mark(i)) continue;
      CueWord w{i, words.stem(v.lower(i)), 0, helper(v, i)};
      w.senses = words.senses(w.stem);
      out.negated = out.negated || v.is(i, kNot) || v.is(i, "no") || v.is(i, "cannot") || v.is(i, "without");
      out.modal = out.modal || v.tag(i) == Tag::modal;
      out.future = out.future || v.is(i, "will") || v.is(i, "would") || v.is(i, "'ll");
      out.infinitive = out.infinitive || v.tag(i) == Tag::to;
      out.passive = out.passive || v.token(i).relation == lang::Relation::aux_pass;
      out.words.push_back(std::move(w));
    }
  for (std::size_t k = 0; k < out.words.size(); ++k) {
    CueWord& w = out.words[k];
    for (std::size_t n = k + 1; n < out.words.size() && n <= k + kReach; ++n) w.senses |= words.senses(w.stem, out.words[n].stem);
    out.senses |= w.senses;
    out.refuses = out.refuses || (w.senses & bit(Sense::refuses)) != 0;
    if (w.helper) continue;
    const Tag t = v.tag(w.token);
    if (v.verbal(w.token)) out.last_verb = static_cast<std::int32_t>(k);
    const std::int32_t head = v.token(w.token).head;
    const bool top = head < 0 || !holds(cue, static_cast<std::uint32_t>(head));
    if (top && out.main < 0 && (v.verbal(w.token) || t == Tag::noun || t == Tag::adjective || v.word(w.token).verb)) out.main = static_cast<std::int32_t>(k);
  }
  for (std::size_t k = 0; k < out.words.size() && out.main < 0; ++k)
    if (!out.words[k].helper) out.main = static_cast<std::int32_t>(k);
  out.colon = any && out.words.empty();
  return out;
}

}  // namespace stemma::claims::stance
