// Resolving what is told by units: "last week", "two years ago", "the third quarter", a holiday, a time of day.
#include "claims/ground/times/resolver.h"

#include <algorithm>

namespace stemma::claims::ground::times {

std::optional<Moment> Resolver::unit(const Expression& e) {
  const bool to_text = e.which == Which::that || e.which == Which::following || (e.definite && narrative_) ||
                       (e.unit == Unit::day && !e.clock.any() && (e.which == Which::next || e.which == Which::last)) ||
                       (e.unit == Unit::day && e.clock.any() && e.which == Which::next);
  if (e.definite && e.unit == Unit::quarter && quarter_) return anchor_ = "text", quarter_;
  const auto b = base(to_text);
  if (!b) return std::nullopt;
  const Unit grain = e.unit == Unit::work_week || e.unit == Unit::fortnight ? Unit::week : e.unit;
  if (b->grain > grain && !(b->grain == Unit::year && b->season == Season::none && grain > Unit::year)) return std::nullopt;
  std::int64_t n = 0;
  switch (e.which) {
    case Which::last: case Which::past: n = -1; break;
    case Which::next: case Which::coming: case Which::following: n = 1; break;
    case Which::latest: n = grain == Unit::quarter ? -1 : 0; break;
    default: break;
  }
  if (e.definite && e.which == Which::none && grain == Unit::quarter) n = -1;
  if (e.definite && e.which == Which::none && grain == Unit::weekend && !narrative_) {
    const Tense t = tense_of(e);
    const std::int64_t sat = unit_at(Unit::weekend, b->day).day;
    n = t == Tense::past && sat > b->day ? -1 : 0;
  }
  if (grain == Unit::hour || grain == Unit::minute) return std::nullopt;
  if (grain == Unit::day) {
    if (b->grain != Unit::day) return std::nullopt;
    Moment m = day_moment(b->day + n);
    m.clock = e.clock;
    return m;
  }
  return unit_at(grain, moved(unit_at(grain, b->day).day, grain, n));
}

std::optional<Moment> Resolver::offset(const Expression& e) {
  std::optional<Moment> b;
  if (e.inner >= 0) {
    as_point_ = true;
    b = moment(inner(e));
    as_point_ = false;
  } else if (e.rule == std::string_view("ago") && written_) anchor_ = writing_, b = day_moment(days_from_civil(*written_));
  else b = base(e.from_text);
  if (!b || e.quantity.vague || e.quantity.n < 0 || e.quantity.n > 1'000'000 || !e.quantity.decimals.empty()) return std::nullopt;
  const bool twice = e.which == Which::next || e.which == Which::last;  // "the week after next"
  const std::int64_t n = (e.quantity.n + (twice ? 1 : 0)) * e.shift;
  if (e.unit == Unit::second || e.unit == Unit::minute || e.unit == Unit::hour) {
    if (b->grain != Unit::day) return std::nullopt;
    const std::int64_t minutes = e.unit == Unit::hour ? 60 * n + (e.shift * e.quantity.quarters * 15) : e.unit == Unit::minute ? n : 0;
    std::int64_t now = -1;
    if (b->clock.hour >= 0) now = b->clock.hour * 60 + std::max<int>(b->clock.minute, 0);
    else if (written_minute_ >= 0 && published_ && b->day == days_from_civil(*published_)) now = written_minute_;
    if (now < 0 || e.unit == Unit::second) return std::nullopt;
    const std::int64_t total = now + minutes;
    Moment m = day_moment(b->day + (total >= 0 ? total / 1440 : -((-total + 1439) / 1440)));
    const std::int64_t rest = ((total % 1440) + 1440) % 1440;
    m.clock.hour = static_cast<std::int8_t>(rest / 60), m.clock.minute = static_cast<std::int8_t>(rest % 60), m.clock.sure = true;
    return m;
  }
  std::int64_t day = moved(b->day, e.unit, n);
  if (e.more_unit >= Unit::day && e.more.n >= 0) day = moved(day, e.more_unit, e.more.n * e.shift);
  if (e.quantity.quarters != 0 && (e.unit == Unit::year || e.unit == Unit::century || e.unit == Unit::decade))
    day = moved(day, Unit::month, e.shift * e.quantity.quarters * (e.unit == Unit::year ? 3 : e.unit == Unit::decade ? 30 : 300));
  if (e.weekday != 0) return day_moment(unit_at(Unit::week, day).day + e.weekday - 1);
  if (e.inner >= 0 && b->grain == Unit::day) {
    Moment m = day_moment(day);
    return m;
  }
  Unit grain = e.unit == Unit::night || e.unit == Unit::business_day ? Unit::day : e.unit;
  if (e.more_unit != Unit::none && e.more_unit >= Unit::day) grain = e.more_unit;
  if (grain == Unit::weekend || grain == Unit::fortnight || grain == Unit::work_week) grain = Unit::week;
  if (grain == Unit::decade || grain == Unit::century || grain == Unit::half) grain = Unit::year;
  if (e.quantity.quarters != 0 && grain == Unit::year) grain = Unit::month;
  if (grain == Unit::quarter) grain = Unit::quarter;
  if (b->grain > grain) {
    if (b->grain == Unit::year && grain == Unit::year) return unit_at(Unit::year, day);
    return std::nullopt;
  }
  if (grain == Unit::week && e.from_text && b->grain == Unit::day) return day_moment(day);
  Moment m = unit_at(grain, day);
  return m;
}

std::optional<Moment> Resolver::quarter(int n, const Expression& e) {
  const auto b = base(false);
  if (!b || n < 1 || n > 4) return std::nullopt;
  int year = b->civil().year;
  if (b->grain == Unit::day && !narrative_) {
    const std::int64_t start = days_from_civil({year, n * 3 - 2, 1});
    const std::int64_t end = moved(start, Unit::month, 3);
    const Tense t = tense_of(e);
    if (start > b->day && t != Tense::future && start - b->day > 100) --year;
    if (end <= b->day && t == Tense::future && b->day - end > 60) ++year;
  }
  if (e.which == Which::last && e.what != What::unit) --year;
  return unit_at(Unit::quarter, days_from_civil({year, n * 3 - 2, 1}));
}

std::optional<Moment> Resolver::ordinal(const Expression& e) {
  if (e.inner < 0) {
    if (e.unit == Unit::quarter) return quarter(e.nth, e);
    if (e.unit == Unit::half && (e.nth == 1 || e.nth == 2)) {
      const auto b = base(false);
      if (!b) return std::nullopt;
      return unit_at(Unit::half, days_from_civil({b->civil().year, e.nth == 1 ? 1 : 7, 1}));
    }
    return std::nullopt;
  }
  const auto box = moment(inner(e));
  if (!box) return std::nullopt;
  const std::int64_t begin = box->day, end = box->end();
  if (e.nth == 0) {
    if (e.unit == Unit::quarter) {
      if (!quarter_) return std::nullopt;
      return unit_at(Unit::quarter, days_from_civil({box->civil().year, quarter_->civil().month, 1}));
    }
    return unit_at(e.unit == Unit::weekend ? Unit::weekend : Unit::week, begin);
  }
  if (box->season != Season::none) return std::nullopt;
  if (e.weekday != 0) {
    const std::int64_t first = unit_at(Unit::week, begin).day + e.weekday - 1;
    std::int64_t day = first < begin ? first + 7 : first;
    if (e.nth > 0) day += 7 * (e.nth - 1);
    else
      while (day + 7 < end) day += 7;
    if (day >= end || end - begin > 400) return std::nullopt;
    Moment m = day_moment(day);
    m.clock = e.clock;
    return m;
  }
  if (e.unit >= box->grain) return std::nullopt;
  const Unit unit = e.unit;
  std::int64_t day = 0;
  if (e.nth > 0) {
    day = unit == Unit::day ? begin + e.nth - 1 : unit == Unit::week ? unit_at(Unit::week,
        begin + 3).day + 7 * (e.nth - 1) : unit == Unit::weekend ? begin : moved(begin, unit, e.nth - 1);
    if (unit == Unit::weekend) day = unit_at(Unit::weekend, begin).day + 7 * (e.nth - 1);
  } else {
    day = unit == Unit::week ? unit_at(Unit::week, end - 4).day : unit_at(unit, end - 1).day;
  }
  if (day >= end) return std::nullopt;
  return unit_at(unit, day);
}

std::optional<std::int64_t> Resolver::holiday_in(const Holiday& h, int year) const {
  if (h.easter) {  // Meeus, Jones, Butcher
    if (year < 1583) return std::nullopt;
    const int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3,
        k = (19 * a + b - d - g + 15) % 30;
    const int i = c / 4, j = c % 4, l = (32 + 2 * e + 2 * i - k - j) % 7, m = (a + 11 * k + 22 * l) / 451;
    return days_from_civil({year, (k + l - 7 * m + 114) / 31, (k + l - 7 * m + 114) % 31 + 1}) + h.nth;
  }
  if (h.weekday == 0) return days_from_civil({year, h.month, h.nth});
  const std::int64_t begin = days_from_civil({year, h.month, 1}), end = moved(begin, Unit::month, 1);
  const std::int64_t first = unit_at(Unit::week, begin).day + h.weekday - 1;
  std::int64_t day = first < begin ? first + 7 : first;
  if (h.nth > 0) day += 7 * (h.nth - 1);
  else
    while (day + 7 < end) day += 7;
  return day + h.offset;
}

std::optional<Moment> Resolver::holiday(const Expression& e) {
  const Holiday& h = w_.holiday(e.shift);
  if (h.calendar != Calendar::civil) return std::nullopt;
  int year = 0;
  if (e.year != 0) {
    year = full_year(e);
  } else if (e.inner >= 0) {
    const auto box = moment(inner(e));
    if (!box) return std::nullopt;
    year = box->civil().year;
  } else {
    const auto b = base(false);
    if (!b || b->grain > Unit::year) return std::nullopt;
    year = b->civil().year;
    if (b->grain != Unit::year) {
      const auto at = [&](int y) { return holiday_in(h, y).value_or(0); };
      const std::int64_t today = b->day;
      const Tense t = tense_of(e);
      const bool past = e.which == Which::last || e.which == Which::past || (e.which == Which::none && t == Tense::past && !narrative_);
      const bool future = e.which == Which::next || e.which == Which::coming || e.which == Which::following ||
          (e.which == Which::none && t == Tense::future && !narrative_);
      if (past) year = at(year) <= today && !(e.which == Which::last && at(year) == today) ? year : year - 1;
      else if (future) year = at(year) >= today && !(e.which == Which::following && at(year) == today) ? year : year + 1;
      else
        for (const int y : {year - 1, year + 1})
          if (std::abs(at(y) - today) < std::abs(at(year) - today)) {
            year = y;
            break;
          }
    }
  }
  if (year < 1 || year > kLastYear) return std::nullopt;
  const auto day = holiday_in(h, year);
  if (!day) return std::nullopt;
  if (e.weekend) return unit_at(Unit::weekend, unit_at(Unit::week, *day).day + 2 > *day ? *day - 7 : *day);
  Moment m = day_moment(*day);
  m.clock = e.clock;
  return m;
}

std::optional<Moment> Resolver::clock(const Expression& e) {
  const bool near = text_ && text_->grain == Unit::day;
  const auto b = near ? base(true) : base(false);
  if (!b || b->grain != Unit::day) return std::nullopt;
  Moment m = day_moment(b->day);
  m.clock = e.clock;
  return m;
}

std::optional<Moment> Resolver::earlier(const Expression& e) {
  if (quarter_ && !narrative_) {
    anchor_ = "text";
    const int year = quarter_->civil().year - 1;
    const int month = e.quarter != 0 ? e.quarter * 3 - 2 : quarter_->civil().month;
    return unit_at(Unit::quarter, days_from_civil({year, month, 1}));
  }
  const auto b = base(narrative_);
  if (!b) return std::nullopt;
  return unit_at(Unit::year, moved(b->day, Unit::year, -1));
}

}  // namespace stemma::claims::ground::times
