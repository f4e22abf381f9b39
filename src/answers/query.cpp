#include "answers/query.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <limits>

#include "base/time.h"
#include "base/utf8.h"
#include "report/json_parts.h"

namespace stemma::answers {
namespace {

std::string shown(std::string_view given) { return ellipsize(printable(to_valid_utf8(given)), 60); }

std::optional<int> digits(std::string_view s) {
  int n = 0;
  const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), n);
  if (s.empty() || error != std::errc() || end != s.data() + s.size() || n < 0) return std::nullopt;
  return n;
}

}  // namespace

Answer problem(int status, const std::string& title, const std::string& detail, const std::string& next) {
  report::Json body{{"type", "about:blank"}, {"title", title}, {"status", status}};
  if (!detail.empty()) body["detail"] = detail;
  if (!next.empty()) body["next"] = next;
  return {status, "application/problem+json", report::dump(body, -1), {}};
}

void refuse(int status, const std::string& title, const std::string& detail, const std::string& next) {
  throw Refused{problem(status, title, detail, next)};
}

void nothing_called(std::string_view kind, std::string_view id) {
  refuse(404, fmt::format("This case has no {} {}", kind, shown(id)), {}, "Look for it in the list, or search for its words.");
}

std::optional<Days> days_of(std::string_view s) {
  const auto year = digits(s.substr(0, 4));
  if (!year || s.substr(0, 4).size() != 4 || *year < 1) return std::nullopt;
  if (s.size() == 4) return Days{days_from_civil({*year, 1, 1}), days_from_civil({*year, 12, 31})};
  const auto month = s.size() >= 7 && s[4] == '-' ? digits(s.substr(5, 2)) : std::nullopt;
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  if (s.size() == 7) {
    const Day next = *month == 12 ? Day{*year + 1, 1, 1} : Day{*year, *month + 1, 1};
    return Days{days_from_civil({*year, *month, 1}), days_from_civil(next) - 1};
  }
  const auto day = parse_iso_day(s);
  if (!day || !valid(*day) || s.size() < 10 || (s.size() > 10 && s[10] != 'T')) return std::nullopt;
  return Days{days_from_civil(*day), days_from_civil(*day)};
}

std::string_view Query::text(std::string_view name) const {
  const std::string* found = nullptr;
  for (const auto& [key, value] : request_.query) {
    if (key != name) continue;
    if (found != nullptr) refuse(400, fmt::format("\"{}\" stands twice in the address", name), {}, "Leave one of them out.");
    found = &value;
  }
  if (found == nullptr) return {};
  if (found->size() > 1000) refuse(400, fmt::format("\"{}\" is longer than 1,000 bytes", name), {}, "Use fewer words.");
  if (find_invalid_utf8(*found) != std::string_view::npos) refuse(400, fmt::format("\"{}\" is no valid text", name), {}, "Type the words again.");
  return *found;
}

std::string_view Query::one_of(std::string_view name, std::initializer_list<std::string_view> words, std::string_view otherwise) const {
  const auto value = text(name);
  if (value.empty()) return otherwise;
  if (std::find(words.begin(), words.end(), value) == words.end())
    refuse(400, fmt::format("\"{}\" means nothing as {}", shown(value), name), {}, fmt::format("Choose one of: {}.", fmt::join(words, ", ")));
  return value;
}

std::uint64_t Query::number(std::string_view name, std::uint64_t otherwise, std::uint64_t most) const {
  const auto value = text(name);
  if (value.empty()) return otherwise;
  std::uint64_t n = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), n);
  if (error != std::errc() || end != value.data() + value.size() || n > most)
    refuse(400, fmt::format("\"{}\" is no {}", shown(value), name), {}, fmt::format("Give a whole number from 0 to {}.", most));
  return n;
}

Page Query::page(std::size_t most) const {
  Page out;
  out.offset = number("offset", 0, std::numeric_limits<std::uint32_t>::max());
  out.limit = number("limit", 50, most);
  return out;
}

std::optional<Days> Query::between() const {
  const auto from = text("from"), to = text("to");
  if (from.empty() && to.empty()) return std::nullopt;
  Days out{std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
  const auto take = [](std::string_view name, std::string_view value) {
    const auto days = days_of(value);
    if (!days) refuse(400, fmt::format("\"{}\" is no day", shown(value)), fmt::format("It is given as \"{}\".", name), "Write it as 2031-05-06, 2031-05 or 2031.");
    return *days;
  };
  if (!from.empty()) out.first = take("from", from).first;
  if (!to.empty()) out.last = take("to", to).last;
  return out;
}

std::vector<std::string> Query::list(std::string_view name) const {
  const auto out = split(text(name), ",");
  if (out.size() > 100) refuse(400, fmt::format("\"{}\" names more than 100 things", name), {}, "Leave some out.");
  return {out.begin(), out.end()};
}

}  // namespace stemma::answers
