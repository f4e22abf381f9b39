#include "base/time.h"

#include <fmt/format.h>

#include <chrono>

namespace stemma {
namespace {

std::optional<int> digits(std::string_view s, std::size_t at, std::size_t n) {
  if (at + n > s.size()) return std::nullopt;
  int value = 0;
  for (std::size_t i = at; i < at + n; ++i) {
    if (s[i] < '0' || s[i] > '9') return std::nullopt;
    value = value * 10 + (s[i] - '0');
  }
  return value;
}

}  // namespace

std::string utc_now() {
  using namespace std::chrono;
  const auto ms = duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
  const std::int64_t seconds = ms / 1000;
  const Day day = civil_from_days(seconds / 86400);
  const std::int64_t rest = seconds % 86400;
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", iso(day), rest / 3600, rest / 60 % 60, rest % 60, ms % 1000);
}

std::int64_t days_from_civil(Day d) {
  const std::int64_t y = d.year - (d.month <= 2);
  const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
  const std::int64_t yoe = y - era * 400;
  const std::int64_t doy = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
  return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

Day civil_from_days(std::int64_t z) {
  z += 719468;
  const std::int64_t era = (z >= 0 ? z : z - 146096) / 146097;
  const std::int64_t doe = z - era * 146097;
  const std::int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const std::int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const std::int64_t mp = (5 * doy + 2) / 153;
  const int day = static_cast<int>(doy - (153 * mp + 2) / 5 + 1);
  const int month = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
  return {static_cast<int>(yoe + era * 400 + (month <= 2)), month, day};
}

int weekday(Day d) {
  const std::int64_t z = days_from_civil(d);
  return static_cast<int>(z >= -4 ? (z + 4) % 7 : (z + 5) % 7 + 6);
}

bool valid(Day d) {
  static constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (d.month < 1 || d.month > 12 || d.day < 1 || d.year < 1 || d.year > 9999) return false;
  const bool leap = (d.year % 4 == 0 && d.year % 100 != 0) || d.year % 400 == 0;
  return d.day <= lengths[d.month - 1] + (d.month == 2 && leap ? 1 : 0);
}

std::string iso(Day d) { return fmt::format("{:04}-{:02}-{:02}", d.year, d.month, d.day); }

std::optional<Day> parse_iso_day(std::string_view s) {
  const auto y = digits(s, 0, 4), m = digits(s, 5, 2), d = digits(s, 8, 2);
  if (!y || !m || !d || s[4] != '-' || s[7] != '-') return std::nullopt;
  const Day day{*y, *m, *d};
  return valid(day) ? std::optional(day) : std::nullopt;
}

std::optional<std::int64_t> instant(std::string_view s) {
  const auto day = parse_iso_day(s);
  if (!day) return std::nullopt;
  const std::int64_t midnight = days_from_civil(*day) * 86400;
  if (s.size() < 16) return midnight + 43200;
  const auto h = digits(s, 11, 2), m = digits(s, 14, 2);
  if (!h || !m) return midnight + 43200;
  std::size_t at = 16;
  std::int64_t t = midnight + *h * 3600 + *m * 60;
  if (const auto sec = s.size() > at && s[at] == ':' ? digits(s, at + 1, 2) : std::nullopt) {
    t += *sec;
    at += 3;
  }
  while (at < s.size() && (s[at] == '.' || (s[at] >= '0' && s[at] <= '9'))) ++at;
  if (at < s.size() && (s[at] == '+' || s[at] == '-')) {
    const auto zh = digits(s, at + 1, 2);
    const auto zm = digits(s, at + (at + 3 < s.size() && s[at + 3] == ':' ? 4 : 3), 2);
    if (zh) t -= (s[at] == '-' ? -1 : 1) * (*zh * 3600 + zm.value_or(0) * 60);
  }
  return t;
}

}  // namespace stemma
