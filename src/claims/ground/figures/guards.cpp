#include "claims/ground/figures/guards.h"

#include <algorithm>

#include "claims/words.h"

namespace stemma::claims::ground {
namespace {

/// Digits that may be a year.
bool year_like(const Quantity& q) {
  const auto v = q.said.value.whole();
  return !q.range && q.said.plain && q.said.digits == 4 && v && *v >= 1000 && *v <= 2100;
}

}  // namespace

bool Guards::rejects(const Quantity& q, bool bound) {
  bool date = false;
  const bool in_time_span = in_time(q), named = in_name(q, date);
  if (q.said.is_code || q.glued_word) return true;
  if (!q.age.empty()) return false;
  if (is_glued(q)) return true;
  if (q.time_unit) return true;
  if (q.unit) return false;
  if (page_.lower(q.last) == "-" && page_.glued(q.last)) {  // "three-to-one"
    const std::string_view w = page_.lower(q.last + 1);
    if (w == "to" || w == "for" || w == "on" || w == "in" || w == "by") return true;
  }
  if ((in_time_span && !(bound && year_like(q))) || (date && !bound) || is_day(q)) return true;
  if (q.ordinal) {
    const std::string_view w = page_.lower(q.number_last - 1), next = page_.lower(q.last);
    const std::string_view before = q.first > 0 ? page_.lower(q.first - 1) : std::string_view();
    if (named || next == "century" || next == "centuries" || next == "quarter" || next == "quarters") return true;
    if (w == "second" && page_.token(q.number_last - 1).tag == lang::Tag::noun && q.number_last == q.number_first + 1) return true;
    return before == "at" || before == "per" || (next == "of" && page_.lower(q.last + 1) == "all");
  }
  if (page_.size() > 0 && q.number_last == q.number_first + 1 && (tables_.guard(page_.lower(q.number_first)) & kWholeName)) return true;
  if (named || is_list_mark(q) || is_label(q) || is_address(q) || is_score(q) || is_idiom(q)) return true;
  if (q.range && q.said.plain && q.said.digits == 4 && q.low.whole() >= 1500 && q.high.whole() &&
      *q.high.whole() <= 2100) return !counts_noun_behind(q);
  return year_like(q) && !bound && q.said.value.whole() >= 1500 && !counts_noun_behind(q);
}

bool Guards::is_length(const Quantity& q) {
  if (!q.time_unit || q.ordinal || !q.age.empty() || q.number_last >= page_.size() || !in_time(q)) return false;
  return times_[next_time_].kind == TimeKind::duration && (tables_.guard(page_.lower(q.number_last)) & kTimeUnit) != 0;
}

bool Guards::in_time(const Quantity& q) {
  while (next_time_ < times_.size() && times_[next_time_].span.end <= q.number.begin) ++next_time_;
  if (next_time_ == times_.size()) return false;
  const ByteSpan time = times_[next_time_].span;
  // "five billion and three quarters": a length of time only by its end
  return time.overlaps(q.number) && !(q.number.contains(time) && time.size() < q.number.size());
}

/// Inside a name, or (`date`) inside what the language reader calls a date.
bool Guards::in_name(const Quantity& q, bool& date) {
  const auto& names = page_.analysis().names;
  while (next_name_ < names.size() && names[next_name_].last <= q.number_first) ++next_name_;
  if (next_name_ == names.size()) return false;
  const lang::Name& n = names[next_name_];
  if (n.first >= q.number_last) return false;
  if (n.type == lang::NameType::date) {
    const bool alone = n.last - n.first <= q.last - q.first;
    date = alone ? (year_like(q) || q.said.digits < 3) && !counts_noun_behind(q) : !counts_noun_behind(q) || n.last > q.last;
    return false;
  }
  return n.type != lang::NameType::money && n.type != lang::NameType::people && n.last - n.first > q.number_last - q.number_first;
}

/// By the tree, or by a plural noun right behind.
bool Guards::counts_noun_behind(const Quantity& q) const {
  if (q.last >= page_.size() || page_.sentence(q.last) != page_.sentence(q.first)) return false;
  const lang::Token& t = page_.token(q.number_last - 1);
  if (!year_like(q) && t.relation == lang::Relation::nummod && t.head >= static_cast<std::int32_t>(q.last) &&
      t.head < static_cast<std::int32_t>(q.last) + 6) return true;
  const std::string_view w = page_.lower(q.last), before = q.first > 0 ? page_.lower(q.first - 1) : std::string_view();
  if (page_.token(q.last).tag != lang::Tag::noun || !(w == "people" || w.ends_with('s'))) return false;
  // "the 1984 riots": a year, unless persons are counted
  const bool dated = before == "the" || before == "in" || before == "of" || before == "since" || before == "," || before == "during" ||
      before == "from" || before == "'s" || before == "’s";
  return !(dated && year_like(q)) || w == "people" || (word_class(w) & (kPersonRole | kGroupNoun)) != 0;
}

/// "Article 5", "flight 370", "Boeing 747".
bool Guards::is_label(const Quantity& q) const {
  if (q.number_first == 0 || q.said.vague) return false;
  std::uint32_t before = q.number_first - 1;
  if (page_.lower(before) == "(" && before > 0) return false;
  const bool same_sentence = page_.sentence(before) == page_.sentence(q.number_first);
  const std::string_view w = page_.lower(before);
  const bool label = (tables_.guard(w) & kLabel) != 0;
  if (label && (w == "no" || w == "nos" || w == "art") && q.said.in_words) return false;
  if (label && (same_sentence || w.ends_with('.'))) return !counts_noun_behind(q) || w.ends_with('.') || w == "number" || w == "#";
  if (!same_sentence) return false;
  const lang::Token& t = page_.token(before);
  return t.tag == lang::Tag::name && t.capitalised && !q.said.in_words && !counts_noun_behind(q) &&
      page_.token(q.number_last - 1).tag == lang::Tag::number &&
         (page_.token(q.number_last - 1).head == static_cast<std::int32_t>(before) ||
             t.head == static_cast<std::int32_t>(q.number_last - 1));
}

/// "F-16", "COVID-19", "x5".
bool Guards::is_glued(const Quantity& q) const {
  const bool tied = q.last + 1 < page_.size() && page_.lower(q.last) == "-" && page_.glued(q.last) && page_.glued(q.last + 1);
  if (tied && !q.range && !q.said.in_words && page_.token(q.last + 1).capitalised) return true;  // "7-Eleven"
  const std::uint32_t first = q.number_first;
  if (first == 0 || first != q.first || !page_.glued(first)) return false;
  const std::string_view w = page_.lower(first - 1);
  const lang::TokenKind kind = page_.token(first - 1).kind;
  if (kind == lang::TokenKind::word) return true;
  if (w == "/" || w == "." || w == "_" || w == "@") return page_.glued(first - 1);
  if (w == "-" || w == "‑") {
    if (first < 2 || !page_.glued(first - 1)) return false;
    const lang::TokenKind earlier = page_.token(first - 2).kind;
    return earlier == lang::TokenKind::word || (earlier == lang::TokenKind::number && q.said.in_words);
  }
  return false;
}

bool Guards::behind_name(const Quantity& q) const {
  const std::uint32_t i = q.number_first;
  if (i == 0 || page_.sentence(i - 1) != page_.sentence(i)) return false;
  const lang::Token& before = page_.token(i - 1);
  const char first = page_.text(i - 1)[0];
  const bool name = before.tag == lang::Tag::name || (before.tag == lang::Tag::noun && !before.sentence_start && first >= 'A' &&
      first <= 'Z');
  return name && !(first >= 'a' && first <= 'z') && (!q.said.in_words || page_.token(i).capitalised);
}

/// "11 September", "August 8th".
bool Guards::is_day(const Quantity& q) const {
  const auto month = [&](std::uint32_t i) { return i < page_.size() && page_.token(i).capitalised &&
      (tables_.guard(page_.lower(i)) & kMonth) != 0; };
  const auto v = q.high.whole();
  if (!v || *v == 0 || *v > 31 || q.said.fraction || q.said.scale > 0) return false;
  return month(q.last) || (q.number_first > 0 && month(q.number_first - 1)) || (page_.lower(q.last) == "of" && month(q.last + 1));
}

/// "12 Acacia Avenue".
bool Guards::is_address(const Quantity& q) const {
  if (q.range || q.said.in_words || !q.said.value.is_whole()) return false;
  for (std::uint32_t i = q.last; i < page_.size() && i < q.last + 4 && page_.token(i).capitalised; ++i)
    if (i > q.last && (tables_.guard(page_.lower(i)) & kStreet)) return true;
  return false;
}

/// "1. Who came", "(2) the rest".
bool Guards::is_list_mark(const Quantity& q) const {
  const lang::Sentence& s = page_.sentence_of(q.first);
  if (q.said.in_words || !q.said.plain || q.said.digits > 2 || q.last >= page_.size()) return false;
  const bool opened = q.first > 0 && page_.lower(q.first - 1) == "(";
  if (opened) return page_.lower(q.last) == ")" && (q.first - 1 == s.first || !page_.token(q.first - 2).capitalised);
  return q.first == s.first && (page_.lower(q.last) == ")" || page_.lower(q.last) == ".") && q.last + 1 < page_.size() &&
         page_.token(q.last + 1).span.begin - page_.token(q.last).span.end < 3;
}

/// "3-2" beside "won"; "3-0" anywhere.
bool Guards::is_score(const Quantity& q) {
  const auto tie = [&](std::uint32_t i) {
    const std::string_view w = i < page_.size() ? page_.lower(i) : std::string_view();
    return (w == "-" || w == "–") && page_.glued(i) && page_.glued(i + 1 < page_.size() ? i + 1 : i);
  };
  const auto number = [&](std::uint32_t i) { return i < page_.size() && page_.token(i).kind == lang::TokenKind::number; };
  if (q.said.in_words) return false;
  if (!q.range) return (tie(q.last) && number(q.last + 1)) || (q.first > 1 && tie(q.first - 1) && number(q.first - 2));
  const auto low = q.low.value(), high = q.high.value();
  bool dash = false;
  for (std::uint32_t i = q.number_first; i < q.number_last; ++i) dash = dash || tie(i);
  if (!dash || !low || !high || *high >= 1000 || q.said.scale > 0) return false;
  const std::uint32_t sentence = page_.sentence(q.first);
  if (sentence != score_sentence_) {
    score_sentence_ = sentence;
    const lang::Sentence& s = page_.analysis().sentences[sentence];
    score_words_ = false;
    for (std::uint32_t i = s.first; i < s.last && !score_words_; ++i) score_words_ = (tables_.guard(page_.lower(i)) & kScore) != 0;
  }
  return score_words_;
}

/// "a million thanks".
bool Guards::is_idiom(const Quantity& q) const {
  return q.said.in_words && q.said.scale >= 2 && q.last < page_.size() && (tables_.guard(page_.lower(q.last)) & kIdiom) &&
         (page_.lower(q.number_first) == "a" || page_.lower(q.number_first) == "one");
}

bool Guards::doubtful_one(const Quantity& q) const {
  if (q.number_last != q.number_first + 1 || page_.lower(q.number_first) != "one" || q.unit || !q.age.empty() || q.range) return false;
  const std::uint32_t i = q.number_first;
  const std::string_view before = i > 0 ? page_.lower(i - 1) : std::string_view();
  if ((tables_.guard(before) & kBeforeOne) || (tables_.guard(page_.lower(i + 1)) & kAfterOne)) return true;
  return page_.token(i).relation != lang::Relation::nummod && page_.sentence_of(i).last - page_.sentence_of(i).first > 3;
}

}  // namespace stemma::claims::ground
