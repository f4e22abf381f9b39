#include "ingest/html5/entities.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace stemma::ingest::html5 {
namespace {

struct Entity {
  std::string_view name;
  char utf8[8];
  bool bare;  // may stand without a semicolon
};

constexpr Entity kEntities[] = {
#include "ingest/html5/entities.inc"
};
constexpr std::size_t kEntityCount = std::size(kEntities);
constexpr std::size_t kLongest = 31;     // CounterClockwiseContourIntegral
constexpr std::size_t kLongestBare = 6;  // Aacute, middot, ...

constexpr std::uint32_t hash_of(std::string_view s) {
  std::uint32_t h = 2166136261u;
  for (const char c : s) h = (h ^ static_cast<unsigned char>(c)) * 16777619u;
  return h ^ (h >> 13);
}

// Open addressing from hash to position + 1 in kEntities.
constexpr std::size_t kSlots = 8192;
constexpr std::array<std::uint16_t, kSlots> make_slots() {
  std::array<std::uint16_t, kSlots> slots{};
  for (std::size_t i = 0; i < kEntityCount; ++i) {
    std::size_t at = hash_of(kEntities[i].name) % kSlots;
    while (slots[at] != 0) at = (at + 1) % kSlots;
    slots[at] = static_cast<std::uint16_t>(i + 1);
  }
  return slots;
}
constexpr auto kSlotTable = make_slots();

const Entity* find(std::string_view name) {
  for (std::size_t at = hash_of(name) % kSlots;; at = (at + 1) % kSlots) {
    const std::uint16_t i = kSlotTable[at];
    if (i == 0) return nullptr;
    if (kEntities[i - 1].name == name) return &kEntities[i - 1];
  }
}

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_alnum(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// 13.2.5.80: what windows-1252 has at 0x80-0x9F, for the pages that number it so; 0 where the code point stays.
constexpr char32_t kWindows1252[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                       0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                       0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

std::size_t read_numeric(std::string_view s, std::string& out) {
  const bool hex = s.size() > 2 && (s[2] | 0x20) == 'x';
  const std::size_t first = hex ? 3 : 2;
  std::size_t at = first;
  std::uint32_t code = 0;
  for (; at < s.size(); ++at) {
    const int digit = hex ? hex_value(s[at]) : (is_digit(s[at]) ? s[at] - '0' : -1);
    if (digit < 0) break;
    if (code < 0x110000) code = code * (hex ? 16 : 10) + static_cast<std::uint32_t>(digit);
  }
  if (at == first) return 0;
  if (at < s.size() && s[at] == ';') ++at;
  if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) code = 0xFFFD;
  if (code >= 0x80 && code <= 0x9F && kWindows1252[code - 0x80] != 0) code = kWindows1252[code - 0x80];
  append_utf8(code, out);
  return at;
}

}  // namespace

void append_utf8(char32_t c, std::string& out) {
  const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

std::size_t read_reference(std::string_view s, bool in_attribute, std::string& out) {
  if (s.size() < 2) return 0;
  if (s[1] == '#') return read_numeric(s, out);

  std::size_t end = 1;
  const std::size_t stop = std::min(s.size(), kLongest + 2);
  while (end < stop && is_alnum(s[end])) ++end;
  if (end == 1) return 0;

  // Names with a semicolon match whole or not at all; only bare ones match as a prefix of a longer word.
  if (end < s.size() && s[end] == ';') {
    if (const Entity* e = find(s.substr(1, end - 1))) {
      out.append(e->utf8);
      return end + 1;
    }
  }
  for (std::size_t length = std::min(end - 1, kLongestBare); length >= 2; --length) {
    const Entity* e = find(s.substr(1, length));
    if (e == nullptr || !e->bare) continue;
    const std::size_t next = 1 + length;
    if (in_attribute && next < s.size() && (s[next] == '=' || is_alnum(s[next]))) return 0;
    out.append(e->utf8);
    return next;
  }
  return 0;
}

}  // namespace stemma::ingest::html5
