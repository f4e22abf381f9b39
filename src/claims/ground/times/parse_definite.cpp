// "the quarter", "the weekend", "the week of 10 April", "the day after tomorrow", "the 20th".
#include "claims/ground/times/parser.h"

namespace stemma::claims::ground::times {
namespace {

bool clock_unit(Unit u) { return u == Unit::second || u == Unit::minute || u == Unit::hour; }

}  // namespace

/// "the quarter", "the weekend", "the morning", "the week of April 10th", "the day after tomorrow", "the year 1950", "the nine months",
/// "the 20th".
Parser::At Parser::definite(At i, Expression& e) {
  std::int32_t v = 0, u = 0;
  const At the = over(i, Class::the);
  const bool article = the > i;
  e.rule = "definite";
  At a = adjectives(the, e);
  if (const At y = sense(a, Class::year, v); y != kNo) {
    const At of = may(y, Class::of) ? y + 1 : y;
    Expression x;
    if (const At n = year(of, x, of == y ? false : true); n != kNo && !x.short_year && !(number(of) && counts(of, n, x.year) &&
        of == y && !article)) {
      e.year = x.year;
      return n;
    }
  }
  Quantity q;
  if (const At n = quantity(a, q); article && n != kNo && !q.article && !(number(a) && p_[a].digits == 4)) {
    const At m = adjectives(n, e);
    if (const At end = sense(m, Class::units, u); end != kNo && static_cast<Unit>(u) != Unit::second) {
      e.what = Expression::What::duration, e.quantity = q, e.unit = static_cast<Unit>(u), e.rule = "duration";
      return end;
    }
    if (!is(n, Class::suffix)) return kNo;
  }
  if (number(a) && p_[a].digits == 4) {  // "the 1988 period", "the 1914 winter"
    Expression x;
    const At n = year(a, x, false);
    if (n == kNo) return kNo;
    if (const At s = sense(n, Class::season, v); s != kNo && tag(n) == lang::Tag::noun) return e.year = x.year,
        e.season = static_cast<Season>(v), s;
    if (const At s = article ? sense(n, Class::period, v) : kNo; s != kNo) return e.year = x.year, s;
    if (const At s = article ? sense(n, Class::unit, u) : kNo; s != kNo && static_cast<Unit>(u) == Unit::quarter) {
      take(x, n);
      e.what = Expression::What::ordinal, e.unit = Unit::quarter, e.nth = 0, e.inner = keep(x);
      return s;
    }
    return kNo;
  }
  std::int32_t o = 0;
  if (const At n = ordinal(a, o); n != kNo && number(a) && o >= 1 && o <= 31 && article && may(n, Class::which) && is(n, Class::which)) {
    e.day = static_cast<std::int8_t>(o);
    return n;
  } else if (n != kNo && number(a) && o >= 1 && o <= 31 && (behind(i, Class::on) || (article && (behind(i, Class::by) ||
      behind(i, Class::of)))) && !(word(n) && tag(n) == lang::Tag::noun) &&
      !(word(n) && (tag(n) == lang::Tag::name || tag(n) == lang::Tag::adjective)) && !(mark(n, '-') && glued(n))) {
    e.day = static_cast<std::int8_t>(o);
    return n;
  }
  // "week 31", "week 3 of 2027"
  if (const At w = sense(a, Class::unit, u); w != kNo && static_cast<Unit>(u) == Unit::week && number(w) && p_[w].digits <= 2 &&
      p_[w].number >= 1 && p_[w].number <= 53 && !glued(w)) {
    e.week = static_cast<std::int8_t>(p_[w].number);
    return of_year(w + 1, e, false);
  }
  At end = sense(a, Class::unit, u);
  if (const At longer = sense(a, Class::part, v); longer != kNo && end != kNo && longer > end) end = kNo;
  if (end == kNo) {
    const At p = sense(a, Class::part, v);
    if (p == kNo || is(a, Class::clock)) return kNo;
    const bool lone = is(a, Class::lonepart);
    if (!article && !lone && !(behind(i, Class::in) && !word(p))) return kNo;
    if (mark(p, '-') && glued(p)) return kNo;
    if (may(p, Class::of)) {  // "the night of April 18, 1775"
      Expression c = e;
      const At of = container(p, c, true);
      if (of == p) return kNo;
      e = inner[static_cast<std::size_t>(c.inner)];
      inner.pop_back();
      e.clock.part = static_cast<Part>(v);
      return of;
    }
    if (lone && word(p) && tag(p) == lang::Tag::noun && !article) return kNo;
    e.what = Expression::What::clock, e.clock.part = static_cast<Part>(v), e.definite = true;
    return p;
  }
  e.unit = static_cast<Unit>(u);
  if (may(end, Class::which) && sense(end, Class::which, v) == kNo) return kNo;
  // "the day after tomorrow", "the week before last", "the day before"
  std::int32_t dir = 0;
  if (article || (e.unit == Unit::day && i > 0)) {
    if (const At n = sense(end, Class::from, dir); n != kNo && !starts(end, 's') && !starts(end, 'f') && depth_ < 2) {
      e.what = Expression::What::offset, e.quantity.n = 1, e.shift = static_cast<std::int16_t>(dir), e.rule = "from";
      Expression x;
      ++depth_;
      At in = dated(n, x);
      if (in == kNo) x = {}, in = which(n, x);
      --depth_;
      std::int32_t w = 0;
      if (in != kNo && x.what != Expression::What::clock && (e.unit == Unit::day || e.unit == Unit::week)) {
        take(x, in);
        x.first = n;
        e.inner = keep(x);
        return in;
      }
      if (const At l = sense(n, Class::which, w); l != kNo && l == n + 1 && (static_cast<Which>(w) == Which::last ||
          static_cast<Which>(w) == Which::next) && article) {
        e.which = static_cast<Which>(w);
        return l;
      }
      if (article && e.unit == Unit::day && (!word(n) || tag(n) == lang::Tag::verb_past) && !mark(n, '-')) return e.from_text = true, n;
      return kNo;
    }
  }
  if (may(end, Class::of) && e.unit != Unit::quarter) {
    if (e.unit == Unit::week || e.unit == Unit::weekend) {
      Expression c = e;
      const At of = container(end, c, true);
      if (of != end) {
        const Expression& x = inner[static_cast<std::size_t>(c.inner)];
        if ((x.day != 0 || x.weekday != 0 || x.what == Expression::What::holiday) &&
            x.what != Expression::What::duration) return e = c, e.what = Expression::What::ordinal, e.nth = 0, of;
      }
    }
    return kNo;
  }
  if (e.unit == Unit::week || e.unit == Unit::quarter || e.unit == Unit::year)
    if (const At n = sense(end, Class::weekbegins, v); n != kNo && e.unit == Unit::week) {
      Expression x;
      ++depth_;
      const At in = dated(n, x);
      --depth_;
      if (in != kNo && x.day != 0) {
        take(x, in);
        x.first = n;
        e.inner = keep(x), e.what = Expression::What::ordinal, e.nth = 0;
        return in;
      }
    }
  if (!article) {
    if (e.calendar != Calendar::fiscal || e.unit != Unit::year || !behind(i, Class::in)) return kNo;
    e.what = Expression::What::foreign;  // "in fiscal year": whose is not said
    return end;
  }
  if (mark(end, '-') || mark(end, '\'') || number(end)) return kNo;
  if (e.unit == Unit::hour && behind(i, Class::for_) && !word(end)) return e.what = Expression::What::duration, e.quantity.n = 1, end;
  e.what = Expression::What::unit, e.definite = true;
  if (e.unit == Unit::half || e.unit == Unit::decade || e.unit == Unit::century || e.unit == Unit::millennium ||
      e.unit == Unit::night || e.unit == Unit::business_day || clock_unit(e.unit)) return kNo;
  Expression ago;
  if (e.unit == Unit::quarter)
    if (const At n = year_earlier(end, ago); n != kNo) {
      e = ago;
      return n;
    }
  if (is(end, Class::weekbegins) && e.unit == Unit::year) return end;  // "the year ending June 30"
  const bool noun = word(end) && (tag(end) == lang::Tag::noun || tag(end) == lang::Tag::gerund || tag(end) == lang::Tag::relative ||
      is(end, Class::long_));
  if (noun && e.unit != Unit::weekend) return kNo;
  if (e.unit == Unit::day) return behind(i, Class::mod) || behind(i, Class::of) || behind(i, Class::for_) || depth_ > 0 ? end : kNo;
  if (e.unit == Unit::week || e.unit == Unit::month || e.unit == Unit::year || e.unit == Unit::quarter) {
    const bool led = behind(i, Class::leads) || behind(i, Class::mod) || depth_ > 0;
    return led ? end : kNo;
  }
  return end;
}

}  // namespace stemma::claims::ground::times
