#include "claims/settle.h"
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

}  // namespace

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
