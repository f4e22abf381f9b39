// Folding: which ends of chains are one occasion of saying although they are described differently.
#pragma once

#include <string>
#include <vector>

#include "link/anchors.h"

namespace stemma::link {

/// Two anchors that are one occasion, and why. `proved`: not of unnamed people whom the texts merely do not tell apart.
struct AnchorFold {
  std::uint32_t a = 0, b = 0;
  Reason why;
  bool proved = true;
};

/// What people decided on anchors: one occasion, with the reason, or two.
struct DecidedFolds {
  std::vector<AnchorFold> together;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> apart;
};

/// Anchors that are one root, with the reasons for each fold.
struct Folded {
  std::vector<std::uint32_t> of;              ///< anchor -> group
  std::vector<std::vector<std::uint32_t>> groups;  ///< anchors of each, the one that names the root first
  std::vector<std::vector<Reason>> why;       ///< by group: the folds
  std::vector<AnchorFold> folds;              ///< all of them, a tree over each group, in the order in which they were made
  std::vector<std::uint32_t>
      unproved;  ///< by group: folds of unnamed people that the texts do not prove; the upper bound counts them apart
};

/// `ties`: pairs of anchors behind one shared quotation. REQUIRES: anchors in the order of the pile.
Folded fold_anchors(const std::vector<Anchor>& anchors, const std::vector<std::pair<std::uint32_t, std::uint32_t>>& ties,
                    const Agents& agents, const DecidedFolds& decided = {});

}  // namespace stemma::link
