#include "lang/features.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "lang/chars.h"

namespace stemma::lang {
namespace {

constexpr std::uint64_t kOffset = 0xCBF29CE484222325ULL, kPrime = 0x100000001B3ULL;
constexpr std::uint32_t kSubwordRows = 1 << 15, kShapeRows = 512;
constexpr std::size_t kPiece = 4;       // characters of the longest beginning or ending
constexpr std::size_t kShapeSigns = 8;

constexpr std::uint64_t fnv(std::uint64_t seed, char c) { return (seed ^ static_cast<unsigned char>(c)) * kPrime; }
constexpr std::uint64_t fnv(std::uint64_t seed, std::string_view bytes) {
  for (const char c : bytes) seed = fnv(seed, c);
  return seed;
}
constexpr std::uint32_t low_bits(std::uint64_t h) { return static_cast<std::uint32_t>(h ^ (h >> 32)); }
/// A row of the sub-word table; row 0 stays free.
constexpr std::uint16_t row(std::uint64_t h) { return static_cast<std::uint16_t>(1 + low_bits(h) % (kSubwordRows - 1)); }

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

char norm_ascii(char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<char>(c + 32);
  if (c >= '0' && c <= '9') return '0';
  return c == '`' ? '\'' : c;
}

/// The sign of a character beyond ASCII in a norm; 0 if it is dropped.
char32_t norm_beyond_ascii(char32_t c) {
  switch (c) {
    case U'’': case U'‘': case U'´': return '\'';
    case U'“': case U'”': case U'„': case U'«': case U'»': return '"';
    case U'–': case U'—': case U'‐': case U'‑': return '-';
    case 0xAD: case 0x200C: case 0x200D: return 0;
    case U'İ': return c;  // its lower case is two characters
    default: return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
  }
}

void make_norm(std::string_view word, std::string& out) {
  out.clear();
  for (std::size_t i = 0; i < word.size();) {
    if (static_cast<unsigned char>(word[i]) < 0x80) {
      out += norm_ascii(word[i++]);
    } else if (const char32_t c = norm_beyond_ascii(next_code_point(word, i)); c != 0) {
      append_utf8(out, c);
    }
  }
}

std::uint16_t shape(std::string_view word) {
  std::uint64_t h = kOffset;
  char32_t last = 0;
  std::size_t signs = 0, run = 0;
  for (std::size_t i = 0; i < word.size() && signs < kShapeSigns;) {
    const std::size_t from = i;
    const char32_t c = next_code_point(word, i);
    const std::uint8_t bits = class_of(c);
    const char sign = bits & kUpper ? 'X' : bits & kAlphabetic ? 'x' : bits & kNumeral ? 'd' : '\0';
    const char32_t now = sign ? static_cast<char32_t>(sign) : c;
    run = now == last ? run + 1 : 1;
    last = now;
    if (run > 2) continue;
    ++signs;
    h = sign ? fnv(h, sign) : fnv(h, word.substr(from, i - from));
  }
  return static_cast<std::uint16_t>(low_bits(h) % kShapeRows);
}

/// Rows of the whole norm, of its first and of its last one to four characters.
void subwords(std::string_view norm, std::uint16_t (&out)[kSubwords]) {
  std::fill(std::begin(out), std::end(out), std::uint16_t{0});
  out[0] = row(fnv(fnv(kOffset, 'w'), norm));
  std::uint64_t h = fnv(kOffset, 'p');
  std::size_t begin = 0, end = norm.size();
  for (std::size_t k = 0; k < kPiece && begin < norm.size(); ++k) {
    do h = fnv(h, norm[begin++]);
    while (begin < norm.size() && is_continuation(norm[begin]));
    do --end;
    while (end > 0 && is_continuation(norm[end]));
    out[1 + 2 * k] = row(h);
    out[2 + 2 * k] = row(fnv(fnv(kOffset, 's'), norm.substr(end)));
  }
}

}  // namespace

const Features& FeatureMaker::make(std::string_view word) {
  make_norm(word, norm_);
  out_.norm = norm_;
  out_.hash = fnv(kOffset, norm_);
  out_.shape = shape(word);
  subwords(norm_, out_.sub);
  return out_;
}

Vocabulary::Vocabulary(std::span<const std::uint64_t> hashes) : hashes_(hashes), starts_((std::size_t{1} << kTopBits) + 1) {
  for (const std::uint64_t h : hashes) ++starts_[(h >> (64 - kTopBits)) + 1];
  for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
}

std::uint32_t Vocabulary::row(std::uint64_t hash) const {
  const std::size_t top = hash >> (64 - kTopBits);
  for (std::uint32_t i = starts_[top]; i < starts_[top + 1]; ++i)
    if (hashes_[i] == hash) return i + 1;
  return 0;
}

}  // namespace stemma::lang
