// Average link over sparse pairs. Single link would chain a whole pile together, complete link splits what is one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace stemma::link {

struct Similar {
  std::uint32_t a = 0, b = 0;
  std::int32_t score = 0;  ///< of 1024
};

/// Pairs of items that are together from the start, and such as never come together, whatever their scores.
struct UnitLinks {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> together, apart;
  bool empty() const { return together.empty() && apart.empty(); }
};

/// Merges the two clusters with the highest mean score (missing pairs count 0) until it falls below `threshold`. Sums are whole numbers and ties
/// go to the smaller hash: the order of the items makes no difference. Returns for each item the smallest item of its cluster.
std::vector<std::uint32_t> average_link(std::size_t items, const std::vector<Similar>& pairs, const std::vector<std::uint64_t>& hashes,
                                        std::int32_t threshold, const UnitLinks& decided = {});

}  // namespace stemma::link
