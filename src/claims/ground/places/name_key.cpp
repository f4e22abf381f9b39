#include "claims/ground/places/name_key.h"

#include <algorithm>

#include "base/utf8.h"

namespace stemma::claims::ground {
namespace {

#include "claims/ground/places/latin_letters.inc"

constexpr std::uint64_t kPrime = 0x100000001b3;

std::uint64_t fnv(std::string_view bytes, std::uint64_t h) {
  for (const char c : bytes) h = (h ^ static_cast<unsigned char>(c)) * kPrime;
  return h;
}

/// Spreads a hash, whose upper bits choose the bucket.
std::uint64_t mixed(std::uint64_t h) { return (h ^ (h >> 32)) * 0x9e3779b97f4a7c15; }

std::string_view shorter(std::string_view word) {
  if (word == "saint") return "st";
  if (word == "sainte") return "ste";
  if (word == "mount") return "mt";
  return word == "fort" ? "ft" : word;
}

/// Its plain letters: none, one or two.
std::string_view letters(char32_t c) {
  std::string_view two;
  if (c >= 0xC0 && c < 0x250) two = kLatin.substr((c - 0xC0) * 2, 2);
  else if (c >= 0x1E00 && c < 0x1F00) two = kLatinAdditional.substr((c - 0x1E00) * 2, 2);
  return two.substr(0, std::min(two.find(' '), two.size()));
}

bool is_gap(char32_t c) { return c == 0xA0 || (c >= 0x2010 && c <= 0x2014); }

}  // namespace

void NameKey::put(std::string_view bytes) {
  if (size_ + bytes.size() > word_.size()) {
    too_long_ = true;
    return;
  }
  std::copy(bytes.begin(), bytes.end(), word_.begin() + size_);
  size_ = static_cast<std::uint8_t>(size_ + bytes.size());
}

void NameKey::mix(std::string_view bytes) {
  hash_ = fnv(bytes, hash_);
  people_ = fnv(bytes, people_);
}

void NameKey::space() {
  if (size_ == 0) return;
  if (words_++ > 0) mix(" ");
  mix(shorter({word_.data(), size_}));
  size_ = 0;
}

void NameKey::add(std::string_view s) {
  for (std::size_t i = 0; i < s.size();) {
    const char c = s[i];
    if (static_cast<unsigned char>(c) < 0x80) {
      ++i;
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) put({&c, 1});
      else if (c >= 'A' && c <= 'Z') {
        const char small = static_cast<char>(c + 32);
        put({&small, 1});
      } else if (c == ' ' || c == '-' || c == '/' || c == '_' || c == '\t' || c == '\n') space();
      continue;
    }
    const std::size_t from = i;
    const char32_t point = next_code_point(s, i);
    if (is_gap(point)) space();
    else if (point < 0x370 || (point >= 0x1E00 && point <= 0x1EFF)) put(letters(point));
    else if (point > 0x2BFF || point < 0x1E00) put(s.substr(from, i - from));
  }
}

std::uint64_t NameKey::key() const {
  NameKey whole = *this;
  whole.space();
  return too_long_ ? 0 : mixed(whole.hash_);
}

std::uint64_t NameKey::people_key() const {
  NameKey whole = *this;
  whole.space();
  return too_long_ ? 0 : mixed(whole.people_);
}

std::uint64_t NameKey::of(std::string_view name) {
  NameKey k;
  k.add(name);
  return k.key();
}

std::uint64_t NameKey::exact(std::string_view form) { return mixed(fnv(form, (kBasis ^ '=') * kPrime)); }

}  // namespace stemma::claims::ground
