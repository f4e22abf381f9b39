#include "ingest/jsonl/members.h"

#include <algorithm>

namespace stemma::ingest {
namespace {

std::size_t behind_space(std::string_view s, std::size_t at) { return std::min(s.find_first_not_of(" \t\r\n", at), s.size()); }

std::size_t behind_value(std::string_view s, std::size_t at) {
  int depth = 0;
  while (at < s.size()) {
    if (s[at] == '"') {
      at = behind_json_string(s, at);
      if (depth == 0) return at;
      continue;
    }
    if (s[at] == '{' || s[at] == '[') ++depth;
    else if (s[at] == '}' || s[at] == ']') {
      if (depth == 0) return at;  // a number or word that ends the array or object
      if (--depth == 0) return at + 1;
    } else if (depth == 0 && (s[at] == ',' || s[at] == ' ' || s[at] == '\n' || s[at] == '\r' || s[at] == '\t')) {
      return at;
    }
    ++at;
  }
  return s.size();
}

}  // namespace

std::size_t behind_json_string(std::string_view s, std::size_t at) {
  for (++at; at < s.size() && s[at] != '"'; ++at)
    if (s[at] == '\\') ++at;
  return std::min(at + 1, s.size());
}

std::vector<std::string_view> json_elements(std::string_view object, std::string_view key) {
  std::vector<std::string_view> out;
  std::size_t at = object.find('{');
  if (at == std::string_view::npos) return out;
  for (at = behind_space(object, at + 1); at < object.size() && object[at] == '"'; at = behind_space(object, at)) {
    const std::size_t name_end = behind_json_string(object, at);
    const std::string_view name = object.substr(at + 1, name_end - at - 2);
    std::size_t value = behind_space(object, behind_space(object, name_end) + 1);  // past the colon
    at = behind_value(object, value);
    if (name == key && value < object.size() && object[value] == '[') {
      out.clear();
      for (value = behind_space(object, value + 1); value < at && object[value] != ']';) {
        const std::size_t end = behind_value(object, value);
        out.push_back(object.substr(value, end - value));
        value = behind_space(object, end);
        if (value < at && object[value] == ',') value = behind_space(object, value + 1);
        else break;
      }
    }
    at = behind_space(object, at);
    if (at < object.size() && object[at] == ',') ++at;
  }
  return out;
}

}  // namespace stemma::ingest
