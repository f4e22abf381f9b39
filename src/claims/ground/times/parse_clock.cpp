// Times of day: "10:35 a.m. GMT", "half past seven", "noon".
#include "claims/ground/times/parser.h"

namespace stemma::claims::ground::times {

/// "a.m.", "pm", "p . m .".
Parser::At Parser::meridiem(At i, Clock& c) const {
  std::int32_t v = 0;
  At k = sense(i, Class::meridiem, v);
  if (k == kNo) {
    k = sense(i, Class::letter, v);
    if (k == kNo) return kNo;
    const bool dotted = mark(k, '.');
    At m = dotted ? k + 1 : k;
    if (!letter(m, 'm') || (glued(m) && !dotted)) return kNo;
    k = m + 1;
    if (dotted && mark(k, '.')) ++k;
  } else if (mark(k, '.') && glued(k) && p_[k].token == p_[k - 1].token) {
    ++k;
  }
  if (c.hour > 12) return c.sure = true, k;
  if (c.hour >= 0) c.hour = static_cast<std::int8_t>(c.hour % 12 + v);
  c.sure = true;
  return k;
}

/// "10:35[:20] [am]", "8.30pm", "9 a.m.", "1140 a.m.", "0735 GMT", "9a". `sure`: a time is looked for here.
Parser::At Parser::digital(At i, Clock& c, bool sure) const {
  if (!number(i) || p_[i].digits > 4 || p_[i].number < 0) return kNo;
  if (stuck(i, "$#.,:/?")) return kNo;
  std::int32_t v = 0;
  const Piece& h = p_[i];
  if (h.digits <= 2 && h.number <= 24 && (mark(i + 1, ':') || mark(i + 1, '.')) && glued(i + 1) && number(i + 2) && glued(i + 2) &&
      p_[i + 2].digits == 2 &&
      p_[i + 2].number < 60) {
    const bool colon = mark(i + 1, ':');
    c.hour = static_cast<std::int8_t>(h.number);
    c.minute = static_cast<std::int8_t>(p_[i + 2].number);
    At k = i + 3;
    if (mark(k, ':') && glued(k) && number(k + 1) && glued(k + 1) && p_[k + 1].digits == 2 && p_[k + 1].number < 60) {
      c.second = static_cast<std::int8_t>(p_[k + 1].number);
      k += 2;
      if (mark(k, '.') && glued(k) && number(k + 1) && glued(k + 1)) k += 2;
    }
    if (c.hour > 12 || c.hour == 0) c.sure = true;
    if (const At m = meridiem(k, c); m != kNo) return m;
    if (glued(k) && sense(k, Class::letter, v) != kNo && colon) return c.hour = static_cast<std::int8_t>(c.hour % 12 + v),
        c.sure = true, k + 1;
    if (glued(k) && word(k) && !letter(k, 'z') && !letter(k, 'h')) return kNo;
    if (mark(k, '%') || is(k, Class::units) || may(k, Class::countable)) return kNo;
    if (!colon && !(sure && (h.digits == 2 || mark(k, '\n') || mark(k, '.') || mark(k, ',') || mark(k, '?') || is(k, Class::zone) ||
        is(k, Class::part)))) return kNo;
    if (!colon && mark(k, '.') && glued(k) && number(k + 1)) return kNo;
    return k;
  }
  if (h.digits <= 2 && h.number <= 12 && h.number > 0) {
    c.hour = static_cast<std::int8_t>(h.number);
    if (const At m = meridiem(i + 1, c); m != kNo) return glued(m) && number(m) ? kNo : m;
    if (sure && glued(i + 1) && sense(i + 1, Class::letter, v) != kNo) return c.hour = static_cast<std::int8_t>(c.hour % 12 + v),
        c.sure = true, i + 2;
    if (const At o = sense(i + 1, Class::oclock, v); o != kNo) return o;
    if (glued(i + 1) && word(i + 1) && p_[i + 1].end - p_[i + 1].begin == 3 && starts(i + 1, 'i')) return i + 2;  // "11ish"
    // "4 in the morning"
    if (may(i + 1, Class::in) && may(i + 2, Class::the) && is(i + 3, Class::part) && !is(i + 3, Class::clock)) return i + 1;
    if (h.number == 12 && (sense(i + 1, Class::clock, v) != kNo) && v == 1200) return c.sure = true, i + 2;
  }
  if (h.digits == 4 && h.number / 100 < 24 && h.number % 100 < 60) {
    c.hour = static_cast<std::int8_t>(h.number / 100);
    c.minute = static_cast<std::int8_t>(h.number % 100);
    if (c.hour <= 12)
      if (const At m = meridiem(i + 1, c); m != kNo) return m;
    const bool zoned = is(i + 1, Class::zone) && capital(i + 1);
    const bool hours = is(i + 1, Class::units) && behind(i, Class::at) && h.number > 100;
    if (zoned || hours) return c.sure = true, hours ? i + 2 : i + 1;
  }
  c = {};
  return kNo;
}

/// "half past seven", "20 min past eight", "seven o'clock", "noon"; "nine thirty" where a time is looked for.
Parser::At Parser::spoken(At i, Clock& c, bool sure) const {
  std::int32_t v = 0;
  if (const At k = sense(i, Class::clock, v); k != kNo) {
    c.hour = static_cast<std::int8_t>(v / 100), c.minute = 0, c.sure = true;
    return k;
  }
  std::int64_t minutes = 0, hour = 0;
  At k = sense(i, Class::halfword, v);
  if (k != kNo) {
    minutes = 30;
  } else if (const At a = sense(over(i, Class::a), Class::quarterword, v); a != kNo) {
    minutes = 15, k = a;
  } else if (k = cardinal(i, minutes); k != kNo) {
    std::int32_t u = 0;
    if (const At m = sense(k, Class::units, u); m != kNo && static_cast<Unit>(u) == Unit::minute) k = m;
    else if (const At n = sense(k, Class::unit, u); n != kNo && static_cast<Unit>(u) == Unit::minute) k = n;
  }
  if (k != kNo && minutes > 0 && minutes < 60) {
    std::int32_t side = 0;
    // past, till, to
    if (const At s = sense(k, Class::past, side); s != kNo && (p_[s - 1].end - p_[s - 1].begin == 4 ||
        p_[s - 1].end - p_[s - 1].begin == 2)) {
      At end = cardinal(s, hour);
      const bool told = end != kNo && (is(end, Class::oclock) || is(end, Class::meridiem) || is(end, Class::part) ||
          may(end, Class::in) || minutes == 30 || mark(end, '\n') || mark(end, '.') || mark(end, ','));
      if (end != kNo && hour >= 1 && hour <= 12 && told && (side > 0 || minutes == 15 || is(end, Class::oclock))) {
        if (side < 0) minutes = 60 - minutes, hour = hour == 1 ? 12 : hour - 1;
        c.hour = static_cast<std::int8_t>(hour), c.minute = static_cast<std::int8_t>(minutes);
        if (const At o = sense(end, Class::oclock, v); o != kNo) end = o;
        if (const At m = meridiem(end, c); m != kNo) return m;
        return end;
      }
    }
  }
  std::int32_t n = 0;
  At h = sense(i, Class::number, n);
  if (h == kNo || n < 1 || n > 12) return kNo;
  c.hour = static_cast<std::int8_t>(n);
  if (const At o = sense(h, Class::oclock, v); o != kNo) return o;
  if (const At m = meridiem(h, c); m != kNo) return m;
  std::int64_t m = 0;
  const At tail = number(dash(h)) ? kNo : cardinal(dash(h), m);
  if (sure && tail != kNo && m >= 10 && m < 60 && !is(tail, Class::units)) {
    c.minute = static_cast<std::int8_t>(m);
    if (const At mm = meridiem(tail, c); mm != kNo) return mm;
    return tail;
  }
  c = {};
  return kNo;
}

/// What stands behind a time: a zone, "in the morning", "this morning" stays.
Parser::At Parser::clock_tail(At i, Clock& c) const {
  std::int32_t v = 0;
  At k = i;
  if (letter(k, 'z') && glued(k)) c.zone = 0, c.sure = true, ++k;
  else if (letter(k, 'h') && glued(k)) c.sure = true, ++k;
  const bool bracket = mark(k, '(') && is(k + 1, Class::zone);
  if (const At z = sense(bracket ? k + 1 : k, Class::zone, v); z != kNo && capital(bracket ? k + 1 : k) && (!bracket || mark(z, ')'))) {
    c.zone = v;
    k = bracket ? z + 1 : z;
  } else if (z != kNo && !bracket && z > k + 1) {
    c.zone = v, k = z;
  } else if ((mark(k, '+') || (mark(k, '-') && glued(k))) && number(k + 1) && glued(k + 1) && p_[k + 1].digits == 2 &&
      mark(k + 2, ':') && number(k + 3) && p_[k + 3].digits == 2) {
    const auto minutes = static_cast<std::int32_t>(p_[k + 1].number * 60 + p_[k + 3].number);
    c.zone = mark(k, '+') ? minutes : -minutes;
    k += 4;
  }
  const At in = over(k, Class::in);
  const At the = over(in, Class::the);
  At part = sense(the, Class::part, v);
  if (part == kNo && in == k) {
    std::int32_t m = 0;
    if (const At after = sense(the, Class::mod, m); after != kNo) part = sense(after, Class::part, v);
  }
  if (part != kNo && (the > in || in == k)) {
    const auto when = static_cast<Part>(v);
    if (!c.sure && c.hour >= 1 && c.hour <= 12) {
      const bool late = when == Part::AF || when == Part::EV || (when == Part::NI && c.hour >= 5);
      c.hour = static_cast<std::int8_t>(late ? c.hour % 12 + 12 : c.hour % 12);
      c.sure = true;
    }
    k = part;
  }
  return k;
}

Parser::At Parser::clock(At i, Clock& c, bool sure) const {
  c = {};
  At k = digital(i, c, sure);
  if (k == kNo) k = (c = {}, spoken(i, c, sure));
  return k == kNo ? kNo : clock_tail(k, c);
}

/// Behind a date: "at 8:00am", "morning", ", 3 pm", "for 8:00:31am", "(10:35 GMT)".
Parser::At Parser::with_clock(At i, Expression& e) {
  if (e.clock.hour >= 0) return i;
  std::int32_t v = 0;
  At k = i;
  if (mark(k, '-') && glued(k) && is(k + 1, Class::part)) ++k;
  std::int32_t m = 0;
  if (const At mod = sense(k, Class::mod, m); mod != kNo && e.mod == Mod::none && is(mod, Class::part) && mod == k + 1) k = mod;
  if (const At part = sense(k, Class::part, v); part != kNo && e.clock.part == Part::none && !mark(part, '\'')) {
    e.clock.part = static_cast<Part>(v);
    i = k = part;
  }
  k = comma(i);
  const At at = over(k, Class::at), about = over(at, Class::approx);
  const bool led = at > k || mark(k, '@') || about > at || (is(k, Class::for_) && number(k + 1));
  if (mark(k, '@')) k = k + 1;
  else k = about > at ? about : at > k ? at : led ? k + 1 : k;
  if (mark(k, '-') && glued(k)) ++k;
  Clock c;
  At end = clock(k, c, true);
  if (end == kNo && led) {
    std::int64_t n = 0;
    if (const At h = cardinal(k, n); h != kNo && n >= 1 && n <= 12 && !(number(k) && p_[k].digits > 2) && !is(h, Class::units) &&
        !glued(h) && !word(h)) {
      c = {};
      c.hour = static_cast<std::int8_t>(n);
      end = clock_tail(h, c);
    } else if (h != kNo && n >= 1 && n <= 12 && (glued(h) ? mark(h, '.') || mark(h, ',') || mark(h, '?') ||
        mark(h, '\n') : is(h, Class::part) || may(h, Class::in))) {
      c = {};
      c.hour = static_cast<std::int8_t>(n);
      end = clock_tail(h, c);
    }
  }
  if (end == kNo) return i;
  const Part told = e.clock.part;
  if (!c.sure && told != Part::none && c.hour >= 1 && c.hour <= 12) {
    const bool late = told == Part::AF || told == Part::EV || (told == Part::NI && c.hour >= 5);
    c.hour = static_cast<std::int8_t>(late ? c.hour % 12 + 12 : c.hour % 12);
    c.sure = true;
  }
  e.clock = c;
  return end;
}

}  // namespace stemma::claims::ground::times
