// Expressions of units: "last week", "the third quarter of 1984", "two weeks ago", "for three days", "every Friday".
#include "claims/ground/times/parser.h"

namespace stemma::claims::ground::times {
namespace {

bool clock_unit(Unit u) { return u == Unit::second || u == Unit::minute || u == Unit::hour; }

}  // namespace

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

/// "last week", "this September", "the past three months", "next Monday", "that year", "this morning".
Parser::At Parser::which(At i, Expression& e) {
  std::int32_t v = 0, u = 0;
  At k = sense(i, Class::which, v);
  if (k == kNo) return kNo;
  e.which = static_cast<Which>(v);
  if (e.which == Which::each) return kNo;
  if (mark(k, '\'') || (k == i + 1 && (tag(i) == lang::Tag::verb_base || tag(i) == lang::Tag::verb_past || tag(i) == lang::Tag::verb_now))) return kNo;
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
    if (e.unit == Unit::half && inner[static_cast<std::size_t>(c.inner)].what == Expression::What::unit && inner[static_cast<std::size_t>(c.inner)].unit == Unit::century) return kNo;
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
  if (e.unit == Unit::half && !may(end, Class::of) && o > 0 && o <= 2 && the > i && (behind(i, Class::in) || behind(i, Class::for_))) return end;
  return kNo;
}

/// "Q3 2019", "2019-H2".
Parser::At Parser::quarters(At i, Expression& e) const {
  const auto mark_of = [this, &e](At k) {
    const bool q = letter(k, 'q'), h = letter(k, 'h');
    if ((!q && !h) || !glued(k + 1) || !number(k + 1) || p_[k + 1].digits != 1 || p_[k + 1].number < 1 || p_[k + 1].number > (q ? 4 : 2)) return kNo;
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
  if (const At t = ordinal(tail, o); t != kNo && is(dash(t), Class::unit)) tail = dash(t), e.quarter = static_cast<std::int8_t>(o > 0 && o < 5 ? o : 0);
  if (const At t = sense(tail, Class::unit, u); t != kNo) return t;
  if (const At t = sense(tail, Class::period, v); t != kNo) return t;
  return article ? kNo : end;
}

/// Durations and what they lead to: "three days", "16-hour", "two weeks ago", "two days before Christmas", "in five minutes".
Parser::At Parser::measured(At i, Expression& e) {
  std::int32_t u = 0, v = 0;
  if (glued(i) && i > 0 && (mark(i - 1, '$') || mark(i - 1, '.') || mark(i - 1, '/') || mark(i - 1, ':') || mark(i - 1, ',') || mark(i - 1, '#'))) return kNo;
  e.what = Expression::What::duration;
  e.rule = "duration";
  Quantity q;
  std::int32_t o = 0;
  const At another = sense(i, Class::another, o);
  At k = quantity(another == kNo ? i : another, q);
  if (another != kNo && k == kNo && is(another, Class::unit)) q.n = 1, k = another;
  if (another != kNo && q.article) return kNo;
  bool hyphen = false, bare = false, plural = false;
  if (k != kNo) {
    hyphen = mark(k, '-') && glued(k);
    At m = hyphen ? k + 1 : k;
    if (!hyphen && mark(k, '(') && number(k + 1) && mark(k + 2, ')')) m = k + 3;
    if (!hyphen && q.n >= 0 && !q.article) {  // "two to three weeks", "12 or 18 months"
      const At sep = mark(m, '-') || may(m, Class::to) || may(m, Class::or_) ? m + 1 : kNo;
      Quantity other;
      if (sep != kNo)
        if (const At n = quantity(sep, other); n != kNo && other.n > q.n && is(adjectives(n, e), Class::units)) m = n, q.vague = false, e.mod = Mod::EQUAL_OR_MORE;
    }
    At a = adjectives(m, e);
    if (const At w = q.n > 1 ? sense(a, Class::which, v) : kNo; w == a + 1 && is(w, Class::units)) a = w;  // "the four previous weeks"
    At end = sense(a, Class::units, u);
    plural = end != kNo;
    if (plural && static_cast<Unit>(u) == Unit::quarter && (hyphen || may(end, Class::of))) return kNo;  // three quarters of it
    if (end == kNo && number(i)) {
      const At t = sense(a, Class::unit, u);  // "123.45 sec", "5 min"
      if (t != kNo && clock_unit(static_cast<Unit>(u)) && p_[a].end - p_[a].begin <= 3) end = t;
    }
    if (end == kNo && (hyphen || q.article || q.n == 1 || q.quarters != 0 || (q.n > 1 && !q.vague && p_[i].kind == Piece::Kind::number && glued(a)))) end = sense(a, Class::unit, u);
    if (end == kNo && q.n > 1 && !q.vague && a == k) {
      const At t = sense(a, Class::unit, u);  // "three hour meeting"
      if (t != kNo && static_cast<Unit>(u) != Unit::night && static_cast<Unit>(u) != Unit::second && static_cast<Unit>(u) != Unit::half && static_cast<Unit>(u) != Unit::quarter && (word(t) || is(i, Class::number) || static_cast<Unit>(u) == Unit::minute) && !(number(i) && p_[i].digits == 4)) end = t;
    }
    if (end == kNo && number(i) && glued(i + 1) && k == i + 1 && p_[k].end - p_[k].begin == 1) {  // "3h", "10D"
      if (letter(k, 'h')) u = static_cast<std::int32_t>(Unit::hour), end = k + 1;
      else if (letter(k, 'd') && capital(k) && behind(i, Class::for_)) u = static_cast<std::int32_t>(Unit::day), end = k + 1;
    }
    if (end == kNo) return kNo;
    if (static_cast<Unit>(u) == Unit::half || (static_cast<Unit>(u) == Unit::quarter && q.article)) return kNo;
    if (static_cast<Unit>(u) == Unit::second && (q.article || hyphen || (number(i) && p_[i].digits > 3))) {
      if (!plural && !hyphen) return kNo;
      if (hyphen && !plural && !number(i) && q.n < 2) return kNo;
    }
    k = end;
  } else {
    if (const At all = sense(i, Class::allof, v); all != kNo && is(all, Class::unit)) {  // "all day"
      const At end = sense(all, Class::unit, u);
      if (static_cast<Unit>(u) < Unit::day || static_cast<Unit>(u) == Unit::half || static_cast<Unit>(u) == Unit::quarter) return kNo;
      e.quantity.n = 1, e.unit = static_cast<Unit>(u);
      return end;
    }
    k = sense(i, Class::units, u);
    bare = plural = k != kNo;
    if (k == kNo) {
      k = sense(i, Class::unit, u);
      if (k == kNo || !(mark(k, '-') && glued(k) && is(k + 1, Class::long_) && starts(k + 1, 'l'))) return kNo;
      bare = true;
      q.n = 1;
    } else {
      q.n = 0, q.vague = true;
    }
    if (glued(i) && i > 0) return kNo;
  }
  e.quantity = q;
  e.unit = static_cast<Unit>(u);
  if (mark(k, '-') && glued(k) && is(k + 1, Class::long_)) {
    if (!starts(k + 1, 'l') || q.article) return kNo;  // ages are no times; "a month-long" without the article
    return k + 2;
  }
  if (is(k, Class::long_) && starts(k, 'o')) return kNo;
  if (hyphen && mark(k, '-') && glued(k) && word(k + 1)) return kNo;
  if (hyphen)
    if (const At n = sense(k, Class::period, v); n != kNo) return n;
  // "1 hour and 30 minutes", "a minute and a half"
  if (may(k, Class::and_) || mark(k, ',')) {
    Quantity more;
    std::int32_t v2 = 0;
    const At from = mark(k, ',') ? over(k + 1, Class::and_) : k + 1;
    const At n = quantity(from, more);
    std::int32_t u2 = 0;
    if (const At h = sense(over(k + 1, Class::a), Class::halfword, v2); may(k, Class::and_) && h != kNo && !bare) {
      e.quantity.quarters = 2, k = h;
    } else if (const At h4 = sense(over(k + 1, Class::a), Class::quarterword, v2); may(k, Class::and_) && h4 != kNo && over(k + 1, Class::a) > k + 1 && q.n >= 1 && !q.vague) {
      e.quantity.quarters = 1, k = h4;
    } else if (n != kNo && !more.vague && !more.article && !bare && !q.vague) {
      At m = sense(n, Class::units, u2);
      if (m == kNo && more.n == 1) m = sense(n, Class::unit, u2);
      if (m != kNo && static_cast<Unit>(u2) < e.unit) e.more = more, e.more_unit = static_cast<Unit>(u2), k = m;
    }
  }
  if (!hyphen)
    if (const At n = sense(k, Class::orso, v); n != kNo) {
      if (e.mod == Mod::none) e.mod = Mod::APPROX;
      k = n;
    }
  const At end = shifted(k, e);
  if (end != kNo || behind(i, Class::in)) {  // "in 3 days on Friday"
    const At after = end == kNo ? k : end;
    std::int32_t d = 0;
    if (const At w = may(after, Class::on) && e.unit >= Unit::day ? sense(after + 1, Class::weekday, d) : kNo; w != kNo) return e.weekday = static_cast<std::int8_t>(d), w;
    if (end != kNo) return end;
  }
  if (bare) return behind(i, Class::lasting) && !may(k, Class::of) ? k : kNo;
  if (q.article && q.quarters == 0) {
    if (mark(k, '\'') && !(letter(k + 1, 's') && may(k + 2, Class::timeword))) return kNo;
    const bool led = behind(i, Class::governs) || behind(i, Class::approx) || behind(i, Class::soft);
    const bool amount_before = i > 1 && (mark(i - 1, '%') || (word(i - 1) && tag(i - 1) == lang::Tag::number && (number(i - 2) || number(i - 3 + (i < 3)))));
    if (amount_before && !led && !plural && e.unit != Unit::night && e.more_unit == Unit::none && e.quantity.quarters == 0 && !may(k, Class::of)) {  // "$3 million a year"
      e.what = Expression::What::set;
      e.rule = "per";
      return k;
    }
    if (!led || may(k, Class::of) || word_unit_noise(k, e.unit)) return e.mod != Mod::none || e.more_unit != Unit::none ? k : kNo;
  }
  return k;
}

/// "a day", "a second" are said in many ways that are no times.
bool Parser::word_unit_noise(At k, Unit u) const {
  if (u == Unit::second || u == Unit::night || u == Unit::quarter || u == Unit::weekend) return true;
  return word(k) && tag(k) == lang::Tag::noun && u == Unit::day;
}

/// Behind a duration: "ago", "later", "from now", "before Christmas". kNo if nothing stands there.
Parser::At Parser::shifted(At k, Expression& e) {
  std::int32_t v = 0;
  if (const At n = sense(k, Class::ago, v); n != kNo && !(starts(k, 'b') && !mark(n, '.') && !mark(n, ','))) {
    e.what = Expression::What::offset, e.shift = -1, e.rule = "ago";
    std::int32_t d = 0;
    if (e.unit == Unit::week)
      if (const At w = sense(n, Class::weekday, d); w != kNo) return e.weekday = static_cast<std::int8_t>(d), w;
    return n;
  }
  if (const At n = sense(k, Class::hence, v); n != kNo && (e.unit >= Unit::day || !is(n - 1, Class::day))) return e.what = Expression::What::offset, e.shift = 1, e.rule = "hence", n;
  if (const At n = sense(k, Class::from, v); n != kNo && depth_ < 2 && !starts(k, 'f')) {
    ++depth_;
    Expression x;
    At end = dated(n, x);
    if (end == kNo) x = {}, end = which(n, x);
    --depth_;
    if (end != kNo && x.what != Expression::What::duration && x.what != Expression::What::clock && !(x.what == Expression::What::calendar && x.year != 0 && x.month == 0)) {
      take(x, end);
      x.first = n;
      e.inner = keep(x);
      e.what = Expression::What::offset, e.shift = static_cast<std::int16_t>(v), e.rule = "from";
      return end;
    }
  } else if (n != kNo && depth_ < 2) {  // "three weeks from tomorrow"
    Expression x;
    ++depth_;
    At end = dated(n, x);
    if (end == kNo) x = {}, end = which(n, x);
    --depth_;
    if (end != kNo && e.unit >= Unit::day && (x.what == Expression::What::deictic || x.weekday != 0)) {
      take(x, end);
      x.first = n;
      e.inner = keep(x);
      e.what = Expression::What::offset, e.shift = 1, e.rule = "from";
      return end;
    }
  }
  if (const At n = sense(k, Class::shift, v); n != kNo && (is(k, Class::compares) || (starts(k, 'a') && p_[k].end - p_[k].begin > 5) || (starts(k, 'b') && !word(n) && !number(n)) || starts(k, 'p'))) {
    if (is(n, Class::which) && is(k, Class::compares)) return kNo;  // "30 minutes later this week"
    e.what = Expression::What::offset, e.shift = static_cast<std::int16_t>(v), e.from_text = true, e.rule = "later";
    return n;
  }
  return kNo;
}

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
    if (const At n = sense(all, Class::units, u); n != kNo && static_cast<Unit>(u) == Unit::weekend) return e.unit = static_cast<Unit>(u), e.quantity.n = 1, n;
  const auto thing = [&](At k) {
    At n = sense(k, Class::unit, u);
    if (n != kNo && static_cast<Unit>(u) != Unit::half && !is(k, Class::ordinal)) {
      e.unit = static_cast<Unit>(u), e.quantity.n = std::max<std::int64_t>(e.quantity.n, 1);
      if (e.unit == Unit::night) e.unit = Unit::day, e.clock.part = Part::NI;
      return n;
    }
    if (n = sense(k, Class::units, u); n != kNo && (e.quantity.n > 1 || e.quantity.vague)) return e.unit = static_cast<Unit>(u), n;
    if (n = sense(k, Class::weekday, d); n != kNo && !(is(k, Class::short_) && !capital(k))) return e.weekday = static_cast<std::int8_t>(d), n;
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
    if (static_cast<Unit>(v) == Unit::quarter && word(k) && tag(k) != lang::Tag::preposition && tag(i) == lang::Tag::adjective) return kNo;  // a kind of dividend
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
    if (const At n = sense(k, Class::unit, u); n != kNo && static_cast<Unit>(u) != Unit::second && static_cast<Unit>(u) != Unit::half) return e.unit = static_cast<Unit>(u), e.quantity.n = 1, n;
  if (const At k = sense(i, Class::weekdays, d); k != kNo) {
    e.weekday = static_cast<std::int8_t>(d);
    if (const At n = sense(k, Class::parts, v); n != kNo) return e.clock.part = static_cast<Part>(v), n;
    return k;
  }
  if (const At k = sense(i, Class::weekday, d); k != kNo)
    if (const At n = sense(k, Class::parts, v); n != kNo) return e.weekday = static_cast<std::int8_t>(d), e.clock.part = static_cast<Part>(v), n;
  if (const At k = sense(i, Class::parts, v); k != kNo && (behind(i, Class::leads) || i == 0 || !word(i - 1) || tag(i - 1) != lang::Tag::adjective) && !glued(i)) {
    if (static_cast<Part>(v) == Part::NI && i > 0 && number(i - 1)) return kNo;
    return e.clock.part = static_cast<Part>(v), k;
  }
  return kNo;
}

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
    if (const At n = year(of, x, of == y ? false : true); n != kNo && !x.short_year && !(number(of) && counts(of, n, x.year) && of == y && !article)) {
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
    if (const At s = sense(n, Class::season, v); s != kNo && tag(n) == lang::Tag::noun) return e.year = x.year, e.season = static_cast<Season>(v), s;
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
  } else if (n != kNo && number(a) && o >= 1 && o <= 31 && (behind(i, Class::on) || (article && (behind(i, Class::by) || behind(i, Class::of)))) && !(word(n) && tag(n) == lang::Tag::noun) &&
      !(word(n) && (tag(n) == lang::Tag::name || tag(n) == lang::Tag::adjective)) && !(mark(n, '-') && glued(n))) {
    e.day = static_cast<std::int8_t>(o);
    return n;
  }
  // "week 31", "week 3 of 2027"
  if (const At w = sense(a, Class::unit, u); w != kNo && static_cast<Unit>(u) == Unit::week && number(w) && p_[w].digits <= 2 && p_[w].number >= 1 && p_[w].number <= 53 && !glued(w)) {
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
      if (const At l = sense(n, Class::which, w); l != kNo && l == n + 1 && (static_cast<Which>(w) == Which::last || static_cast<Which>(w) == Which::next) && article) {
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
        if ((x.day != 0 || x.weekday != 0 || x.what == Expression::What::holiday) && x.what != Expression::What::duration) return e = c, e.what = Expression::What::ordinal, e.nth = 0, of;
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
  if (mark(end, '-') || mark(end, '\'')) return kNo;
  if (e.unit == Unit::hour && behind(i, Class::for_) && !word(end)) return e.what = Expression::What::duration, e.quantity.n = 1, end;
  e.what = Expression::What::unit, e.definite = true;
  if (e.unit == Unit::half || e.unit == Unit::decade || e.unit == Unit::century || e.unit == Unit::millennium || e.unit == Unit::night || e.unit == Unit::business_day || clock_unit(e.unit)) return kNo;
  Expression ago;
  if (e.unit == Unit::quarter)
    if (const At n = year_earlier(end, ago); n != kNo) {
      e = ago;
      return n;
    }
  if (is(end, Class::weekbegins) && e.unit == Unit::year) return end;  // "the year ending June 30"
  const bool noun = word(end) && (tag(end) == lang::Tag::noun || tag(end) == lang::Tag::gerund || tag(end) == lang::Tag::relative || is(end, Class::long_));
  if (noun && e.unit != Unit::weekend) return kNo;
  if (e.unit == Unit::day) return behind(i, Class::mod) || behind(i, Class::of) || behind(i, Class::for_) || depth_ > 0 ? end : kNo;
  if (e.unit == Unit::week || e.unit == Unit::month || e.unit == Unit::year || e.unit == Unit::quarter) {
    const bool led = behind(i, Class::leads) || behind(i, Class::mod) || depth_ > 0;
    return led ? end : kNo;
  }
  return end;
}

}  // namespace stemma::claims::ground::times
