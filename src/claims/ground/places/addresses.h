// Addresses of houses: "14 Quay Street", "Flat 3, 9 Marl Road". They are marked and never placed.
#pragma once

#include <cstdint>
#include <vector>

#include "claims/ground/page.h"

namespace stemma::claims::ground {

/// Tokens [first, last): number, street, and a flat before it.
struct Address {
  std::uint32_t first = 0, last = 0;
};

/// All of a document, in order. Linear.
std::vector<Address> addresses(const Page& page);
/// Whether one of them, in order as addresses() gives them, has a token of [first, last).
bool covered(const std::vector<Address>& addresses, std::uint32_t first, std::uint32_t last);
/// Whether token i, behind a name that begins at `first`, is a kind of street.
bool is_street(const Page& page, std::uint32_t i, std::uint32_t first);

}  // namespace stemma::claims::ground
