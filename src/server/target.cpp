#include "server/target.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/utf8.h"

namespace stemma::server {
namespace {

constexpr std::size_t most_parameters = 100;

tl::unexpected<Error> bad(std::string what) { return fail(ErrorKind::malformed, std::move(what), Error::nowhere, "check the address"); }

}  // namespace

Result<std::string> percent_decoded(std::string_view s, bool form) {
  std::string out;
  out.reserve(s.size());
  for (std::size_t i = 0; i < s.size(); ++i) {
    char c = s[i];
    if (c == '%') {
      const int high = i + 2 < s.size() ? hex_digit(s[i + 1]) : -1, low = high < 0 ? -1 : hex_digit(s[i + 2]);
      if (low < 0) return bad("a percent sign in the address stands for nothing");
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (form && c == '+') {
      c = ' ';
    }
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      if (!form || (c != '\n' && c != '\r' && c != '\t')) return bad("a control character in the address");
    }
    out += c;
  }
  if (find_invalid_utf8(out) != std::string_view::npos) return bad("the address is not UTF-8");
  return out;
}

std::string percent_encoded(std::string_view s) {
  std::string out;
  for (const char c : s) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) out += c;
    else out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

Result<std::vector<std::pair<std::string, std::string>>> parse_form(std::string_view s) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto pair : split(s, "&")) {
    if (out.size() == most_parameters) return bad("the address has too many parameters");
    const auto equals = std::min(pair.find('='), pair.size());
    auto name = percent_decoded(pair.substr(0, equals), true);
    auto value = percent_decoded(pair.substr(std::min(equals + 1, pair.size())), true);
    if (!name || !value) return tl::unexpected(name ? value.error() : name.error());
    out.emplace_back(std::move(*name), std::move(*value));
  }
  return out;
}

Result<Target> parse_target(std::string_view target) {
  if (target.empty() || target.front() != '/') return bad("the address has to begin with a slash");
  if (target.find('#') != std::string_view::npos) return bad("the address holds a fragment");
  const auto mark = std::min(target.find('?'), target.size());
  const std::string_view raw = target.substr(0, mark);
  const std::string lower = ascii_lower(raw);
  // A slash that hides would make what we check another path than what somebody else sees.
  if (contains_any(lower, {"%2f", "%5c", "\\"})) return bad("a slash or backslash in a name of the address");
  auto path = percent_decoded(raw, false);
  if (!path) return tl::unexpected(path.error());
  Target out;
  out.path = std::move(*path);
  if (out.path.size() > 1 && out.path.ends_with(".json")) {
    out.path.resize(out.path.size() - 5);
    out.json = true;
  }
  for (std::size_t at = 0; out.path.size() > 1 && at < out.path.size();) {
    const auto end = std::min(out.path.find('/', at + 1), out.path.size());
    const std::string_view segment = std::string_view(out.path).substr(at + 1, end - at - 1);
    if (segment.empty() || segment == "." || segment == "..") return bad("the address has an empty name, or one of dots, in it");
    at = end;
  }
  auto query = parse_form(target.substr(std::min(mark + 1, target.size())));
  if (!query) return tl::unexpected(query.error());
  out.query = std::move(*query);
  return out;
}

}  // namespace stemma::server
