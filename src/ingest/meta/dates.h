// Dates as pages and wires print them -> ISO 8601, as exact as they are, zone kept.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ingest/meta/date_grammar.h"

namespace stemma::ingest {

/// Reads one date or date-time that makes up (most of) `s`: ISO 8601, RFC 2822, "6 May 2031, 06.00", "May 6, 2031", "Friday 9 May 2031",
/// "5th February, 2031", "2031/05/06", epoch seconds and milliseconds. Day-month order of bare numbers: unreadable unless one is > 12.
/// Gives "2031-05-06" or "2031-05-06T06:00:00+01:00" (no zone if none is given), or nullopt.
std::optional<std::string> parse_date(std::string_view s);

/// The first full date (with a year) anywhere in `s`, by the same grammar; offset and length of the match in `at`, `length` if given.
std::optional<std::string> find_date(std::string_view s, std::size_t* at = nullptr, std::size_t* length = nullptr);

/// What parse_date or else find_date gives; bare numbers that could be read either way are read in the order given, and marked.
struct DateReading {
  std::string iso;
  bool unsure = false;
};
std::optional<DateReading> read_date(std::string_view s, DayOrder order);

}  // namespace stemma::ingest
