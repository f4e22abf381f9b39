// Figures that say nothing but a number: "the ministry speaks of two", "he put it at 13", "10 boats" after "seven boats had left".
#pragma once

#include <cstdint>
#include <vector>

#include "link/units.h"

namespace stemma::link {

/// If unit `u` is such a figure: the unit of the nearest figure before it, in the paragraph or in the sentence before. It counts what that one counts.
/// -1: it is none, or nothing tells what it counts, as where two figures stand before it. `units`: as find_units() gives them. Cost: the units back to
/// that figure.
std::int64_t bare_figure_beside(const Pile& pile, const std::vector<Unit>& units, std::uint32_t u);

/// The figures of two units leave a number possible that both allow. REQUIRES: each has one.
bool both_can_be(const Pile& pile, const Unit& x, const Unit& y);

}  // namespace stemma::link
