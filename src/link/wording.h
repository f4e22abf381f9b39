// How alike units are by their own words alone: what figures are put into series by. Claims need more (likeness.h).
#pragma once

#include <cstdint>
#include <vector>

#include "link/average_link.h"
#include "link/units.h"

namespace stemma::link {

/// Scored pairs above `floor`, each unit with its best 20 partners only. Cost: O(units x partners); in a large pile a stem that more than 100
/// units hold makes no pair by itself.
std::vector<Similar> alike_in_words(const std::vector<const Unit*>& units, std::int32_t floor);

}  // namespace stemma::link
