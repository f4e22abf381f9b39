#include "claims/settle.h"

#include <algorithm>

#include "claims/own_voice.h"
#include "claims/stance/content.h"

namespace stemma::claims {
namespace {

/// The content opens like a denial: "No one ...", "There were no ...", "it is untrue", "... is false".
bool opens_with_denial(const View& v, const Ranges& content) {
  int words = 0;
  for (const Range& r : content)
    for (std::uint32_t i = r.first; i < r.last && words < 7; ++i) {
      if (v.mark(i)) continue;
      ++words;
      if (words <= 3 && (v.is(i, "nobody") || v.is(i, "none") || v.is(i, "neither"))) return true;
      const bool existential = i > r.first && v.is(i - 1, kBe);
      if (v.is(i, "no") && (words <= 2 || existential)) {
        return stance::no_means_none(v, i + 1 < r.last ? i + 1 : v.size());
      }
      if (v.is(i, "untrue") || v.is(i, "false") || v.is(i, "baseless") || v.is(i, "unfounded") || v.is(i, "fabricated") || v.is(i, "invention") || v.is(i, "lie") || v.is(i, "lies")) return true;
    }
  return false;
}

/// "it would pay", "Kestria will let", "Kestria to admit": the source's own plan.
bool promises(const View& v, const Draft& d) {
  const Range r = d.content[0];
  bool noun = false;
  for (std::uint32_t i = r.first; i < r.last && i < r.first + 14; ++i) {
    if (v.nominal(i)) noun = true;
    if (v.tag(i) == Tag::to) return noun && i + 1 < r.last && v.tag(i + 1) == Tag::verb_base && v.block_kind(i) == BlockKind::headline;
    if (v.finite(i)) {
      if (!noun || !(v.is(i, "will") || v.is(i, "would") || v.is(i, "'ll"))) return false;
      std::uint32_t k = i + 1;
      while (k < r.last && v.tag(k) == Tag::adverb) ++k;
      if (k >= r.last || v.is(k, kBe | kHave)) return k < r.last && v.is(k, "be") && k + 1 < r.last && v.tag(k + 1) == Tag::participle;
      return v.tag(k) == Tag::verb_base || v.tag(k) == Tag::verb_now || v.tag(k) == Tag::noun;
    }
  }
  return false;
}

/// "not" or "nothing" that stands with the verb or with what hangs on it: "received no instruction".
bool negates(const View& v, std::uint32_t i, std::uint32_t verb) {
  if (!v.is(i, kNot | kNobody) || v.is(i + 1, "only") || v.is(i + 1, "later") || v.is(i + 1, "fewer") || v.is(i + 1, "all") || !stance::no_means_none(v, i + 1)) return false;
  auto k = i;
  for (int steps = 0; steps < 3; ++steps) {
    using lang::Relation;
    if (k == verb) return true;
    const lang::Token& t = v.token(k);
    const bool clause = t.relation == Relation::advcl || t.relation == Relation::acl || t.relation == Relation::acl_relcl || t.relation == Relation::ccomp ||
                        t.relation == Relation::conj || t.relation == Relation::parataxis;
    if (t.head < 0 || clause) return false;
    k = static_cast<std::uint32_t>(t.head);
  }
  return k == verb;
}

/// Says that something is untrue: "The report was wrong", "The text is a forgery".
bool says_false(const View& v, std::uint32_t verb) {
  static constexpr std::string_view words[] = {"untrue", "false", "wrong", "baseless", "unfounded", "fabricated", "invented", "invention", "lie", "lies",
                                               "forgery", "fake", "nonsense", "fabrication", "incorrect", "hoax", "fiction", "rubbish", "forged"};
  return std::find(std::begin(words), std::end(words), v.lower(verb)) != std::end(words);
}

}  // namespace

Stance own_voice_stance(const View& v, Range clause, std::uint32_t verb, bool body) {
  const bool own = body || [&] {  // "We threw nothing": whoever speaks here
    for (std::uint32_t i = clause.first; i < clause.last && i < clause.first + 8; ++i)
      if (v.is(i, kFirstPerson)) return true;
    return false;
  }();
  bool negated = false;
  for (std::uint32_t i = clause.first; i < clause.last; ++i) negated = negated != negates(v, i, verb);
  if (clause.has(verb) && says_false(v, verb)) return negated ? Stance::asserts : Stance::denies;
  if (own && negated) return Stance::denies;
  Draft d;
  d.content = {clause};
  return body && promises(v, d) ? Stance::commits : Stance::asserts;
}

Stance body_stance(const View& v, const Draft& d, Stance plain) {
  if (plain != Stance::asserts && plain != Stance::expects) return plain;
  if (opens_with_denial(v, d.content)) return Stance::denies;
  if (d.speech && !d.direct && promises(v, d)) return Stance::commits;
  return plain;
}

Stance settled_stance(const View& v, const Draft& d, bool body) {
  if (d.negated && d.verb && d.stance == Stance::believes) return Stance::doubts;
  if (d.stance != Stance::asserts) return d.stance;
  return body ? body_stance(v, d, d.stance) : d.stance;
}

}  // namespace stemma::claims
