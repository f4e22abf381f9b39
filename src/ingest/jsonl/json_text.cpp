#include "ingest/jsonl/json_text.h"

#include "base/utf8.h"
#include "ingest/byte_map.h"
#include "ingest/jsonl/members.h"

namespace stemma::ingest {
namespace {

/// Reads the string between the quotation marks at s[begin] and s[end - 1].
MappedText unescape(std::string_view s, std::size_t begin, std::size_t end) {
  MappedText out;
  const std::string_view raw = s.substr(0, end - 1);
  for (std::size_t i = begin + 1; i < raw.size();) {
    const std::size_t at = i, before = out.text.size();
    if (raw[i] != '\\' || i + 1 >= raw.size()) {
      while (i < raw.size() && raw[i] != '\\') ++i;
      if (i == at) ++i;
      out.text.append(raw, at, i - at);
    } else if (raw[i + 1] == 'u') {
      int code = four_hex_digits(raw, i + 2);
      i += 6;
      if (code >= 0xD800 && code < 0xDC00 && raw.substr(std::min(i, raw.size())).starts_with("\\u")) {
        if (const int low = four_hex_digits(raw, i + 2); low >= 0xDC00 && low < 0xE000) {
          code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
          i += 6;
        }
      }
      append_utf8(out.text, code <= 0 ? 0xFFFD : static_cast<char32_t>(code));
    } else {
      const char c = raw[i + 1];
      out.text += c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c == 'b' ? '\b' : c == 'f' ? '\f' : c;
      i += 2;
    }
    add_run(out.map, static_cast<std::uint32_t>(before), static_cast<std::uint32_t>(out.text.size() - before), at,
            static_cast<std::uint32_t>(i - at));
  }
  return out;
}

}  // namespace

std::optional<MappedText> json_text(std::string_view object, std::string_view key) {
  std::size_t found = 0, found_end = 0;  // of the value; 0: none
  int depth = 0;
  bool ours = false, value = false;  // the last key was `key`; a value is due
  for (std::size_t i = 0; i < object.size();) {
    const char c = object[i];
    if (c == '"') {
      const std::size_t end = behind_json_string(object, i);
      if (depth == 1 && !value) {
        ours = unescape(object, i, end).text == key;
      } else if (depth == 1 && ours) {
        found = i;
        found_end = end;
      }
      i = end;
      continue;
    }
    if (depth == 1 && c == ':') {
      value = true;
      if (ours) found = 0;  // a later member of that name, maybe no string
    }
    if (depth == 1 && c == ',') value = ours = false;
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && --depth == 0) break;  // what stands behind the object is no part of it
    ++i;
  }
  if (found == 0) return std::nullopt;
  return unescape(object, found, found_end);
}

}  // namespace stemma::ingest
