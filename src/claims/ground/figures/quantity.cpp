#include "claims/ground/figures/quantity.h"

#include <algorithm>

namespace stemma::claims::ground {
namespace {

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
  const bool mark = (w == "-" || w == "−") && (page_.glued(q.first) ? !page_.glued(before) || page_.lower(before - 1) == "(" ||
      page_.lower(before - 1) == "<" : begins);
  const bool word = w == "minus" || (w == "negative" && q.first == q.number_first);
  if (!mark && !word) return;
  q.low = q.low.negative();
  q.high = q.high.negative();
  q.first = q.number_first = before;
  q.span.begin = q.number.begin = page_.token(before).span.begin;
}

/// "one in five children", "two out of three": a share.
void QuantityReader::ratio(Quantity& q, std::uint32_t join) {
  const bool in = page_.lower(join) == "in", out_of = page_.lower(join) == "out" && page_.lower(join + 1) == "of";
  const auto over = q.low.whole();
  if ((!in && !out_of) || q.unit || q.ordinal || q.said.scale > 0 || q.said.fraction || !over || *over == 0 || *over > 9) return;
  const std::uint32_t from = join + (in ? 1 : 2);
  if (from >= limit_ || !number_at(from)) return;
  auto other = part(from, from);
  const auto under = other ? other->low.whole() : std::nullopt;
  if (!under || other->said.is_code || other->ordinal || other->unit || other->time_unit || !other->said.doubt.empty() ||
      other->said.vague) return;
  const bool usual = (*under > *over && *under <= 10) || *under == 20 || *under == 100 || *under == 1000 || *under == 10000 ||
      *under == 100000 || *under == 1000000;
  if (!usual) return;
  q.low = q.high = q.said.value = Decimal::fraction(q.low, other->low);
  q.said.fraction = true;
  q.said.plain = false;
  q.last = q.number_last = other->last;
  q.span.end = q.number.end = other->span.end;
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
  // "between the ages of 4 and 9"
  const bool ages = before > floor + 3 && page_.lower(before - 1) == "of" && page_.lower(before - 2) == "ages" && w == "and";
  const bool between = (before > floor && page_.lower(before - 1) == "between" && w == "and") ||
      (ages && page_.lower(before - 4) == "between");
  if (!dash && !to && !between && w != "or") return ratio(q, join);
  if (q.ordinal && !between) return;
  if (q.ordinal && from < limit_ && page_.lower(from) == "the") ++from;
  std::uint32_t number = from;
  while (number < limit_ && number < from + 3 && !number_at(number)) ++number;  // its currency sign
  if (number >= limit_ || from >= limit_) return;
  if (dash && page_.glued(join) != page_.glued(from)) return;
  if (dash && !page_.glued(join) && q.said.in_words) return;
  if (dash && page_.token(from).capitalised && !q.said.in_words) return;  // "7-Eleven"
  auto other = part(number, join + 1);
  if (!other || other->first != from || other->said.is_code || other->ordinal != q.ordinal || !other->said.doubt.empty() ||
      other->said.vague) return;
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
