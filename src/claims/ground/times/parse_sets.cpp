// What recurs: "every Friday", "daily", "twice a year".
#include "claims/ground/times/parser.h"

namespace stemma::claims::ground::times {

/// "every Friday", "each month", "daily", "twice a year", "Tuesdays", "19th of every month".
Parser::At Parser::set(At i, Expression& e) {
  std::int32_t v = 0, u = 0, d = 0;
  e.what = Expression::What::set;
  e.rule = "set";
  if (std::int32_t o = 0; number(i) && ordinal(i, o) != kNo && o >= 1 && o <= 31) {  // "19th of every month"
    const At k = ordinal(i, o);
    const At every = may(k, Class::of) ? sense(k + 1, Class::every, v) : kNo;
    const At n = every == kNo ? kNo : sense(every, Class::unit, u);
    if (n != kNo && static_cast<Unit>(u) == Unit::month) return e.day = static_cast<std::int8_t>(o), e.unit = Unit::month, n;
  }
  if (const At all = sense(i, Class::allof, v); all != kNo && behind(i, Class::governs) == false)
    if (const At n = sense(all, Class::units, u); n != kNo && static_cast<Unit>(u) == Unit::weekend)
      return e.unit = static_cast<Unit>(u), e.quantity.n = 1, n;
  const auto thing = [&](At k) {
    At n = sense(k, Class::unit, u);
    if (n != kNo && static_cast<Unit>(u) != Unit::half && !is(k, Class::ordinal)) {
      e.unit = static_cast<Unit>(u), e.quantity.n = std::max<std::int64_t>(e.quantity.n, 1);
      if (e.unit == Unit::night) e.unit = Unit::day, e.clock.part = Part::NI;
      return n;
    }
    if (n = sense(k, Class::units, u); n != kNo && (e.quantity.n > 1 || e.quantity.vague)) return e.unit = static_cast<Unit>(u), n;
    if (n = sense(k, Class::weekday, d); n != kNo && !(is(k, Class::short_) && !capital(k)))
      return e.weekday = static_cast<std::int8_t>(d), n;
    if (n = sense(k, Class::month, d); n != kNo) return e.month = static_cast<std::int8_t>(d), n;
    if (n = sense(k, Class::season, d); n != kNo) return e.season = static_cast<Season>(d), n;
    if (n = sense(k, Class::part, d); n != kNo) return e.clock.part = static_cast<Part>(d), n;
    return kNo;
  };
  if (const At k = sense(i, Class::every, v); k != kNo) {
    At a = k;
    if (may(a, Class::of)) return kNo;
    std::int32_t o = 0;
    Quantity q;
    if (const At other = sense(a, Class::adjective, v); other != kNo) {
      if (starts(a, 'o')) e.quantity.n = 2;
      a = other;
    } else if (const At n = ordinal(a, o); n != kNo && o > 1 && !(is(a, Class::unit) && !is(n, Class::unit) && !is(n, Class::weekday))) {
      e.quantity.n = o, a = n;
    } else if (const At m = quantity(a, q); m != kNo && !q.article) {
      e.quantity = q, a = m;
      if (q.n > 1)
        if (const At single = sense(a, Class::unit, u); single != kNo) return e.unit = static_cast<Unit>(u), single;
    }
    const At n = thing(a);
    if (n == kNo) return kNo;
    e.which = Which::each;
    return n;
  }
  if (const At k = sense(i, Class::frequency, v); k != kNo) {
    if (glued(i) && i > 0 && word(i - 1)) return kNo;
    if (capital(i) && i > 0 && !page_.token(p_[i].token).sentence_start) return kNo;  // "the Daily Plover"
    if (capital(i) && word(k) && capital(k)) return kNo;
    // a kind of dividend
    if (static_cast<Unit>(v) == Unit::quarter && word(k) && tag(k) != lang::Tag::preposition && tag(i) == lang::Tag::adjective) return kNo;
    e.unit = static_cast<Unit>(v), e.quantity.n = 1;
    return k;
  }
  if (const At k = sense(i, Class::times, v); k != kNo || is(i, Class::number) || number(i)) {
    std::int64_t n = v;
    At a = k;
    if (k == kNo) {
      a = cardinal(i, n);
      if (a == kNo || n < 1 || n > 99) return kNo;
      const At t = sense(a, Class::timesword, v);
      if (t == kNo && n != 1) return kNo;
      if (t != kNo) a = t;
    }
    const At p = sense(a, Class::per, v);
    if (p == kNo) return kNo;
    const At end = sense(p, Class::unit, u);
    if (end == kNo || (k == kNo && n == 1 && static_cast<Unit>(u) != Unit::day)) return kNo;
    e.times = static_cast<std::int8_t>(n);
    e.unit = static_cast<Unit>(u), e.quantity.n = 1;
    return end;
  }
  if (const At k = sense(i, Class::per, v); k == i + 1 && starts(i, 'p'))
    if (const At n = sense(k, Class::unit, u); n != kNo && static_cast<Unit>(u) != Unit::second &&
        static_cast<Unit>(u) != Unit::half) return e.unit = static_cast<Unit>(u), e.quantity.n = 1, n;
  if (const At k = sense(i, Class::weekdays, d); k != kNo) {
    e.weekday = static_cast<std::int8_t>(d);
    if (const At n = sense(k, Class::parts, v); n != kNo) return e.clock.part = static_cast<Part>(v), n;
    return k;
  }
  if (const At k = sense(i, Class::weekday, d); k != kNo)
    if (const At n = sense(k, Class::parts, v); n != kNo) return e.weekday = static_cast<std::int8_t>(d),
        e.clock.part = static_cast<Part>(v), n;
  if (const At k = sense(i, Class::parts, v); k != kNo && (behind(i, Class::leads) || i == 0 || !word(i - 1) ||
      tag(i - 1) != lang::Tag::adjective) && !glued(i)) {
    if (static_cast<Part>(v) == Part::NI && i > 0 && number(i - 1)) return kNo;
    return e.clock.part = static_cast<Part>(v), k;
  }
  return kNo;
}

}  // namespace stemma::claims::ground::times
