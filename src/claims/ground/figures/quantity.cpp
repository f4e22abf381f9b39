#include "claims/ground/figures/quantity.h"

#include <algorithm>

#include "base/utf8.h"

namespace stemma::claims::ground {
namespace {

bool is_dash(std::string_view w) { return w == "-" || w == "–" || w == "‐" || w == "‑"; }
bool is_year_like(const Number& n) {
  const auto v = n.value.whole();
  return n.plain && n.digits == 4 && v && *v >= 1000 && *v <= 2100;
}

}  // namespace

double unit_factor(const Quantity& q) { return q.unit && q.unit->kind == Unit::Kind::money ? q.unit->factor : 1; }

void QuantityReader::set_end(Quantity& q, Cursor behind) const {
  const bool token_start = behind.token >= page_.size() || behind.at <= page_.token(behind.token).span.begin;
  q.last = token_start ? behind.token : behind.token + 1;
  q.span.end = token_start ? page_.token(q.last - 1).span.end : behind.at;
}

void QuantityReader::scale_by(Quantity& q, int power) const {
  q.low = q.low.times_power(power);
  q.high = q.high.times_power(power);
}

std::optional<Quantity> QuantityReader::read(std::uint32_t i, std::uint32_t floor, std::uint32_t limit) {
  limit_ = limit;
  auto q = part(i, floor);
  if (!q || q->said.is_code || !q->said.doubt.empty()) return q;
  second(*q, floor);
  return q;
}

/// One number with what belongs to it.
std::optional<Quantity> QuantityReader::part(std::uint32_t i, std::uint32_t floor) {
  auto n = numbers_.read(i, limit_);
  if (!n || n->first < floor) return std::nullopt;
  Quantity q;
  q.first = n->first;
  q.span = q.number = {n->begin, n->end};
  set_end(q, n->after);
  q.span.end = n->end;
  q.number_first = q.first;
  q.number_last = q.last;
  q.low = q.high = n->value;
  q.ordinal = n->ordinal;
  q.said = std::move(*n);
  if (q.said.is_code) return q;
  sign_before(q, floor);
  if (q.ordinal) return q;
  if (const UnitPhrase* money = currency_before(q.first, floor)) {
    q.unit = &tables_.units[money->unit];
    q.first -= static_cast<std::uint32_t>(money->words.size());
    q.span.begin = page_.token(q.first).span.begin;
  } else if (q.first > floor && prefixed_code(page_.text(q.first - 1), q)) {
    --q.first;
    q.span.begin = page_.token(q.first).span.begin;
  }
  unit_after(q, q.said.after);
  return q;
}

/// "-9.2", "minus five".
void QuantityReader::sign_before(Quantity& q, std::uint32_t floor) const {
  if (q.first <= floor || q.said.vague) return;
  const std::uint32_t before = q.first - 1;
  const std::string_view w = page_.lower(before);
  const bool begins = before == page_.sentence_of(before).first;
  const bool mark = (w == "-" || w == "−") && (page_.glued(q.first) ? !page_.glued(before) || page_.lower(before - 1) == "(" || page_.lower(before - 1) == "<" : begins);
  const bool word = w == "minus" || (w == "negative" && q.first == q.number_first);
  if (!mark && !word) return;
  q.low = q.low.negative();
  q.high = q.high.negative();
  q.first = q.number_first = before;
  q.span.begin = q.number.begin = page_.token(before).span.begin;
}

const UnitPhrase* QuantityReader::currency_before(std::uint32_t at, std::uint32_t floor) const {
  if (at <= floor) return nullptr;
  const auto try_list = [&](const std::vector<std::uint32_t>* list, bool exact) -> const UnitPhrase* {
    if (list)
      for (const std::uint32_t p : *list) {
        const UnitPhrase& phrase = tables_.unit_phrases[p];
        const auto n = static_cast<std::uint32_t>(phrase.words.size());
        if (phrase.exact_case != exact || at < floor + n) continue;
        bool same = true;
        for (std::uint32_t k = 0; k < n && same; ++k) {
          const std::uint32_t t = at - n + k;
          same = (exact ? page_.text(t) : page_.lower(t)) == phrase.words[k];
          // "a $ 4 billion": the article is no part of the sign
          if (k == 0 && n > 1 && same && page_.text(t) == "a" && !page_.glued(t + 1)) same = false;
        }
        if (same) return &phrase;
      }
    return nullptr;
  };
  if (const UnitPhrase* exact = try_list(tables_.signs_by_last.find(page_.text(at - 1)), true)) return exact;
  return try_list(tables_.signs_by_last.find(page_.lower(at - 1)), false);
}

/// "MEUR", "MUSD": a million of them.
bool QuantityReader::prefixed_code(std::string_view word, Quantity& q) const {
  if (word.size() != 4 || (word[0] != 'M' && word[0] != 'K')) return false;
  const auto* list = tables_.units_by_first.find(word.substr(1));
  if (!list) return false;
  for (const std::uint32_t p : *list) {
    const UnitPhrase& phrase = tables_.unit_phrases[p];
    if (!phrase.exact_case || tables_.units[phrase.unit].kind != Unit::Kind::money || phrase.words.size() != 1) continue;
    q.unit = &tables_.units[phrase.unit];
    scale_by(q, word[0] == 'M' ? 6 : 3);
    return true;
  }
  return false;
}

const UnitPhrase* QuantityReader::unit_at(Cursor c, Cursor& behind) const {
  const auto try_list = [&](const std::vector<std::uint32_t>* list, bool exact) -> const UnitPhrase* {
    if (list)
      for (const std::uint32_t p : *list) {
        const UnitPhrase& phrase = tables_.unit_phrases[p];
        if (phrase.exact_case != exact) continue;
        Cursor at = numbers_.next(c);
        bool same = true;
        for (std::size_t k = 1; k < phrase.words.size() && same; ++k) {
          same = (exact ? numbers_.printed(at) : numbers_.word(at)) == phrase.words[k];
          at = numbers_.next(at);
        }
        // "1 $10 bill": the sign belongs to what comes next
        const bool mark = exact || phrase.words.back().empty() || !((phrase.words.back()[0] | 0x20) >= 'a' && (phrase.words.back()[0] | 0x20) <= 'z');
        const bool next_number = phrase.sign && mark && at.token < limit_ && page_.token(at.token).kind == lang::TokenKind::number;
        if (same && !next_number) return behind = at, &phrase;
      }
    return nullptr;
  };
  if (const UnitPhrase* exact = try_list(tables_.units_by_first.find(numbers_.printed(c)), true)) return exact;
  return try_list(tables_.units_by_first.find(numbers_.word(c)), false);
}

/// "34-year-old", "six months old", "eighteen months of age".
bool QuantityReader::age_after(Quantity& q, Cursor c) const {
  static constexpr std::string_view units[] = {"year", "month", "week", "day"};
  const auto skip = [&](Cursor at) { return is_dash(numbers_.word(at)) ? numbers_.next(at) : at; };
  c = skip(c);
  const std::string_view w = numbers_.word(c);
  for (const std::string_view unit : units) {
    if (w != unit && !(w.size() == unit.size() + 1 && w.starts_with(unit) && w.back() == 's')) continue;
    Cursor at = skip(numbers_.next(c));
    const std::string_view then = numbers_.word(at);
    if (then == "old" || then == "olds") at = numbers_.next(at);
    else if (then == "of" && numbers_.word(numbers_.next(at)) == "age") at = numbers_.next(numbers_.next(at));
    else return false;
    q.age = unit;
    set_end(q, at);
    return true;
  }
  return false;
}

/// "$5m", "5m euros", "2m people": whether the letter is a scale.
bool QuantityReader::million_after(Quantity& q, Cursor c) const {
  const NumberWord* suffix = tables_.numbers.find(numbers_.printed(c));
  if (!suffix || suffix->form != NumberForm::money_suffix) return false;
  const Cursor next = numbers_.next(c);
  bool scales = q.unit != nullptr;
  if (!scales && next.token < limit_) {
    Cursor behind;
    const UnitPhrase* unit = unit_at(next, behind);
    const std::string_view w = page_.lower(next.token);
    scales = unit ? tables_.units[unit->unit].kind == Unit::Kind::money || tables_.units[unit->unit].code == "t"
                  : page_.token(next.token).tag == lang::Tag::noun && (w == "people" || w.ends_with('s')) && !(tables_.guard(w) & kTimeUnit);
    scales = scales && numbers_.printed(c) == "m";
  }
  if (!scales) return false;
  scale_by(q, static_cast<int>(suffix->value));
  q.said.scale = static_cast<int>(suffix->value);
  q.said.plain = false;
  set_end(q, next);
  q.number.end = q.span.end;
  q.number_last = q.last;
  q.said.after = next;
  return true;
}

void QuantityReader::take_unit(Quantity& q, const UnitPhrase& phrase, Cursor behind) {
  q.unit = &tables_.units[phrase.unit];
  set_end(q, behind);
}

void QuantityReader::unit_after(Quantity& q, Cursor c) {
  if (million_after(q, c)) c = q.said.after;
  if (age_after(q, c)) return;
  const Cursor number_end = c;
  if (is_dash(numbers_.word(c)) && numbers_.glued(c)) {
    c = numbers_.next(c);
    if (!numbers_.glued(c)) return;
  }
  // "20 [kg]"
  const std::string_view open = numbers_.word(c);
  const bool bracket = open == "[" || open == "{" || open == "<";
  if (bracket) c = numbers_.next(c);
  Cursor behind;
  if (q.unit) {  // "$10 dollars", "$ 5 million US"
    const UnitPhrase* again = unit_at(number_end, behind);
    if (again && tables_.units[again->unit].kind == Unit::Kind::money && tables_.units[again->unit].code == q.unit->code && q.unit->factor == tables_.units[again->unit].factor) set_end(q, behind);
    return;
  }
  if (!numbers_.word(c).empty() && prefixed_code(numbers_.printed(c), q)) return set_end(q, numbers_.next(c));
  if (const UnitPhrase* unit = unit_at(c, behind)) {
    if (bracket) {
      const std::string_view close = numbers_.word(behind);
      if (close != "]" && close != "}" && close != ">") return;
      behind = numbers_.next(behind);
    }
    take_unit(q, *unit, behind);
    more_units(q);
    return;
  }
  if (bracket) return;
  const std::uint16_t guard = tables_.guard(numbers_.word(c));
  q.time_unit = (guard & kTimeUnit) != 0;
  if (q.said.vague || q.said.couple) unit_behind_of(c.token, q);
  q.glued_word = !q.time_unit && c.at > page_.token(std::min(c.token, page_.size() - 1)).span.begin && c.token < limit_ && !numbers_.word(c).empty();
}

/// "5 ft 2 in", "thirteen dollars and forty-five cents", "50 metres per second", "75 USD million".
void QuantityReader::more_units(Quantity& q) {
  Cursor c = numbers_.start(q.last);
  if (q.last >= limit_ || c.at < q.span.end) return;
  if (q.unit->kind == Unit::Kind::money) {
    const NumberWord w = numbers_.number_word(c);
    if (w.form == NumberForm::scale && q.unit->code == page_.text(q.last - 1)) {
      scale_by(q, static_cast<int>(w.value));
      return set_end(q, numbers_.next(c));
    }
  }
  if (q.unit->kind == Unit::Kind::length && (numbers_.word(c) == "per" || numbers_.word(c) == "/")) {
    static constexpr std::pair<std::string_view, std::string_view> times[] = {{"second", "s"}, {"sec", "s"}, {"s", "s"}, {"minute", "min"}, {"min", "min"}, {"hour", "h"},
                                                                              {"h", "h"}, {"hr", "h"}, {"day", "d"}, {"millisecond", "ms"}, {"ms", "ms"}};
    const std::string_view w = numbers_.word(numbers_.next(c));
    for (const auto& [name, code] : times)
      if (w == name) {
        q.per = code;
        return set_end(q, numbers_.next(numbers_.next(c)));
      }
    return;
  }
  const bool foot = q.unit->code == "ft", money = q.unit->kind == Unit::Kind::money && q.unit->factor == 1;
  if (!foot && !money) return;
  if (numbers_.word(c) == "and") c = numbers_.next(c);
  if (c.token >= limit_ || !number_at(c.token)) return;
  const auto n = numbers_.read(c.token, limit_);
  if (!n || n->is_code || n->ordinal || !n->doubt.empty() || n->first != c.token) return;
  Cursor behind;
  const UnitPhrase* unit = unit_at(n->after, behind);
  const Unit* small = unit ? &tables_.units[unit->unit] : nullptr;
  if (foot && ((small && small->code == "in") || (!small && numbers_.word(n->after) == "in" && (behind = numbers_.next(n->after)).token <= limit_))) {
    const Decimal inches = Decimal::fraction(n->value, Decimal(12));
    q.low = q.high = q.low.plus(inches);
    q.number.end = n->end;
    set_end(q, behind);
  } else if (money && small && small->kind == Unit::Kind::money && small->factor == 0.01 && small->code == q.unit->code) {
    q.low = q.high = q.low.plus(n->value.times_power(-2));
    q.number.end = n->end;
    set_end(q, behind);
  }
}

void QuantityReader::unit_behind(std::uint32_t from, Quantity& q) {
  Cursor behind;
  if (q.unit || !q.age.empty() || from >= limit_) return;
  if (age_after(q, numbers_.start(from))) return;
  if (const UnitPhrase* unit = unit_at(numbers_.start(from), behind)) take_unit(q, *unit, behind);
  else if (tables_.guard(page_.lower(from)) & kTimeUnit) q.time_unit = true;
}

void QuantityReader::unit_behind_of(std::uint32_t of, Quantity& q) {
  if (q.unit || of + 1 >= limit_ || page_.lower(of) != "of") return;
  Cursor behind;
  const UnitPhrase* unit = unit_at(numbers_.start(of + 1), behind);
  if (unit && tables_.units[unit->unit].kind != Unit::Kind::percent) take_unit(q, *unit, behind);
  else if (tables_.guard(page_.lower(of + 1)) & kTimeUnit) q.time_unit = true;
}

/// The other end of a range: "12-17", "12 to 17", "between 12 and 17", "five or six", "$5m to $10m".
void QuantityReader::second(Quantity& q, std::uint32_t floor) {
  if (q.said.vague || q.last >= limit_ || q.glued_word) return;
  if (q.last > 0 && numbers_.start(q.last).at < q.span.end) return;
  const std::uint32_t join = q.last;
  const std::string_view w = page_.lower(join);
  std::uint32_t from = join + 1;
  const bool dash = is_dash(w) || w == "~", to = w == "to" || w == "through";
  std::uint32_t before = q.first;  // "between" and "from" may stand before "the"
  if (q.ordinal && before > floor && page_.lower(before - 1) == "the") --before;
  const bool ages = before > floor + 3 && page_.lower(before - 1) == "of" && page_.lower(before - 2) == "ages" && w == "and";  // "between the ages of 4 and 9"
  const bool between = (before > floor && page_.lower(before - 1) == "between" && w == "and") || (ages && page_.lower(before - 4) == "between");
  if (!dash && !to && !between && w != "or") return;
  if (q.ordinal && !between) return;
  if (q.ordinal && from < limit_ && page_.lower(from) == "the") ++from;
  Cursor behind;
  std::uint32_t number = from;
  while (number < limit_ && number < from + 3 && !number_at(number)) ++number;  // its currency sign
  if (number >= limit_ || from >= limit_) return;
  if (dash && page_.glued(join) != page_.glued(from)) return;
  if (dash && !page_.glued(join) && q.said.in_words) return;
  if (dash && page_.token(from).capitalised && !q.said.in_words) return;  // "7-Eleven"
  auto other = part(number, join + 1);
  if (!other || other->first != from || other->said.is_code || other->ordinal != q.ordinal || !other->said.doubt.empty() || other->said.vague) return;
  if (q.unit && other->unit != q.unit && !(other->unit == nullptr && q.unit->kind == Unit::Kind::money && dash)) return;
  if (!q.unit && other->unit && other->unit->kind == Unit::Kind::money && other->first != other->number_first) return;
  if (!q.age.empty() && other->age != q.age) return;
  Decimal low = q.low;
  const auto a = low.value(), b = other->low.value();
  if (!a || !b) return;
  if (q.said.scale == 0 && other->said.scale > 0) {  // "5 to 10 million"
    const auto shared = low.times_power(other->said.scale);
    if (*shared.value() < *b) low = shared;
  }
  const bool from_to = to && q.first > floor && page_.lower(q.first - 1) == "from";
  if (from_to && !q.unit && other->unit && other->first == other->number_first) q.unit = other->unit;  // "from 9 to 7 percent"
  if (!(*low.value() < *b)) return;
  const auto whole = low.whole(), end = other->low.whole();
  if (w == "or" && !(whole && end && *low.value() * 2 + 2 >= *b)) return;
  if (dash && !q.unit && !other->unit && is_year_like(q.said) && (is_year_like(other->said) || other->said.digits == 2)) {
    q.said.is_code = other->time_unit == false && page_.size() > 0;  // "1999-2001"
  }
  q.range = true;
  q.low = low;
  q.high = other->high;
  if (other->unit) q.unit = other->unit;
  q.per = other->per;
  q.age = other->age;
  q.time_unit = other->time_unit;
  q.glued_word = other->glued_word;
  q.said.scale = std::max(q.said.scale, other->said.scale);
  q.last = other->last;
  q.span.end = other->span.end;
  q.number.end = other->number.end;
  q.number_last = other->number_last;
  if (ages) {
    q.age = "year";
  } else if (between || from_to) {
    q.first = before - 1;
    q.span.begin = page_.token(q.first).span.begin;
  }
}

}  // namespace stemma::claims::ground
