// Folding: which ends of chains are one occasion of saying although they are described differently.
#pragma once

#include <string>
#include <vector>

#include "link/anchors.h"

namespace stemma::link {

/// Anchors that are one root, with the reasons for each fold.
struct Folded {
  std::vector<std::uint32_t> of;              ///< anchor -> group
  std::vector<std::vector<std::uint32_t>> groups;  ///< anchors of each, the one that names the root first
  std::vector<std::vector<Reason>> why;       ///< by group: the folds
  std::vector<std::uint32_t>
      unproved;  ///< by group: folds of unnamed people that the texts do not prove; the upper bound counts them apart
};

/// `ties`: pairs of anchors behind one shared quotation. REQUIRES: anchors in the order of the pile.
Folded fold_anchors(const std::vector<Anchor>& anchors, const std::vector<std::pair<std::uint32_t, std::uint32_t>>& ties,
                    const Agents& agents);

}  // namespace stemma::link
