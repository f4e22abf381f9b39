#include "claims/ground/figures/bounds.h"

#include <algorithm>

namespace stemma::claims::ground {
namespace {

/// Words that may stand in a row before one number: "up to about 300 more than" is longer than any.
constexpr int kMostPhrases = 4;

Bound as_bound(BoundWord w) {
  switch (w) {
    case BoundWord::at_least: return Bound::at_least;
    case BoundWord::more_than: return Bound::more_than;
    case BoundWord::at_most: return Bound::at_most;
    case BoundWord::less_than: return Bound::less_than;
    case BoundWord::about: return Bound::about;
    case BoundWord::exact:
    case BoundWord::inclusive: break;
  }
  return Bound::exact;
}

const BoundPhrase* before(const Page& page, const Tables& tables, std::uint32_t end, std::uint32_t floor) {
  const auto* list = end > floor ? tables.bounds_before.find(page.lower(end - 1)) : nullptr;
  if (!list) return nullptr;
  for (const BoundPhrase& p : *list) {
    const auto n = static_cast<std::uint32_t>(p.words.size());
    if (end < floor + n) continue;
    bool same = true;
    for (std::uint32_t k = 0; k < n && same; ++k) same = page.lower(end - n + k) == p.words[k];
    if (same) return &p;
  }
  return nullptr;
}

const BoundPhrase* after(const Page& page, const Tables& tables, const QuantityReader& reader, std::uint32_t from, std::uint32_t limit) {
  const auto* list = from < limit ? tables.bounds_after.find(page.lower(from)) : nullptr;
  if (!list) return nullptr;
  for (const BoundPhrase& p : *list) {
    const auto n = static_cast<std::uint32_t>(p.words.size());
    if (from + n > limit) continue;
    bool same = true;
    for (std::uint32_t k = 1; k < n && same; ++k) same = page.lower(from + k) == p.words[k];
    if (!same) continue;
    if (p.words[0] == "-" && !page.glued(from)) continue;
    // "5000 or more than 4500", "above 1000 and below 1500": the words bind what comes next.
    const std::uint32_t next = from + n;
    const bool than = next < limit && (page.lower(next) == "than" || page.lower(next) == "to");
    const auto number = [&](std::uint32_t i) { return i < limit && reader.number_at(i); };
    if (!number(next) && !(than && number(next + 1))) return &p;
  }
  return nullptr;
}

}  // namespace

Binding binding(const Page& page, const Tables& tables, QuantityReader& reader, Quantity& q, std::uint32_t floor, std::uint32_t limit) {
  Binding out{Bound::exact, q.first, q.last, q.span.begin, q.span.end};
  std::uint32_t at = q.first;
  bool ordinal_article = q.ordinal && at > floor && page.lower(at - 1) == "the";
  if (ordinal_article) --at;
  for (int n = 0; n < kMostPhrases; ++n) {
    const BoundPhrase* p = before(page, tables, at, floor);
    if (!p) break;
    if (p->words.size() == 1 && page.token(at - 1).relation == lang::Relation::compound_prt) break;  // "ran over two soldiers"
    if (q.ordinal && p->words.size() < 2) break;  // "about the fourth nomination"
    at -= static_cast<std::uint32_t>(p->words.size());
    if (at > floor && page.glued(at) && page.lower(at - 1) == "=") break;  // "=>", an arrow
    if (p->bound == BoundWord::exact) continue;
    out.bound = as_bound(p->bound);
    out.first = at;
    out.begin = page.token(at).span.begin;
  }
  if (q.ordinal) return out;
  for (int n = 0; n < 2; ++n) {
    const BoundPhrase* p = out.end > page.token(out.last - 1).span.end || page.token(out.last - 1).span.end != out.end ? nullptr
        : after(page, tables, reader, out.last, limit);
    if (!p) break;
    if (p->bound == BoundWord::inclusive) {
      if (out.bound == Bound::more_than) out.bound = Bound::at_least;
      else if (out.bound == Bound::less_than) out.bound = Bound::at_most;
      else break;
    } else if (p->bound != BoundWord::exact) {
      if (out.bound == Bound::about) out.first = q.first, out.begin = q.span.begin;  // "about 500 or more"
      out.bound = as_bound(p->bound);
    } else if (page.lower(out.last + 1) != "strong") {
      break;
    }
    out.last += static_cast<std::uint32_t>(p->words.size());
    out.end = page.token(out.last - 1).span.end;
    const std::uint32_t without = q.last;
    reader.unit_behind(out.last, q);
    if (q.last != without && q.last > out.last) out.last = q.last, out.end = q.span.end;
  }
  return out;
}

}  // namespace stemma::claims::ground
