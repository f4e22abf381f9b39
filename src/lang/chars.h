// Classes of characters as training/tokens.py has them, which are those of Python's regular expressions: one table for ASCII, ICU beyond.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/utf8.h"

namespace stemma::lang {

enum CharClass : std::uint8_t {
  kLetter = 1,    ///< letters, and signs with a numeric value that are no decimal digits (½, Ⅷ)
  kDigit = 2,     ///< decimal digit
  kUpper = 4,
  kSpace = 8,
  kNumeral = 16,  ///< decimal digit or a digit in another dress (²)
  kAlphabetic = 32,
};
inline constexpr std::uint8_t kAlnum = kLetter | kDigit;

std::uint8_t class_beyond_ascii(char32_t c);

namespace detail {
constexpr std::array<std::uint8_t, 128> ascii_classes() {
  std::array<std::uint8_t, 128> out{};
  for (std::size_t c = 'a'; c <= 'z'; ++c) out[c] = kLetter | kAlphabetic;
  for (std::size_t c = 'A'; c <= 'Z'; ++c) out[c] = kLetter | kUpper | kAlphabetic;
  for (std::size_t c = '0'; c <= '9'; ++c) out[c] = kDigit | kNumeral;
  for (std::size_t c = '\t'; c <= '\r'; ++c) out[c] = kSpace;
  for (std::size_t c = 0x1C; c <= ' '; ++c) out[c] = kSpace;
  return out;
}
inline constexpr auto kAsciiClasses = ascii_classes();
}  // namespace detail

/// Bits of CharClass.
inline std::uint8_t class_of(char32_t c) { return c < 128 ? detail::kAsciiClasses[c] : class_beyond_ascii(c); }
inline bool in_class(char32_t c, std::uint8_t bits) { return (class_of(c) & bits) != 0; }

inline bool is_apostrophe(char32_t c) { return c == '\'' || c == U'’' || c == U'‘' || c == '`' || c == U'´'; }
inline bool is_hyphen(char32_t c) { return c == '-' || c == U'‐' || c == U'‑'; }

/// A character and where the next one begins; 0 at the end of the text (a text holds no NUL: base/utf8.h).
struct Char {
  char32_t c = 0;
  std::size_t next = 0;
};
inline Char char_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {0, at};
  Char out{0, at};
  out.c = next_code_point(text, out.next);
  return out;
}

}  // namespace stemma::lang
