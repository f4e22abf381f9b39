// Units that are counted off: "the third quarter of 1984", "the last week of July", "the 19th century".
#include "claims/ground/times/parser.h"

namespace stemma::claims::ground::times {
namespace {

bool clock_unit(Unit u) { return u == Unit::second || u == Unit::minute || u == Unit::hour; }

}  // namespace

/// "third-quarter", "the first nine months of 1915", "the 19th century", "the last week of July", "the first Monday of September".
Parser::At Parser::ordinal_unit(At i, Expression& e) {
  std::int32_t o = 0, u = 0, v = 0;
  const At the = over(i, Class::the);
  At a = adjectives(the, e);
  Expression y;
  if (number(a) && p_[a].digits == 4) {  // "the 1988 third quarter"
    const At n = year(a, y, false);
    if (n != kNo && is(n, Class::ordinal)) a = n;
    else y = {};
  }
  a = adjectives(a, e);
  At k = ordinal(a, o);
  if (k == kNo || o == 0) return kNo;
  e.what = Expression::What::ordinal;
  e.rule = "ordinal";
  e.nth = static_cast<std::int16_t>(o);
  Quantity q;
  if (const At n = quantity(k, q); n != kNo && !q.article) {
    const At m = adjectives(n, e);
    if (const At end = sense(m, Class::units, u); end != kNo) {
      e.quantity = q, e.unit = static_cast<Unit>(u);
      const bool pair = q.n == 2 && e.unit == Unit::quarter && o == 1;
      e.what = Expression::What::duration;
      Expression c = e;
      const At of = container(end, c, true);
      if (of == end && o == -1 && the == i) return kNo;
      if (of == end) return end;
      if (pair) {
        e.what = Expression::What::ordinal, e.unit = Unit::half, e.nth = 1, e.inner = c.inner;
        return of;
      }
      // "the first ten months of 1915": how long, and of what.
      e.inner = c.inner;
      return of;
    }
    return kNo;
  }
  if (mark(k, '-') && the > i && y.year == 0) return kNo;  // "the third-quarter loss": without the article
  k = adjectives(dash(k), e);
  if (const At d = sense(k, Class::weekday, v); d != kNo) {
    e.weekday = static_cast<std::int8_t>(v);
    e.unit = Unit::day;
    std::int32_t part = 0;
    const At after = sense(d, Class::part, part);
    Expression c = e;
    const At from = after != kNo ? after : d;
    if (may(from, Class::of) || may(from, Class::in)) {
      const At of = container(from, c, true);
      if (of != from) {
        if (after != kNo) c.clock.part = static_cast<Part>(part);
        e = c;
        return of;
      }
    }
    return kNo;
  }
  At end = sense(k, Class::unit, u);
  if (end == kNo) return kNo;
  e.unit = static_cast<Unit>(u);
  if (clock_unit(e.unit) || e.unit == Unit::business_day || e.unit == Unit::night) return kNo;
  if (mark(end, '\'') && glued(end)) return kNo;
  if (e.unit == Unit::century) {
    if (o < 1 || o > 30) return kNo;
    e.what = Expression::What::century;
    e.year = static_cast<std::int16_t>((o - 1) * 100);
    std::int32_t era = 0;
    if (const At b = sense(end, Class::era, era); b != kNo && capital(end)) {
      if (era < 0) e.year = static_cast<std::int16_t>(-o * 100);
      return dot(b);
    }
    return end;
  }
  if (y.year != 0) {
    y.rule = "year";
    take(y, a);
    e.inner = keep(y);
    return end;
  }
  Expression c = e;
  At of = container(end, c, true);
  if (of == end && (e.unit == Unit::quarter || e.unit == Unit::half)) {
    Expression yy;
    const At n = year(end, yy, false);
    if (n != kNo && !(number(n - 1) && counts(n - 1, n, yy.year))) {
      take(yy, n);
      c.inner = keep(yy);
      of = n;
    }
  }
  if (of != end) {
    if (e.unit == Unit::half && inner[static_cast<std::size_t>(c.inner)].what == Expression::What::unit &&
        inner[static_cast<std::size_t>(c.inner)].unit == Unit::century) return kNo;
    e = c;
    if (e.unit == Unit::week && may(of, Class::on)) {  // "1st week of Oct. on Friday"
      if (const At d = sense(of + 1, Class::weekday, v); d != kNo) return e.weekday = static_cast<std::int8_t>(v), e.unit = Unit::day, d;
    }
    return of;
  }
  if (e.unit == Unit::quarter) {
    if (may(end, Class::of) || o < 0 || o > 4) return kNo;
    Expression ago;
    if (const At n = year_earlier(end, ago); n != kNo) {
      e.which = Which::last;
      return n;
    }
    return end;
  }
  if (e.unit == Unit::half && !may(end, Class::of) && o > 0 && o <= 2 && the > i && (behind(i, Class::in) ||
      behind(i, Class::for_))) return end;
  return kNo;
}

}  // namespace stemma::claims::ground::times
