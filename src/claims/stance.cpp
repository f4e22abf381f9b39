#include <algorithm>

#include "base/time.h"
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

std::string day_said(const View& v, Range r, std::string_view written) {
  static constexpr std::string_view weekdays[] = {"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};
  static constexpr std::string_view months[] = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
  const auto day = parse_iso_day(written);
  if (!day) return {};
  const std::int64_t today = days_from_civil(*day);
  for (std::uint32_t i = r.first; i < r.last; ++i) {
    if (v.is(i, ",") || v.open_quote(i) || v.is(i, "that")) return {};
    if (v.is(i, "yesterday")) return iso(civil_from_days(today - 1));
    if (v.is(i, "today")) return iso(*day);
    const auto* w = std::find(std::begin(weekdays), std::end(weekdays), v.lower(i));
    if (w != std::end(weekdays)) {
      const int back = (weekday(*day) - static_cast<int>(w - std::begin(weekdays)) + 7) % 7;
      const bool last = i > 0 && v.is(i - 1, "last") && back == 0;
      return iso(civil_from_days(today - back - (last ? 7 : 0)));
    }
    if (v.is(i, kMonth) && v.token(i).capitalised) {
      const auto* m = std::find(std::begin(months), std::end(months), v.lower(i).substr(0, 3));
      if (m == std::end(months)) continue;
      for (std::uint32_t k : {i > 0 ? i - 1 : i, i + 1 < v.size() ? i + 1 : i}) {
        if (v.tag(k) != Tag::number) continue;
        int n = 0;
        for (char c : v.lower(k)) n = c >= '0' && c <= '9' && n < 100 ? n * 10 + (c - '0') : n;
        Day said{day->year, static_cast<int>(m - std::begin(months)) + 1, n};
        if (!valid(said)) continue;
        if (days_from_civil(said) > today + 1) --said.year;
        return valid(said) ? iso(said) : std::string();
      }
    }
  }
  return {};
}

}  // namespace stemma::claims
