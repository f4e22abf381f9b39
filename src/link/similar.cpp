#include <algorithm>
#include <cmath>
#include <map>
#include <queue>

#include "link/units.h"

namespace stemma::link {
namespace {

constexpr std::size_t most_partners = 30, widest_posting = 400;
constexpr std::int64_t one = 1024;

/// Items numbered by rising value, with how many units hold each: everything after this is integers.
struct Index {
  std::vector<std::vector<std::uint32_t>> of;  // unit -> item numbers, sorted
  std::vector<std::uint32_t> df;
};

template <class T, class Get>
Index number(const std::vector<const Unit*>& units, Get get) {
  std::vector<T> all;
  for (const auto* u : units) all.insert(all.end(), get(*u).begin(), get(*u).end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  Index out{std::vector<std::vector<std::uint32_t>>(units.size()), std::vector<std::uint32_t>(all.size(), 0)};
  for (std::size_t u = 0; u < units.size(); ++u) {
    for (const auto& x : get(*units[u])) {
      const auto n = static_cast<std::uint32_t>(std::lower_bound(all.begin(), all.end(), x) - all.begin());
      out.of[u].push_back(n);
      ++out.df[n];
    }
  }
  return out;
}

/// ln((1 + N) / (1 + df)) + 1 in 1/64: whole numbers, so that sums do not depend on their order.
std::vector<std::int64_t> weights(const std::vector<std::uint32_t>& df, std::size_t n) {
  std::vector<std::int64_t> out;
  for (const auto d : df) out.push_back(std::lround(64 * (std::log((1.0 + static_cast<double>(n)) / (1.0 + d)) + 1)));
  return out;
}

bool share(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& w) { return std::binary_search(b.begin(), b.end(), w); });
}

/// Both say that something was done, and not the same: what they share is the setting.
bool other_event(const Unit& a, const Unit& b) {
  return !a.predicates.empty() && !b.predicates.empty() && !share(a.predicates, b.stems) && !share(b.predicates, a.stems);
}

struct Sums {
  std::int64_t common = 0, a = 0, b = 0;
};

template <class Weight>
Sums compare(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b, Weight weight) {
  Sums s;
  for (const auto x : a) s.a += weight(x);
  for (const auto x : b) s.b += weight(x);
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i < *j) ++i;
    else if (*j < *i) ++j;
    else {
      s.common += weight(*i);
      ++i, ++j;
    }
  }
  return s;
}

}  // namespace

std::vector<Similar> similar_units(const std::vector<const Unit*>& units, std::int32_t floor) {
  const auto stems = number<std::string>(units, [](const Unit& u) -> const std::vector<std::string>& { return u.stems; });
  const auto grams = number<std::uint32_t>(units, [](const Unit& u) -> const std::vector<std::uint32_t>& { return u.grams; });
  const auto stem_weight = weights(stems.df, units.size()), gram_weight = weights(grams.df, units.size());
  std::vector<std::vector<std::uint32_t>> postings(stems.df.size());
  for (std::uint32_t u = 0; u < units.size(); ++u)
    for (const auto s : stems.of[u]) postings[s].push_back(u);

  const auto score = [&](std::uint32_t a, std::uint32_t b) {
    const auto g = compare(grams.of[a], grams.of[b], [&](std::uint32_t x) { return gram_weight[x] * gram_weight[x]; });
    const auto s = compare(stems.of[a], stems.of[b], [&](std::uint32_t x) { return stem_weight[x]; });
    const double norm = std::sqrt(static_cast<double>(g.a)) * std::sqrt(static_cast<double>(g.b));
    const auto cosine = norm == 0 ? 0 : static_cast<std::int64_t>(static_cast<double>(g.common * one) / norm);
    const auto smaller = std::min(s.a, s.b);
    const auto contained = smaller == 0 ? 0 : s.common * one / smaller;
    auto mixed = (cosine * 6 + contained * 4) / 10;
    if (!share(units[a]->matter, units[b]->matter)) mixed /= 2;  // one place or person, not one proposition
    if (other_event(*units[a], *units[b])) mixed = mixed * 9 / 10;
    return static_cast<std::int32_t>(mixed);
  };

  std::vector<Similar> out;
  std::vector<std::int64_t> sum(units.size(), 0);
  std::vector<std::uint32_t> touched;
  for (std::uint32_t u = 0; u < units.size(); ++u) {
    touched.clear();
    for (const auto s : stems.of[u]) {
      if (postings[s].size() > widest_posting && units.size() > widest_posting) continue;
      for (const auto v : postings[s]) {
        if (v == u) continue;
        if (sum[v] == 0) touched.push_back(v);
        sum[v] += stem_weight[s];
      }
    }
    const auto by_sum = [&](std::uint32_t x, std::uint32_t y) {
      return sum[x] != sum[y] ? sum[x] > sum[y] : std::tuple(units[x]->hash, x) < std::tuple(units[y]->hash, y);
    };
    const auto keep = std::min(touched.size(), most_partners);
    std::partial_sort(touched.begin(), touched.begin() + static_cast<std::ptrdiff_t>(keep), touched.end(), by_sum);
    for (std::size_t i = 0; i < keep; ++i) {
      const auto v = touched[i];
      if (const auto x = score(std::min(u, v), std::max(u, v)); x >= floor) out.push_back({std::min(u, v), std::max(u, v), x});
    }
    for (const auto v : touched) sum[v] = 0;
  }
  std::sort(out.begin(), out.end(), [](const Similar& x, const Similar& y) { return std::tie(x.a, x.b) < std::tie(y.a, y.b); });
  out.erase(std::unique(out.begin(), out.end(), [](const Similar& x, const Similar& y) { return x.a == y.a && x.b == y.b; }), out.end());
  return out;
}

