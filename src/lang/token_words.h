// The words that training/tokens.py treats in a way of their own: abbreviations, prefixes, contractions.
#pragma once

#include <cstdint>
#include <string_view>

namespace stemma::lang {

struct TokenWord {
  bool abbreviation = false;   ///< keeps its full stop
  bool needs_digit = false;    ///< keeps it before a digit only: "No. 5"
  bool needs_capital = false;  ///< keeps it only with a capital, before a capital, a digit or a comma: "Gen. Marl"
  bool prefix = false;         ///< a hyphen does not cut it off: "re-elect"
  std::uint8_t cut = 0;        ///< two tokens written as one: bytes of the first ("can|not"); 0: one token
};

/// What is known of a word, whatever its case.
TokenWord token_word(std::string_view word);

}  // namespace stemma::lang
