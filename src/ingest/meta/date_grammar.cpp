#include "ingest/meta/date_grammar.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>

#include "ingest/meta/date_tokens.h"
#include "ingest/meta/date_words.h"

namespace stemma::ingest {
namespace {

struct Cursor : DateTokens {
  Cursor(std::string_view s, std::size_t at, DayOrder o) : DateTokens(s, at), order(o) {}
  DayOrder order;
};
using Token = DateToken;
using Kind = DateToken::Kind;

// Each matcher returns the index behind what it took, or 0 (nothing starts with an empty date, so 0 is never a success).

bool year_token(const Cursor& c, std::size_t i) { return c.number(i, 4, 4) && c[i].value >= 1600 && c[i].value <= 2200; }
int full_year(int two) { return two < 70 ? 2000 + two : 1900 + two; }

int month_at(const Cursor& c, std::size_t i) { return c[i].kind == Kind::word ? month_number(c[i].text) : 0; }

std::size_t skip_ordinal(const Cursor& c, std::size_t i) {
  if (c[i].glued && c[i].kind == Kind::word)
    for (const std::string_view o : {"st", "nd", "rd", "th", "er", "ter"})
      if (c[i].text == o) return i + 1;
  return c[i].glued && (c.mark(i, "o") || c.mark(i, ".")) ? i + 1 : i;
}

std::size_t skip_word(const Cursor& c, std::size_t i) {
  for (const std::string_view w : {"of", "de", "del", "do", "di", "the"})
    if (c.word(i, w)) return i + 1;
  return i;
}

// "6 May 2031", "6th of May, 2031", "6. Mai 2031", "6 de mayo de 2031", "06-May-31", "6/May/2031"
std::size_t day_month(const Cursor& c, std::size_t i, Day& day) {
  if (!c.number(i, 1, 2)) return 0;
  const int d = c[i].value;
  i = skip_word(c, skip_ordinal(c, i + 1));
  const bool hyphens = c.mark(i, "-") || c.mark(i, "/");
  if (hyphens || c.mark(i, ",")) ++i;
  const int m = month_at(c, i);
  if (!m) return 0;
  day = {0, m, d};
  ++i;
  if (!hyphens) return i;
  if ((c.mark(i, "-") || c.mark(i, "/")) && (year_token(c, i + 1) || c.number(i + 1, 2, 2))) {
    day.year = c[i + 1].digits == 2 ? full_year(c[i + 1].value) : c[i + 1].value;
    return i + 2;
  }
  return 0;
}

// "May 6, 2031", "May the 6th", "Feb. 20"
std::size_t month_day(const Cursor& c, std::size_t i, Day& day) {
  const int m = month_at(c, i);
  if (!m) return 0;
  ++i;
  if (c.mark(i, ".") && c[i].glued) ++i;
  if (c.mark(i, "-") && c[i].glued) ++i;
  if (c.word(i, "the")) ++i;
  if (!c.number(i, 1, 2)) return 0;
  day = {0, m, c[i].value};
  const std::size_t after = skip_ordinal(c, i + 1);
  return c.mark(after - 1, ".") ? i + 1 : after;
}

// The year behind a day and month.
std::size_t year_after(const Cursor& c, std::size_t i, Day& day) {
  std::size_t at = i;
  for (int n = 0; n < 2; ++n)
    if (c.mark(at, ",") || c.mark(at, ".")) ++at;
  at = skip_word(c, at);
  if (year_token(c, at)) {
    day.year = c[at].value;
    return at + 1;
  }
  return i;
}

// "2031-05-06", "2031/05/06", "2031.5.6", "2031 May 6", "2031年5月6日"
std::size_t year_first(const Cursor& c, std::size_t i, Day& day) {
  if (!year_token(c, i)) return 0;
  day.year = c[i].value;
  for (const std::string_view sep : {"-", "/", "."})
    if (c.mark(i + 1, sep) && c.number(i + 2, 1, 2) && c.mark(i + 3, sep) && c.number(i + 4, 1, 2)) {
      day.month = c[i + 2].value, day.day = c[i + 4].value;
      return i + 5;
    }
  if (c.mark(i + 1, "Y") && c.number(i + 2, 1, 2) && c.mark(i + 3, "M") && c.number(i + 4, 1, 2) && c.mark(i + 5, "D")) {
    day.month = c[i + 2].value, day.day = c[i + 4].value;
    return i + 6;
  }
  std::size_t at = i + 1;
  if (c.mark(at, ",") || c.mark(at, "-") || c.mark(at, ".")) ++at;
  Day rest;
  const std::size_t end = month_day(c, at, rest);
  if (!end) return 0;
  day.month = rest.month, day.day = rest.day;
  return end;
}

// "20310506", alone or before "T140500"; "20310506140500"
std::size_t packed(const Cursor& c, std::size_t i, PrintedDate& d) {
  if (!c.number(i, 8, 8) && !c.number(i, 14, 14)) return 0;
  const std::string& t = c[i].text;
  const auto part = [&](std::size_t from, std::size_t n) { return std::atoi(t.substr(from, n).c_str()); };
  d.day = {part(0, 4), part(4, 2), part(6, 2)};
  if (d.day.year < 1900 || d.day.year > 2100) return 0;
  if (t.size() == 14) d.hour = part(8, 2), d.minute = part(10, 2), d.second = part(12, 2);
  return i + 1;
}

// "16/05/2031", "05-16-2031": where one of the two must be the day, or else by the order given.
std::size_t bare_numbers(const Cursor& c, std::size_t i, PrintedDate& d) {
  for (const std::string_view sep : {"/", "-", "."})
    if (c.number(i, 1, 2) && c.mark(i + 1, sep) && c.number(i + 2, 1, 2) && c.mark(i + 3, sep) && year_token(c, i + 4)) {
      const int a = c[i].value, b = c[i + 2].value;
      const bool either = a <= 12 && b <= 12 && a != b;
      if (either && c.order == DayOrder::unknown) return 0;
      const bool dots = sep == ".";  // nobody puts the month first before a dot
      d.unsure = either && !dots;
      d.day = a > 12 || (either && (dots || c.order == DayOrder::day_first)) ? Day{c[i + 4].value, b, a} : Day{c[i + 4].value, a, b};
      return i + 5;
    }
  return 0;
}

// "+02:00", "-0500", "Z", "GMT+2", "(CEST)"
std::size_t zone(const Cursor& c, std::size_t i, PrintedDate& d) {
  std::size_t at = i;
  bool named = false;
  if (c.mark(at, "(") && c.mark(at + 2, ")")) ++at;
  if (c[at].kind == Kind::word) {
    const auto z = zone_of(c[at].text, d.day);
    if (!z) {
      if (!ambiguous_zone(c[at].text)) return i;
      d.unsure = true;
      ++at;
      return c.mark(at, ")") && c.mark(i, "(") ? at + 1 : at;
    }
    d.zoned = true, d.offset = z->offset, d.named_utc = z->utc;
    named = true;
    ++at;
    if (!z->utc || !c[at].glued) return c.mark(at, ")") && c.mark(i, "(") ? at + 1 : at;
  }
  if (!c.mark(at, "+") && !c.mark(at, "-")) return named ? at : i;
  const int sign = c.mark(at, "+") ? 1 : -1;
  const Token& n = c[at + 1];
  if (!c.number(at + 1, 1, 4) || !n.glued || n.digits == 3) return named ? at : i;
  int hours = n.value, minutes = 0;
  std::size_t end = at + 2;
  if (n.digits == 4) {
    hours = n.value / 100, minutes = n.value % 100;
  } else if (c.mark(end, ":") && c.number(end + 1, 2, 2)) {
    minutes = c[end + 1].value;
    end += 2;
  }
  if (hours > 14 || minutes > 59) return named ? at : i;
  d.zoned = true, d.named_utc = false, d.offset = sign * (hours * 60 + minutes);
  return end;
}

// "am", "a.m.", "p. m.": the index behind it, and 0 or 12 hours; `i` if there is none.
std::size_t half_of_day(const Cursor& c, std::size_t i, int& hour) {
  std::size_t end = i;
  bool afternoon = false;
  if (c.word(i, "am") || c.word(i, "pm")) {
    afternoon = c[i].text == "pm";
    end = i + 1;
  } else if ((c.word(i, "a") || c.word(i, "p")) && c.mark(i + 1, ".") && c.word(i + 2, "m")) {
    afternoon = c[i].text == "p";
    end = c.mark(i + 3, ".") ? i + 4 : i + 3;
  } else {
    return i;
  }
  if (hour < 1 || hour > 12) return i;
  hour = hour % 12 + (afternoon ? 12 : 0);
  return end;
}

// A time of day with its zone. `loose` (behind a date) also takes "06.00" and "1405 GMT".
std::size_t time_of_day(const Cursor& c, std::size_t i, PrintedDate& d, bool loose) {
  PrintedDate t = d;
  std::size_t at = 0;
  if (c.number(i, 1, 2)) {
    t.hour = c[i].value;
    const bool colon = c.mark(i + 1, ":"), dot = c.mark(i + 1, "."), h = c.word(i + 1, "h");
    if ((colon || dot || h) && c.number(i + 2, 2, 2) && c[i + 2].glued) {
      t.minute = c[i + 2].value;
      at = i + 3;
      if (colon && c.mark(at, ":") && c.number(at + 1, 2, 2)) {
        t.second = c[at + 1].value;
        at += 2;
        if ((c.mark(at, ".") || c.mark(at, ",")) && c[at].glued && c[at + 1].glued && c[at + 1].kind == Kind::number) at += 2;
      }
      if (dot && c.mark(at, ".") && c[at].glued && c[at + 1].glued && c[at + 1].kind == Kind::number) return 0;
      const std::size_t half = half_of_day(c, at, t.hour);
      const bool clock = c.word(half, "uhr") || c.word(half, "hrs") || c.word(half, "h") || c.word(half, "hours");
      if (dot && !loose && half == at && !clock) return 0;
      at = clock ? half + 1 : half;
    } else if (h && c[i + 1].glued && loose) {
      at = i + 2;
    } else {
      at = half_of_day(c, i + 1, t.hour);
      if (at == i + 1) {
        if (!c.word(i + 1, "uhr")) return 0;
        at = i + 2;
      }
    }
  } else if (c.number(i, 4, 4) && loose) {
    const bool clock = c.word(i + 1, "hrs") || c.word(i + 1, "hours");
    PrintedDate probe = d;
    if (!clock && (c[i + 1].kind != Kind::word || zone(c, i + 1, probe) == i + 1)) return 0;
    t.hour = c[i].value / 100, t.minute = c[i].value % 100;
    at = clock ? i + 2 : i + 1;
  } else if (c.number(i, 6, 6) && loose && c[i].glued) {
    t.hour = c[i].value / 10000, t.minute = c[i].value / 100 % 100, t.second = c[i].value % 100;
    at = i + 1;
  }
  if (!at || t.hour > 23 || t.minute > 59 || t.second > 60) return 0;
  if (t.second == 60) t.second = 59;
  at = zone(c, at, t);
  d = t;
  return at;
}

// What may stand between a date and its time: at most three of these.
std::size_t skip_joint(const Cursor& c, std::size_t i) {
  static constexpr std::string_view marks[] = {",", "|", "-", "@", "/"};
  static constexpr std::string_view words[] = {"at", "on", "t", "um", "a", "las", "la", "as", "alle", "ore", "om", "kl", "le", "el"};
  for (int n = 0; n < 3; ++n) {
    const Token& t = c[i];
    const bool joint = (t.kind == Kind::mark && std::find(std::begin(marks), std::end(marks), t.text) != std::end(marks)) ||
                       (t.kind == Kind::word && std::find(std::begin(words), std::end(words), t.text) != std::end(words));
    if (!joint) break;
    i += c.word(i, "kl") && c.mark(i + 1, ".") ? 2 : 1;
  }
  return i;
}

std::size_t skip_weekday(const Cursor& c, std::size_t i) {
  if (c[i].kind != Kind::word || !is_weekday(c[i].text)) return i;
  ++i;
  while (c.mark(i, ",") || c.mark(i, ".")) ++i;
  return i;
}

bool sound(const PrintedDate& d, bool need_year) {
  if (d.day.year == 0) return !need_year && valid({2000, d.day.month, d.day.day});
  return valid(d.day) && d.hour < 24 && d.minute < 60;
}

// A date with the time behind it.
std::size_t date_then_time(const Cursor& c, std::size_t i, PrintedDate& d) {
  std::size_t end = year_first(c, i, d.day);
  if (!end) end = bare_numbers(c, i, d);
  if (!end) end = packed(c, i, d);
  if (!end) {
    end = day_month(c, i, d.day);
    if (!end) end = month_day(c, i, d.day);
    if (!end) return 0;
    if (d.day.year == 0) {
      const std::size_t with_year = year_after(c, end, d.day);
      if (with_year == end) {  // asctime: "May  6 14:05:00 2031", "May 06 14:05:00 +0200 2031"; RFC 822: "06 May 31 14:05:00 +0200"
        PrintedDate t = d;
        std::size_t at = time_of_day(c, end, t, false);
        if (at && year_token(c, at)) {
          t.day.year = c[at].value;
          d = t;
          return at + 1;
        }
        if (c.number(end, 2, 2) && c.number(end + 1, 2, 2) && c.mark(end + 2, ":")) {
          t = d;
          t.day.year = full_year(c[end].value);
          at = time_of_day(c, end + 1, t, true);
          if (at) {
            d = t;
            return at;
          }
        }
      }
      end = with_year;
    }
  }
  if ((c.word(end, "r") || c.word(end, "\xD0\xB3")) && c.mark(end + 1, ".")) end += 2;  // "2031 r.", "2031 г.": the word for year
  if (d.hour >= 0) return zone(c, end, d);
  const std::size_t at = skip_joint(c, end);
  PrintedDate t = d;
  const std::size_t timed = time_of_day(c, at, t, true);
  if (!timed) return end;
  d = t;
  return timed;
}

// "061405 May 31", "061405Z MAY 31": the stamp under a wire's last line.
std::size_t wire_stamp(const Cursor& c, std::size_t i, PrintedDate& d) {
  if (!c.number(i, 6, 6)) return 0;
  const int n = c[i].value;
  d.day.day = n / 10000, d.hour = n / 100 % 100, d.minute = n % 100;
  std::size_t at = i + 1;
  if (c.word(at, "z") || c.word(at, "gmt") || c.word(at, "utc")) {
    d.zoned = d.named_utc = true;
    ++at;
  }
  d.day.month = month_at(c, at);
  if (!d.day.month) return 0;
  if (year_token(c, at + 1)) d.day.year = c[at + 1].value;
  else if (c.number(at + 1, 2, 2)) d.day.year = full_year(c[at + 1].value);
  else return 0;
  return at + 2;
}

std::size_t time_then_date(const Cursor& c, std::size_t i, PrintedDate& d) {
  const std::size_t at = time_of_day(c, i, d, true);
  if (!at) return 0;
  const PrintedDate time = d;
  const std::size_t day_at = skip_weekday(c, skip_joint(c, at));
  d.day = {};
  std::size_t end = year_first(c, day_at, d.day);
  if (!end) end = bare_numbers(c, day_at, d);
  if (!end && ((end = day_month(c, day_at, d.day)) || (end = month_day(c, day_at, d.day))) && d.day.year == 0)
    end = year_after(c, end, d.day);
  if (!end) return 0;
  if (time.zoned) {  // "ET" needs the day
    PrintedDate again;
    again.day = d.day;
    if (time_of_day(c, i, again, true) == at) d.offset = again.offset;
  }
  return end;
}

}  // namespace

std::optional<PrintedDate> match_date(std::string_view s, std::size_t at, bool need_year, DayOrder order) {
  if (at >= s.size()) return std::nullopt;
  const Cursor c(s, at, order);
  using Matcher = std::size_t (*)(const Cursor&, std::size_t, PrintedDate&);
  for (const Matcher match : {Matcher{date_then_time}, Matcher{wire_stamp}, Matcher{time_then_date}}) {
    PrintedDate d;
    const std::size_t end = match(c, 0, d);
    if (!end || !sound(d, need_year)) continue;
    d.begin = at;
    d.end = c[end - 1].end;
    return d;
  }
  return std::nullopt;
}

std::optional<PrintedDate> scan_date(std::string_view s, bool need_year, DayOrder order) {
  for (std::size_t i = 0; i < s.size();) {
    const char c = s[i];
    std::size_t end = i + 1;
    if (ascii_digit(c)) {
      while (end < s.size() && ascii_digit(s[end])) ++end;
      const bool inside = i >= 2 && ascii_digit(s[i - 2]) && (s[i - 1] == '.' || s[i - 1] == '-' || s[i - 1] == '/' ||
                                                              s[i - 1] == ',' || s[i - 1] == ':');
      if (end - i <= 14 && !inside)
        if (auto d = match_date(s, i, need_year, order)) return d;
    } else if (ascii_letter(c) || static_cast<unsigned char>(c) >= 0xC4) {
      while (end < s.size() && (ascii_letter(s[end]) || static_cast<unsigned char>(s[end]) >= 0x80)) ++end;
      if (end - i <= 24 && month_number(plain_word(s.substr(i, end - i))))
        if (auto d = match_date(s, i, need_year, order)) return d;
    }
    i = end;
  }
  return std::nullopt;
}

}  // namespace stemma::ingest
