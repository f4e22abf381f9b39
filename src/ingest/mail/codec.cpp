#include "ingest/mail/codec.h"

#include <algorithm>

#include "base/utf8.h"
#include "ingest/byte_map.h"
#include "ingest/html/charset.h"

namespace stemma::ingest {
namespace {

constexpr std::size_t kMostOfAWord = 1000;  // RFC 2047 allows 75; some programs write more

int digit64(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

void add(MappedText& out, std::string_view made, std::size_t at, std::size_t size) {
  add_run(out.map, static_cast<std::uint32_t>(out.text.size()), static_cast<std::uint32_t>(made.size()), at,
      static_cast<std::uint32_t>(size));
  out.text += made;
}

MappedText quoted_printable(std::string_view s) {
  MappedText out;
  for (std::size_t i = 0; i < s.size();) {
    std::size_t plain = std::min(s.find('=', i), s.size());
    if (plain > i) {
      add(out, s.substr(i, plain - i), i, plain - i);
      i = plain;
      continue;
    }
    if (i + 2 < s.size() && hex_digit(s[i + 1]) >= 0 && hex_digit(s[i + 2]) >= 0) {
      const char c = static_cast<char>(hex_digit(s[i + 1]) * 16 + hex_digit(s[i + 2]));
      add(out, {&c, 1}, i, 3);
      i += 3;
      continue;
    }
    const std::size_t line = std::min(s.find_first_not_of(" \t\r", i + 1), s.size());  // a soft line break, maybe with spaces before it
    if (line < s.size() && s[line] == '\n') {
      i = line + 1;
    } else {
      add(out, "=", i, 1);
      ++i;
    }
  }
  return out;
}

MappedText base64(std::string_view s) {
  MappedText out;
  unsigned bits = 0;
  int have = 0;
  for (std::size_t i = 0; i < s.size();) {
    const std::size_t end = std::min(s.find('\n', i), s.size());
    std::string made;
    for (std::size_t k = i; k < end; ++k) {
      const int d = digit64(s[k]);
      if (d < 0) continue;
      bits = bits << 6 | static_cast<unsigned>(d);
      have += 6;
      if (have >= 8) {
        have -= 8;
        made += static_cast<char>(bits >> have);
      }
    }
    if (s.substr(i, end - i).find('=') != std::string_view::npos) have = 0;  // padding ends a stretch
    if (!made.empty()) add(out, made, i, end - i);
    i = end + 1;
  }
  return out;
}

}  // namespace

MappedText undo_transfer(std::string_view body, std::string_view coding) {
  if (coding == "base64") return base64(body);
  if (coding == "quoted-printable") return quoted_printable(body);
  return {std::string(body), straight_map(static_cast<std::uint32_t>(body.size()), 0)};
}

std::string decode_words(std::string_view value) {
  std::string out;
  bool after_word = false;
  for (std::size_t i = 0; i < value.size();) {
    const std::size_t at = value.find("=?", i);
    const std::string_view near = value.substr(0, std::min(at == std::string_view::npos ? at : at + kMostOfAWord, value.size()));
    const std::size_t charset_end = at == std::string_view::npos ? at : near.find('?', at + 2);
    const std::size_t text = charset_end == std::string_view::npos ? charset_end : near.find('?', charset_end + 1);
    const std::size_t end = text == std::string_view::npos ? text : near.find("?=", text + 1);
    const bool word = end != std::string_view::npos && text == charset_end + 2;
    const std::string_view between = value.substr(i, word ? at - i : std::string_view::npos);
    if (!word && at != std::string_view::npos) {  // "=?" that begins no encoded word
      out += decode(value.substr(i, at + 2 - i), "", false).text;
      i = at + 2;
      after_word = false;
      continue;
    }
    if (!after_word || !word || !trim(between).empty()) out += decode(between, "", false).text;  // space between two words is theirs
    if (!word) break;
    std::string_view charset = value.substr(at + 2, charset_end - at - 2);
    charset = charset.substr(0, charset.find('*'));  // RFC 2231: "charset*language"
    std::string words(value.substr(text + 1, end - text - 1));
    const bool quoted = value[charset_end + 1] == 'Q' || value[charset_end + 1] == 'q';
    if (quoted) std::replace(words.begin(), words.end(), '_', ' ');
    out += decode(undo_transfer(words, quoted ? "quoted-printable" : "base64").text, charset, false).text;
    after_word = true;
    i = end + 2;
  }
  return squeeze(out);
}

}  // namespace stemma::ingest
