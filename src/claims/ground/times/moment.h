// A stretch of the calendar, and how it is written: as TIMEX3 value, in EDTF, as its first and last day.
#pragma once

#include <string>

#include "base/time.h"
#include "claims/ground/times/expression.h"

namespace stemma::claims::ground::times {

/// A unit of the civil calendar by its first day, with a time of day if `grain` is day.
struct Moment {
  Unit grain = Unit::day;  ///< day, week, weekend, month, quarter, half, year, decade, century
  std::int64_t day = 0;    ///< its first day, since 1970-01-01; of a season 1 January
  Season season = Season::none;  ///< of the year, which is the grain
  Clock clock;

  Day civil() const { return civil_from_days(day); }
  std::int64_t end() const;  ///< the day behind its last
};

inline constexpr int kFirstYear = -4000, kLastYear = 4000;  ///< what is beyond is not resolved

Moment day_moment(std::int64_t day);
/// The unit that holds a day.
Moment unit_at(Unit grain, std::int64_t day);
/// n units on, or back. A day of the month that the new month lacks becomes its last.
std::int64_t moved(std::int64_t day, Unit unit, std::int64_t n);
bool in_range(const Moment& m);

std::string timex(const Moment& m);
std::string clock_text(const Clock& c);  ///< "T10:35", "TMO"; empty without one
std::string edtf(const Moment& m, bool approximate);

/// "P3D", "PT16H", "PXW".
std::string period(const Quantity& q, Unit unit, const Quantity& more, Unit more_unit);

}  // namespace stemma::claims::ground::times
