// What a temporal expression says, before it is known of which day it is said.
#pragma once

#include <cstdint>
#include <string_view>

#include "claims/ground/times/lexicon.h"

namespace stemma::claims::ground::times {

inline constexpr std::uint32_t kNo = 0xFFFFFFFF;

/// "3", "a few", "2 1/2", "123.45".
struct Quantity {
  std::int64_t n = -1;            ///< -1: none
  std::int8_t quarters = 0;       ///< fourths besides: 2 in "2 1/2"
  bool vague = false;
  bool article = false;           ///< "a", "an"
  std::string_view decimals;      ///< digits behind the point
};

struct Clock {
  std::int8_t hour = -1, minute = -1, second = -1;
  bool sure = false;              ///< which half of the day is told
  Part part = Part::none;
  std::int32_t zone = kNoOffset + 1;  ///< minutes east; kNoOffset: one that has no number; more: none
  bool any() const { return hour >= 0 || part != Part::none; }
};

/// Part of an expression in the parser's list; `inner` ones are parts of others.
struct Expression {
  enum class What : std::uint8_t {
    calendar,  ///< of year, month, day, weekday, season, quarter, half, week what is told
    deictic,   ///< today and `shift` days
    unit,      ///< `which` unit: "last week", "that year", "the quarter"
    offset,    ///< `quantity` of `unit` from `inner` or from today, or (from_text) from the text's last date
    ordinal,   ///< the `nth` unit, or weekday, or month's day, of `inner`
    holiday,
    decade,    ///< year: its first
    century,   ///< year: its first
    clock,     ///< a time of no day
    duration,
    set,
    ref,
    foreign,   ///< of a calendar that is not resolved
    numeric,   ///< two numbers that are day and month in one order or the other: month, day as printed
    earlier,   ///< "a year earlier", "year-ago": the same stretch of the year before
  };
  std::uint32_t first = 0, last = 0;  ///< pieces
  What what = What::calendar;
  std::int16_t year = 0;              ///< 0: not told; negative before the era
  bool short_year = false;            ///< of two digits
  std::int8_t month = 0, day = 0, weekday = 0, week = 0, quarter = 0, half = 0;
  Season season = Season::none;
  Which which = Which::none;
  Unit unit = Unit::none;
  std::int16_t shift = 0;             ///< days; -1 or 1: direction of an offset; of holidays their number
  std::int16_t nth = 0;               ///< -1: the last
  bool from_text = false;
  bool definite = false;              ///< "the quarter": which one is not said
  bool weekend = false;               ///< of the week of it
  Quantity quantity, more;            ///< more: "1 hour and 30 minutes"
  Unit more_unit = Unit::none;
  Clock clock;
  std::int32_t inner = -1;
  Mod mod = Mod::none;
  Ref ref = Ref::PRESENT;
  Calendar calendar = Calendar::civil;
  std::int8_t times = 0;              ///< of sets: "twice a year"
  const char* rule = "";
};

}  // namespace stemma::claims::ground::times
