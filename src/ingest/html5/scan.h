// Looking for the next byte that matters, eight at a time in plain C++; and what each byte is to the tokenizer.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace stemma::ingest::html5 {

enum ByteClass : std::uint8_t {
  kByteSpace = 1,    ///< tab, LF, FF, CR, space
  kByteTagEnd = 2,   ///< ends a tag name: space, '/', '>'
  kByteNameEnd = 4,  ///< ends an attribute name: those and '='
  kByteUpper = 8,    ///< A-Z
  kByteNul = 16,
  kByteLetter = 32,
};

constexpr std::array<std::uint8_t, 256> make_byte_classes() {
  std::array<std::uint8_t, 256> table{};
  for (const char c : {'\t', '\n', '\f', '\r', ' '}) table[static_cast<unsigned char>(c)] = kByteSpace | kByteTagEnd | kByteNameEnd;
  for (const char c : {'/', '>'}) table[static_cast<unsigned char>(c)] = kByteTagEnd | kByteNameEnd;
  table['='] = kByteNameEnd;
  for (int c = 'A'; c <= 'Z'; ++c) table[static_cast<std::size_t>(c)] = kByteUpper | kByteLetter;
  for (int c = 'a'; c <= 'z'; ++c) table[static_cast<std::size_t>(c)] = kByteLetter;
  table[0] = kByteNul;
  return table;
}
inline constexpr auto kByteClasses = make_byte_classes();

inline std::uint8_t byte_class(char c) { return kByteClasses[static_cast<unsigned char>(c)]; }
inline bool is_space(char c) { return (byte_class(c) & kByteSpace) != 0; }
inline bool is_letter(char c) { return (byte_class(c) & kByteLetter) != 0; }
inline char lower(char c) { return (byte_class(c) & kByteUpper) != 0 ? static_cast<char>(c | 0x20) : c; }

/// First of the bytes `Wanted` in [p, end), or `end`.
template <char... Wanted>
const char* find_any(const char* p, const char* end) {
  constexpr std::uint64_t ones = 0x0101010101010101u;
  constexpr std::uint64_t tops = 0x8080808080808080u;
  while (end - p >= 8) {
    std::uint64_t word;
    std::memcpy(&word, p, 8);
    // (x - 1) & ~x has the top bit of every zero byte set; false ones stand only above a true one, so the lowest is exact.
    std::uint64_t hits = 0;
    ((hits |= ((word ^ (ones * static_cast<unsigned char>(Wanted))) - ones) & ~(word ^ (ones * static_cast<unsigned char>(Wanted)))), ...);
    hits &= tops;
    if (hits != 0) {
      if constexpr (std::endian::native == std::endian::little) return p + std::countr_zero(hits) / 8;
      break;
    }
    p += 8;
  }
  while (p != end && ((*p != Wanted) && ...)) ++p;
  return p;
}

/// `s` starts with `lower_word`, ASCII case ignored.
inline bool starts_with_ci(const char* p, const char* end, std::string_view lower_word) {
  if (static_cast<std::size_t>(end - p) < lower_word.size()) return false;
  for (std::size_t i = 0; i < lower_word.size(); ++i)
    if (lower(p[i]) != lower_word[i]) return false;
  return true;
}

}  // namespace stemma::ingest::html5
