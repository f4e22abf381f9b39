#include "claims/ground/times/moment.h"

#include <fmt/format.h>

#include <algorithm>

namespace stemma::claims::ground::times {
namespace {

int floor_to(int year, int step) { return year >= 0 ? year / step * step : -((-year + step - 1) / step) * step; }
std::int64_t january(int year) { return days_from_civil({year, 1, 1}); }
/// Monday of a day's week.
std::int64_t monday(std::int64_t day) {
  const std::int64_t since = (day + 3) % 7;
  return day - (since < 0 ? since + 7 : since);
}

struct IsoWeek {
  int year = 0, week = 0;
};
IsoWeek iso_week(std::int64_t day) {
  const std::int64_t thursday = monday(day) + 3;
  const int year = civil_from_days(thursday).year;
  return {year, static_cast<int>((thursday - january(year)) / 7) + 1};
}

std::string year_text(int y) { return y < 1 ? fmt::format("BC{:04}", 1 - y) : fmt::format("{:04}", y); }
std::string edtf_year(int y) { return y < 0 ? fmt::format("-{:04}", -y) : fmt::format("{:04}", y); }

int last_of_month(int year, int month) {
  for (int d = 31; d > 28; --d)
    if (valid({year, month, d})) return d;
  return 28;
}

}  // namespace

Moment day_moment(std::int64_t day) {
  Moment m;
  m.day = day;
  return m;
}

std::int64_t Moment::end() const {
  const Day d = civil();
  switch (grain) {
    case Unit::week: return day + 7;
    case Unit::weekend: return day + 2;
    case Unit::month: return moved(day, Unit::month, 1);
    case Unit::quarter: return moved(day, Unit::month, 3);
    case Unit::half: return moved(day, Unit::month, 6);
    case Unit::year: return january(d.year + 1) + (season == Season::WI ? 59 : 0);
    case Unit::decade: return january(d.year + 10);
    case Unit::century: return january(d.year + 100);
    case Unit::millennium: return january(d.year + 1000);
    default: return day + 1;
  }
}

Moment unit_at(Unit grain, std::int64_t day) {
  Moment m;
  const Day d = civil_from_days(day);
  m.grain = grain;
  switch (grain) {
    case Unit::week: case Unit::work_week: case Unit::fortnight: m.grain = Unit::week, m.day = monday(day); break;
    case Unit::weekend: m.day = monday(day) + 5; break;
    case Unit::month: m.day = days_from_civil({d.year, d.month, 1}); break;
    case Unit::quarter: m.day = days_from_civil({d.year, (d.month - 1) / 3 * 3 + 1, 1}); break;
    case Unit::half: m.day = days_from_civil({d.year, d.month < 7 ? 1 : 7, 1}); break;
    case Unit::year: m.day = january(d.year); break;
    case Unit::decade: m.day = january(floor_to(d.year, 10)); break;
    case Unit::century: m.day = january(floor_to(d.year, 100)); break;
    case Unit::millennium: m.day = january(floor_to(d.year, 1000)); break;
    default: m.grain = Unit::day, m.day = day;
  }
  return m;
}

std::int64_t moved(std::int64_t day, Unit unit, std::int64_t n) {
  n = std::clamp<std::int64_t>(n, -4'000'000, 4'000'000);
  std::int64_t months = 0;
  switch (unit) {
    case Unit::day: case Unit::night: return day + n;
    case Unit::business_day: {
      for (std::int64_t left = std::min<std::int64_t>(n < 0 ? -n : n, 1000); left > 0;) {
        day += n < 0 ? -1 : 1;
        const std::int64_t w = day - monday(day);
        if (w < 5) --left;
      }
      return day;
    }
    case Unit::week: case Unit::weekend: case Unit::work_week: return day + 7 * n;
    case Unit::fortnight: return day + 14 * n;
    case Unit::month: months = n; break;
    case Unit::quarter: months = 3 * n; break;
    case Unit::half: months = 6 * n; break;
    case Unit::year: months = 12 * n; break;
    case Unit::decade: months = 120 * n; break;
    case Unit::century: months = 1200 * n; break;
    case Unit::millennium: months = 12000 * n; break;
    default: return day;
  }
  const Day d = civil_from_days(day);
  const std::int64_t total = static_cast<std::int64_t>(d.year) * 12 + d.month - 1 + std::clamp<std::int64_t>(months, -600'000, 600'000);
  const auto year = static_cast<int>(total >= 0 ? total / 12 : -((-total + 11) / 12));
  const auto month = static_cast<int>(total - static_cast<std::int64_t>(year) * 12) + 1;
  return days_from_civil({year, month, std::min(d.day, last_of_month(year, month))});
}

bool in_range(const Moment& m) {
  const int y = m.civil().year;
  return y >= kFirstYear && y <= kLastYear;
}

std::string clock_text(const Clock& c) {
  if (c.hour >= 0) {
    std::string out = fmt::format("T{:02}", c.hour);
    if (c.minute >= 0 || c.second >= 0) out += fmt::format(":{:02}", std::max<int>(c.minute, 0));
    else out += ":00";
    if (c.second >= 0) out += fmt::format(":{:02}", c.second);
    if (c.zone == 0) out += 'Z';
    return out;
  }
  if (c.part != Part::none) return "T" + std::string(name(c.part));
  return {};
}

std::string timex(const Moment& m) {
  const Day d = m.civil();
  if (m.season != Season::none) return year_text(d.year) + "-" + std::string(name(m.season));
  switch (m.grain) {
    case Unit::week: case Unit::weekend: {
      const IsoWeek w = iso_week(m.day);
      return fmt::format("{}-W{:02}{}", year_text(w.year), w.week, m.grain == Unit::weekend ? "-WE" : "");
    }
    case Unit::month: return fmt::format("{}-{:02}", year_text(d.year), d.month);
    case Unit::quarter: return fmt::format("{}-Q{}", year_text(d.year), (d.month - 1) / 3 + 1);
    case Unit::half: return fmt::format("{}-H{}", year_text(d.year), d.month < 7 ? 1 : 2);
    case Unit::year: return year_text(d.year);
    case Unit::decade: return d.year < 0 ? year_text(d.year) : fmt::format("{:03}", d.year / 10);
    case Unit::century: return d.year < 0 ? fmt::format("BC{:02}", -d.year / 100) : fmt::format("{:02}", d.year / 100);
    case Unit::millennium: return d.year < 0 ? "BC" : fmt::format("{}", d.year / 1000);
    default: return fmt::format("{}-{:02}-{:02}{}", year_text(d.year), d.month, d.day, clock_text(m.clock));
  }
}

std::string edtf(const Moment& m, bool approximate) {
  const Day d = m.civil();
  std::string out;
  const std::string y = edtf_year(d.year);
  if (m.season != Season::none) {
    out = fmt::format("{}-{}", y, 20 + static_cast<int>(m.season));
  } else {
    switch (m.grain) {
      case Unit::week: case Unit::weekend: {
        const Day last = civil_from_days(m.end() - 1);
        const std::string doubt = approximate ? "~" : "";
        return fmt::format("{}-{:02}-{:02}{}/{}-{:02}-{:02}{}", y, d.month, d.day, doubt, edtf_year(last.year), last.month, last.day,
            doubt);
      }
      case Unit::month: out = fmt::format("{}-{:02}", y, d.month); break;
      case Unit::quarter: out = fmt::format("{}-{}", y, 33 + (d.month - 1) / 3); break;
      case Unit::half: out = fmt::format("{}-{}", y, d.month < 7 ? 40 : 41); break;
      case Unit::year: out = y; break;
      case Unit::decade: out = d.year < 0 ? y : fmt::format("{:03}X", d.year / 10); break;
      case Unit::century: out = d.year < 0 ? y : fmt::format("{:02}XX", d.year / 100); break;
      case Unit::millennium: out = d.year < 0 ? y : fmt::format("{}XXX", d.year / 1000); break;
      default: {
        out = fmt::format("{}-{:02}-{:02}", y, d.month, d.day);
        const Clock& c = m.clock;
        if (c.hour >= 0 && c.hour < 24 && !approximate) {  // EDTF has no time with a doubt
          out += fmt::format("T{:02}:{:02}:{:02}", c.hour, std::max<int>(c.minute, 0), std::max<int>(c.second, 0));
          if (c.zone == 0) out += "Z";
          else if (c.zone < kNoOffset) out += fmt::format("{}{:02}:{:02}", c.zone < 0 ? '-' : '+', (c.zone < 0
              ? -c.zone : c.zone) / 60, (c.zone < 0 ? -c.zone : c.zone) % 60);
        }
      }
    }
  }
  return approximate ? out + "~" : out;
}

std::string period(const Quantity& q, Unit unit, const Quantity& more, Unit more_unit) {
  struct Letter {
    bool time;
    char letter;
    int factor;
  };
  const auto letter_of = [](Unit u) -> Letter {
    switch (u) {
      case Unit::second: return {true, 'S', 1};
      case Unit::minute: return {true, 'M', 1};
      case Unit::hour: return {true, 'H', 1};
      case Unit::week: case Unit::work_week: return {false, 'W', 1};
      case Unit::fortnight: return {false, 'W', 2};
      case Unit::month: return {false, 'M', 1};
      case Unit::quarter: return {false, 'Q', 1};
      case Unit::half: return {false, 'M', 6};
      case Unit::year: return {false, 'Y', 1};
      case Unit::decade: return {false, 'Y', 10};
      case Unit::century: return {false, 'Y', 100};
      case Unit::millennium: return {false, 'Y', 1000};
      default: return {false, 'D', 1};
    }
  };
  const Letter l = letter_of(unit);
  std::string out = l.time ? "PT" : "P";
  const std::string_view tail = unit == Unit::weekend ? "WE" : std::string_view(&l.letter, 1);
  if (q.vague) return out + "X" + std::string(tail);
  if (q.n > 1'000'000'000'000) return {};
  const std::int64_t whole = q.n * l.factor;
  if (q.decimals.size() == 3 && q.n < 1000) return {};  // "1.500": here a thousand, there one and a half
  if (!q.decimals.empty()) return fmt::format("{}{}.{}{}", out, q.n, q.decimals, tail);
  if (q.quarters == 0) {
    out += fmt::format("{}{}", whole, tail);
  } else if (l.factor > 1) {
    out += fmt::format("{}{}", whole + q.quarters * l.factor / 4, tail);
  } else if (unit == Unit::hour || unit == Unit::minute || unit == Unit::year) {
    const int small = q.quarters * (unit == Unit::year ? 3 : 15);
    if (q.n > 0) out += fmt::format("{}{}", q.n, l.letter);
    out += fmt::format("{}{}", small, unit == Unit::minute ? 'S' : 'M');
  } else {
    out += fmt::format("{}.{}{}", q.n, q.quarters == 2 ? "5" : q.quarters == 1 ? "25" : "75", tail);
  }
  if (more_unit != Unit::none) {
    const Letter s = letter_of(more_unit);
    if (s.time && !l.time) out += "T";
    out += fmt::format("{}{}", more.n * s.factor, s.letter);
  }
  return out;
}

}  // namespace stemma::claims::ground::times
