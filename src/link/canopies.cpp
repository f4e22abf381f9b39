#include "link/canopies.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>

#include "base/hash.h"
#include "link/average_link.h"

namespace stemma::link {
namespace {

constexpr std::int64_t one = 1024;
// What is left of a cosine that many days apart, of 1024. Fitted on same-event triplets; a fifth less for a pair of which one has no day.
constexpr std::array<std::int64_t, 8> by_days{1075, 922, 358, 205, 154, 154, 154, 102};
constexpr std::int64_t undated = 819;
constexpr std::int64_t conflict = 922;               // of 1024: other countries; main days more than three days apart
constexpr std::int32_t floor_score = 51;
constexpr std::size_t neighbours = 32, candidates = 64;
constexpr std::size_t most_steps = 20000;            // postings walked for one document

std::int64_t nearness(const EventRecord& a, const EventRecord& b) {
  std::int64_t out = undated;
  if (a.day && b.day) {
    const auto apart = static_cast<std::size_t>(std::abs(std::int64_t{*a.day} - *b.day));
    out = apart < by_days.size() ? by_days[apart] : 0;
  }
  if (a.country != 0 && b.country != 0 && a.country != b.country) out = out * conflict / one;
  if (a.event_day && b.event_day && std::abs(std::int64_t{*a.event_day} - *b.event_day) > 3) out = out * conflict / one;
  return out;
}

std::int64_t cosine(const EventRecord& a, const EventRecord& b) {
  std::int64_t sum = 0;
  for (std::size_t i = 0, j = 0; i < a.terms.size() && j < b.terms.size();) {
    if (a.terms[i].key < b.terms[j].key) ++i;
    else if (b.terms[j].key < a.terms[i].key) ++j;
    else sum += std::int64_t{a.terms[i++].weight} * b.terms[j++].weight;
  }
  return sum >> 14;  // weights are of 4096 each: of 1024
}

/// Where a record stands among the others: undated ones first. Equal records stand together.
auto place(const EventRecord& r) { return std::tuple(r.day.has_value(), r.day.value_or(0), r.hash, r.country, r.event_day.value_or(0)); }

bool same(const EventRecord& a, const EventRecord& b) {
  const auto equal = [](const EventRecord::Term& x, const EventRecord::Term& y) { return x.key == y.key && x.weight == y.weight; };
  return place(a) == place(b) && std::equal(a.terms.begin(), a.terms.end(), b.terms.begin(), b.terms.end(), equal);
}

/// Records by day, each said once; `stands_for` gives the smallest index of those that it stands for.
struct Ordered {
  std::vector<const EventRecord*> records;
  std::vector<std::uint32_t> stands_for, of;  // of: index given -> place in `records`
  std::uint32_t undated = 0;                  // so many come first

  explicit Ordered(std::span<const EventRecord> given) : of(given.size()) {
    std::vector<std::uint32_t> order(given.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      const auto x = place(given[a]), y = place(given[b]);
      return x != y ? x < y : a < b;
    });
    for (const auto i : order) {
      if (records.empty() || !same(*records.back(), given[i])) {
        records.push_back(&given[i]);
        stands_for.push_back(i);
        undated += !given[i].day;
      }
      of[i] = static_cast<std::uint32_t>(records.size() - 1);
    }
  }
  std::uint32_t size() const { return static_cast<std::uint32_t>(records.size()); }
};

/// Which records hold a term, by day.
class Postings {
 public:
  explicit Postings(const Ordered& all) {
    for (const auto* r : all.records)
      for (const auto& t : r->terms) keys_.push_back(t.key);
    std::sort(keys_.begin(), keys_.end());
    std::vector<std::uint32_t> kept;
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      if (i > 0 && keys_[i] == keys_[i - 1]) continue;
      kept.push_back(keys_[i]);
      starts_.push_back(static_cast<std::uint32_t>(i));
    }
    starts_.push_back(static_cast<std::uint32_t>(keys_.size()));
    keys_ = std::move(kept);
    entries_.resize(starts_.back());
    auto at = starts_;
    for (std::uint32_t d = 0; d < all.size(); ++d)
      for (const auto& t : all.records[d]->terms) entries_[at[number(t.key)]++] = {d, t.weight};
  }

  struct Entry {
    std::uint32_t record = 0, weight = 0;
  };
  /// Entries of a term among the records [first, last).
  std::span<const Entry> within(std::uint32_t key, std::uint32_t first, std::uint32_t last) const {
    const auto n = number(key);
    const auto before = [](const Entry& e, std::uint32_t d) { return e.record < d; };
    const auto begin = entries_.begin() + starts_[n], end = entries_.begin() + starts_[n + 1];
    const auto from = std::lower_bound(begin, end, first, before), to = std::lower_bound(from, end, last, before);
    return {entries_.data() + (from - entries_.begin()), static_cast<std::size_t>(to - from)};
  }

