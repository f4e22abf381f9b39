#include "link/average_link.h"

#include <algorithm>
#include <queue>
#include <tuple>

namespace stemma::link {

std::vector<std::uint32_t> average_link(std::size_t items, const std::vector<Similar>& pairs, const std::vector<std::uint64_t>& hashes,
                                        std::int32_t threshold) {
  using Links = std::vector<std::pair<std::uint32_t, std::int64_t>>;  // cluster, or one that went into it; sum of scores
  std::vector<Links> links(items);
  std::vector<std::uint32_t> head(items), size(items, 1);
  std::vector<std::uint64_t> hash = hashes;
  for (std::uint32_t i = 0; i < items; ++i) head[i] = i;
  const auto find = [&](std::uint32_t i) {
    while (head[i] != i) i = head[i] = head[head[i]];
    return i;
  };
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
  while (!queue.empty()) {
    const auto m = queue.top();
    queue.pop();
    if (head[m.a] != m.a || head[m.b] != m.b || size[m.a] != m.a_size || size[m.b] != m.b_size) continue;
    head[m.b] = m.a;
    size[m.a] += size[m.b];
    hash[m.a] = std::min(hash[m.a], hash[m.b]);
    Links all = std::move(links[m.a]);
    all.insert(all.end(), links[m.b].begin(), links[m.b].end());
    Links().swap(links[m.b]);
    for (auto& l : all) l.first = find(l.first);
    std::sort(all.begin(), all.end());
    auto& kept = links[m.a];
    kept.clear();
    for (const auto& [n, sum] : all) {
      if (n == m.a) continue;
      if (!kept.empty() && kept.back().first == n) kept.back().second += sum;
      else kept.emplace_back(n, sum);
    }
    for (const auto& [n, sum] : kept) push(m.a, n, sum);
  }
  for (std::uint32_t i = 0; i < items; ++i) head[i] = find(i);  // merges go to the smaller number: the smallest of the cluster
  return head;
}

}  // namespace stemma::link
