#include "claims/ground/times/parser.h"

#include <algorithm>

namespace stemma::claims::ground::times {
namespace {

constexpr std::uint32_t kReach = 8;  ///< pieces that may stand before the first word of time: "no more than the first two and a half"

}  // namespace

bool Parser::starts(At i, char c) const {
  if (!word(i)) return false;
  const char first = page_.document().text[p_[i].begin];
  return first == c || first == c - 'a' + 'A';
}

bool Parser::capital(At i) const {
  if (!word(i)) return false;
  const char first = page_.document().text[p_[i].begin];
  return first >= 'A' && first <= 'Z';
}

Parser::At Parser::walk(At i, Class c, std::int32_t& value) const {
  At end = kNo;
  std::uint32_t node = w_.root_child(p_[i].word);
  for (At k = i; node != 0;) {
    const Lexicon::Node& n = w_.node(node);
    const Lexicon::Sense* s = w_.senses(n);
    for (std::uint32_t j = 0; j < n.senses; ++j)
      if (s[j].what == c) value = s[j].value, end = k + 1;
    if (n.leaf || ++k >= p_.size() || p_[k].word == 0) break;
    node = w_.child(node, p_[k].word);
  }
  return end;
}

bool Parser::behind(At i, Class c) const {
  std::int32_t v = 0;
  for (At back = 1; back <= 3 && back <= i; ++back)
    if (sense(i - back, c, v) == i) return true;
  return false;
}

std::int32_t Parser::keep(const Expression& e) {
  inner.push_back(e);
  return static_cast<std::int32_t>(inner.size() - 1);
}

void Parser::take(Expression& e, At last) { e.last = last; }

Parser::At Parser::ref(At i, Expression& e) const {
  std::int32_t v = 0, u = 0;
  const At k = sense(i, Class::ref, v);
  if (k == kNo || glued(i)) return kNo;
  e.what = Expression::What::ref;
  e.ref = static_cast<Ref>(v);
  e.rule = "reference";
  if (k == i + 1 && is(i, Class::adjref)) {
    if (capital(i) && word(k) && capital(k)) return kNo;
    if (const At n = sense(k, Class::units, u); n != kNo && !starts(i, 'c')) {
      if (starts(i, 'r')) e.what = Expression::What::duration, e.quantity.n = 0, e.quantity.vague = true, e.unit = static_cast<Unit>(u);
      return n;
    }
    return tag(i) == lang::Tag::adjective || (tag(i) == lang::Tag::noun && word(k)) ? k : kNo;
  }
  if (k == i + 1 && starts(i, 's')) {  // "soon": of what is to come; in a history it tells nothing
    bool to_come = false;
    for (At j = i > 3 ? i - 3 : 0; j < i + 3 && j < p_.size(); ++j) to_come = to_come || (word(j) && tag(j) == lang::Tag::modal);
    if (!to_come || starts(k, 'a')) return kNo;
  }
  return k;
}

/// Dates, with what hangs on them.
Parser::At Parser::dated(At i, Expression& e) {
  if (depth_ > 4) return kNo;
  std::int32_t v = 0;
  Expression x = e;
  At k = numeric(i, x);
  if (k == kNo) x = e, k = weekday_date(i, x);
  if (k == kNo) x = e, k = month_date(i, x);
  if (k == kNo) x = e, k = quarters(i, x);
  if (k == kNo) x = e, k = named(i, x);
  if (k == kNo) x = e, k = decade(i, x);
  if (k == kNo && may(i, Class::the)) {
    x = e, k = named(i + 1, x);
    // "the summer offensive": without the article
    if (k != kNo && depth_ == 0 && word(k) && tag(k) == lang::Tag::noun && x.year == 0) return kNo;
  }
  if (k == kNo && may(i, Class::the)) x = e, k = decade(i + 1, x);
  if (k == kNo) {
    x = e;
    if (k = sense(i, Class::day, v); k != kNo) x.what = Expression::What::deictic, x.shift = static_cast<std::int16_t>(v),
        x.rule = "deictic";
    else if (k = sense(i, Class::tonight, v); k != kNo) x.what = Expression::What::deictic, x.clock.part = Part::NI, x.rule = "deictic";
    if (k != kNo && glued(i) && i > 0 && (word(i - 1) || mark(i - 1, '/'))) return kNo;
  }
  if (k == kNo && depth_ > 0) x = e, k = year(i, x, false), x.rule = "year";
  if (k == kNo) return kNo;
  e = x;
  return tails(k, e);
}

Parser::At Parser::core(At i, Expression& e) {
  Expression x;
  const auto give = [&e](const Expression& got, At k) { return e = got, k; };
  At k = modified(i, x);
  if (k != kNo) return give(x, k);
  x = {};
  if (k = set(i, x); k != kNo) return give(x, with_clock_of_set(k, x));
  x = {};
  if (k = dated(i, x); k != kNo) return give(x, k);
  x = {};
  if (is(over(i, Class::the), Class::ordinal) && is(i, Class::which)) {  // "the last week of July"
    const std::size_t kept = inner.size();
    if (k = ordinal_unit(i, x); k != kNo && x.inner >= 0) return give(x, k);
    inner.resize(kept);
  }
  x = {};
  if (k = year_end(i, x); k != kNo) return give(x, k);
  x = {};
  if (k = which(i, x); k != kNo) {
    const At end = tails(k, x);
    return give(x, end);
  }
  x = {};
  if (k = year_earlier(i, x); k != kNo) return give(x, k);
  x = {};
  if (k = ordinal_unit(i, x); k != kNo) return give(x, k);
  x = {};
  x.what = Expression::What::clock, x.rule = "clock";
  if (k = clock(i, x.clock, behind(i, Class::at)); k != kNo) {
    const At end = tails(k, x);
    return give(x, end);
  }
  x = {};
  if (k = measured(i, x); k != kNo) return give(x, k);
  x = {};
  if (k = definite(i, x); k != kNo) {
    const At end = tails(k, x);
    return give(x, end);
  }
  x = {};
  if (k = ref(i, x); k != kNo) return give(x, k);
  x = {};
  // "FY18"
  if (is(i, Class::fiscal) && number(i + 1) && (p_[i + 1].digits == 4 || (glued(i + 1) && p_[i + 1].digits == 2)) &&
      p_[i].end - p_[i].begin == 2) {
    x.year = static_cast<std::int16_t>(p_[i + 1].number), x.short_year = p_[i + 1].digits == 2;
    x.rule = "year", x.calendar = Calendar::fiscal;
    return give(x, i + 2);
  }
  if (is(i, Class::fiscal))
    if (k = year(i + 1, x, false); k != kNo) {
      x.rule = "year", x.calendar = Calendar::fiscal;
      return give(x, k);
    }
  x = {};
  if (k = year(i, x, true); k != kNo) {
    x.rule = "year";
    return give(x, k);
  }
  return kNo;
}

/// "year-end", "the year's end".
Parser::At Parser::year_end(At i, Expression& e) const {
  std::int32_t v = 0;
  At k = sense(over(i, Class::the), Class::unit, v);
  if (k == kNo || static_cast<Unit>(v) < Unit::month) return kNo;
  if (mark(k, '-')) ++k;
  else if (mark(k, '\'') && letter(k + 1, 's')) k += 2;
  else if (static_cast<Unit>(v) != Unit::year) return kNo;
  const At end = sense(k, Class::ends, v);
  if (end == kNo || tag(k) != lang::Tag::noun || (word(end) && tag(end) == lang::Tag::noun && !mark(end - 2, '-'))) return kNo;
  sense(over(i, Class::the), Class::unit, v);
  e.what = Expression::What::unit, e.unit = static_cast<Unit>(v), e.definite = true, e.mod = Mod::END, e.rule = "definite";
  return end;
}

/// One expression at i; what it is about is told before it: "about", "nearly", "at least".
Parser::At Parser::one(At i, Expression& e) {
  std::int32_t v = 0;
  const std::string_view asks = i > 0 && word(i - 1) ? page_.lower(p_[i - 1].token) : std::string_view();
  if (const At k = sense(i, Class::approx, v); k != kNo && (asks == "how" || asks == "what")) {
    return kNo;
  } else if (k != kNo) {
    Expression x;
    const At end = core(k, x);
    if (end != kNo && x.what != Expression::What::ref && x.what != Expression::What::set && x.mod == Mod::none) {
      const bool amount = (x.what == Expression::What::duration || x.what == Expression::What::offset) && x.which == Which::none;
      const bool least = starts(i, 'a') && static_cast<Mod>(v) == Mod::EQUAL_OR_MORE && x.what == Expression::What::duration;
      const bool about_day = x.weekday != 0 && x.clock.hour < 0;  // "around Wednesday's ruling"
      if (amount || least || (!is(i, Class::onlyspan) && !about_day)) {
        x.mod = static_cast<Mod>(v);
        e = x;
        return end;
      }
    }
    if (end != kNo) return kNo;
  }
  // "from 15 to 22 February"
  if (number(i) && p_[i].digits <= 2 && p_[i].number >= 1 && p_[i].number <= 31 && !(i > 0 && (glued(i) || mark(i - 1, '$')))) {
    const At d = is(i + 1, Class::suffix) && glued(i + 1) ? i + 2 : i + 1;
    const At sep = may(d, Class::to) || may(d, Class::and_) || may(d, Class::or_) || mark(d, '-') ? d + 1 : kNo;
    Expression x;
    if (sep != kNo && number(sep) && day_month(sep, x) != kNo && x.day > p_[i].number) {
      e.day = static_cast<std::int8_t>(p_[i].number), e.month = x.month, e.year = x.year, e.short_year = x.short_year;
      e.rule = "date";
      return d;
    }
  }
  return core(i, e);
}

/// Whether an expression can begin here: most words that the tables know only stand inside of one.
bool Parser::opens(At i) const {
  const Piece& p = p_[i];
  if (p.word == 0) return p.kind == Piece::Kind::number || p.mark == 'h';
  if (p.mark == '\'') return number(i + 1);
  if (!w_.opens(p.word)) return false;
  return !may(i, Class::the) && !may(i, Class::a) ? true : i + 1 < p_.size() && (p_[i + 1].word != 0 ||
      p_[i + 1].kind == Piece::Kind::number);
}

void Parser::parse() {
  At done = 0;
  for (const At core : pieces_.candidates) {
    if (core < done) continue;
    At i = std::max(done, core > kReach ? core - kReach : 0);
    for (At b = core; b > i; --b)
      if (p_[b - 1].kind == Piece::Kind::mark && p_[b - 1].mark == '\n') i = b;
    for (; i <= core; ++i) {
      if (!opens(i)) continue;
      Expression e;
      const std::size_t kept = inner.size();
      const At end = one(i, e);
      if (end == kNo) {
        inner.resize(kept);
        continue;
      }
      if (end <= core) {
        inner.resize(kept);
        continue;
      }
      e.first = i;
      e.last = end;
      found.push_back(e);
      ranges(e);
      done = found.back().last;
      break;
    }
  }
}

}  // namespace stemma::claims::ground::times
