#include "claims/ground/times/resolver.h"

#include <algorithm>

namespace stemma::claims::ground::times {
namespace {

constexpr int kTurn = 7;  ///< months back that are rather taken as forth

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
    if (e.what == What::deictic || (e.what == What::unit && e.which != Which::none && e.which != Which::that &&
        e.which != Which::following && !e.definite)) ++near;
    else if (e.what == What::calendar && e.weekday != 0 && e.year == 0) ++near;
    else if (e.what == What::calendar && e.year != 0 && !e.short_year) {
      const int age = written_ ? written_->year - e.year : 99;
      if (age >= 2) ++far;
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
      if (e.clock.part == Part::NI && m.clock.hour >= 0 && !m.clock.sure && m.clock.hour < 12)
        m.clock.hour = static_cast<std::int8_t>(m.clock.hour + (m.clock.hour > 4 ? 12 : 0));
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
    for (int k = 0; k < 8 && !valid({year, 2, 29}); ++k) year = year > 8 && (e.which == Which::last || e.which == Which::past ||
        tense_of(e) == Tense::past) ? year - 1 : year + 1;
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
    if (e.season != Season::none) return days_from_civil({y + (e.season == Season::WI
        ? 1 : 0), months[static_cast<std::size_t>(e.season)] - (e.season == Season::WI ? 12 : 0), 15});
    const Day d{y, e.month, e.day == 0 ? 15 : e.day};
    return days_from_civil(real(d) ? d : Day{y, e.month, 28});
  };
  if (e.month == 2 && e.day == 29) return at(year);
  const std::int64_t today = b->day;
  const auto start = [&](int y) { return e.day != 0 ? middle(y) : e.season != Season::none
      ? middle(y) - 45 : days_from_civil({y, e.month, 1}); };
  const auto end = [&](int y) { return e.day != 0 ? middle(y) : e.season != Season::none
      ? middle(y) + 45 : moved(days_from_civil({y, e.month, 1}), Unit::month, 1) - 1; };
  switch (e.which) {
    case Which::last: case Which::past: case Which::latest: return at(end(year) < today ? year : end(year - 1) < today
        ? year - 1 : year - 2);
    case Which::next: case Which::coming: case Which::following: return at(start(year) > today ? year : year + 1);
    case Which::this_: return at(year);
    default: break;
  }
  if (narrative_ && text_) {
    // A story goes on: January behind November is the next one.
    const bool turned = b->grain <= Unit::month && e.month != 0 && b->civil().month - e.month >= kTurn;
    return at(turned ? year + 1 : year);
  }
  const Tense t = tense_of(e);
  // A report seldom leaves out the year of what is more than eight months away.
  constexpr std::int64_t far = 245, near = 92;
  if (t == Tense::past && !(start(year) > today && start(year) - today < near && today - end(year - 1) > far))
    return at(start(year) <= today ? year : year - 1);
  if (t == Tense::future && !(end(year) < today && today - end(year) < near && start(year + 1) - today > far))
    return at(end(year) >= today ? year : year + 1);
  int best = year;
  for (const int y : {year - 1, year + 1})
    if (std::abs(middle(y) - today) < std::abs(middle(best) - today)) best = y;
  return at(best);
}

}  // namespace stemma::claims::ground::times
