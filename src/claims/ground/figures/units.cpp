// The units of quantities: which one stands behind a number, or before it.
#include "claims/ground/figures/quantity.h"

namespace stemma::claims::ground {

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
        const bool mark = exact || phrase.words.back().empty() ||
            !((phrase.words.back()[0] | 0x20) >= 'a' && (phrase.words.back()[0] | 0x20) <= 'z');
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
                  : page_.token(next.token).tag == lang::Tag::noun && (w == "people" || w.ends_with('s')) &&
                      !(tables_.guard(w) & kTimeUnit);
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
    if (again && tables_.units[again->unit].kind == Unit::Kind::money && tables_.units[again->unit].code == q.unit->code &&
        q.unit->factor == tables_.units[again->unit].factor) set_end(q, behind);
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
  q.glued_word = !q.time_unit && c.at > page_.token(std::min(c.token, page_.size() - 1)).span.begin && c.token < limit_ &&
      !numbers_.word(c).empty();
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
    static constexpr std::pair<std::string_view, std::string_view> times[] = {
        {"second", "s"}, {"sec", "s"}, {"s", "s"}, {"minute", "min"}, {"min", "min"}, {"hour", "h"},
        {"h", "h"},      {"hr", "h"},  {"day", "d"}, {"millisecond", "ms"}, {"ms", "ms"}};
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
  if (foot && ((small && small->code == "in") || (!small && numbers_.word(n->after) == "in" &&
      (behind = numbers_.next(n->after)).token <= limit_))) {
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

}  // namespace stemma::claims::ground
