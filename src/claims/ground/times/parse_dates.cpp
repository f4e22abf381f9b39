// Dates of the calendar: "8 May 2031", "Thursday, Jan. 6", "2031-05-08", "the spring of 1862", "the 1990s", "Christmas Eve".
#include "base/time.h"
#include "claims/ground/times/parser.h"

namespace stemma::claims::ground::times {

Parser::At Parser::numeric(At i, Expression& e) const {
  if (!number(i) || p_[i].number < 0) return kNo;
  if (stuck(i, "$./:#?,")) return kNo;
  if (i > 1 && glued(i) && mark(i - 1, '-') && glued(i - 1) && number(i - 2)) return kNo;
  const std::int64_t a = p_[i].number;
  const auto out = [&e](std::int64_t y, std::int64_t m, std::int64_t d) {
    e.year = static_cast<std::int16_t>(y), e.month = static_cast<std::int8_t>(m), e.day = static_cast<std::int8_t>(d);
    return true;
  };
  e.rule = "numeric";
  if (p_[i].digits == 8 && a / 10000 >= 1900 && a / 10000 < 2100 && a / 100 % 100 >= 1 && a / 100 % 100 <= 12 && a % 100 >= 1 &&
      a % 100 <= 31 && !(glued(i + 1) && (word(i + 1) || number(i + 2))))
    return out(a / 10000, a / 100 % 100, a % 100), i + 1;
  const char sep = i + 1 < p_.size() && p_[i + 1].kind == Piece::Kind::mark && glued(i + 1) ? p_[i + 1].mark : 0;
  if ((sep != '-' && sep != '/' && sep != '.') || !number(i + 2) || !glued(i + 2)) return kNo;
  const std::int64_t b = p_[i + 2].number;
  const bool third = mark(i + 3, sep) && glued(i + 3) && number(i + 4) && glued(i + 4);
  const auto ends = [this](At k) { return !(glued(k) && (word(k) || (mark(k, '/') || mark(k, '%')) ||
      (mark(k, '.') && number(k + 1) && glued(k + 1)) || (mark(k, '-') && number(k + 1) && glued(k + 1)))); };
  if (p_[i].digits == 4 && a >= 1000 && a < 3000) {
    if (third && p_[i + 2].digits <= 2 && p_[i + 4].digits <= 2 && b >= 1 && b <= 12 && p_[i + 4].number >= 1 && p_[i + 4].number <= 31) {
      out(a, b, p_[i + 4].number);
      At k = i + 5;
      if (letter(k, 't') && glued(k) && glued(k + 1)) {
        Clock c;
        if (const At end = clock(k + 1, c, true); end != kNo) return e.clock = c, end;
      }
      return k;
    }
    if (!third && sep != '.' && p_[i + 2].digits <= 2 && b >= 1 && b <= 12 && b != a % 100 + 1 && ends(i + 3)) return out(a, b, 0), i + 3;
    return kNo;
  }
  if (p_[i].digits > 2 || a > 31 || a == 0) return kNo;
  if (!third && p_[i + 2].digits == 4 && sep != '.' && a <= 12 && b >= 1900 && b < 2100 && ends(i + 3)) return out(b, a, 0), i + 3;
  if (p_[i + 2].digits > 2 || b > 31 || b == 0 || (a > 12 && b > 12)) return kNo;
  if (third) {
    if (p_[i + 4].digits != 4 && p_[i + 4].digits != 2) return kNo;
    if (!ends(i + 5)) return kNo;
    e.year = static_cast<std::int16_t>(p_[i + 4].number);
    e.short_year = p_[i + 4].digits == 2;
    if (p_[i + 4].digits == 4 && (e.year < 1000 || e.year > 2999)) return kNo;
  } else {
    const bool led = behind(i, Class::weekday) || behind(i, Class::which) || (i > 1 && mark(i - 1, ',') && may(i - 2, Class::weekday));
    if (sep != '/' && !led) return kNo;
    if (!ends(i + 3) || (a == 24 && b == 7) || (a == 9 && b == 11)) return kNo;
    if (!led && a <= 12 && b <= 12 && !behind(i, Class::on) && !behind(i, Class::by) && !behind(i, Class::from)) return kNo;
    if (!led && (is(i + 3, Class::units) || may(i + 3, Class::of) || (i > 0 && number(i - 1)))) return kNo;
  }
  const At end = third ? i + 5 : i + 3;
  if (sep == '.') return out(e.year, b, a), end;  // on the continent
  if (a > 12) return out(e.year, b, a), end;
  out(e.year, a, b);
  if (b <= 12 && a != b) e.what = Expression::What::numeric;
  return end;
}

/// A month's name at i. `beside`: a day or a year stands next to it, so that "May" can be no verb.
Parser::At Parser::month(At i, std::int32_t& m, bool beside) const {
  const At k = sense(i, Class::month, m);
  if (k == kNo) return kNo;
  if (glued(i) && i > 0 && word(i - 1)) return kNo;
  const At end = mark(k, '.') && glued(k) && p_[k].token == p_[i].token ? k + 1 : k;
  if (beside) return end;
  const bool led = behind(i, Class::leads) || behind(i, Class::mod) || behind(i, Class::which);
  if (mark(k, '\'') && glued(k) && !led) return kNo;
  if (is(i, Class::short_))
    return (behind(i, Class::in) || behind(i, Class::to) || behind(i, Class::of) || behind(i, Class::from) || behind(i, Class::by) ||
        behind(i, Class::mod)) && (capital(i) || behind(i, Class::in)) && !(word(end) && capital(end)) ? end : kNo;
  if (m == 3 || m == 5) {
    const lang::Tag t = tag(i);
    if (!led && (t == lang::Tag::modal || t == lang::Tag::verb_base || t == lang::Tag::verb_now || t == lang::Tag::other)) return kNo;
    if (!capital(i) && !(behind(i, Class::in) || behind(i, Class::from))) return kNo;
    if (m == 3 && (behind(i, Class::the) || !led || (word(k) && may(k, Class::on)))) return kNo;
    if (t == lang::Tag::modal && !behind(i, Class::in)) return kNo;
  }
  if (!capital(i) && !led) return kNo;
  if (!led && word(k) && capital(k) && tag(k) == lang::Tag::name && !is(k, Class::month)) return kNo;  // "April Shaw"
  return end;
}

/// ", 1994", "of 1994", "in 1994", " '94".
Parser::At Parser::of_year(At i, Expression& e, bool comma_too) const {
  if (e.year != 0) return i;
  const At c = comma_too ? comma(i) : i;
  At k = c;
  if (may(k, Class::of) || may(k, Class::in)) ++k;
  Expression y;
  // "5 May 9999"
  if (k == i && e.day != 0 && number(k) && p_[k].digits == 4 && (p_[k].number > 2200 ||
      (p_[k].number > 0 && p_[k].number < 1000)) && !(glued(k + 1) && (word(k + 1) || (glued(k + 2) && number(k + 2)))))
    return e.year = static_cast<std::int16_t>(p_[k].number), k + 1;
  if (may(k, Class::the) && is(k + 1, Class::year)) k += 2;
  At end = year(k, y, false);
  if (end == kNo && k > c && may(k - 1, Class::of) && number(k) && p_[k].digits == 2 && !word(k + 1) && e.month != 0) {
    y.year = static_cast<std::int16_t>(p_[k].number), y.short_year = true;
    end = k + 1;
  }
  if (end == kNo || (number(k) && (may(end, Class::countable) || is(end, Class::units) ||
      (mark(end, ':') && glued(end) && number(end + 1)) || is(end, Class::meridiem)))) return i;
  if (number(k) && (p_[k].number > 2200 || (mark(end, ',') && glued(end) && number(end + 1) && glued(end + 1)))) return i;
  if (y.year < 0 && k > i && mark(k - 1, ',')) return i;
  e.year = y.year, e.short_year = y.short_year;
  return end;
}

Parser::At Parser::day_month(At i, Expression& e) const {
  At k = day_of_month(i, e);
  if (k == kNo) return kNo;
  if (number(i) && i > 0 && mark(i - 1, '$')) return kNo;
  if (number(i) && i > 0 && glued(i) && !one_of(i - 1, "-(:\"/")) return kNo;
  std::int32_t u = 0;
  // "the 15th day of May"
  if (may(k, Class::unit) && sense(k, Class::unit, u) != kNo && static_cast<Unit>(u) == Unit::day && may(k + 1, Class::of)) ++k;
  if (may(k, Class::of)) ++k;
  const bool joined = (mark(k, '-') || mark(k, '/') || mark(k, '.')) && glued(k) && glued(k + 1);
  if (joined || mark(k, '-')) ++k;
  if (mark(k - 1, '.') && !joined) return kNo;
  std::int32_t m = 0;
  const At n = month(k, m, true);
  if (n == kNo) return kNo;
  if (!capital(k) && !joined && (m == 5 || m == 3) && !is(i + 1, Class::suffix) && !may(k - 1, Class::of)) return kNo;
  if (is(i, Class::number) && m == 5 && !capital(k)) return kNo;
  e.month = static_cast<std::int8_t>(m);
  At end = n;
  if ((mark(n, '-') || mark(n, '/')) && glued(n) && number(n + 1) && (p_[n + 1].digits == 4 || (joined && p_[n + 1].digits == 2))) {
    e.year = static_cast<std::int16_t>(p_[n + 1].number), e.short_year = p_[n + 1].digits == 2;
    return n + 2;
  }
  end = of_year(n, e, true);
  e.rule = "date";
  return end;
}

Parser::At Parser::month_day(At i, Expression& e) const {
  std::int32_t m = 0;
  const At k = month(i, m, true);
  if (k == kNo) return kNo;
  const bool joined = (mark(k, '-') || mark(k, '/')) && glued(k);
  At d = joined ? k + 1 : over(k, Class::the);
  if (mark(d, ',') && glued(d) && number(d + 1) && is(d + 2, Class::suffix)) ++d;  // "October, 1st"
  const At n = day_of_month(d, e);
  if (n == kNo || (mark(n, ':') && glued(n) && number(n + 1)) || mark(n, '%') || (number(d) && glued(n) && word(n))) return kNo;
  if (mark(n, '.') && glued(n) && number(n + 1) && glued(n + 1)) return kNo;
  if (mark(n, '/') && glued(n)) return kNo;
  if (number(d) && is(n, Class::meridiem)) return kNo;
  if (!number(d) && !is(d, Class::ordinal) && (m == 5 || m == 3) && !capital(i)) return kNo;
  const bool stuck = number(d) && glued(d) && d == i + 1;
  if (is(d, Class::ordinal) && (is(n, Class::unit) || is(n, Class::units))) return kNo;
  if (!capital(i) && !stuck && (m == 5 || m == 3) && !is(n - 1, Class::suffix) && !is(d, Class::ordinal)) return kNo;
  e.month = static_cast<std::int8_t>(m);
  e.rule = "date";
  return of_year(n, e, true);
}

Parser::At Parser::month_date(At i, Expression& e) {
  Expression trial = e;
  At k = day_month(over(i, Class::the), trial);
  if (k == kNo) trial = e, k = month_day(i, trial);
  if (k == kNo && number(i) && p_[i].digits == 4) {  // "2017 april", "2020/Sep/23"
    trial = e;
    const bool joined = (mark(i + 1, '-') || mark(i + 1, '/')) && glued(i + 1);
    std::int32_t m = 0;
    const At n = month(joined ? i + 2 : i + 1, m, true);
    if (n != kNo && p_[i].number >= 1900 && p_[i].number < 2100 && (joined || (!number(n) && !is(i + 1, Class::short_) && m != 5 &&
        m != 3))) {
      trial.year = static_cast<std::int16_t>(p_[i].number), trial.month = static_cast<std::int8_t>(m);
      trial.rule = "date";
      if (joined && (mark(n, '-') || mark(n, '/')))
        if (const At d = day_of_month(n + 1, trial); d != kNo) return e = trial, d;
      return e = trial, n;
    }
  }
  std::int32_t m = 0;
  if (k == kNo) {
    trial = e;
    trial.rule = "month";
    At n = month(i, m, true);
    if (n == kNo) return kNo;
    trial.month = static_cast<std::int8_t>(m);
    const bool joined = (mark(n, '-') || mark(n, '/')) && glued(n) && number(n + 1) && p_[n + 1].digits == 4 && p_[n + 1].number < 2200;
    if (joined) {
      trial.year = static_cast<std::int16_t>(p_[n + 1].number);
      k = n + 2;
      if (mark(k, '-') && glued(k) && number(k + 1) && glued(k + 1) && p_[k + 1].digits <= 2)  // "September-2020-23"
        if (const At d = day_of_month(k + 1, trial); d != kNo) k = d;
    } else {
      k = of_year(n, trial, true);
    }
    if (trial.year == 0 && (k = month(i, m, false)) == kNo) return kNo;
  }
  e = trial;
  if (e.year == 0 && depth_ == 0) {  // "in April and June 1955": the year of the second
    std::int32_t v = 0;
    At second = kNo;
    if (sense(k, Class::to, v) != kNo || may(k, Class::and_) || mark(k, '-')) second = k + 1;
    if (second != kNo) {
      Expression other;
      ++depth_;
      if (month_date(second, other) != kNo && other.month != 0 && other.year != 0 && !other.short_year)
        e.year = static_cast<std::int16_t>(e.month > other.month ? other.year - 1 : other.year);
      --depth_;
    }
  }
  return k;
}

Parser::At Parser::weekday_date(At i, Expression& e) {
  std::int32_t d = 0;
  At k = sense(i, Class::weekday, d);
  if (k == kNo || (glued(i) && i > 0 && word(i - 1))) return kNo;
  if (mark(k, '.') && glued(k) && p_[k].token == p_[i].token) ++k;
  e.weekday = static_cast<std::int8_t>(d);
  e.rule = "weekday";
  const At plain = k;
  const bool bracket = mark(k, '(');
  const At from = bracket ? k + 1 : mark(k, '-') && glued(k) ? k + 1 : comma(k);
  Expression date = e;
  At end = numeric(from, date);
  if (end == kNo) date = e, end = month_date(from, date);
  if (end != kNo && date.day != 0) {
    e = date;
    return bracket && mark(end, ')') ? end + 1 : end;
  }
  date = e;
  const bool the = may(k, Class::the);
  std::int32_t o = 0;
  if (const At n = ordinal(the ? k + 1 : k, o); n != kNo && o >= 1 && o <= 31 && !is(n, Class::unit) && !is(n, Class::weekday) &&
      !(word(n) && (tag(n) == lang::Tag::noun || tag(n) == lang::Tag::adjective))) {
    e.day = static_cast<std::int8_t>(o);
    return n;
  }
  if (number(k) && !glued(k) && p_[k].digits <= 2 && p_[k].number >= 13 && p_[k].number <= 31 && !word(k + 1) &&
      !glued(k + 1)) return e.day = static_cast<std::int8_t>(p_[k].number), k + 1;
  if (number(k) && !glued(k) && p_[k].digits <= 2 && p_[k].number >= 13 && p_[k].number <= 31 && (mark(k + 1, '!') ||
      mark(k + 1, '.') || may(k + 1, Class::at))) return e.day = static_cast<std::int8_t>(p_[k].number), k + 1;
  if (is(i, Class::short_)) {
    Clock c;
    const bool led = (behind(i, Class::on) || behind(i, Class::by) || behind(i, Class::to) || behind(i, Class::which) ||
        is(plain, Class::which)) && !(word(plain) && capital(plain) && !is(plain, Class::month));
    if (!capital(i) || (!led && !mark(k - 1, '.') && clock(k, c, true) == kNo)) return kNo;
  }
  return plain;
}

Parser::At Parser::decade(At i, Expression& e) const {
  e.what = Expression::What::decade;
  e.rule = "decade";
  std::int32_t v = 0;
  if (mark(i, '\'') && number(i + 1) && p_[i + 1].digits == 2 && p_[i + 1].number % 10 == 0 && letter(i + 2, 's') && glued(i + 2))
    return e.year = static_cast<std::int16_t>(p_[i + 1].number), e.short_year = true, i + 3;
  if (number(i) && p_[i].digits == 4 && p_[i].number % 10 == 0 && p_[i].number >= 1000 && p_[i].number < 2200) {
    const At s = mark(i + 1, '\'') && glued(i + 1) ? i + 2 : i + 1;
    if (letter(s, 's') && glued(s) && (s == i + 1 || behind(i, Class::the) || behind(i,
        Class::mod))) return e.year = static_cast<std::int16_t>(p_[i].number), s + 1;
  }
  if (const At k = sense(i, Class::decade, v); k != kNo && (behind(i, Class::the) || behind(i, Class::mod) || behind(i, Class::in)))
    return e.year = static_cast<std::int16_t>(v), e.short_year = true, k;
  return kNo;
}

/// Holidays, seasons, what is no date of our calendar.
Parser::At Parser::named(At i, Expression& e) {
  std::int32_t v = 0;
  if (const At k = sense(i, Class::holiday, v); k != kNo && !(k == i + 2 && behind(i, Class::a))) {
    if (i > 0 && !capital(i) && k == i + 1) {
      if (!behind(i, Class::leads)) return kNo;
    }
    e.what = Expression::What::holiday;
    e.shift = static_cast<std::int16_t>(v);
    e.calendar = w_.holiday(v).calendar;
    e.rule = "holiday";
    if (e.calendar != Calendar::civil && !capital(i)) return kNo;
    return of_year(k, e, false);
  }
  if (const At k = sense(i, Class::season, v); k != kNo) {
    Expression s = e;
    s.season = static_cast<Season>(v);
    s.rule = "season";
    const At end = of_year(k, s, false);
    const bool led = behind(i, Class::leads) || behind(i, Class::mod) || behind(i, Class::which) || (i > 0 && number(i - 1)) ||
        (v != 3 && word(k) && tag(k) == lang::Tag::noun && tag(i) == lang::Tag::noun) ||
                     (capital(i) && ((word(k) && capital(k) && i > 0) || (mark(k, ',') && page_.token(p_[i].token).sentence_start)));
    if (end == k && (!led || tag(i) != lang::Tag::noun || glued(i))) {
      if (!(tag(i) == lang::Tag::noun && (v == 2 || v == 4) && led)) return kNo;
    }
    if (end == k && v == 1 && !behind(i, Class::the) && !behind(i, Class::mod) && !behind(i, Class::in) && !behind(i, Class::which) &&
        !(capital(i) && word(k) && capital(k))) return kNo;
    if (end == k && v == 3 && starts(i, 'f') && behind(i, Class::the) && may(k, Class::of)) return kNo;  // "the fall of Girona"
    if (end == k && v == 3 && starts(i, 'f') && behind(i, Class::a)) return kNo;
    e = s;
    return end;
  }
  // "1 Ramadan 1452", "the month of Ramadan", "Ramadan 1452"
  At c = number(i) && p_[i].digits <= 2 ? i + 1 : i;
  if (const At k = sense(c, Class::calendar, v); k != kNo && capital(c) && p_[c].end - p_[c].begin > 2) {
    At end = k;
    if (word(end) && glued(end)) return kNo;
    if (mark(end, '-') && glued(end) && word(end + 1)) end += 2;  // "Rabi al-Awwal"
    else if (starts(c, 'd') && word(end) && !mark(end, '.')) end += 1;
    const bool dated = c > i || (number(end) && p_[end].digits == 4);
    const bool known = p_[c].end - p_[c].begin >= 7 && v == static_cast<int>(Calendar::islamic) && behind(c, Class::leads);
    if (!dated && !known) return kNo;
    e.what = Expression::What::foreign;
    e.calendar = static_cast<Calendar>(v);
    e.rule = "foreign";
    if (number(comma(end)) && p_[comma(end)].digits == 4) end = comma(end) + 1;
    if (is(end, Class::calendar) && end - 1 > c && number(end - 1)) ++end;
    return end;
  }
  return kNo;
}

}  // namespace stemma::claims::ground::times
