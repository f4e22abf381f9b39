#include "ingest/html/entities.h"

#include <cstdint>

#include "base/utf8.h"

namespace stemma::ingest {
namespace {

struct Named {
  std::string_view name;
  char32_t code;
};
constexpr Named named[] = {
    {"amp", '&'}, {"quot", '"'}, {"apos", '\''}, {"lt", '<'}, {"gt", '>'}, {"nbsp", 0xA0}, {"lsquo", 0x2018}, {"rsquo", 0x2019}, {"ldquo", 0x201C},
    {"rdquo", 0x201D}, {"sbquo", 0x201A}, {"bdquo", 0x201E}, {"ndash", 0x2013}, {"mdash", 0x2014}, {"hellip", 0x2026}, {"laquo", 0xAB}, {"raquo", 0xBB}, {"euro", 0x20AC}, {"pound", 0xA3},
    {"eacute", 0xE9}, {"egrave", 0xE8}, {"agrave", 0xE0}, {"aacute", 0xE1}, {"iacute", 0xED}, {"oacute", 0xF3}, {"uacute", 0xFA}, {"ntilde", 0xF1},
    {"ouml", 0xF6}, {"auml", 0xE4}, {"uuml", 0xFC}, {"ccedil", 0xE7}, {"copy", 0xA9}, {"bull", 0x2022}, {"middot", 0xB7}, {"deg", 0xB0},
};

}  // namespace

std::string decode_entities(std::string_view s) {
  std::string out;
  out.reserve(s.size());
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (s[i] != '&') {
      out += s[i];
      continue;
    }
    const auto end = s.substr(i, 12).find(';');
    char32_t code = 0;
    if (end != std::string_view::npos && end > 1) {
      const std::string_view name = s.substr(i + 1, end - 1);
      if (name[0] == '#') {
        const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
        std::uint32_t v = 0;
        for (const char c : name.substr(hex ? 2 : 1)) {
          const int digit = hex_digit(c);
          if (digit < 0 || (digit > 9 && !hex) || v > 0x110000) { v = 0; break; }
          v = v * (hex ? 16 : 10) + static_cast<std::uint32_t>(digit);
        }
        code = v;
      } else {
        for (const Named& n : named)
          if (n.name == name) code = n.code;
      }
    }
    if (code == 0) {
      out += '&';
      continue;
    }
    append_utf8(out, code);
    i += end;
  }
  return out;
}

}  // namespace stemma::ingest
