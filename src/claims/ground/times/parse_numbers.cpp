// Numerals: quantities, ordinals, years.
#include "claims/ground/times/parser.h"

namespace stemma::claims::ground::times {

Parser::At Parser::cardinal(At i, std::int64_t& n) const {
  if (number(i)) {
    n = p_[i].number;
    if (n < 0 || p_[i].digits > 9) return kNo;
    At k = i + 1;
    while (p_[i].digits <= 3 && mark(k, ',') && glued(k) && number(k + 1) && glued(k + 1) && p_[k + 1].digits == 3 && n < 1'000'000'000) {
      n = n * 1000 + p_[k + 1].number;
      k += 2;
    }
    std::int32_t scale = 0;
    if (const At s = sense(k, Class::number, scale); s != kNo && scale >= 100) return n *= scale, s;
    return k;
  }
  std::int32_t v = 0;
  std::int64_t total = 0, part = 0;
  At k = i, end = kNo;
  for (int words = 0; words < 8; ++words) {
    At next = sense(k, Class::number, v);
    if (next == kNo && end != kNo && (part >= 100 || total > 0 || (part >= 20 && part % 10 == 0)) && may(k, Class::and_)) {
      next = sense(k + 1, Class::number, v);
      if (next != kNo && v >= 100) break;
      k = k + 1;
    } else if (next == kNo && end != kNo && mark(k, '-') && part >= 20 && part % 10 == 0) {
      next = sense(k + 1, Class::number, v);
      if (next != kNo && v >= 10) break;
    }
    if (next == kNo) break;
    if (v == 1000) {
      total += (part == 0 ? 1 : part) * 1000;
      part = 0;
    } else if (v == 100) {
      part = (part == 0 ? 1 : part) * 100;
    } else if (part == 0 && end == kNo) {
      part = v;
    } else if (part == 0 || (part >= 100 && part % 100 == 0) || (part % 100 >= 20 && part % 10 == 0 && v < 10)) {
      part += v;
    } else {
      break;
    }
    end = k = next;
  }
  n = total + part;
  return end;
}

Parser::At Parser::quantity(At i, Quantity& q) const {
  q = {};
  std::int32_t v = 0;
  const auto half_behind = [this, &q](At k) {
    std::int32_t w = 0;
    if (!may(k, Class::and_)) return k;
    const At a = over(k + 1, Class::a);
    if (const At h = sense(a, Class::halfword, w); h != kNo) return q.quarters = 2, h;
    if (const At h = a == k + 1 ? kNo : sense(a, Class::quarterword, w); h != kNo && !may(h, Class::of)) return q.quarters = 1, h;
    return k;
  };
  if (mark(i, 'h')) return q.n = 0, q.quarters = 2, i + 1;
  if (const At k = sense(i, Class::vague, v); k != kNo) {
    if (v == 2) q.n = 2, q.vague = false, q.article = false;
    else q.n = 0, q.vague = true;
    return k;
  }
  if (const At k = sense(over(i, Class::a), Class::halfword, v); k != kNo) {  // "half an hour", "a half hour"
    const At unit = mark(k, '-') ? k + 1 : over(k, Class::a);
    if (is(unit, Class::unit)) return q.n = 0, q.quarters = 2, unit;
  }
  if (is(i, Class::a)) {
    std::int32_t scale = 0;
    if (const At k = sense(i + 1, Class::number, scale); k != kNo && scale >= 100) {
      q.n = scale;
      return k;
    }
    q.n = 1;
    q.article = true;
    return i + 1;
  }
  At k = cardinal(i, q.n);
  if (k == kNo) return kNo;
  if (number(i) && mark(k, '.') && glued(k) && number(k + 1) && glued(k + 1)) {
    q.decimals = slice(std::string_view(page_.document().text), {p_[k + 1].begin, p_[k + 1].end});
    if (q.decimals == "5") q.quarters = 2, q.decimals = {};
    return k + 2;
  }
  if (mark(k, 'h')) return q.quarters = 2, k + 1;
  if (number(k) && mark(k + 1, '/') && number(k + 2) && p_[k].number > 0 && p_[k].number < p_[k + 2].number && p_[k + 2].number <= 4 &&
      p_[k + 2].number != 3)
    return q.quarters = static_cast<std::int8_t>(p_[k].number * 4 / p_[k + 2].number), k + 3;
  return half_behind(k);
}

Parser::At Parser::ordinal(At i, std::int32_t& n) const {
  std::int32_t v = 0;
  if (number(i) && p_[i].digits <= 3 && glued(i + 1)) {
    if (const At k = sense(i + 1, Class::suffix, v); k != kNo) return n = static_cast<std::int32_t>(p_[i].number), k;
    return kNo;
  }
  return sense(i, Class::ordinal, n);
}

Parser::At Parser::day_of_month(At i, Expression& e) const {
  std::int32_t o = 0;
  if (const At k = ordinal(i, o); k != kNo && o >= 1 && o <= 31) return e.day = static_cast<std::int8_t>(o), k;
  std::int64_t n = 0;
  if (number(i) ? p_[i].digits > 2 : false) return kNo;
  const At k = number(i) ? (n = p_[i].number, i + 1) : cardinal(i, n);
  if (k == kNo || n < 1 || n > 31) return kNo;
  e.day = static_cast<std::int8_t>(n);
  return k;
}

Parser::At Parser::year_words(At i, Expression& e) const {
  std::int32_t v = 0;
  const At k = sense(i, Class::number, v);
  if (k == kNo) return kNo;
  std::int64_t n = 0;
  if (v >= 11 && v <= 20) {  // "nineteen ninety-six", "nineteen hundred ninety three"
    std::int32_t hundred = 0;
    At tail = sense(k, Class::number, hundred);
    if (tail == kNo) return kNo;
    if (hundred == 100) {
      tail = cardinal(may(tail, Class::and_) ? tail + 1 : tail, n);
      if (tail == kNo) return kNo;
    } else {
      tail = cardinal(k, n);
      if (tail == kNo || n < 10) return kNo;
    }
    if (n > 99) return kNo;
    return e.year = static_cast<std::int16_t>(v * 100 + n), tail;
  }
  if (v != 1 && v != 2) return kNo;
  const At end = cardinal(i, n);
  if (end == kNo || n < 1000 || n > 2100) return kNo;
  e.year = static_cast<std::int16_t>(n);
  return end;
}

/// Whether "1,200" or "1998" is a number of things: what follows is counted.
bool Parser::counts(At i, At next, std::int64_t n) const {
  if (next >= p_.size() || mark(next, '%')) return true;
  if (mark(next, '-') && glued(next) && word(next + 1) && glued(next + 1)) return !is(next + 1, Class::month);
  if (glued(next) && (word(next) || mark(next, '/') || mark(next, ':') || mark(next, '_') || mark(next, '@'))) return true;
  if (mark(next, '.') && glued(next) && number(next + 1) && glued(next + 1)) return true;
  if (mark(next, ',') && glued(next) && number(next + 1) && glued(next + 1)) return true;
  if (may(next, Class::countable) || is(next, Class::units)) return true;
  const bool usual = n >= 1900 && n <= 2030;
  const bool led = behind(i, Class::leads);
  if (word(next) && page_.token(p_[next].token).penn == plural_noun_ && !(usual && led) && !behind(i, Class::the)) return true;
  const bool range = (mark(next, '-') && number(next + 1) && p_[next + 1].digits == 4) ||
      (i > 1 && mark(i - 1, '-') && number(i - 2) && p_[i - 2].digits == 4);
  return !usual && !led && !range && !(i == 0 || mark(i - 1, '(') || mark(i - 1, '\n') || mark(next, '\n'));
}

Parser::At Parser::year(At i, Expression& e, bool bare) const {
  At k = i;
  if (mark(k, '\'') && number(k + 1) && glued(k + 1) && p_[k + 1].digits == 2 && !mark(k + 2, '\'')) {  // '98
    if (glued(k + 2) && (word(k + 2) || mark(k + 2, '%'))) return kNo;
    e.short_year = true;
    return e.year = static_cast<std::int16_t>(p_[k + 1].number), k + 2;
  }
  std::int32_t era = 0;
  if (!number(k)) {
    if (const At a = sense(k, Class::era, era); a != kNo && era > 0 && capital(k) && number(a) && p_[a].digits <= 4 && p_[a].number > 0)
      return e.year = static_cast<std::int16_t>(p_[a].number), a + 1;
    return bare && !behind(i, Class::in) && !behind(i, Class::year) ? kNo : year_words(k, e);
  }
  const Piece& p = p_[k];
  if (p.digits <= 4 && p.number > 0)
    if (const At a = sense(k + 1, Class::era, era); a != kNo && capital(k + 1) && (era < 0 || p.number < 1500 || !bare)) {
      e.year = static_cast<std::int16_t>(era < 0 ? -p.number : p.number);
      return dot(a);
    }
  if (p.digits != 4 || p.number < 1000 || p.number > 2999) return kNo;
  if (stuck(i, "$.,#:@?_'")) return kNo;
  if (i > 0 && one_of(i - 1, "$?") && bare) return kNo;
  if (bare) {
    if (p.number < 1300 || p.number > 2199) return kNo;
    if (counts(i, k + 1, p.number)) return kNo;
    if (i > 0 && number(i - 1)) return kNo;
    if (i > 1 && mark(i - 1, '-') && number(i - 2) && p_[i - 2].digits != 4) return kNo;
    if (i > 0 && glued(i) && mark(i - 1, '-') && mark(k + 1, '-') && glued(k + 1) && number(k + 2)) return kNo;
    if (mark(k + 1, '-') && glued(k + 1) && number(k + 2) && glued(k + 2) && mark(k + 3, '-') && glued(k + 3)) return kNo;
    if (i > 1 && mark(i - 1, '-') && glued(i - 1) && glued(i) && !(number(i - 2) && p_[i - 2].digits == 4)) return kNo;
  } else if (glued(k + 1) && (word(k + 1) || mark(k + 1, '%'))) {
    return kNo;
  }
  e.year = static_cast<std::int16_t>(p.number);
  return k + 1;
}

}  // namespace stemma::claims::ground::times
