#include "link/average_link.h"

#include <algorithm>
#include <queue>
#include <tuple>

#include "link/partition.h"

namespace stemma::link {

std::vector<std::uint32_t> average_link(std::size_t items, const std::vector<Similar>& pairs, const std::vector<std::uint64_t>& hashes,
                                        std::int32_t threshold, const UnitLinks& decided) {
  using Links = std::vector<std::pair<std::uint32_t, std::int64_t>>;  // cluster, or one that went into it; sum of scores
  std::vector<Links> links(items);
  Partition clusters(items);
  std::vector<std::uint32_t> size(items, 1);
  std::vector<std::uint64_t> hash = hashes;
  for (const auto& [a, b] : decided.apart) clusters.part(a, b);
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
    links[p.a].emplace_back(p.b, p.score);
    links[p.b].emplace_back(p.a, p.score);
    push(p.a, p.b, p.score);
  }
  // REQUIRES: heads, a < b: unions go to the smaller number, the smallest of the cluster.
  const auto merge = [&](std::uint32_t a, std::uint32_t b) {
    if (!clusters.join(a, b)) return;
    size[a] += size[b];
    hash[a] = std::min(hash[a], hash[b]);
    Links all = std::move(links[a]);
    all.insert(all.end(), links[b].begin(), links[b].end());
    Links().swap(links[b]);
    for (auto& l : all) l.first = clusters.head(l.first);
    std::sort(all.begin(), all.end());
    auto& kept = links[a];
    kept.clear();
    for (const auto& [n, sum] : all) {
      if (n == a) continue;
      if (!kept.empty() && kept.back().first == n) kept.back().second += sum;
      else kept.emplace_back(n, sum);
    }
    for (const auto& [n, sum] : kept) push(a, n, sum);
  };
  for (const auto& [x, y] : decided.together) {
    const auto a = clusters.head(x), b = clusters.head(y);
    if (a != b) merge(std::min(a, b), std::max(a, b));
  }
  while (!queue.empty()) {
    const auto m = queue.top();
    queue.pop();
    if (clusters.head(m.a) == m.a && clusters.head(m.b) == m.b && size[m.a] == m.a_size && size[m.b] == m.b_size) merge(m.a, m.b);
  }
  std::vector<std::uint32_t> head(items);
  for (std::uint32_t i = 0; i < items; ++i) head[i] = clusters.head(i);
  return head;
}

}  // namespace stemma::link
