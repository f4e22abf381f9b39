// The best tree over a sentence's head scores.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace stemma::lang {

/// Finds the tree with exactly one root whose scores have the greatest sum: Chu and Liu (1965), Edmonds (1967), in the dense form of
/// Tarjan (1977), quadratic in the sentence's length whatever the scores. One a thread; keeps its memory.
class TreeFinder {
 public:
  /// `scores`: L x (L + 1), row d, column 0 the root, column h + 1 token h. `heads`: L places; -1: the root, else a token.
  /// Of trees that score the same always the same one is found.
  void find(std::span<const float> scores, std::span<std::int32_t> heads);

 private:
  /// An arc from token `from` (0: the root, tokens from 1) to `to`.
  struct Arc {
    std::uint32_t from = 0, to = 0;
    double gain = 0;
  };
  void fill(std::span<const float> scores);
  void grow(std::uint32_t start);
  Arc best_into(std::uint32_t node) const;
  void contract(std::uint32_t top);
  void expand(std::span<std::int32_t> heads);
  double& in(std::uint32_t row, std::uint32_t from) { return in_[row * n_ + from]; }
  double in(std::uint32_t row, std::uint32_t from) const { return in_[row * n_ + from]; }

  std::uint32_t n_ = 0;                ///< tokens and the root
  std::vector<double> in_;             ///< n x n: best gain of an arc from each token into each node; rows of nodes
  std::vector<std::uint16_t> target_;  ///< n x n: the token at which that arc ends
  std::vector<std::uint32_t> node_;    ///< node that a token belongs to now: numbers below n are tokens, above contracted cycles
  std::vector<std::uint32_t> row_;     ///< row of in_ that a node has taken over
  std::vector<std::uint32_t> parent_;  ///< node that a node was contracted into; 0: none
  std::vector<Arc> enter_;             ///< best arc into each node
  std::vector<std::uint8_t> state_;    ///< of a node: new, on the path, hanging from the root
  std::vector<std::uint32_t> path_;    ///< nodes, each entered from the next
};

}  // namespace stemma::lang
