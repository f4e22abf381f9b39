#include "claims/finder/decode.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace stemma::claims {
namespace {

constexpr double kFloor = 1e-3;       // added to every probability
constexpr double kLoose = 0.05;       // share of a change that does not depend on the role before
constexpr double kSure = 0.5;         // a role above this somewhere is there: that token keeps it
constexpr double kConfidence = 2.0;   // weight of the spans' mean log probabilities against the trigger's log odds
constexpr double kNever = -1e4;

/// 1 / k, so that no loop divides.
constexpr std::array<double, 22> kInverse = [] {
  std::array<double, 22> out{};
  for (int k = 1; k < 22; ++k) out[static_cast<std::size_t>(k)] = 1.0 / k;
  return out;
}();

/// e^x for -700 < x < 700, to 1e-13: by halves of ln 2, then a series. Sums and products in one order, so the same everywhere.
double exponential(double x) {
  const double whole = std::floor(x * 1.4426950408889634 + 0.5);
  const double r = x - whole * 0.6931471805599453;
  double sum = 1;
  for (std::size_t k = 13; k > 0; --k) sum = 1 + sum * r * kInverse[k];
  return std::ldexp(sum, static_cast<int>(whole));
}

/// ln x for normal x > 0, to 1e-13: ln x = e ln 2 + 2 atanh((m - 1) / (m + 1)), m in [0.7, 1.42).
double logarithm(double x) {
  int exponent = 0;
  double m = std::frexp(x, &exponent);
  if (m < 0.7071067811865476) m *= 2, --exponent;
  const double t = (m - 1) / (m + 1), square = t * t;
  double sum = 0;
  for (std::size_t k = 21; k < 22; k -= 2) sum = sum * square + kInverse[k];
  return exponent * 0.6931471805599453 + 2 * t * sum;
}

struct State {
  Role role = Role::none;
  bool source = false, content = false;  ///< begun
};

// The twelve states that can be: a source has begun where there is one, content likewise.
constexpr std::array<State, 12> kStateList = [] {
  std::array<State, 12> out{};
  std::size_t n = 0;
  for (const Role role : {Role::none, Role::source, Role::cue, Role::content})
    for (const bool source : {false, true})
      for (const bool content : {false, true})
        if ((role != Role::source || source) && (role != Role::content || content)) out[n++] = {role, source, content};
  return out;
}();

constexpr bool follows(State a, State b) {
  const bool begun = b.role == Role::source ? (a.role == Role::source || !a.source) && b.source : b.source == a.source;
  return begun && b.content == (a.content || b.role == Role::content);
}

/// By state, those that may come before it.
struct Before {
  std::array<std::uint8_t, 12> state{};
  std::size_t count = 0;
};
constexpr std::array<Before, 12> kBefore = [] {
  std::array<Before, 12> out{};
  for (std::size_t b = 0; b < 12; ++b)
    for (std::size_t a = 0; a < 12; ++a)
      if (follows(kStateList[a], kStateList[b])) out[b].state[out[b].count++] = static_cast<std::uint8_t>(a);
  return out;
}();

constexpr std::size_t number(Role role) { return static_cast<std::size_t>(role); }

}  // namespace

void Decoder::probabilities(std::span<const float> roles) {
  const std::size_t n = roles.size() / kRoles;
  share_.resize(n);
  logs_.resize(n);
  barred_.assign(n, {});
  for (std::size_t i = 0; i < n; ++i) {
    const float* const row = roles.data() + i * kRoles;
    const float most = *std::max_element(row, row + kRoles);
    double sum = 0;
    for (std::size_t r = 0; r < kRoles; ++r) sum += share_[i][r] = exponential(std::max(-600.0, static_cast<double>(row[r]) - most));
    for (std::size_t r = 0; r < kRoles; ++r) {
      share_[i][r] = (share_[i][r] / sum + kFloor) / (1 + kRoles * kFloor);
      logs_[i][r] = logarithm(share_[i][r]);
    }
  }
}

