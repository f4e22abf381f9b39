#include "claims/ground/times/resolver.h"

#include <algorithm>

namespace stemma::claims::ground::times {
namespace {

/// Before the era too: the calendar repeats every 400 years.
bool real(Day d) {
  while (d.year < 1) d.year += 400;
  return valid(d);
}

}  // namespace

Resolver::Resolver(const Page& page, const Lexicon& words, const Pieces& pieces, const Parser& parsed)
    : page_(page), w_(words), p_(pieces.all), parsed_(parsed) {
  if (parsed.found.empty()) return;
  find_day_of_writing();
  judge_text();
}

/// A dateline tells the day of writing; the day of publication is the next best, and the better one if the two are far apart.
void Resolver::find_day_of_writing() {
  const Document& d = page_.document();
  const std::string& published = d.published.value;
  written_ = published.empty() ? std::nullopt : parse_iso_day(published);
  if (written_ && valid(*written_)) writing_ = "published";
  else written_ = std::nullopt;
  published_ = written_;
  if (written_ && published.size() >= 16 && published[10] == 'T') {
    const auto digit = [&published](std::size_t i) { return published[i] >= '0' && published[i] <= '9' ? published[i] - '0' : 0; };
    written_minute_ = (digit(11) * 10 + digit(12)) * 60 + digit(14) * 10 + digit(15);
  }
  if (d.dateline && !d.dateline->date.empty())
    if (const auto day = parse_iso_day(d.dateline->date); day && valid(*day)) {
      const std::int64_t apart = written_ ? days_from_civil(*written_) - days_from_civil(*day) : 0;
      if (apart >= 0 && apart <= 7) dated_ = written_ = day, writing_ = "dateline";
    }
  
}

void Resolver::set_day_of_writing(const Expression& e) {
  if (!dated_ || !published_) return;
  const bool ahead = p_[e.first].begin < page_.document().dateline->span.begin;
  written_ = ahead ? published_ : dated_;
  writing_ = ahead ? "published" : "dateline";
}

/// A history tells of years long ago and has no "yesterday"; a report has weekdays and "last week". Also finds out how numbers are ordered.
void Resolver::judge_text() {
  int far = 0, near = 0, first = 0, second = 0;
  for (const Expression& e : parsed_.found) {
    if (e.what == What::deictic || (e.what == What::unit && e.which != Which::none && e.which != Which::that && e.which != Which::following && !e.definite)) ++near;
    else if (e.what == What::calendar && e.weekday != 0 && e.year == 0) ++near;
    else if (e.what == What::calendar && e.year != 0 && !e.short_year) {
      const int age = written_ ? written_->year - e.year : 99;
      if (age >= 2) ++far;
      else if (age >= -1) ++near;
    }
    if (e.rule == std::string_view("numeric") && e.what == What::calendar && e.month != 0 && e.day != 0 && p_[e.first].digits <= 2) {
      if (p_[e.first].number > 12) ++first;
      else if (p_[e.first + 2].number > 12) ++second;
    }
  }
  narrative_ = !written_ || (far >= 6 && far > 4 * near);
  day_first_ = first > second ? 1 : second > first ? -1 : 0;
}

std::string_view Resolver::before(const Expression& e) const {
  return e.first > 0 && p_[e.first - 1].kind == Piece::Kind::word ? page_.lower(p_[e.first - 1].token) : std::string_view();
}

Tense Resolver::tense_of(const Expression& e) {
  if (as_point_) return Tense::unknown;
  return tense(page_, p_[e.first].token, p_[e.last > e.first ? e.last - 1 : e.first].token + 1);
}

std::optional<Moment> Resolver::base(bool of_text) {
  if ((of_text || narrative_) && text_) return anchor_ = "text", text_;
  if (written_) return anchor_ = writing_, day_moment(days_from_civil(*written_));
  if (text_) anchor_ = "text";
  return text_;
}

/// Two digits: the year that is not far in the future.
int Resolver::full_year(const Expression& e) const {
  if (!e.short_year) return e.year < 0 ? e.year + 1 : e.year;
  const int now = written_ ? written_->year : 2026;
  int y = now / 100 * 100 + e.year;
  if (y > now + 15) y -= 100;
  return y;
}

std::optional<Moment> Resolver::moment(const Expression& e) {
  switch (e.what) {
    case What::calendar: return calendar(e);
    case What::deictic: {
      if (!written_) return std::nullopt;
      anchor_ = writing_;
      Moment m = day_moment(days_from_civil(*written_) + e.shift);
      m.clock = e.clock;
      if (e.clock.part == Part::NI && m.clock.hour >= 0 && !m.clock.sure && m.clock.hour < 12) m.clock.hour = static_cast<std::int8_t>(m.clock.hour + (m.clock.hour > 4 ? 12 : 0));
      return m;
    }
    case What::unit: return unit(e);
    case What::offset: return offset(e);
    case What::ordinal: return ordinal(e);
    case What::holiday: return holiday(e);
    case What::decade: case What::century: {
      int y = e.year;
      if (e.short_year) {
        const int now = written_ ? written_->year : 2026;
        y = now / 100 * 100 + e.year;
        if (y > now) y -= 100;
      }
      if (y < kFirstYear || y > kLastYear) return std::nullopt;
      Moment m;
      m.grain = e.what == What::decade ? Unit::decade : Unit::century;
      m.day = days_from_civil({y, 1, 1});
      return m;
    }
    case What::clock: return clock(e);
    case What::earlier: return earlier(e);
    default: return std::nullopt;
  }
}

std::optional<Moment> Resolver::in_container(const Expression& e, const Moment& m) const {
  const Day c = m.civil();
  if (e.weekday != 0 && m.grain == Unit::week) return day_moment(m.day + e.weekday - 1);
  if (e.month != 0) {
    const Day d{c.year, e.month, e.day == 0 ? 1 : e.day};
    if (!real(d)) return std::nullopt;
    return e.day == 0 ? unit_at(Unit::month, days_from_civil(d)) : day_moment(days_from_civil(d));
  }
  if (e.day != 0 && m.grain <= Unit::month) {
    const Day d{c.year, c.month, e.day};
    return real(d) ? std::optional(day_moment(days_from_civil(d))) : std::nullopt;
  }
  return std::nullopt;
}

std::optional<Moment> Resolver::calendar(const Expression& e) {
  std::optional<Moment> m;
  if (e.inner >= 0) {
    const auto box = moment(inner(e));
    if (box) m = in_container(e, *box);
  } else if (e.year != 0) {
    const int y = full_year(e);
    if (y < kFirstYear || y > kLastYear) return std::nullopt;
    if (e.season != Season::none) {
      m = unit_at(Unit::year, days_from_civil({y, 1, 1}));
      m->season = e.season;
    } else if (e.quarter != 0) {
      m = unit_at(Unit::quarter, days_from_civil({y, e.quarter * 3 - 2, 1}));
    } else if (e.half != 0) {
      m = unit_at(Unit::half, days_from_civil({y, e.half * 6 - 5, 1}));
    } else if (e.week != 0) {
      m = unit_at(Unit::week, days_from_civil({y, 1, 4}) + 7 * (e.week - 1));
    } else {
      const Day d{y, e.month == 0 ? 1 : e.month, e.day == 0 ? 1 : e.day};
      if (!real(d)) return std::nullopt;
      m = unit_at(e.day != 0 ? Unit::day : e.month != 0 ? Unit::month : Unit::year, days_from_civil(d));
    }
  } else if (e.week != 0) {
    const auto b = base(false);
    if (!b) return std::nullopt;
    m = unit_at(Unit::week, days_from_civil({b->civil().year, 1, 4}) + 7 * (e.week - 1));
  } else if (e.quarter != 0) {
    m = quarter(e.quarter, e);
  } else if (e.month != 0 || e.season != Season::none) {
    m = of_some_year(e);
  } else if (e.weekday != 0) {
    m = weekday(e);
  } else if (e.day != 0) {
    const auto b = base(narrative_);
    if (!b || b->grain > Unit::month) return std::nullopt;
    std::int64_t month = unit_at(Unit::month, b->day).day;
    if (!narrative_) {
      const Tense t = tense_of(e);
      if (t == Tense::future && b->civil().day > e.day) month = moved(month, Unit::month, 1);
      if (t == Tense::past && b->civil().day < e.day) month = moved(month, Unit::month, -1);
    }
    const Day c = civil_from_days(month);
    const Day d{c.year, c.month, e.day};
    if (!real(d)) return std::nullopt;
    m = day_moment(days_from_civil(d));
  }
  if (m && m->grain == Unit::day) m->clock = e.clock;
  return m;
}

/// "Thursday": the last before the day of writing, or that day, of what has happened; the next of what will.
std::optional<Moment> Resolver::weekday(const Expression& e) {
  const auto b = base(false);
  if (!b || b->grain > Unit::week) return std::nullopt;
  const std::int64_t today = b->day;
  const std::int64_t week = unit_at(Unit::week, today).day;
  const std::int64_t in_week = week + e.weekday - 1;
  if (e.day != 0) {  // "Friday the 26th": a month in which they agree
    for (const int k : {0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6}) {
      const Day c = civil_from_days(moved(unit_at(Unit::month, today).day, Unit::month, k));
      const Day d{c.year, c.month, e.day};
      if (!real(d)) continue;
      const std::int64_t n = days_from_civil(d);
      if (unit_at(Unit::week, n).day + e.weekday - 1 == n) return day_moment(n);
    }
    return std::nullopt;
  }
  switch (e.which) {
    case Which::last: return day_moment(in_week - 7);
    case Which::past: return day_moment(in_week < today ? in_week : in_week - 7);
    case Which::next: case Which::following: return day_moment(in_week + 7);
    case Which::coming: return day_moment(in_week > today ? in_week : in_week + 7);
    case Which::this_: return day_moment(in_week);
    default: break;
  }
  if (narrative_ && text_) return day_moment(in_week >= today ? in_week : in_week + 7);
  const Tense t = tense_of(e);
  if (t == Tense::future) return day_moment(in_week >= today ? in_week : in_week + 7);
  return day_moment(in_week <= today ? in_week : in_week - 7);
}

/// A month, day of a month or season without its year.
std::optional<Moment> Resolver::of_some_year(const Expression& e) {
  const auto b = base(false);
  if (!b) return std::nullopt;
  if (b->grain > Unit::year) return std::nullopt;
  int year = b->civil().year;
  if (e.month == 2 && e.day == 29)
    for (int k = 0; k < 8 && !valid({year, 2, 29}); ++k) year = year > 8 && tense_of(e) == Tense::past ? year - 1 : year + 1;
  const auto at = [&e](int y) -> std::optional<Moment> {
    if (e.season != Season::none) {
      Moment m = unit_at(Unit::year, days_from_civil({y, 1, 1}));
      m.season = e.season;
      return m;
    }
    const Day d{y, e.month, e.day == 0 ? 1 : e.day};
    if (!real(d)) return std::nullopt;
    return unit_at(e.day == 0 ? Unit::month : Unit::day, days_from_civil(d));
  };
  const auto middle = [&e](int y) {  // a day inside it
    static constexpr int months[] = {0, 4, 7, 10, 13};
    if (e.season != Season::none) return days_from_civil({y + (e.season == Season::WI ? 1 : 0), months[static_cast<std::size_t>(e.season)] - (e.season == Season::WI ? 12 : 0), 15});
    const Day d{y, e.month, e.day == 0 ? 15 : e.day};
    return days_from_civil(real(d) ? d : Day{y, e.month, 28});
  };
  if (e.month == 2 && e.day == 29) return at(year);
  const std::int64_t today = b->day;
  const auto start = [&](int y) { return e.day != 0 ? middle(y) : e.season != Season::none ? middle(y) - 45 : days_from_civil({y, e.month, 1}); };
  const auto end = [&](int y) { return e.day != 0 ? middle(y) : e.season != Season::none ? middle(y) + 45 : moved(days_from_civil({y, e.month, 1}), Unit::month, 1) - 1; };
  switch (e.which) {
    case Which::last: case Which::past: case Which::latest: return at(end(year) < today ? year : end(year - 1) < today ? year - 1 : year - 2);
    case Which::next: case Which::coming: case Which::following: return at(start(year) > today ? year : year + 1);
    case Which::this_: return at(year);
    default: break;
  }
  if (narrative_ && text_) {
    if (b->grain == Unit::year || e.season != Season::none) return at(year);
    return at(year);
  }
  const Tense t = tense_of(e);
  // A report seldom leaves out the year of what is more than eight months away.
  constexpr std::int64_t far = 245, near = 92;
  if (t == Tense::past && !(start(year) > today && start(year) - today < near && today - end(year - 1) > far)) return at(start(year) <= today ? year : year - 1);
  if (t == Tense::future && !(end(year) < today && today - end(year) < near && start(year + 1) - today > far)) return at(end(year) >= today ? year : year + 1);
  int best = year;
  for (const int y : {year - 1, year + 1})
    if (std::abs(middle(y) - today) < std::abs(middle(best) - today)) best = y;
  return at(best);
}

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
    day = unit == Unit::day ? begin + e.nth - 1 : unit == Unit::week ? unit_at(Unit::week, begin + 3).day + 7 * (e.nth - 1) : unit == Unit::weekend ? begin : moved(begin, unit, e.nth - 1);
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
    const int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3, k = (19 * a + b - d - g + 15) % 30;
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
      const bool future = e.which == Which::next || e.which == Which::coming || e.which == Which::following || (e.which == Which::none && t == Tense::future && !narrative_);
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
