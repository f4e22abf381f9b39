#include "ingest/meta/dates.h"

#include <fmt/format.h>

#include <cstdlib>

#include "base/utf8.h"
#include "ingest/meta/date_grammar.h"
#include "ingest/meta/date_words.h"

namespace stemma::ingest {
namespace {

// Longer than any date with its label ("Published: ..., updated ..."); a paragraph is not a date.
constexpr std::size_t kLongestDateLine = 160;

// Epoch seconds or milliseconds between 1990 and 2100; anything else of that length is a number.
std::optional<std::string> epoch(std::string_view s) {
  if ((s.size() != 9 && s.size() != 10 && s.size() != 13) || s.find_first_not_of("0123456789") != std::string_view::npos)
    return std::nullopt;
  std::int64_t seconds = std::atoll(std::string(s).c_str());
  if (s.size() == 13) seconds /= 1000;
  if (seconds < 631152000 || seconds >= 4102444800) return std::nullopt;
  PrintedDate d;
  d.day = civil_from_days(seconds / 86400);
  const int of_day = static_cast<int>(seconds % 86400);
  d.hour = of_day / 3600, d.minute = of_day / 60 % 60, d.second = of_day % 60;
  d.zoned = d.named_utc = true;
  return iso(d);
}

// Letters and digits of `s` that are no weekday, to weigh what a date leaves over.
std::size_t other_bytes(std::string_view s) {
  std::size_t n = 0;
  for (const ByteSpan w : word_spans(s))
    if (!is_weekday(plain_word(slice(s, w)))) n += w.size();
  return n;
}

}  // namespace

std::string iso(const PrintedDate& d) {
  std::string out = stemma::iso(d.day);
  if (d.hour < 0) return out;
  out += fmt::format("T{:02}:{:02}:{:02}", d.hour, d.minute, d.second);
  if (!d.zoned) return out;
  if (d.named_utc && d.offset == 0) return out + "Z";
  const int minutes = std::abs(d.offset);
  return out + fmt::format("{}{:02}:{:02}", d.offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

bool fill_year(PrintedDate& d, std::string_view published) {
  const auto near = parse_iso_day(published);
  if (!near) return false;
  const std::int64_t to = days_from_civil(*near);
  std::int64_t best = -1;
  for (const int year : {near->year, near->year - 1, near->year + 1}) {
    const Day day{year, d.day.month, d.day.day};
    if (!valid(day)) continue;
    const std::int64_t distance = std::abs(days_from_civil(day) - to);
    if (best < 0 || distance < best) best = distance, d.day.year = year;
  }
  return best >= 0;
}

std::optional<std::string> parse_date(std::string_view s) {
  s = trim(s);
  if (s.empty() || s.size() > kLongestDateLine) return std::nullopt;
  if (auto stamp = epoch(s)) return stamp;
  const auto d = scan_date(s, true);
  if (!d) return std::nullopt;
  const std::size_t rest = other_bytes(s.substr(0, d->begin)) + other_bytes(s.substr(d->end));
  if (rest > 2 * (d->end - d->begin)) return std::nullopt;
  return iso(*d);
}

std::optional<DateReading> read_date(std::string_view s, DayOrder order) {
  s = trim(s);
  if (auto stamp = epoch(s)) return DateReading{std::move(*stamp), false};
  const auto d = scan_date(s, true, order);
  if (!d) return std::nullopt;
  return DateReading{iso(*d), d->unsure};
}

std::optional<std::string> find_date(std::string_view s, std::size_t* at, std::size_t* length) {
  const auto d = scan_date(s, true);
  if (!d) return std::nullopt;
  if (at) *at = d->begin;
  if (length) *length = d->end - d->begin;
  return iso(*d);
}

}  // namespace stemma::ingest