std::vector<std::uint32_t> average_link(std::size_t items, const std::vector<Similar>& pairs, const std::vector<std::uint64_t>& hashes,
                                        std::int32_t threshold) {
  std::vector<std::map<std::uint32_t, std::int64_t>> sums(items);  // neighbour cluster -> sum of scores
  std::vector<std::uint32_t> head(items), size(items, 1);
  std::vector<std::uint64_t> hash = hashes;
  for (std::uint32_t i = 0; i < items; ++i) head[i] = i;
  struct Merge {
    std::int64_t mean;
    std::uint64_t low, high;  // hashes of the two
    std::uint32_t a, b, a_size, b_size;
    bool operator<(const Merge& o) const {  // the queue's top is the largest
      return mean != o.mean ? mean < o.mean : std::tie(low, high, a, b) > std::tie(o.low, o.high, o.a, o.b);
    }
  };
  std::priority_queue<Merge> queue;
  const auto push = [&](std::uint32_t a, std::uint32_t b, std::int64_t sum) {
    if (a > b) std::swap(a, b);
    const auto mean = sum / (static_cast<std::int64_t>(size[a]) * size[b]);
    if (mean >= threshold) queue.push({mean, std::min(hash[a], hash[b]), std::max(hash[a], hash[b]), a, b, size[a], size[b]});
  };
  for (const auto& p : pairs) {
    sums[p.a][p.b] = p.score;
    sums[p.b][p.a] = p.score;
    push(p.a, p.b, p.score);
  }
  while (!queue.empty()) {
    const auto m = queue.top();
    queue.pop();
    if (head[m.a] != m.a || head[m.b] != m.b || size[m.a] != m.a_size || size[m.b] != m.b_size) continue;
    head[m.b] = m.a;
    size[m.a] += size[m.b];
    hash[m.a] = std::min(hash[m.a], hash[m.b]);
    sums[m.a].erase(m.b);
    for (const auto& [n, sum] : sums[m.b]) {
      if (n == m.a) continue;
      sums[n].erase(m.b);
      sums[n][m.a] += sum;
      sums[m.a][n] += sum;
    }
    sums[m.b].clear();
    for (const auto& [n, sum] : sums[m.a]) push(m.a, n, sum);
  }
  for (std::uint32_t i = 0; i < items; ++i) {
    auto r = i;
    while (head[r] != r) r = head[r];
    head[i] = r;  // merges always go to the smaller number, so this is the smallest of the cluster
  }
  return head;
}

}  // namespace stemma::link
