#include "link/thresholds.h"
#include "link/ties.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <unordered_map>

#include "base/thread_pool.h"

namespace stemma::link {
namespace {

constexpr std::int64_t day = 86400;
using thresholds::copy_days, thresholds::event_days;
constexpr std::size_t nearest = 16;
constexpr std::uint32_t one_passage = 100, named_report = 150, other_language = 120;

/// A day says much, two weeks little: likeness is divided by 1 + a quarter for each day beyond the first.
std::uint32_t faded(std::uint32_t likeness, std::int64_t seconds) {
  const auto days = static_cast<std::uint32_t>(seconds / day);
  return days <= 1 ? likeness : likeness * 4 / (3 + days);
}

/// Like families.cpp: a paragraph of background is no taken-over report. Two or three fingerprints may be two turns of speech; in a passage
/// they stand among words that both texts are about.
bool takes_text(const Record& a, const Record& b, std::uint32_t shared) {
  const auto smaller = std::min(a.prints.size(), b.prints.size());
  return shared >= 2 && (shared >= 6 || shared * 10 >= smaller) && (shared >= 4 || likeness(a, b) >= one_passage);
}

/// The terms of one document, against which those of many others are held.
class TermTable {
 public:
  explicit TermTable(const Record& own)
      : slots_(std::bit_ceil(std::max<std::size_t>(256, own.terms.size() * 4))), shift_(32 - std::countr_zero(slots_.size())) {
    for (const auto& t : own.terms) slots_[find(t.key)] = {t.key, t.weight};
  }
  /// As likeness().
  std::uint32_t like(const Record& other) const {
    std::uint32_t sum = 0;
    for (const auto& t : other.terms) {
      const Slot& s = slots_[find(t.key)];
      sum += s.weight * t.weight;
    }
    return std::min(1024U, sum >> 10);
  }

 private:
  struct Slot {
    std::uint32_t key = free, weight = 0;
  };
  static constexpr std::uint32_t free = 1;  // keys of terms are even
  std::size_t find(std::uint32_t key) const {
    std::size_t s = (key * 0x9E3779B1U) >> shift_;
    while (slots_[s].key != key && slots_[s].key != free) s = (s + 1) & (slots_.size() - 1);
    return s;
  }
  std::vector<Slot> slots_;
  int shift_;
};

}  // namespace

void Records::add(Record record) {
  std::vector<std::uint32_t> keys = record.prints;
  for (const auto& t : record.terms)
    if (t.leads) keys.push_back(t.key);
  text.add(keys);
  edges.add(record.edges);
  all.push_back(std::move(record));
}

/// Key -> ranks, for the keys of some records only.
class Neighbours::Postings {
 public:
  Postings(const Neighbours& all, const Keys& keys, const std::vector<std::uint32_t>& ranks) {
    const auto count = all.order_.size();
    const bool every = ranks.size() * 2 > count;
    const auto of = [&](std::uint32_t rank) { return keys.of(all.order_[rank]); };
    std::vector<bool> asked;
    if (!every) {
      asked.resize(std::size_t{1} << 22);
      for (const auto r : ranks)
        for (const auto k : of(r)) asked[k >> 10] = true;
    }
    const auto [first, last] = every ? std::pair<std::uint32_t, std::uint32_t>(0, static_cast<std::uint32_t>(count)) : reach(all, ranks);
    if (every) entries_.reserve(keys.count());
    for (auto r = first; r < last; ++r)
      for (const auto k : of(r))
        if (every || asked[k >> 10]) entries_.push_back(std::uint64_t{k} << 32 | r);
    std::sort(entries_.begin(), entries_.end());
    for (bits_ = 4; bits_ < 22 && (std::size_t{8} << bits_) < entries_.size();) ++bits_;
    starts_.resize((std::size_t{1} << bits_) + 1);
    std::size_t e = 0;
    for (std::size_t b = 0; b < starts_.size(); ++b) {
      while (e < entries_.size() && (entries_[e] >> (64 - bits_)) < b) ++e;
      starts_[b] = e;
    }
  }

