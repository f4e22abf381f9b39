#include "claims/ground/figures/kinds.h"

#include <algorithm>
#include <cmath>

namespace stemma::claims::ground {
namespace {

/// What is found in this way is right about so often, counted by eye on news.
constexpr float kMoney = 0.95F, kGuessedMoney = 0.85F, kMeasure = 0.95F, kPercentage = 0.97F, kAge = 0.95F, kOrdinal = 0.8F, kCount = 0.9F,
    kSpaced = 0.75F;

void set(Figure& f, FigureKind kind, float confidence, std::string_view rule) {
  f.kind = kind;
  f.confidence = confidence;
  f.rule = rule;
}

}  // namespace

void Kinds::fill(const Quantity& q, const Binding& b, bool behind_age, Figure& f) const {
  if (!q.age.empty()) return set(f, FigureKind::age, kAge, "age"), void(f.unit = q.age);
  if (q.ordinal) return set(f, FigureKind::ordinal, kOrdinal, "ordinal");
  if (!q.unit) return fill_bare_age(q, b, behind_age, f);
  const Unit* unit = q.unit;
  if (unit->pound && is_weight(q)) unit = pound_weight();
  f.unit = unit->code;
  if (unit->kind == Unit::Kind::money) return set(f, FigureKind::money, unit->guessed ? kGuessedMoney : kMoney, "money");
  if (unit->kind == Unit::Kind::percent) return set(f, FigureKind::percentage, kPercentage, "percentage");
  set(f, FigureKind::measure, kMeasure, unit->kind == Unit::Kind::temperature ? "temperature" : "measure");
  if (unit->kind == Unit::Kind::degree) {
    f.unit = is_turn(q) ? "deg" : "degrees";
    if (f.unit == "degrees") f.rule = "temperature";
  }
  if (!q.per.empty()) f.unit += "/" + q.per;
  else convert(*unit, f);
}

void Kinds::convert(const Unit& unit, Figure& f) const {
  if (unit.to.empty()) return;
  const auto v = f.value ? f.value : f.low ? f.low : f.high;
  if (!v) return;
  const double converted = *v * unit.factor + unit.offset;
  if (!std::isfinite(converted)) return;
  f.converted = converted;
  f.converted_unit = unit.to;
}

const Unit* Kinds::pound_weight() const {
  const auto* list = tables_.units_by_first.find("lb");
  return list ? &tables_.units[tables_.unit_phrases[list->front()].unit] : nullptr;
}

/// Whether words with `bit` stand within seven tokens before, three behind.
bool Kinds::beside(const Quantity& q, Guard bit) const {
  const lang::Sentence& s = page_.sentence_of(q.first);
  for (std::uint32_t i = std::max(s.first, q.first > 7 ? q.first - 7 : 0); i < std::min(s.last, q.last + 4); ++i)
    if ((i < q.first || i >= q.last) && (tables_.guard(page_.lower(i)) & bit)) return true;
  return false;
}
bool Kinds::is_turn(const Quantity& q) const { return beside(q, kTurn); }
bool Kinds::is_weight(const Quantity& q) const {
  const bool sign = page_.text(q.first) == "£";
  if (sign || beside(q, kMoneyWord)) return false;
  return beside(q, kWeight) || q.said.scale < 6;
}

/// "aged 34", "at the age of 34", "Edda Marlowick, 34, said".
void Kinds::fill_bare_age(const Quantity& q, const Binding& b, bool behind_age, Figure& f) const {
  set(f, FigureKind::count, q.said.spaced ? kSpaced : kCount, "count");
  if (b.first == 0 || q.said.fraction || q.said.vague) return;
  const auto top = (q.range ? q.high : q.low).value();
  if (!top || *top < 0 || *top > 130) return;
  std::uint32_t before = b.first - 1;
  const std::string_view w = page_.lower(before), earlier = before > 0 ? page_.lower(before - 1) : std::string_view();
  bool age = w == "aged" || w == "ages" || (w == "age" && earlier != "of" && !noun_next(q)) || (w == "of" && earlier == "age");
  age = age || (behind_age && !noun_next(q)) || (w == "to" && earlier == "age") || is_years_of(q, before);
  // "children under five", "those younger than 18", "men over 60"
  const bool open = b.first < q.first && !noun_next(q) && *top >= 1;
  if (!age && open) {
    const std::string_view first = page_.lower(b.first), second = page_.lower(b.first + 1);
    age = (second == "than" && (first == "younger" || first == "older")) ||
        ((first == "under" || first == "over" || first == "above" || first == "below") && counted_.is_person(before));
  }
  if (!age && w == "," && before > 0 && (page_.lower(q.last) == "," || page_.lower(q.last) == ".") && b.bound == Bound::exact &&
      !q.said.in_words && q.said.plain) {
    const auto& names = page_.analysis().names;
    const auto n = std::upper_bound(names.begin(), names.end(), before - 1,
        [](std::uint32_t at, const lang::Name& name) { return at < name.first; });
    age = n != names.begin() && (n - 1)->last == before && (n - 1)->type == lang::NameType::person;
    age = age || counted_.is_person(before - 1);  // "her brother, 9, was found"
  }
  if (!age) return;
  set(f, FigureKind::age, kAge, "age");
  f.unit = "year";
}
/// "she is 34", "Marlowick was 71", "who turned 18".
bool Kinds::is_years_of(const Quantity& q, std::uint32_t verb) const {
  const std::string_view w = page_.lower(verb), who = verb > 0 ? page_.lower(verb - 1) : std::string_view();
  if ((w != "is" && w != "was" && w != "turned" && w != "turns") || verb == 0 ||
      page_.sentence(verb - 1) != page_.sentence(verb)) return false;
  if (q.last < page_.size() && page_.token(q.last).tag != lang::Tag::mark && page_.lower(q.last) != "when" &&
      page_.lower(q.last) != "and" && page_.lower(q.last) != "at") return false;
  if (who == "he" || who == "she" || who == "who") return true;
  const auto& names = page_.analysis().names;
  const auto n = std::upper_bound(names.begin(), names.end(), verb - 1,
      [](std::uint32_t at, const lang::Name& name) { return at < name.first; });
  return n != names.begin() && (n - 1)->last == verb && (n - 1)->type == lang::NameType::person;
}
/// A plural noun, as far as a glance tells.
bool Kinds::noun_next(const Quantity& q) const {
  const std::string_view w = page_.lower(q.last);
  return q.last < page_.size() && page_.token(q.last).tag == lang::Tag::noun && (w == "people" || w.ends_with('s'));
}

}  // namespace stemma::claims::ground
