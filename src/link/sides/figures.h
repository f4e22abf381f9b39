// Whether two phrases give numbers of the same thing that cannot both hold.
#pragma once

#include <optional>
#include <utility>

#include "link/sides/contrasts.h"

namespace stemma::link::sides {

/// Words of the claim and of the text at which the numbers stand. A count that has grown since, as far as days tell, excludes nothing:
/// tolls are brought up to date.
std::optional<std::pair<std::uint32_t, std::uint32_t>> other_number(const Phrase& claim, const Phrase& text, const Alignment& alignment);

}  // namespace stemma::link::sides