 private:
  std::size_t number(std::uint32_t key) const {
    return static_cast<std::size_t>(std::lower_bound(keys_.begin(), keys_.end(), key) - keys_.begin());
  }

  std::vector<std::uint32_t> keys_, starts_;
  std::vector<Entry> entries_;
};

/// Finds for one record after the other the best of the others.
class Neighbours {
 public:
  explicit Neighbours(const Ordered& all) : all_(all), postings_(all), sums_(all.size(), 0) {}

  /// Scored pairs of a record, best first; more than `neighbours` may be as good as the last.
  std::vector<Similar> of(std::uint32_t record) {
    collect(record);
    const auto by_sum = [&](std::uint32_t a, std::uint32_t b) { return sums_[a] != sums_[b] ? sums_[a] > sums_[b] : a < b; };
    const auto kept = std::min(touched_.size(), candidates);
    std::nth_element(touched_.begin(), touched_.begin() + static_cast<std::ptrdiff_t>(kept), touched_.end(), by_sum);
    std::sort(touched_.begin(), touched_.begin() + static_cast<std::ptrdiff_t>(kept), by_sum);
    std::vector<Similar> out;
    for (std::size_t i = 0; i < kept; ++i) {
      const auto other = touched_[i];
      const auto score = event_score(*all_.records[record], *all_.records[other]);
      if (score >= floor_score) out.push_back({std::min(record, other), std::max(record, other), score});
    }
    std::stable_sort(out.begin(), out.end(), [](const Similar& a, const Similar& b) { return a.score > b.score; });
    if (out.size() > neighbours) out.resize(neighbours);
    for (const auto d : touched_) sums_[d] = 0;
    return out;
  }

 private:
  /// Sums up what the heaviest terms of a record share with others, as far as the steps reach.
  void collect(std::uint32_t record) {
    touched_.clear();
    terms_ = all_.records[record]->terms;
    std::sort(terms_.begin(), terms_.end(), [](const auto& a, const auto& b) { return a.weight != b.weight ? a.weight > b.weight : a.key < b.key; });
    const auto [first, last] = window(record);
    std::size_t left = most_steps;
    for (const auto& t : terms_) {
      const auto dated = postings_.within(t.key, first, last);
      const auto others = first > 0 ? postings_.within(t.key, 0, std::min(first, all_.undated)) : std::span<const Postings::Entry>();
      if (dated.size() + others.size() > left) continue;  // what everybody holds tells little: the next may be rarer
      left -= dated.size() + others.size();
      for (const auto& entries : {others, dated})
        for (const auto& e : entries) add(e, t.weight, record);
    }
  }

  void add(const Postings::Entry& e, std::uint32_t weight, std::uint32_t record) {
    if (e.record == record) return;
    if (sums_[e.record] == 0) touched_.push_back(e.record);
    sums_[e.record] += std::uint64_t{e.weight} * weight;
  }

  /// The records that may be near a record in time; those without a day come on top of them.
  std::pair<std::uint32_t, std::uint32_t> window(std::uint32_t record) const {
    const auto day = all_.records[record]->day;
    if (!day) return {0, all_.size()};
    constexpr auto reach = static_cast<std::int64_t>(by_days.size()) - 1;
    const auto begin = all_.records.begin() + all_.undated, end = all_.records.end();
    const auto first = std::lower_bound(begin, end, *day - reach, [](const EventRecord* r, std::int64_t d) { return *r->day < d; });
    const auto last = std::upper_bound(first, end, *day + reach, [](std::int64_t d, const EventRecord* r) { return d < *r->day; });
    return {static_cast<std::uint32_t>(first - all_.records.begin()), static_cast<std::uint32_t>(last - all_.records.begin())};
  }

  const Ordered& all_;
  const Postings postings_;
  std::vector<std::uint64_t> sums_;
  std::vector<std::uint32_t> touched_;
  std::vector<EventRecord::Term> terms_;
};

struct Scored {
  std::vector<Similar> pairs;  // by (a, b)
  std::vector<bool> crowded;   // by record: had more good neighbours than are kept
};