  /// Calls take(rank) for the nearest before (after) `rank` that have the key, nearest first, until it returns false.
  template <class Take>
  void before(std::uint32_t key, std::uint32_t rank, Take take) const {
    auto it = find(key, rank);
    for (std::size_t n = 0; n < nearest && it != entries_.begin() && (*(it - 1) >> 32) == key; ++n)
      if (!take(static_cast<std::uint32_t>(*--it))) return;
  }
  template <class Take>
  void after(std::uint32_t key, std::uint32_t rank, Take take) const {
    auto it = find(key, rank);
    if (it != entries_.end() && *it == (std::uint64_t{key} << 32 | rank)) ++it;
    for (std::size_t n = 0; n < nearest && it != entries_.end() && (*it >> 32) == key; ++n, ++it)
      if (!take(static_cast<std::uint32_t>(*it))) return;
  }

 private:
  using Place = std::vector<std::uint64_t>::const_iterator;
  Place find(std::uint32_t key, std::uint32_t rank) const {
    const std::uint64_t wanted = std::uint64_t{key} << 32 | rank;
    const auto bucket = wanted >> (64 - bits_);
    return std::lower_bound(entries_.begin() + static_cast<std::ptrdiff_t>(starts_[bucket]),
                            entries_.begin() + static_cast<std::ptrdiff_t>(starts_[bucket + 1]), wanted);
  }
  /// Ranks that lie within the longest window around these.
  static std::pair<std::uint32_t, std::uint32_t> reach(const Neighbours& all, const std::vector<std::uint32_t>& ranks) {
    if (ranks.empty()) return {0, 0};
    const auto [low, high] = std::minmax_element(ranks.begin(), ranks.end());
    const auto from = all.at(*low).at, to = all.at(*high).at;
    const auto first = std::partition_point(all.order_.begin(), all.order_.end(),
                                            [&](std::uint32_t i) { return all.records_.all[i].at < from - copy_days * day; });
    const auto last = std::partition_point(first, all.order_.end(), [&](std::uint32_t i) {
      return to == Record::undated || all.records_.all[i].at <= to + copy_days * day;
    });
    return {static_cast<std::uint32_t>(first - all.order_.begin()), static_cast<std::uint32_t>(last - all.order_.begin())};
  }

