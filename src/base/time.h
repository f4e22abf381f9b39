// Clock and calendar. The clock is used by store and cli only: reading a document never asks what time it is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stemma {

std::string utc_now();  ///< "2031-05-06T12:05:00.123Z"

struct Day {
  int year = 0, month = 0, day = 0;
  friend constexpr auto operator<=>(const Day&, const Day&) = default;
};
/// Days since 1970-01-01 in the proleptic Gregorian calendar (H. Hinnant's algorithm).
std::int64_t days_from_civil(Day d);
Day civil_from_days(std::int64_t days);
int weekday(Day d);  ///< 0 = Sunday
bool valid(Day d);
std::string iso(Day d);                            ///< "2031-05-06"
std::optional<Day> parse_iso_day(std::string_view s);  ///< the first ten characters of an ISO date or date-time

/// Seconds since 1970 UTC of an ISO date-time with zone; a day without a time counts as its noon. nullopt if unreadable.
std::optional<std::int64_t> instant(std::string_view iso);

}  // namespace stemma
