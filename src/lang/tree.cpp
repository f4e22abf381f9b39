#include "lang/tree.h"

#include <algorithm>
#include <limits>

namespace stemma::lang {
namespace {

constexpr double kNever = -std::numeric_limits<double>::infinity();
constexpr float kMost = 1e6F;  // no score is larger; what is not a number is none
enum State : std::uint8_t { fresh, on_path, hangs };

}  // namespace

/// Arcs from the root cost more than all other arcs together can gain: the best tree then has the fewest of them, which is one.
void TreeFinder::fill(std::span<const float> scores) {
  in_.resize(std::size_t{n_} * n_);
  target_.resize(in_.size());
  double spread = 1;
  for (std::uint32_t d = 1; d < n_; ++d) {
    const auto row = scores.subspan(std::size_t{d - 1} * n_, n_);
    double* to = &in(d, 0);
    float low = kMost, high = -kMost;
    for (std::uint32_t h = 0; h < n_; ++h) {
      const float s = row[h] >= -kMost && row[h] <= kMost ? row[h] : -kMost;
      low = std::min(low, s);
      high = std::max(high, s);
      to[h] = static_cast<double>(s);
    }
    spread += static_cast<double>(high) - static_cast<double>(low);
  }
  for (std::uint32_t d = 1; d < n_; ++d) {
    in(d, 0) -= spread;
    in(d, d) = kNever;
    std::fill_n(target_.begin() + d * n_, n_, static_cast<std::uint16_t>(d));
  }
}

TreeFinder::Arc TreeFinder::best_into(std::uint32_t node) const {
  const std::uint32_t r = row_[node];
  const double* row = &in_[std::size_t{r} * n_];
  const auto from = static_cast<std::uint32_t>(std::max_element(row, row + n_) - row);
  return {from, target_[std::size_t{r} * n_ + from], row[from]};
}

/// The nodes of the path from its end back to `top` form a cycle: they become one node, whose arcs cost what they lose inside it.
void TreeFinder::contract(std::uint32_t top) {
  const auto node = static_cast<std::uint32_t>(parent_.size());
  const std::uint32_t r = row_[top];
  parent_.push_back(0);
  row_.push_back(r);
  state_.push_back(on_path);
  enter_.emplace_back();
  for (std::uint32_t u = 0; u < n_; ++u) in(r, u) -= enter_[top].gain;
  parent_[top] = node;
  while (path_.back() != top) {
    const std::uint32_t c = path_.back(), rc = row_[c];
    path_.pop_back();
    parent_[c] = node;
    for (std::uint32_t u = 0; u < n_; ++u) {
      const double gain = in(rc, u) - enter_[c].gain;
      if (gain <= in(r, u)) continue;
      in(r, u) = gain;
      target_[std::size_t{r} * n_ + u] = target_[std::size_t{rc} * n_ + u];
    }
  }
  path_.back() = node;
  for (std::uint32_t u = 0; u < n_; ++u) {
    if (parent_[node_[u]] == node) node_[u] = node;
    if (node_[u] == node) in(r, u) = kNever;
  }
}

/// Follows best arcs backwards from a token until one comes from the root or from what hangs from it already.
void TreeFinder::grow(std::uint32_t start) {
  if (state_[node_[start]] == hangs) return;
  path_.assign(1, node_[start]);
  state_[node_[start]] = on_path;
  for (;;) {
    const std::uint32_t v = path_.back();
    enter_[v] = best_into(v);
    const std::uint32_t w = node_[enter_[v].from];
    if (state_[w] == hangs) break;
    if (state_[w] == on_path) {
      contract(w);
    } else {
      state_[w] = on_path;
      path_.push_back(w);
    }
  }
  for (const std::uint32_t v : path_) state_[v] = hangs;
}

/// From the last contraction to the first: the arc into a cycle replaces the one into the node where it ends, all the way down.
void TreeFinder::expand(std::span<std::int32_t> heads) {
  std::vector<std::uint8_t>& replaced = state_;
  std::fill(replaced.begin(), replaced.end(), std::uint8_t{0});
  for (auto v = static_cast<std::uint32_t>(parent_.size()); v-- > 1;) {
    if (replaced[v]) continue;
    const Arc& arc = enter_[v];
    heads[arc.to - 1] = static_cast<std::int32_t>(arc.from) - 1;
    for (std::uint32_t x = arc.to; x != v; x = parent_[x]) replaced[x] = 1;
  }
}

void TreeFinder::find(std::span<const float> scores, std::span<std::int32_t> heads) {
  n_ = static_cast<std::uint32_t>(heads.size()) + 1;
  fill(scores);
  node_.resize(n_);
  row_.resize(n_);
  for (std::uint32_t u = 0; u < n_; ++u) node_[u] = row_[u] = u;
  parent_.assign(n_, 0);
  enter_.assign(n_, {});
  state_.assign(n_, fresh);
  state_[0] = hangs;
  for (std::uint32_t u = 1; u < n_; ++u) grow(u);
  expand(heads);
}

}  // namespace stemma::lang
