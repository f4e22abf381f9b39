// The words around a quantity that bind it: "at least", "or more", "no more than".
#pragma once

#include "claims/ground/figures/quantity.h"

namespace stemma::claims::ground {

struct Binding {
  Bound bound = Bound::exact;
  std::uint32_t first = 0, last = 0;  ///< tokens of the quantity with the words that bind it
  std::uint32_t begin = 0, end = 0;   ///< bytes of the same
};

/// Reads the words before (not before token `floor`) and behind (not from `limit` on), by bounds.tsv. May find the quantity's unit
/// behind them.
Binding binding(const Page& page, const Tables& tables, QuantityReader& reader, Quantity& q, std::uint32_t floor, std::uint32_t limit);

}  // namespace stemma::claims::ground
