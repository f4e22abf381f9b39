#include "link/sides/figures.h"

#include <algorithm>
#include <string_view>
#include <tuple>

#include "base/time.h"

namespace stemma::link::sides {
namespace {

struct Interval {
  double low = 0, high = 0;
};

/// What the words allow. "About" may be a tenth off, "dozens" mean 24 to 99 (reconciliation.md 4.5); another bound is open.
std::optional<Interval> interval(const Figure& f) {
  constexpr double open = 1e300;
  switch (f.bound) {
    case Bound::exact: return f.value ? std::optional(Interval{*f.value, *f.value}) : std::nullopt;
    case Bound::about: return f.value ? std::optional(Interval{*f.value * .9, *f.value * 1.1}) : std::nullopt;
    case Bound::at_least:
    case Bound::more_than: return f.low ? std::optional(Interval{*f.low, open}) : std::nullopt;
    case Bound::at_most: return f.high ? std::optional(Interval{0, *f.high}) : std::nullopt;
    case Bound::less_than: return f.high ? std::optional(Interval{*f.high * .85, *f.high}) : std::nullopt;
    case Bound::between: return f.low && f.high ? std::optional(Interval{*f.low, *f.high}) : std::nullopt;
    case Bound::vague: return f.low ? std::optional(Interval{*f.low * 2, *f.low * 99}) : std::nullopt;
  }
  return {};
}

/// The larger one is of a later time, and such a count only grows.
bool brought_up_to_date(const Phrase& a, const Figure& x, const Phrase& b, const Figure& y, bool y_larger) {
  if (x.kind != FigureKind::count && x.kind != FigureKind::money) return false;
  const Phrase &early = y_larger ? a : b, &late = y_larger ? b : a;
  const Figure &low = y_larger ? x : y, &high = y_larger ? y : x;
  if (!low.as_of.empty() && !high.as_of.empty() && low.as_of != high.as_of) return low.as_of < high.as_of;
  const auto before = instant(early.reading->document.published.value), after = instant(late.reading->document.published.value);
  return before && after && *before < *after;
}

bool same_thing(const Phrase& a, const PhraseFigure& x, const Phrase& b, const PhraseFigure& y, const Alignment& alignment) {
  const Figure &f = *x.figure, &g = *y.figure;
  if (f.kind != g.kind || f.unit != g.unit || f.kind == FigureKind::ordinal) return false;
  const bool same_word = x.counted != nowhere && y.counted != nowhere && a.words[x.counted].sense == b.words[y.counted].sense;
  if (f.kind == FigureKind::count && f.unit.empty() && f.counted.empty() && !same_word) return false;
  if (f.kind == FigureKind::count) return same_word || (!f.counted.empty() && f.counted == g.counted);
  // Sums and measures need the same surroundings.
  return alignment.close();
}

/// Numbers that stand at the same place of two texts that are otherwise alike.
std::optional<std::pair<std::uint32_t, std::uint32_t>> at_one_place(const Phrase& a, const Phrase& b, const Alignment& alignment) {
  const auto& of = alignment.of_claim;
  for (std::uint32_t i = 0; i < of.size(); ++i) {
    if (a.words[i].number.empty() || of[i] != nowhere) continue;
    const bool before = i > 0 && of[i - 1] != nowhere, after = i + 1 < of.size() && of[i + 1] != nowhere;
    std::uint32_t k = nowhere;
    if (after && of[i + 1] > 0) k = of[i + 1] - 1;
    else if (before && !after) k = of[i - 1] + 1;
    if (k == nowhere || k >= b.words.size() || b.words[k].number.empty() || b.words[k].number == a.words[i].number) continue;
    if (std::find(of.begin(), of.end(), k) != of.end()) continue;
    const auto counts_something = [](const Phrase& p, std::uint32_t w) {
      return std::any_of(p.figures.begin(), p.figures.end(), [&](const PhraseFigure& f) {
        return f.first <= w && w < f.last && !(f.figure->kind == FigureKind::count && f.figure->unit.empty() && f.figure->counted.empty() && f.counted == nowhere);
      });
    };
    if (!counts_something(a, i) || !counts_something(b, k)) return std::pair(i, k);  // a day, a year, a number of a thing
  }
  return {};
}

}  // namespace

std::optional<std::pair<std::uint32_t, std::uint32_t>> other_number(const Phrase& a, const Phrase& b, const Alignment& alignment) {
  if (a.reading == nullptr || b.reading == nullptr) return {};  // a phrase of nothing has no number
  const auto &in_a = a.reading->document, &in_b = b.reading->document;
  const auto date = [](const Document& d) { return std::tie(d.published.value, d.modified.value, d.captured.value); };
  const bool own_later = !in_a.publisher.value.empty() && in_a.publisher.value == in_b.publisher.value && date(in_a) != date(in_b);
  if (own_later) return {};  // an outlet that prints another number later corrects itself
  for (const auto& x : a.figures) {
    const auto i = interval(*x.figure);
    if (!i) continue;
    bool met = false;
    std::optional<std::pair<std::uint32_t, std::uint32_t>> other;
    for (const auto& y : b.figures) {
      const auto k = interval(*y.figure);
      if (!k || !same_thing(a, x, b, y, alignment)) continue;
      const bool open_alike = alignment.nearly_equal() && x.figure->value != y.figure->value && x.figure->bound == y.figure->bound && x.figure->low != y.figure->low;
      if (!open_alike && i->low <= k->high && k->low <= i->high) {
        met = true;
      } else if (!brought_up_to_date(a, *x.figure, b, *y.figure, k->low > i->high)) {
        other = std::pair(x.first, y.first);
      } else {
        met = true;
      }
    }
    if (other && !met) return other;
  }
  return alignment.close() ? at_one_place(a, b, alignment) : std::nullopt;
}

}  // namespace stemma::link::sides
