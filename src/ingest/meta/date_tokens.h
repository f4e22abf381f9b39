// Tokens of a printed date: numbers, plain words, punctuation marks; white space and typographic variants levelled.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace stemma::ingest {

struct DateToken {
  enum class Kind : std::uint8_t { end, number, word, mark };
  Kind kind = Kind::end;
  std::size_t begin = 0, end = 0;
  bool glued = false;  ///< no white space before it
  std::string text;    ///< plain word, digits, or the mark itself; dashes as "-", middle dots as "|", "Âº" as "o"
  int value = -1;      ///< of a number of up to nine digits
  int digits = 0;
};

/// The first 40 tokens of `s` from byte `at`, none longer than 32 bytes. Behind the last one stand empty tokens without end.
class DateTokens {
 public:
  DateTokens(std::string_view s, std::size_t at);
  const DateToken& operator[](std::size_t i) const;
  bool mark(std::size_t i, std::string_view text) const;
  bool word(std::size_t i, std::string_view text) const;
  bool number(std::size_t i, int min_digits, int max_digits) const;

 private:
  std::array<DateToken, 40> tokens_;
  std::size_t count_ = 0;
};

inline bool ascii_digit(char c) { return c >= '0' && c <= '9'; }
inline bool ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace stemma::ingest
