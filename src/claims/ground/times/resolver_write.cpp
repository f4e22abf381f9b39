// A resolved expression as a TimeExpression: its value, EDTF, first and last day, and what stays open.
#include <fmt/format.h>

#include <algorithm>

#include "claims/ground/times/resolver.h"

namespace stemma::claims::ground::times {
namespace {

struct Sure {
  std::string_view rule;
  float confidence;
};
/// Share of those found whose value is right, on TempEval-3 (train, dev) and WikiWars (train), rounded; a rule that is rare there has
/// a guess.
constexpr Sure confidences[] = {
    {"date", .95F},      {"year", .95F},       {"month", .9F},   {"weekday", .9F},  {"deictic", .9F}, {"numeric", .9F},      {"ordinal", .9F},
    {"duration", .85F},  {"decade", .85F},     {"quarter", .8F}, {"which", .75F},   {"season", .7F},  {"reference", .7F},    {"ago", .65F},
    {"later", .6F},      {"definite", .6F},    {"holiday", .6F}, {"per", .6F},      {"set", .55F},    {"clock", .55F},       {"part", .5F},
    {"hence", .5F},      {"from", .5F},        {"foreign", .4F}, {"year earlier", .6F},
};
constexpr float kUnresolved = .4F;

}  // namespace

/// What can be said of an expression whose day is not known: "XXXX-WXX-5".
void Resolver::unresolved(const Expression& e, TimeExpression& out) const {
  if (e.what == What::calendar && e.inner < 0 && e.year == 0) {
    if (e.month != 0) {
      if (e.day == 0) out.value = fmt::format("XXXX-{:02}", e.month);
      else if (valid({2000, e.month, e.day})) out.value = fmt::format("XXXX-{:02}-{:02}", e.month, e.day);
    } else if (e.weekday != 0 && e.day == 0) {
      out.value = fmt::format("XXXX-WXX-{}", e.weekday) + clock_text(e.clock);
    } else if (e.season != Season::none) {
      out.value = "XXXX-" + std::string(name(e.season));
    } else if (e.quarter != 0) {
      out.value = fmt::format("XXXX-Q{}", e.quarter);
    }
  } else if (e.what == What::ordinal && e.inner < 0 && e.unit == Unit::quarter && e.nth > 0) {
    out.value = fmt::format("XXXX-Q{}", e.nth);
  } else if (e.what == What::clock) {
    out.value = "XXXX-XX-XX" + clock_text(e.clock);
  } else if (e.what == What::offset && e.quantity.vague) {
    out.value = e.shift < 0 ? "PAST_REF" : "FUTURE_REF";
  } else if (e.what == What::deictic && e.shift == 0) {
    out.value = "PRESENT_REF";
  }
}

void Resolver::write(const Expression& e, const std::optional<Moment>& m, TimeExpression& out) const {
  if (!m || !in_range(*m)) {
    unresolved(e, out);
    out.confidence = std::min(out.confidence, kUnresolved);
    return;
  }
  out.value = timex(*m);
  const bool fiscal = e.calendar == Calendar::fiscal || (e.inner >= 0 && inner(e).calendar == Calendar::fiscal);
  out.granularity = m->season != Season::none ? "season" : std::string(name(m->grain));
  if (m->clock.second >= 0) out.granularity = "second";
  else if (m->clock.minute >= 0) out.granularity = "minute";
  else if (m->clock.hour >= 0) out.granularity = "hour";
  if (fiscal) return;  // whose year begins when is not known
  Moment exact = *m;
  if (m->clock.hour > 0 && m->clock.hour <= 12 && !m->clock.sure) {  // "at 7": of which half of the day is not told
    exact.clock = {};
    out.confidence = std::min(out.confidence, kUnresolved);
  }
  out.edtf = edtf(exact, out.approximate);
  std::int64_t first = m->day, last = m->end() - 1;
  if (m->clock.hour == 24) first = last = m->day + 1;
  if (out.approximate) {  // one more on either side
    const std::int64_t width = last - first + 1;
    first -= width, last += width;
  }
  const bool open = e.mod == Mod::MORE_THAN && e.what == What::offset && e.shift < 0;  // "more than ten years ago"
  if (civil_from_days(first).year >= 1 && !open) out.earliest = iso(civil_from_days(first));
  if (civil_from_days(last).year >= 1) out.latest = iso(civil_from_days(last));
}

/// "03/04/2031": day and month in the order that the page uses elsewhere, or that a weekday beside it proves; else both are kept.
void Resolver::numeric(const Expression& e, TimeExpression& out) {
  Expression month_first = e, day_first = e;
  month_first.what = day_first.what = What::calendar;
  std::swap(day_first.month, day_first.day);
  const auto a = moment(month_first), b = moment(day_first);
  if (!a || !b) {
    write(month_first, a, out);
    return;
  }
  const auto fits = [&e](const Moment& m) { return e.weekday != 0 && unit_at(Unit::week, m.day).day + e.weekday - 1 == m.day; };
  int order = day_first_;
  if (fits(*a) != fits(*b)) order = fits(*a) ? -1 : 1;
  if (order != 0) {
    const Moment& m = order < 0 ? *a : *b;
    text_ = m;
    write(order < 0 ? month_first : day_first, m, out);
    return;
  }
  const Moment& low = a->day < b->day ? *a : *b;
  const Moment& high = a->day < b->day ? *b : *a;
  out.confidence = kUnresolved;
  out.value = a->civil().year == b->civil().year ? fmt::format("{:04}-XX-XX", a->civil().year) : std::string();
  out.edtf = "[" + edtf(day_moment(low.day), false) + "," + edtf(day_moment(high.day), false) + "]";
  out.earliest = iso(low.civil());
  out.latest = iso(high.civil());
  out.granularity = "day";
}

void Resolver::write_set(const Expression& e, TimeExpression& out) const {
  out.kind = TimeKind::set;
  const std::string part = clock_text(e.clock);
  if (e.day != 0) out.value = fmt::format("XXXX-XX-{:02}", e.day), out.granularity = "day";
  else if (e.weekday != 0) out.value = fmt::format("XXXX-WXX-{}", e.weekday) + part, out.granularity = "day";
  else if (e.month != 0) out.value = fmt::format("XXXX-{:02}", e.month), out.granularity = "month";
  else if (e.season != Season::none) out.value = "XXXX-" + std::string(name(e.season)), out.granularity = "season";
  else if (e.unit != Unit::none) {
    Quantity q = e.quantity;
    if (q.n < 1 && q.quarters == 0) q.n = 1;
    q.article = false;
    out.value = part.empty() ? period(q, e.unit, {}, Unit::none) : "XXXX-XX-XX" + part;
    out.granularity = std::string(name(e.unit));
  } else {
    out.value = "XXXX-XX-XX" + part;
  }
  if (e.times != 0) out.freq = fmt::format("{}X", e.times);
  else out.quant = "EVERY";
}

void Resolver::write_amount(const Expression& e, TimeExpression& out) const {
  out.kind = TimeKind::duration;
  out.value = period(e.quantity, e.unit, e.more, e.more_unit);
  out.granularity = std::string(name(e.unit));
}

/// "in two weeks" of what is to come, not of what took so long.
bool Resolver::leads_on(const Expression& e) {
  const Tense t = tense_of(e);
  if (t != Tense::unknown) return t == Tense::future;
  if (e.unit < Unit::day) return true;
  if (e.last + 2 < p_.size() && p_[e.last].mark == '\'' && page_.lower(p_[e.last + 2].token) == "time") return true;
  const std::int32_t v = governor(page_, p_[e.first].token, p_[e.last - 1].token + 1);
  return v < 0 || page_.token(static_cast<std::uint32_t>(v)).tag == lang::Tag::verb_base ||
      page_.token(static_cast<std::uint32_t>(v)).tag == lang::Tag::preposition;
}

/// A lone year far from the story's: a glance aside, the story stays where it is.
bool Resolver::aside(const Moment& m) const {
  constexpr int far = 12;
  return m.grain == Unit::year && text_ && text_->grain <= Unit::month && std::abs(m.civil().year - text_->civil().year) > far;
}

TimeExpression Resolver::resolve(const Expression& given) {
  Expression e = given;
  TimeExpression out;
  anchor_ = "";
  set_day_of_writing(e);
  const Piece& first = p_[e.first];
  const Piece& last = p_[e.last - 1];
  out.span = {first.begin, last.end};
  out.rule = e.rule;
  out.confidence = .7F;
  for (const Sure& s : confidences)
    if (s.rule == out.rule) out.confidence = s.confidence;
  out.mod = std::string(name(e.mod));
  out.approximate = e.mod == Mod::APPROX;
  out.calendar = std::string(name(e.calendar));
  if (e.inner >= 0 && e.calendar == Calendar::civil) out.calendar = std::string(name(inner(e).calendar));
  // "in two weeks": until then, or how long it took.
  if (e.what == What::duration && e.which == Which::none && e.rule == std::string_view("duration") && before(e) == "in" &&
      !e.quantity.vague &&
      e.mod == Mod::none && e.inner < 0 && page_.lower(first.token) != "the" && leads_on(e))
    e.what = What::offset, e.shift = 1, out.rule = "hence";
  // "the year ended June 30": how long.
  if (e.what == What::unit && e.definite && e.last < p_.size() && e.unit == Unit::year) {
    std::string_view next = page_.lower(p_[e.last].token);
    if (next == "ended" || next == "ending" || next == "ends") e.what = What::duration, e.quantity.n = 1, e.quantity.vague = false;
  }
  switch (e.what) {
    case What::duration: write_amount(e, out); return out;
    case What::set: write_set(e, out); return out;
    case What::foreign: out.confidence = kUnresolved; return out;
    case What::ref:
      out.value = e.ref == Ref::PRESENT ? "PRESENT_REF" : e.ref == Ref::PAST ? "PAST_REF" : "FUTURE_REF";
      return out;
    case What::numeric: {
      numeric(e, out);
      out.anchor = anchor_;
      return out;
    }
    default: break;
  }
  const auto m = moment(e);
  if (e.clock.any() || e.what == What::clock || (m && m->clock.any())) out.kind = TimeKind::time;
  write(e, m, out);
  out.anchor = m ? anchor_ : "";
  if (m && in_range(*m) && e.what != What::clock) {
    if (m->grain == Unit::quarter && e.which != Which::last && e.what != What::earlier) {
      if (!quarter_ || e.what == What::ordinal) quarter_ = quarter_ && quarter_->day >= m->day ? quarter_ : m;
    }
    if (m->grain <= Unit::year && e.what != What::earlier && !aside(*m)) text_ = m;
  }
  return out;
}

}  // namespace stemma::claims::ground::times