Scored scored_pairs(const Ordered& all, std::int32_t threshold) {
  Neighbours neighbours_of(all);
  Scored out;
  for (std::uint32_t r = 0; r < all.size(); ++r) {
    const auto some = neighbours_of.of(r);
    out.crowded.push_back(some.size() == neighbours && some.back().score >= threshold);
    out.pairs.insert(out.pairs.end(), some.begin(), some.end());
  }
  const auto by_pair = [](const Similar& x, const Similar& y) { return std::tie(x.a, x.b) < std::tie(y.a, y.b); };
  const auto same_pair = [](const Similar& x, const Similar& y) { return x.a == y.a && x.b == y.b; };
  std::sort(out.pairs.begin(), out.pairs.end(), by_pair);
  out.pairs.erase(std::unique(out.pairs.begin(), out.pairs.end(), same_pair), out.pairs.end());
  return out;
}

/// A big event has more reports than a record keeps neighbours, and pairs that were not kept count 0: average link leaves it in pieces.
/// Pieces are joined, each with its best, as long as the mean score between a dozen records of each says so.
class Pieces {
 public:
  Pieces(const Ordered& all, const Scored& scored, std::vector<std::uint32_t>& heads) : all_(all), scored_(scored), heads_(heads) {}

  void join(std::int32_t threshold) {
    while (join_once(threshold * 5 / 4)) {}
  }

 private:
  using Pair = std::pair<std::uint32_t, std::uint32_t>;

  bool join_once(std::int32_t threshold) {
    gather();
    const auto nobody = all_.size();
    std::vector<std::pair<std::int32_t, std::uint32_t>> best(all_.size(), {0, nobody});
    for (const auto& [a, b] : touching()) {
      const auto mean = mean_score(a, b);
      if (mean < threshold) continue;
      if (best[a].second == nobody || mean > best[a].first) best[a] = {mean, b};
      if (best[b].second == nobody || mean > best[b].first) best[b] = {mean, a};
    }
    bool joined = false;
    for (std::uint32_t c = 0; c < all_.size(); ++c) {
      if (best[c].second == nobody) continue;
      const auto a = head(c), b = head(best[c].second);
      if (a != b) heads_[std::max(a, b)] = std::min(a, b), joined = true;
    }
    for (std::uint32_t r = 0; r < all_.size(); ++r) heads_[r] = head(r);
    return joined;
  }

  void gather() {
    members_.assign(all_.size(), {});
    crowded_.assign(all_.size(), false);
    for (std::uint32_t r = 0; r < all_.size(); ++r) {
      members_[heads_[r]].push_back(r);
      if (scored_.crowded[r]) crowded_[heads_[r]] = true;
    }
  }

  std::vector<Pair> touching() const {
    std::vector<Pair> out;
    for (const auto& p : scored_.pairs) {
      const auto a = heads_[p.a], b = heads_[p.b];
      if (a != b && crowded_[a] && crowded_[b]) out.emplace_back(std::min(a, b), std::max(a, b));
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  /// Over at most a dozen of each, evenly taken.
  std::int32_t mean_score(std::uint32_t a, std::uint32_t b) const {
    constexpr std::size_t most = 12;
    const auto &x = members_[a], &y = members_[b];
    const auto n = std::min(x.size(), most), m = std::min(y.size(), most);
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < m; ++j) sum += event_score(*all_.records[x[i * x.size() / n]], *all_.records[y[j * y.size() / m]]);
    return static_cast<std::int32_t>(sum / static_cast<std::int64_t>(n * m));
  }

  std::uint32_t head(std::uint32_t r) {
    while (heads_[r] != r) r = heads_[r] = heads_[heads_[r]];
    return r;
  }

  const Ordered& all_;
  const Scored& scored_;
  std::vector<std::uint32_t>& heads_;
  std::vector<std::vector<std::uint32_t>> members_;  // by head
  std::vector<bool> crowded_;                        // by head
};

}  // namespace

std::int32_t event_score(const EventRecord& a, const EventRecord& b) {
  const auto near = nearness(a, b);
  return near == 0 ? 0 : static_cast<std::int32_t>(std::min(cosine(a, b) * near / one, one));
}

std::vector<std::uint32_t> find_canopies(std::span<const EventRecord> records, std::int32_t threshold) {
  const Ordered all(records);
  std::vector<std::uint64_t> hashes;
  for (const auto* r : all.records) hashes.push_back(r->hash);
  const Scored scored = scored_pairs(all, threshold);
  auto heads = average_link(all.size(), scored.pairs, hashes, threshold);
  Pieces(all, scored, heads).join(threshold);
  std::vector<std::uint32_t> smallest(all.size(), ~0U), out(records.size());
  for (std::uint32_t r = 0; r < all.size(); ++r) smallest[heads[r]] = std::min(smallest[heads[r]], all.stands_for[r]);
  for (std::size_t i = 0; i < records.size(); ++i) out[i] = smallest[heads[all.of[i]]];
  return out;
}

}  // namespace stemma::link