// The best token for a source and the best of each piece of content, if they are sure; and the trigger is cue.
void Decoder::keep_what_is_sure(std::size_t trigger) {
  const std::size_t n = share_.size();
  const auto only = [&](std::size_t i, Role role) {
    for (std::size_t r = 0; r < kRoles; ++r) barred_[i][r] = r != number(role);
  };
  const auto best_of = [&](std::size_t first, std::size_t last, Role role) {
    std::size_t best = first;
    for (std::size_t i = first; i < last; ++i)
      if (share_[i][number(role)] > share_[best][number(role)]) best = i;
    if (share_[best][number(role)] > kSure) only(best, role);
  };
  best_of(0, n, Role::source);
  for (std::size_t i = 0; i < n;) {
    const auto is_content = [&](std::size_t k) { return std::max_element(share_[k].begin(), share_[k].end()) - share_[k].begin() == static_cast<std::ptrdiff_t>(number(Role::content)); };
    std::size_t last = i;
    while (last < n && is_content(last)) ++last;
    if (last > i) best_of(i, last, Role::content);
    i = std::max(last, i + 1);
  }
  only(trigger, Role::cue);
}

void Decoder::walk(std::size_t trigger) {
  const std::size_t n = share_.size();
  Scores score{}, next{};
  const auto own = [&](std::size_t i, std::size_t role) { return barred_[i][role] ? kNever : 0.0; };
  for (std::size_t s = 0; s < kStates; ++s) {
    const State& state = kStateList[s];
    const bool begins = state.source == (state.role == Role::source) && state.content == (state.role == Role::content);
    score[s] = (begins ? 0 : kNever) + logs_[0][number(state.role)] + own(0, number(state.role));
  }
  back_.resize(n);
  for (std::size_t i = 1; i < n; ++i) {
    // Log probability of each role after each: what stays, then what moves.
    const Row &before = share_[i - 1], &after = share_[i];
    Row lost{}, won{};
    double moved = 0;
    for (std::size_t r = 0; r < kRoles; ++r) {
      const double stay = std::min(before[r], after[r]);
      lost[r] = before[r] - stay;
      won[r] = after[r] - stay;
      moved += lost[r];
    }
    std::array<Row, kRoles> step{};
    for (std::size_t a = 0; a < kRoles; ++a)
      for (std::size_t b = 0; b < kRoles; ++b) {
        const double joint = lost[a] * won[b] / std::max(moved, 1e-9) + (a == b ? std::min(before[a], after[a]) : 0);
        step[a][b] = logarithm((1 - kLoose) * joint / before[a] + kLoose * after[b]) + own(i, b);
      }
    for (std::size_t b = 0; b < kStates; ++b) {
      const Role role = kStateList[b].role;
      double best = -std::numeric_limits<double>::infinity();
      for (std::size_t k = 0; k < kBefore[b].count; ++k) {
        const std::uint8_t a = kBefore[b].state[k];
        const Role was = kStateList[a].role;
        // One cue: it is entered up to the trigger and left behind it.
        const bool bars = i <= trigger ? was == Role::cue && role != Role::cue : was != Role::cue && role == Role::cue;
        const double total = score[a] + step[number(was)][number(role)] + (bars ? kNever : 0);
        if (total > best) best = total, back_[i][b] = a;
      }
      next[b] = best;
    }
    score = next;
  }
  std::size_t last = 0;
  const auto final = [&](std::size_t s) { return score[s] + (kStateList[s].content ? 0 : kNever); };
  for (std::size_t s = 1; s < kStates; ++s)
    if (final(s) > final(last)) last = s;
  path_.resize(n);
  for (std::size_t i = n; i-- > 0;) {
    path_[i] = kStateList[last].role;
    if (i > 0) last = back_[i][last];
  }
}

Found Decoder::decode(std::uint32_t trigger, float logit, std::span<const float> roles, std::uint32_t first) {
  probabilities(roles);
  keep_what_is_sure(trigger - first);
  walk(trigger - first);
  Found found;
  found.trigger = trigger;
  double trust = 0;
  for (const auto& [role, list] : {std::pair{Role::source, &found.source}, {Role::cue, &found.cue}, {Role::content, &found.content}}) {
    double sum = 0;
    for (std::size_t i = 0; i < path_.size(); ++i)
      if (path_[i] == role) {
        list->push_back(static_cast<std::uint32_t>(first + i));
        sum += logs_[i][number(role)];
      }
    if (!list->empty()) trust += sum / static_cast<double>(list->size());
  }
  found.score = static_cast<float>(logit + kConfidence * trust);
  return found;
}

}  // namespace stemma::claims
