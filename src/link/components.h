// Strongly connected components. R. Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1, 1972.
#pragma once

#include <cstdint>
#include <vector>

namespace stemma::link {

/// Fills the component of every vertex; returns how many there are. A component that another points to has the smaller number.
/// Without recursion: a crafted chain of reports may be as long as the pile. O(vertices + edges).
std::uint32_t strong_components(const std::vector<std::vector<std::uint32_t>>& to, std::vector<std::uint32_t>& component);

}  // namespace stemma::link
