// The grammar behind dates.h, for callers that want the parts of a date, or a date whose year is not printed (datelines).
//
// A date is matched on at most 40 short tokens from its first byte, so one try costs a constant, and a scan is linear.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace stemma::ingest {

/// How "03/04/2031" is to be read: not at all, as 3 April, or as March 4.
enum class DayOrder : std::uint8_t { unknown, day_first, month_first };

struct PrintedDate {
  Day day;                 ///< year 0: none printed
  int hour = -1;           ///< -1: no time printed
  int minute = 0, second = 0;
  bool zoned = false;
  bool named_utc = false;  ///< "Z", "UTC", "GMT": written back as "Z"
  int offset = 0;          ///< minutes east of Greenwich
  bool unsure = false;     ///< bare numbers that may be read either way, or the abbreviation of several zones
  std::size_t begin = 0, end = 0;  ///< where it stands
};

/// The date (with its time, before or after it) that starts exactly at byte `at`. Without `need_year`, "6 May" and "May 6" will do.
std::optional<PrintedDate> match_date(std::string_view s, std::size_t at, bool need_year, DayOrder order = DayOrder::unknown);

/// The first date anywhere in `s`.
std::optional<PrintedDate> scan_date(std::string_view s, bool need_year, DayOrder order = DayOrder::unknown);

/// ISO 8601 text of it. REQUIRES: day.year != 0.
std::string iso(const PrintedDate& d);

/// Fills the year that brings the day nearest to `published` (ISO): a report of January may carry a dateline of December.
/// False if `published` is unreadable.
bool fill_year(PrintedDate& d, std::string_view published);

}  // namespace stemma::ingest
