#include "link/bare_figures.h"

#include <algorithm>
#include <cstdlib>

#include "base/utf8.h"
#include "link/series.h"

namespace stemma::link {
namespace {

constexpr std::size_t most_stems = 3;  // more make a sentence, with its own words to go by
constexpr int most_steps = 3;          // "denied that number and spoke of 10 boats": the boats stand one figure further up

/// The first of a list in order of the text that does not end before a byte.
template <class List>
auto from(const List& list, std::uint32_t byte) {
  return std::partition_point(list.begin(), list.end(), [&](const auto& x) { return x.span.end <= byte; });
}

/// The one that a unit gives; of a number that stands for nothing else, the number.
Figure figure(const Pile& pile, const Unit& unit) {
  const auto& figures = pile.readings[unit.document]->figures;
  for (const auto& piece : unit.pieces)
    for (auto f = from(figures, piece.begin); f != figures.end() && f->span.begin < piece.end; ++f)
      if (piece.contains(f->span)) return *f;
  Figure out;
  out.value = std::strtod(unit.numbers.front().c_str(), nullptr);
  return out;
}

bool comparable(const Figure& x, const Figure& y) {
  if (x.kind == FigureKind::count && x.unit.empty()) return y.kind == FigureKind::count || y.kind == FigureKind::money || y.kind == FigureKind::percentage;
  return x.kind == y.kind && x.kind != FigureKind::ordinal && (x.unit.empty() || y.unit.empty() || x.unit == y.unit);
}

/// The nearest unit before it in the paragraph, or in the sentence before, that holds a figure, and only one; -1: none.
std::int64_t figure_before(const Pile& pile, const std::vector<Unit>& units, std::uint32_t u) {
  const Unit& unit = units[u];
  for (auto v = u; v-- > 0 && units[v].document == unit.document;) {
    const Unit& other = units[v];
    if (other.paragraph != unit.paragraph && other.last_sentence + 1 < unit.first_sentence) break;
    if (other.numbers.empty() || other.attribution == unit.attribution || other.pieces.back().end > unit.pieces.front().begin) continue;
    return other.numbers.size() == 1 && comparable(figure(pile, unit), figure(pile, other)) ? std::int64_t{v} : -1;
  }
  return -1;
}

/// It says nothing that the unit before it does not say.
bool is_bare(const Pile& pile, const Unit& unit, const Unit& before) {
  const auto& times = pile.readings[unit.document]->times;
  if (const auto t = from(times, unit.pieces.front().begin); t != times.end() && t->span.begin < unit.pieces.front().end) return false;
  const ByteSpan whole = figure(pile, unit).span;
  const auto binds = whole.empty() ? std::vector<std::string>{} : make_unit(pile, unit.document, unit.attribution, {whole}).stems;  // "under", of "under ninety"
  const auto holds = [](const std::vector<std::string>& list, const std::string& s) { return std::binary_search(list.begin(), list.end(), s); };
  return std::all_of(unit.stems.begin(), unit.stems.end(), [&](const std::string& s) {
    return s == unit.numbers.front() || holds(before.stems, s) || holds(binds, s) || equals_any(s, {"figur", "number", "toll", "total", "count", "sum"});
  });
}

}  // namespace

std::int64_t bare_figure_beside(const Pile& pile, const std::vector<Unit>& units, std::uint32_t u) {
  if (units[u].numbers.size() != 1 || units[u].stems.size() > most_stems) return -1;
  const auto nearest = figure_before(pile, units, u);
  auto v = nearest;
  for (int step = 0; v >= 0 && step <= most_steps; ++step) {
    if (is_bare(pile, units[u], units[static_cast<std::size_t>(v)])) return nearest;
    v = figure_before(pile, units, static_cast<std::uint32_t>(v));
  }
  return -1;
}

bool both_can_be(const Pile& pile, const Unit& x, const Unit& y) { return interval(figure(pile, x)).meets(interval(figure(pile, y))); }

}  // namespace stemma::link
