#include "claims/ground/figures/scope.h"

#include <algorithm>

namespace stemma::claims::ground {
namespace {

constexpr std::size_t kNear = 3;  ///< times and places looked at on each side
constexpr int kDeepest = 24;      ///< steps up the tree to a verb

template <class T>
void advance(const std::vector<T>& all, std::uint32_t at, std::size_t& next) {
  while (next < all.size() && all[next].span.end <= at) ++next;
}

}  // namespace

std::uint32_t Scopes::token_at(std::uint32_t byte) const { return std::min(page_.token_at(byte), page_.size() - 1); }

/// The verb over a token, or what stands in a verb's place.
std::int32_t Scopes::clause(std::uint32_t token) const {
  auto at = static_cast<std::int32_t>(token);
  for (int n = 0; n < kDeepest; ++n) {
    const lang::Token& t = page_.token(static_cast<std::uint32_t>(at));
    if (t.upos == lang::Upos::verb || t.head < 0) return at;
    at = t.head;
  }
  return at;
}

bool Scopes::negated(std::uint32_t token) const {
  const std::int32_t verb = clause(token);
  const std::uint32_t first = page_.sentence_of(token).first;
  for (std::uint32_t i = token, n = 0; i-- > first && n < 10; ++n) {
    const std::string_view w = page_.lower(i);
    if (w == "never" || w == "not" || w == "n't" || w == "n’t") return page_.token(i).head == verb;
    if (w == "no" && page_.lower(i + 1) == "time")  // the parser takes "time housed" for a participle too
      return page_.token(i + 1).head == verb || page_.token(static_cast<std::uint32_t>(verb)).head == static_cast<std::int32_t>(i + 1);
  }
  return false;
}

void Scopes::fill(std::uint32_t token, Figure& figure) {
  const auto& times = reading_.times;
  const auto& places = reading_.places;
  if (times.empty() && places.empty()) return;
  const std::int32_t own = clause(token);
  const lang::Sentence& sentence = page_.sentence_of(token);
  const std::uint32_t at = page_.token(token).span.begin;
  // The nearest in the same clause; of two equally near the one behind.
  const auto nearest = [&](const auto& all, std::size_t next, const auto& fits) {
    std::int32_t best = -1;
    std::uint32_t best_distance = 0xFFFFFFFF;
    for (std::size_t i = next - std::min(next, kNear); i < std::min(all.size(), next + kNear); ++i) {
      if (all[i].span.overlaps(figure.span)) continue;
      const std::uint32_t first = token_at(all[i].span.begin);
      if (first < sentence.first || first >= sentence.last || !fits(i, first)) continue;
      const std::uint32_t distance = all[i].span.begin > at ? all[i].span.begin - at : at - all[i].span.begin;
      if (distance <= best_distance) best = static_cast<std::int32_t>(i), best_distance = distance;
    }
    return best;
  };
  advance(places, at, place_);
  advance(times, at, time_);
  const auto same_clause = [&](std::uint32_t first, std::uint32_t last) { return clause(first) == own || clause(last) == own; };
  const auto last_token = [&](ByteSpan s) { return token_at(s.end > s.begin ? s.end - 1 : s.begin); };
  figure.place = nearest(places, place_, [&](std::size_t i, std::uint32_t first) {
    return places[i].kind == PlaceKind::literal && same_clause(first, last_token(places[i].span));
  });
  const auto counts_up_to = [&](std::size_t i, std::uint32_t first) {
    const std::string_view w = page_.lower(first), before = first > 0 ? page_.lower(first - 1) : std::string_view();
    const std::string_view two = first > 1 ? page_.lower(first - 2) : std::string_view();
    const auto up_to = [](std::string_view s) { return s == "by" || s == "until" || s == "till"; };
    const bool as_of = (before == "of" || before == "at") && two == "as", upto = before == "to" && two == "up";
    if (times[i].latest.empty() || !same_clause(first, last_token(times[i].span))) return false;
    return up_to(w) || up_to(before) || as_of || upto || (w == "as" && page_.lower(first + 1) == "of") ||
        (w == "up" && page_.lower(first + 1) == "to");
  };
  const std::int32_t day = nearest(times, time_, counts_up_to);
  if (day >= 0) figure.as_of = times[static_cast<std::size_t>(day)].latest;
  // "On 8 May the centre housed 64": a day in its clause is the day up to which it counts, the last of several.
  const auto covers = [&](std::size_t i, std::uint32_t first) {
    const TimeExpression& t = times[i];
    return t.role == TimeExpression::Role::happened && (t.kind == TimeKind::date || t.kind == TimeKind::time) &&
        same_clause(first, last_token(t.span));
  };
  if (day < 0)
    nearest(times, time_, [&](std::size_t i, std::uint32_t first) {
      const std::string& grain = times[i].granularity;
      const bool fine = grain == "day" || grain == "hour" || grain == "minute";
      if (fine && covers(i, first) && times[i].latest > figure.as_of) figure.as_of = times[i].latest;
      return false;
    });
  figure.time = nearest(times, time_, [&](std::size_t i, std::uint32_t first) {
    return static_cast<std::int32_t>(i) != day && (covers(i, first) ||
        (times[i].kind == TimeKind::duration && same_clause(first, last_token(times[i].span))));
  });
}

}  // namespace stemma::claims::ground