  std::vector<std::uint64_t> entries_;  // key, then rank
  std::vector<std::size_t> starts_;     // by the first bits of the key
  int bits_ = 4;
};

Neighbours::Moved Neighbours::moved_by(const std::vector<std::uint32_t>& ranks) const {
  Moved out{ranks, ranks};
  const Postings by_text(*this, records_.text, ranks), by_edge(*this, records_.edges, ranks);
  for (const auto r : ranks) {
    const auto near = [&](std::vector<std::uint32_t>& list) {
      return [&list](std::uint32_t x) {
        list.push_back(x);
        return true;
      };
    };
    for (const auto k : text_keys(r)) by_text.after(k, r, near(out.ties));
    for (const auto k : edge_keys(r)) by_edge.after(k, r, near(out.house)), by_edge.before(k, r, near(out.house));
  }
  for (auto* list : {&out.ties, &out.house}) {
    std::sort(list->begin(), list->end());
    list->erase(std::unique(list->begin(), list->end()), list->end());
  }
  return out;
}

std::vector<Tie> Neighbours::ties_of(std::uint32_t rank, const Postings& postings) const {
  const Record& own = at(rank);
  const auto gap = [&](std::uint32_t r) { return own.at == at(r).at ? 0 : own.at == Record::undated ? Record::undated : own.at - at(r).at; };
  std::vector<std::uint32_t> printed, alike;
  for (const auto k : own.prints)
    postings.before(k, rank, [&](std::uint32_t r) {
      if (gap(r) > copy_days * day) return false;
      printed.push_back(r);
      return true;
    });
  for (const auto& t : own.terms)
    if (t.leads)
      postings.before(t.key, rank, [&](std::uint32_t r) {
        if (gap(r) > event_days * day) return false;
        alike.push_back(r);
        return true;
      });
  for (auto* list : {&printed, &alike}) {
    std::sort(list->begin(), list->end());
    list->erase(std::unique(list->begin(), list->end()), list->end());
  }

  struct Offer {
    std::uint32_t score, rank;
    bool operator<(const Offer& o) const { return score != o.score ? score > o.score : rank > o.rank; }  // nearest among equals
  };
  std::vector<Offer> copies;
  for (const auto r : printed)
    if (const auto n = shared_prints(own, at(r)); takes_text(own, at(r), n)) copies.push_back({n, r});
  std::sort(copies.begin(), copies.end());
  if (copies.size() > most_parents) copies.resize(most_parents);
  std::vector<Tie> out;
  const auto tie = [&](std::uint32_t r, std::uint32_t strength) { return Tie{order_[r], static_cast<std::uint16_t>(std::min(strength, 1024U))}; };
  for (const auto& c : copies) {
    const auto smaller = static_cast<std::uint32_t>(std::min(own.prints.size(), at(c.rank).prints.size()));
    out.push_back(tie(c.rank, std::max(c.score * 1024 / smaller, faded(likeness(own, at(c.rank)), gap(c.rank)))));
  }

  const TermTable terms(own);
  Offer event{0, 0}, report{0, 0};
  for (const auto r : alike) {
    const Record& other = at(r);
    const Offer o{faded(terms.like(other), gap(r)), r};
    const bool same_outlet = own.outlet != 0 && own.outlet == other.outlet;
    const bool named = std::binary_search(own.named.begin(), own.named.end(), other.outlet) && other.outlet != 0;
    const bool foreign = own.language != other.language && own.language != 0 && other.language != 0;
    if (o.score >= (foreign ? other_language : one_event) && o < event) event = o;
    if (o.score >= named_report && (named || (own.withdraws && same_outlet)) && o < report) report = o;
  }
  for (const auto& o : {event, report})
    if (o.score > 0 && std::none_of(out.begin(), out.end(), [&](const Tie& t) { return t.to == order_[o.rank]; })) out.push_back(tie(o.rank, o.score));
  return out;
}

std::vector<std::uint32_t> Neighbours::house_of(std::uint32_t rank, const Postings& postings) const {
  constexpr std::size_t stories_wanted = 3;
  const Record& own = at(rank);
  std::unordered_map<std::uint64_t, bool> told;  // one story, by pair of ranks
  const auto one_story = [&](std::uint32_t x, std::uint32_t y) {
    const auto [it, fresh] = told.try_emplace(std::uint64_t{std::min(x, y)} << 32 | std::max(x, y));
    if (fresh) it->second = shared_prints(at(x), at(y), 2) == 2;
    return it->second;
  };
  std::vector<std::uint32_t> out;
  for (const auto k : own.edges) {
    std::vector<std::uint32_t> stories{rank};
    const auto take = [&](std::uint32_t r) {
      const auto [a, b] = std::minmax(own.at, at(r).at);
      if (a != b && (b == Record::undated || b - a > copy_days * day)) return false;
      if (std::none_of(stories.begin(), stories.end(), [&](std::uint32_t s) { return one_story(s, r); })) stories.push_back(r);
      return stories.size() < stories_wanted;
    };
    postings.before(k, rank, take);
    if (stories.size() < stories_wanted) postings.after(k, rank, take);
    if (stories.size() == stories_wanted) out.push_back(k);
  }
  return out;
}

namespace {

constexpr std::size_t slice = 512;

/// make(rank) for each, in order, on some threads.
template <class T>
std::vector<T> for_each_rank(const std::vector<std::uint32_t>& ranks, unsigned threads, const std::function<T(std::uint32_t)>& make) {
  std::vector<T> out;
  out.reserve(ranks.size());
  ordered_map<std::vector<T>>(
      (ranks.size() + slice - 1) / slice, threads, 64,
      [&](std::size_t s, unsigned) {
        std::vector<T> some;
        for (std::size_t i = s * slice; i < std::min(ranks.size(), (s + 1) * slice); ++i) some.push_back(make(ranks[i]));
        return some;
      },
      [&](std::size_t, std::vector<T>&& some) {
        std::move(some.begin(), some.end(), std::back_inserter(out));
        return true;
      });
  return out;
}

}  // namespace

std::vector<std::vector<Tie>> Neighbours::ties(const std::vector<std::uint32_t>& ranks, unsigned threads) const {
  const Postings postings(*this, records_.text, ranks);
  return for_each_rank<std::vector<Tie>>(ranks, threads, [&](std::uint32_t r) { return ties_of(r, postings); });
}

std::vector<std::vector<std::uint32_t>> Neighbours::house_text(const std::vector<std::uint32_t>& ranks, unsigned threads) const {
  const Postings postings(*this, records_.edges, ranks);
  return for_each_rank<std::vector<std::uint32_t>>(ranks, threads, [&](std::uint32_t r) { return house_of(r, postings); });
}

}  // namespace stemma::link
