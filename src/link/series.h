// Series: which figures of a pile count the same thing, however the claims around them were grouped.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "link/pile.h"
#include "stemma/grounding.h"

namespace stemma::link {

/// A figure that can be put beside others. Indices of the pile.
struct Counted {
  std::uint32_t document = 0, figure = 0;
  std::vector<std::uint32_t> claims;  ///< claims whose members give it, ascending; empty: in none (the outlet's own voice, a headline)
};

/// For each figure the smallest index of its series. Two numbers are one quantity if their sentences speak of the same, one text sets
/// them beside each other or one claim holds both, and neither class (killed, injured), unit nor kind speaks against it: first equal
/// numbers are put together, then these with one another by average link, so that ten copies have one vote.
/// Cost: as similar_units(); linear in figures of one sentence.
std::vector<std::uint32_t> same_quantity(const Pile& pile, const std::vector<Counted>& figures);

/// The numbers that a figure leaves possible, for putting figures beside each other only: "about 300" is 270 to 330, "dozens" 24 to 99,
/// "nearly 20" 18 to 20.
struct Interval {
  double low = 0, high = 0;
  bool meets(const Interval& o) const { return low <= o.high && o.low <= high; }
  friend bool operator==(const Interval&, const Interval&) = default;
};
Interval interval(const Figure& figure);

}  // namespace stemma::link
