// Units that are pointed at: "last week", "this September", "the past three months", "a year earlier".
#include "claims/ground/times/parser.h"

namespace stemma::claims::ground::times {
namespace {

bool clock_unit(Unit u) { return u == Unit::second || u == Unit::minute || u == Unit::hour; }

}  // namespace

/// "last week", "this September", "the past three months", "next Monday", "that year", "this morning".
Parser::At Parser::which(At i, Expression& e) {
  std::int32_t v = 0, u = 0;
  At k = sense(i, Class::which, v);
  if (k == kNo) return kNo;
  e.which = static_cast<Which>(v);
  if (e.which == Which::each) return kNo;
  if (mark(k, '\'') || (k == i + 1 && (tag(i) == lang::Tag::verb_base || tag(i) == lang::Tag::verb_past ||
      tag(i) == lang::Tag::verb_now))) return kNo;
  const bool that = e.which == Which::that;
  e.rule = "which";
  At a = mark(k, '-') ? k + 1 : k;
  Quantity q;
  if (const At n = quantity(a, q); n != kNo && !q.article && !that && !(number(a) && p_[a].digits > 3)) {
    Expression trial = e;
    const At m = adjectives(mark(n, '-') ? n + 1 : n, trial);
    At end = sense(m, Class::units, u);
    if (end == kNo && (q.n == 1 || mark(n, '-'))) end = sense(m, Class::unit, u);
    if (end != kNo) {
      e = trial;
      e.what = Expression::What::duration;
      e.quantity = q;
      e.unit = static_cast<Unit>(u);
      return end;
    }
    if (sense(m, Class::seasons, u) != kNo) {
      e.what = Expression::What::duration, e.quantity = q, e.unit = Unit::year;
      return sense(m, Class::seasons, u);
    }
  }
  Expression trial = e;
  a = adjectives(k, trial);
  if (const At end = sense(a, Class::units, u); end != kNo && !that && trial.which != Which::this_) {
    e = trial;
    e.what = Expression::What::duration;
    e.quantity.n = 0, e.quantity.vague = true;
    e.unit = static_cast<Unit>(u);
    return end;
  }
  std::int32_t o = 0;
  if (const At n = ordinal(a, o); n != kNo && o != 0 && mark(n, '-')) return kNo;
  else if (n != kNo && o != 0 && is(n, Class::unit)) {
    sense(n, Class::unit, u);
    const auto unit = static_cast<Unit>(u);
    if (unit == Unit::quarter || unit == Unit::half) {  // "last year's" goes elsewhere; "the previous fourth quarter"
      e = trial;
      e.what = Expression::What::ordinal, e.nth = static_cast<std::int16_t>(o), e.unit = unit;
      return sense(n, Class::unit, u);
    }
  }
  if (const At end = sense(a, Class::unit, u); end != kNo) {
    const auto unit = static_cast<Unit>(u);
    if (mark(end, '-') && glued(end) && word(end + 1)) return kNo;
    if (unit == Unit::half) return kNo;
    if (clock_unit(unit) || unit == Unit::fortnight) {  // "the past hour": how long
      if (unit == Unit::second || e.which == Which::this_ || that || (tag(i) != lang::Tag::adjective && clock_unit(unit))) return kNo;
      e.what = Expression::What::duration, e.quantity.n = 1, e.unit = unit;
      return end;
    }
    if (is(a, Class::ordinal)) return kNo;
    e = trial;
    e.what = Expression::What::unit;
    e.unit = unit;
    if (unit == Unit::night) {
      e.what = Expression::What::unit, e.unit = Unit::day, e.clock.part = Part::NI;
    }
    if (mark(end, '\'') && glued(end)) {  // "this year's third quarter"
      const At s = letter(end + 1, 's') ? end + 2 : end + 1;
      Expression part;
      const At n = ordinal_unit(s, part);
      if (n != kNo && part.what == Expression::What::ordinal && part.inner < 0) {
        take(e, end);
        e.first = i;
        part.inner = keep(e);
        e = part;
        return n;
      }
      if (const At n2 = sense(s, Class::unit, u); n2 != kNo && static_cast<Unit>(u) == Unit::quarter) {
        e.which = Which::last, e.unit = Unit::quarter, e.definite = true;
        return n2;
      }
    }
    return end;
  }
  if (const At end = sense(k, Class::period, u); end != kNo && e.which == Which::latest) {
    e.what = Expression::What::unit, e.unit = Unit::quarter;
    return end;
  }
  if (const At end = sense(k, Class::part, u); end != kNo && !is(k, Class::lonepart)) {
    if (e.which == Which::latest) return kNo;
    e.what = Expression::What::unit, e.unit = Unit::day, e.clock.part = static_cast<Part>(u);
    return end;
  }
  if (const At end = sense(k, Class::decade, u); end != kNo) return kNo;
  Expression x = e;
  At end = numeric(k, x);
  if (end == kNo) x = e, end = weekday_date(k, x);
  if (end == kNo) x = e, end = month_date(k, x);
  if (end == kNo) x = e, end = named(k, x);
  if (end == kNo || x.what == Expression::What::foreign) return kNo;
  if (x.day != 0 && x.which != Which::none && x.year != 0) x.which = Which::none;
  e = x;
  e.rule = "which";
  return end;
}

/// "Q3 2019", "2019-H2".
Parser::At Parser::quarters(At i, Expression& e) const {
  const auto mark_of = [this, &e](At k) {
    const bool q = letter(k, 'q'), h = letter(k, 'h');
    if ((!q && !h) || !glued(k + 1) || !number(k + 1) || p_[k + 1].digits != 1 || p_[k + 1].number < 1 ||
        p_[k + 1].number > (q ? 4 : 2)) return kNo;
    (q ? e.quarter : e.half) = static_cast<std::int8_t>(p_[k + 1].number);
    return k + 2;
  };
  e.rule = "quarter";
  if (number(i)) {
    const At n = year(i, e, false);
    return n == kNo ? kNo : mark_of(dash(n));
  }
  const At k = mark_of(i);
  if (k == kNo || (glued(k) && (word(k) || number(k)))) return kNo;
  if (e.half != 0 && !number(dash(k))) return kNo;
  if (!capital(i) && !number(dash(k)) && e.quarter == 0) return kNo;
  Expression y;
  const At n = year(may(k, Class::of) ? k + 1 : dash(k), y, false);
  if (n == kNo) return k;
  e.year = y.year, e.short_year = y.short_year;
  return n;
}

/// "a year earlier", "year-ago", "the year-earlier quarter".
Parser::At Parser::year_earlier(At i, Expression& e) const {
  std::int32_t u = 0, v = 0;
  const At the = over(i, Class::the);
  At k = over(the, Class::adjective);
  const At a = mark(k, '-') ? k : over(k, Class::a);
  const bool article = a > i;
  k = sense(a, Class::unit, u);
  if (k == kNo || static_cast<Unit>(u) != Unit::year) return kNo;
  const bool hyphen = mark(k, '-');
  const At n = hyphen ? k + 1 : k;
  At end = sense(n, Class::ago, v);
  if (end == kNo && is(n, Class::compares)) end = sense(n, Class::shift, v);
  if (end == kNo || v > 0 || (!hyphen && a == the)) return kNo;
  e.what = Expression::What::earlier;
  e.rule = "year earlier";
  e.unit = Unit::year;
  if (!hyphen) return end;
  At tail = end;
  std::int32_t o = 0;
  if (const At t = ordinal(tail, o); t != kNo && is(dash(t), Class::unit)) tail = dash(t),
      e.quarter = static_cast<std::int8_t>(o > 0 && o < 5 ? o : 0);
  if (const At t = sense(tail, Class::unit, u); t != kNo) return t;
  if (const At t = sense(tail, Class::period, v); t != kNo) return t;
  return article ? kNo : end;
}

/// Adjectives before a unit; "fiscal" is kept.
Parser::At Parser::adjectives(At i, Expression& e) const {
  std::int32_t v = 0;
  for (int k = 0; k < 3; ++k) {
    if (is(i, Class::fiscal)) e.calendar = Calendar::fiscal;
    const At n = sense(i, Class::adjective, v);
    if (n == kNo) break;
    i = mark(n, '-') && glued(n) ? n + 1 : n;
  }
  return i;
}

/// "of 1984", "of the year", "of next month", "of July": into e.inner or e.year. The same place if there is none.
Parser::At Parser::container(At i, Expression& e, bool of) {
  const At k = may(i, Class::of) || may(i, Class::in) ? i + 1 : i;
  if (of && k == i) return i;
  if (depth_ > 2) return i;
  ++depth_;
  Expression x;
  At end = dated(k, x);
  if (end == kNo) x = {}, end = which(k, x);
  if (end == kNo) x = {}, end = definite(k, x);
  if (end == kNo) x = {}, end = modified(k, x);
  if (end == kNo) x = {}, end = ordinal_unit(k, x);
  --depth_;
  if (end == kNo || x.what == Expression::What::duration || x.what == Expression::What::set) return i;
  take(x, end);
  x.first = k;
  e.inner = keep(x);
  return end;
}

}  // namespace stemma::claims::ground::times
