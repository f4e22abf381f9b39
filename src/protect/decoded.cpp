#include <algorithm>
#include <array>
#include <cstdint>

#include "base/utf8.h"
#include "protect/finder.h"

namespace stemma::protect {
namespace {

constexpr std::string_view base64_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Percent signs (RFC 3986) and character references (HTML), each once. Names of references: those of letters, as they stand in names.
std::string undone(std::string_view s, bool& any) {
  std::string out;
  for (std::size_t i = 0; i < s.size();) {
    if (s[i] == '%' && i + 2 < s.size() && hex_digit(s[i + 1]) >= 0 && hex_digit(s[i + 2]) >= 0) {
      out += static_cast<char>(hex_digit(s[i + 1]) * 16 + hex_digit(s[i + 2]));
      i += 3;
      any = true;
      continue;
    }
    const auto end = s[i] == '&' ? s.substr(i, 12).find(';') : std::string_view::npos;
    if (end == std::string_view::npos || end < 2) {
      out += s[i++];
      continue;
    }
    const std::string_view body = s.substr(i + 1, end - 1);
    std::uint32_t code = 0;
    if (body.front() == '#') {
      const bool hex = body.size() > 1 && (body[1] == 'x' || body[1] == 'X');
      for (const char c : body.substr(hex ? 2 : 1)) {
        const int digit = hex_digit(c);
        if (digit < 0 || (!hex && digit > 9)) code = 0xFFFFFFFF;
        if (code <= 0x10FFFF) code = code * (hex ? 16 : 10) + static_cast<std::uint32_t>(digit);
      }
    } else if (body == "amp" || body == "nbsp" || body == "shy") {
      code = body == "amp" ? '&' : body == "nbsp" ? 0xA0 : 0xAD;
    } else if (body.size() >= 4 && ((body[0] >= 'A' && body[0] <= 'Z') || (body[0] >= 'a' && body[0] <= 'z'))) {
      code = static_cast<unsigned char>(body[0]);  // "&eacute;": the letter is what comparing goes by
    }
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) {
      out += s[i++];
      continue;
    }
    append_utf8(out, code);
    i += end + 1;
    any = true;
  }
  return out;
}

/// RFC 4648, both alphabets; nothing unless all of it is.
std::string from_base64(std::string_view s) {
  while (!s.empty() && s.back() == '=') s.remove_suffix(1);
  if (s.size() < 8) return {};
  std::string out;
  std::uint32_t bits = 0;
  int have = 0;
  for (char c : s) {
    if (c == '-') c = '+';
    if (c == '_') c = '/';
    const auto digit = base64_digits.find(c);
    if (digit == std::string_view::npos) return {};
    bits = bits << 6 | static_cast<std::uint32_t>(digit);
    have += 6;
    if (have >= 8) {
      have -= 8;
      out += static_cast<char>(bits >> have & 0xFF);
    }
  }
  return out;
}

}  // namespace

std::string decoded(std::string_view word) {
  bool any = false;
  std::string out = undone(word, any);
  if (any) {
    bool twice = false;
    std::string again = undone(out, twice);
    out = to_valid_utf8(twice ? again : out);
    return out;
  }
  // Of the stretches that may be base64 ("data:...;base64,TWlyZ...") those that decode to text.
  for (std::size_t at = 0; at < word.size();) {
    const auto is_digit_of_it = [](char c) { return base64_digits.find(c) != std::string_view::npos || c == '=' || c == '-' || c == '_'; };
    while (at < word.size() && !is_digit_of_it(word[at])) ++at;
    std::size_t end = at;
    while (end < word.size() && is_digit_of_it(word[end])) ++end;
    if (end - at >= 12 && end - at < 65536) {
      const std::string bytes = from_base64(word.substr(at, end - at));
      if (!bytes.empty() && find_invalid_utf8(bytes) == std::string_view::npos) return to_valid_utf8(bytes);
    }
    at = end;
  }
  return {};
}

}  // namespace stemma::protect
