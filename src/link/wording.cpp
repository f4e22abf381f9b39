#include "link/wording.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "base/hash.h"
#include "link/lists.h"

namespace stemma::link {
namespace {

constexpr std::size_t most_partners = 20, widest_posting = 100;
constexpr std::int64_t one = 1024;

/// Stems numbered by rising hash, with how many units hold each: everything after this is integers.
struct Index {
  std::vector<std::vector<std::uint32_t>> of;  // unit -> stem numbers, sorted
  std::vector<std::uint32_t> df;
};

Index number_stems(const std::vector<const Unit*>& units) {
  std::vector<std::uint64_t> all;
  for (const auto* u : units)
    for (const auto& s : u->stems) all.push_back(hash64(s));
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  Index out{std::vector<std::vector<std::uint32_t>>(units.size()), std::vector<std::uint32_t>(all.size(), 0)};
  for (std::size_t u = 0; u < units.size(); ++u) {
    for (const auto& s : units[u]->stems) {
      const auto n = static_cast<std::uint32_t>(std::lower_bound(all.begin(), all.end(), hash64(s)) - all.begin());
      out.of[u].push_back(n);
      ++out.df[n];
    }
    std::sort(out.of[u].begin(), out.of[u].end());
  }
  return out;
}

/// ln((1 + N) / (1 + df)) + 1 in 1/64, by df: whole numbers, so that sums do not depend on their order.
class Weights {
 public:
  explicit Weights(std::size_t n) : by_df_(n + 1) {
    for (std::size_t df = 0; df <= n; ++df)
      by_df_[df] = std::lround(64 * (std::log((1.0 + static_cast<double>(n)) / (1.0 + static_cast<double>(df))) + 1));
  }
  std::int64_t operator()(std::uint32_t df) const { return by_df_[df]; }

 private:
  std::vector<std::int64_t> by_df_;
};

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

std::vector<Similar> alike_in_words(const std::vector<const Unit*>& units, std::int32_t floor) {
  const auto stems = number_stems(units);
  std::vector<std::uint32_t> gram_df(std::size_t{1} << gram_bits, 0);
  for (const auto* u : units)
    for (const auto g : u->grams) ++gram_df[g];
  const Weights weight(units.size());
  const auto stem_weight = [&](std::uint32_t s) { return weight(stems.df[s]); };
  std::vector<std::vector<std::uint32_t>> postings(stems.df.size());
  for (std::uint32_t u = 0; u < units.size(); ++u)
    for (const auto s : stems.of[u]) postings[s].push_back(u);

  const auto score = [&](std::uint32_t a, std::uint32_t b) {
    const auto g = compare(units[a]->grams, units[b]->grams, [&](std::uint32_t x) { return weight(gram_df[x]) * weight(gram_df[x]); });
    const auto s = compare(stems.of[a], stems.of[b], stem_weight);
    const double norm = std::sqrt(static_cast<double>(g.a)) * std::sqrt(static_cast<double>(g.b));
    const auto cosine = norm == 0 ? 0 : static_cast<std::int64_t>(static_cast<double>(g.common * one) / norm);
    const auto smaller = std::min(s.a, s.b);
    const auto contained = smaller == 0 ? 0 : s.common * one / smaller;
    auto mixed = (cosine * 6 + contained * 4) / 10;
    if (!share(units[a]->matter, units[b]->matter)) mixed /= 2;  // one place or person, not one proposition
    if (other_event(*units[a], *units[b])) mixed = mixed * 9 / 10;
    if (units[a]->voice >= 0 && units[a]->voice == units[b]->voice && units[a]->document != units[b]->document)
      mixed = mixed * 4 / 3;  // one speaker says one thing again
    return static_cast<std::int32_t>(std::min(mixed, one));
  };

  using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;
  const auto partners = [&](std::uint32_t first, std::uint32_t last) {
    Pairs out;
    std::vector<std::int64_t> sum(units.size(), 0);
    std::vector<std::uint32_t> touched;
    for (auto u = first; u < last; ++u) {
      touched.clear();
      for (const auto s : stems.of[u]) {
        if (postings[s].size() > widest_posting && units.size() > 4 * widest_posting) continue;
        for (const auto v : postings[s]) {
          if (v == u) continue;
          if (sum[v] == 0) touched.push_back(v);
          sum[v] += stem_weight(s);
        }
      }
      const auto by_sum = [&](std::uint32_t x, std::uint32_t y) {
        return sum[x] != sum[y] ? sum[x] > sum[y] : std::tuple(units[x]->hash, x) < std::tuple(units[y]->hash, y);
      };
      const auto keep = std::min(touched.size(), most_partners);
      std::partial_sort(touched.begin(), touched.begin() + static_cast<std::ptrdiff_t>(keep), touched.end(), by_sum);
      for (std::size_t i = 0; i < keep; ++i) out.emplace_back(std::min(u, touched[i]), std::max(u, touched[i]));
      for (const auto v : touched) sum[v] = 0;
    }
    return out;
  };
  Pairs pairs;
  in_slices<Pairs>(units.size(), partners, [&](Pairs&& some) { pairs.insert(pairs.end(), some.begin(), some.end()); });
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  std::vector<Similar> out;
  in_slices<std::vector<Similar>>(
      pairs.size(),
      [&](std::uint32_t first, std::uint32_t last) {
        std::vector<Similar> some;
        for (auto i = first; i < last; ++i)
          if (const auto x = score(pairs[i].first, pairs[i].second); x >= floor) some.push_back({pairs[i].first, pairs[i].second, x});
        return some;
      },
      [&](std::vector<Similar>&& some) { out.insert(out.end(), some.begin(), some.end()); });
  return out;
}

}  // namespace stemma::link
