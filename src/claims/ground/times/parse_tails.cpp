// What stands before and behind a date: "early", "the end of", "of last week", a time of day, the rest of a range.
#include "claims/ground/times/parser.h"

namespace stemma::claims::ground::times {
namespace {

bool is_date(const Expression& e) {
  using What = Expression::What;
  return e.what == What::calendar || e.what == What::deictic || e.what == What::numeric || (e.what == What::unit && e.unit == Unit::day) ||
         (e.what == What::holiday) || (e.what == What::ordinal && e.unit == Unit::day) ||
             (e.what == What::offset && e.unit >= Unit::day && e.inner >= 0);
}

}  // namespace

/// "early 2031", "the end of next month", "mid-November", "later this week".
Parser::At Parser::modified(At i, Expression& e) {
  std::int32_t v = 0, part = 0;
  At k = sense(i, Class::mod, v);
  if (k == kNo || depth_ > 3) return kNo;
  const bool compares = is(i, Class::compares) && k == i + 1;
  if (mark(k, '-')) ++k;
  if (compares && k < p_.size() && (may(k, Class::in) || may(k, Class::on))) ++k;
  Expression x;
  ++depth_;
  At end = kNo;
  if (const At p = sense(k, Class::part, part); p != kNo && !compares && !is(k, Class::clock) && !is(k, Class::lonepart)) {
    x.what = Expression::What::clock, x.clock.part = static_cast<Part>(part), x.definite = true, x.rule = "part";
    end = tails(p, x);
  }
  if (end == kNo) x = {}, end = which(k, x);
  if (end != kNo && x.what == Expression::What::unit) end = tails(end, x);
  if (end == kNo && compares && is(k, Class::day) && !starts(k, 'y')) return --depth_, kNo;
  if (end == kNo && (!compares || is(k, Class::day))) x = {}, end = dated(k, x);
  if (end == kNo && !compares && may(k, Class::the) && is(k + 1, Class::weekday)) x = {}, end = dated(k + 1, x);
  if (end == kNo && !compares) x = {}, end = ordinal_unit(k, x);
  if (end == kNo) x = {}, end = definite(k, x);
  if (end == kNo && !compares) x = {}, end = year(k, x, false), x.rule = "year";
  if (end == kNo && !compares && (starts(i, 'e') || starts(i, 't')) && may(k - 1, Class::of)) {  // "end of month"
    if (const At n = sense(k, Class::unit, part); n != kNo && static_cast<Unit>(part) >= Unit::day &&
        static_cast<Unit>(part) != Unit::half && !is(k, Class::ordinal))
      x = {}, x.what = Expression::What::unit, x.unit = static_cast<Unit>(part), x.definite = true, end = n;
  }
  --depth_;
  if (end == kNo || x.what == Expression::What::duration || x.what == Expression::What::set) return kNo;
  if (compares && (x.what == Expression::What::calendar && x.which == Which::none && x.month == 0)) return kNo;
  e = x;
  if (e.mod == Mod::none) e.mod = static_cast<Mod>(v);
  return end;
}

/// What hangs on a date: a time of day, "of last week", "next year"; on a time of day its date.
Parser::At Parser::tails(At k, Expression& e) {
  using What = Expression::What;
  std::int32_t v = 0;
  for (int round = 0; round < 3; ++round) {
    const At before = k;
    if (e.day != 0 && e.month != 0 && mark(k, '(') && is(k + 1, Class::weekday) && sense(k + 1, Class::weekday, v) == k + 2 &&
        mark(k + 2, ')')) e.weekday = static_cast<std::int8_t>(v), k += 3;
    // "Monday two weeks from now"
    if (e.what == What::calendar && e.weekday != 0 && e.day == 0 && e.month == 0 && e.which == Which::none && e.inner < 0 && depth_ < 2) {
      Expression x;
      ++depth_;
      const At end = measured(comma(k), x);
      --depth_;
      if (end != kNo && x.what == What::offset && x.rule == std::string_view("hence") && x.weekday == 0 && x.unit >= Unit::week) {
        x.weekday = e.weekday;
        e = x;
        return end;
      }
    }
    if (is_date(e) && (e.day != 0 || e.weekday != 0 || e.what != What::calendar)) k = with_clock(k, e);
    if (e.what == What::clock && e.clock.hour < 0 && e.clock.part != Part::none) k = with_clock(k, e);
    if (e.month != 0 && e.day != 0 && e.year == 0 && e.clock.hour >= 0 && number(k) && p_[k].digits == 4) {  // "Oct 26 15:50:06 2016"
      Expression y;
      if (const At end = year(k, y, false); end != kNo) e.year = y.year, k = end;
    }
    if (e.what == What::clock && e.clock.hour >= 0 && is(k, Class::every) && depth_ < 3) {  // "3pm each day"
      Expression s;
      if (const At end = set(k, s); end != kNo && s.times == 0 && (s.unit == Unit::day || s.weekday != 0)) {
        s.clock = e.clock;
        e = s;
        return end;
      }
    }
    if (e.what == What::holiday && !e.weekend)
      if (const At end = sense(k, Class::unit, v); end != kNo && static_cast<Unit>(v) == Unit::weekend) e.weekend = true, k = end;
    if (e.what == What::clock) {
      const At on = over(comma(k), Class::on);
      Expression x;
      ++depth_;
      At end = depth_ > 3 ? kNo : weekday_date(on, x);
      if (end == kNo && depth_ <= 3) x = {}, end = month_date(over(on, Class::the), x);
      if (end == kNo && depth_ <= 3) x = {}, end = numeric(on, x);
      if (end == kNo && mark(k, ',') == false)
        if (const At d = sense(on, Class::day, v); d != kNo) {
          x = {}, x.rule = "deictic", x.what = What::deictic, x.shift = static_cast<std::int16_t>(v), end = d;
          if (const At part = sense(d, Class::part, v); part != kNo) x.clock.part = static_cast<Part>(v), end = part;
        }
      if (end == kNo && depth_ <= 3 && !mark(k, ',') && sense(on, Class::which, v) != kNo) {
        x = {};
        end = which(on, x);
        if (end != kNo && !(x.weekday != 0 || (x.what == What::unit && x.unit == Unit::day))) end = kNo;
      }
      --depth_;
      if (end != kNo && (x.day != 0 || x.weekday != 0 || x.what == What::deictic || x.what == What::unit) && x.clock.hour < 0) {
        const Clock c = e.clock;
        const Mod m = e.mod;
        const Part part = x.clock.part;
        e = x;
        e.clock = c;
        if (!e.clock.sure && part != Part::none && e.clock.hour >= 1 && e.clock.hour <= 12) {
          const bool late = part == Part::AF || part == Part::EV || (part == Part::NI && e.clock.hour >= 5);
          e.clock.hour = static_cast<std::int8_t>(late ? e.clock.hour % 12 + 12 : e.clock.hour % 12);
        }
        if (e.clock.part == Part::none) e.clock.part = part;
        e.mod = m;
        k = end;
        continue;
      }
    }
    const bool open = (e.what == What::calendar || e.what == What::numeric) && e.year == 0 && e.inner < 0;
    if ((open && e.which == Which::none && (e.month != 0 || e.weekday != 0 || e.day != 0 || e.season != Season::none)) ||
        e.what == What::holiday) {
      At w = may(k, Class::of) ? k + 1 : mark(k, ',') ? k + 1 : k;
      if (may(w, Class::which) && depth_ < 3) {
        Expression x;
        ++depth_;
        const At end = which(w, x);
        --depth_;
        const bool unit = end != kNo && x.what == What::unit && x.clock.part == Part::none;
        if (unit && ((x.unit == Unit::year && (e.month != 0 || e.season != Season::none || e.what == What::holiday)) ||
            (x.unit == Unit::week && e.weekday != 0) || (x.unit == Unit::month && e.day != 0))) {
          take(x, end);
          x.first = w;
          e.inner = keep(x);
          k = end;
          continue;
        }
      }
    }
    if (e.what == What::unit && e.unit == Unit::week) {
      const At on = may(k, Class::on) ? k + 1 : mark(k, '-') ? k + 1 : k;
      if (const At d = sense(on, Class::weekday, v); d != kNo && capital(on) ? true : d != kNo && on > k) {
        Expression x;
        x.weekday = static_cast<std::int8_t>(v);
        x.rule = "weekday";
        e.last = k;
        x.inner = keep(e);
        e = x;
        k = d;
        continue;
      }
    }
    if (k == before) break;
  }
  return k;
}

/// "every day at 7:13", "Thursdays at 17.30"
Parser::At Parser::with_clock_of_set(At k, Expression& e) {
  if (e.times != 0) return k;
  if (e.unit == Unit::day || e.weekday != 0) {
    const At end = with_clock(k, e);
    return end;
  }
  return k;
}

/// "1915-17", "April 6-7", "July 17th, 18th, or 19th": the later ones are expressions of their own.
void Parser::ranges(Expression& e) {
  using What = Expression::What;
  if (e.what != What::calendar || e.clock.any()) return;
  At k = e.last;
  if (e.year > 999 && e.month == 0 && e.season == Season::none && e.week == 0 && e.quarter == 0 && e.inner < 0) {
    if ((mark(k, '-') || mark(k, '/')) && glued(k) && glued(k + 1) && number(k + 1) && p_[k + 1].digits == 2 &&
        p_[k + 1].number > e.year % 100 && !(glued(k + 2) && (word(k + 2) || number(k + 2) || mark(k + 2, '-')))) {
      Expression x;
      x.year = static_cast<std::int16_t>(e.year / 100 * 100 + p_[k + 1].number);
      x.first = k + 1, x.last = k + 2, x.rule = "year";
      found.push_back(x);
    }
    return;
  }
  if (e.month == 0 || e.day == 0) return;
  for (int n = 0; n < 6; ++n) {
    const Expression& from = found.back();
    At s = comma(k);
    const bool soft = may(s, Class::and_) || may(s, Class::or_);
    if (soft || may(s, Class::to) || mark(s, '-')) ++s;
    else if (s == k) return;
    if (may(s, Class::the)) ++s;
    if (!number(s) || p_[s].digits > 2 || p_[s].number <= from.day || p_[s].number > 31) return;
    At end = s + 1;
    std::int32_t v = 0;
    const bool suffix = is(end, Class::suffix) && glued(end);
    if (suffix) ++end;
    else if (s == k + 1 && mark(k, ',')) return;
    if (mark(end, ':') || mark(end, '%') || (mark(end, '.') && number(end + 1) && glued(end + 1)) || is(end, Class::meridiem) ||
        is(end, Class::units) || (glued(end) && word(end)) || sense(end, Class::month, v) != kNo || is(end, Class::number)) return;
    if (suffix && s == k + 1 && mark(k, ',') && word(end) && tag(end) == lang::Tag::noun) return;
    if (!suffix && soft && word(end) && (tag(end) == lang::Tag::noun || tag(end) == lang::Tag::adjective)) return;
    Expression x;
    x.day = static_cast<std::int8_t>(p_[s].number), x.month = e.month, x.year = e.year, x.rule = "date";
    x.first = s;
    const At with = of_year(end, x, true);
    if (x.year != e.year && e.year == 0) found.back().year = x.year;
    x.last = with;
    found.push_back(x);
    k = with;
  }
}

}  // namespace stemma::claims::ground::times
