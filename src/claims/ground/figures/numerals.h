// Numbers in digits: "1,234,567", "1.5", "12 000", "3/4", "1½", "12,34,567.89", Arabic-Indic and full-width digits.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "claims/ground/figures/decimal.h"

namespace stemma::claims::ground {

struct Numeral {
  std::size_t end = 0;  ///< byte behind it
  Decimal value;
  bool is_code = false;  ///< digits that are no number: "192.168.1.2", "007", "2:30", "5/17/2018", "555-01-99"
  bool plain = false;    ///< digits alone, without a sign, mark or space
  bool spaced = false;   ///< groups of three parted by spaces
  std::size_t digits = 0;
  std::string doubt;     ///< two ways to read it: "1.5 or 15"
};

/// Whether a numeral begins with this character.
bool begins_numeral(char32_t c);

/// The numeral at byte `at`, looking no further than `limit`; nothing if there is none. Linear in what it consumes.
std::optional<Numeral> numeral_at(std::string_view text, std::size_t at, std::size_t limit);

}  // namespace stemma::claims::ground
