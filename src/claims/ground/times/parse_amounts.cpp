// Durations and what they lead to: "for three days", "two weeks ago", "in five minutes".
#include "claims/ground/times/parser.h"

namespace stemma::claims::ground::times {
namespace {

bool clock_unit(Unit u) { return u == Unit::second || u == Unit::minute || u == Unit::hour; }

}  // namespace

/// Durations and what they lead to: "three days", "16-hour", "two weeks ago", "two days before Christmas", "in five minutes".
Parser::At Parser::measured(At i, Expression& e) {
  std::int32_t u = 0, v = 0;
  if (i > 0 && glued(i) && (one_of(i - 1, "$./:,#^") || (number(i) && word(i - 1)))) return kNo;
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
        if (const At n = quantity(sep, other); n != kNo && other.n > q.n && is(adjectives(n, e), Class::units)) m = n, q.vague = false,
            e.mod = Mod::EQUAL_OR_MORE;
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
    if (end == kNo && (hyphen || q.article || q.n == 1 || q.quarters != 0 || (q.n > 1 && !q.vague &&
        p_[i].kind == Piece::Kind::number && glued(a)))) end = sense(a, Class::unit, u);
    if (end == kNo && q.n > 1 && !q.vague && a == k) {
      const At t = sense(a, Class::unit, u);  // "three hour meeting"
      if (t != kNo && static_cast<Unit>(u) != Unit::night && static_cast<Unit>(u) != Unit::second &&
          static_cast<Unit>(u) != Unit::half && static_cast<Unit>(u) != Unit::quarter && (word(t) || is(i, Class::number) ||
          static_cast<Unit>(u) == Unit::minute) && !(number(i) && p_[i].digits == 4)) end = t;
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
    } else if (const At h4 = sense(over(k + 1, Class::a), Class::quarterword, v2); may(k, Class::and_) && h4 != kNo &&
        over(k + 1, Class::a) > k + 1 && q.n >= 1 && !q.vague) {
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
    if (const At w = may(after, Class::on) && e.unit >= Unit::day ? sense(after + 1, Class::weekday,
        d) : kNo; w != kNo) return e.weekday = static_cast<std::int8_t>(d), w;
    if (end != kNo) return end;
  }
  if (bare) return behind(i, Class::lasting) && !may(k, Class::of) ? k : kNo;
  if (q.article && q.quarters == 0) {
    if (mark(k, '\'') && !(letter(k + 1, 's') && may(k + 2, Class::timeword))) return kNo;
    const bool led = behind(i, Class::governs) || behind(i, Class::approx) || behind(i, Class::soft);
    const bool amount_before = i > 1 && (mark(i - 1, '%') || (word(i - 1) && tag(i - 1) == lang::Tag::number && (number(i - 2) ||
        (i > 2 && number(i - 3)))));
    // "$3 million a year"
    if (amount_before && !led && !plural && e.unit != Unit::night && e.more_unit == Unit::none && e.quantity.quarters == 0 &&
        !may(k, Class::of)) {
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
  if (const At n = sense(k, Class::hence, v); n != kNo && (e.unit >= Unit::day || !is(n - 1,
      Class::day))) return e.what = Expression::What::offset, e.shift = 1, e.rule = "hence", n;
  if (const At n = sense(k, Class::from, v); n != kNo && depth_ < 2 && !starts(k, 'f')) {
    ++depth_;
    Expression x;
    At end = dated(n, x);
    if (end == kNo) x = {}, end = which(n, x);
    --depth_;
    if (end != kNo && x.what != Expression::What::duration && x.what != Expression::What::clock &&
        !(x.what == Expression::What::calendar && x.year != 0 && x.month == 0)) {
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
  if (const At n = sense(k, Class::shift, v); n != kNo && (is(k, Class::compares) || (starts(k, 'a') && p_[k].end - p_[k].begin > 5) ||
      (starts(k, 'b') && !word(n) && !number(n)) || starts(k, 'p'))) {
    std::int32_t w = 0;
    // "30 minutes later this week"
    if (const At unit = sense(n, Class::which, w); unit != kNo && is(k, Class::compares) && is(unit, Class::unit)) return kNo;
    e.what = Expression::What::offset, e.shift = static_cast<std::int16_t>(v), e.from_text = true, e.rule = "later";
    return n;
  }
  return kNo;
}

}  // namespace stemma::claims::ground::times
