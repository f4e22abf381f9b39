#include "link/matters.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "link/partition.h"

namespace stemma::link {
namespace {

// CONSTANT: strengths below which ties give way in a story that is too large; the last leaves only copies of nearly the whole text.
constexpr std::array<std::uint16_t, 10> levels = {0, 150, 220, 300, 380, 460, 560, 680, 800, 900};

class Divider {
 public:
  Divider(std::span<const std::vector<Tie>* const> ties, std::span<const std::uint32_t> order, std::span<const std::uint32_t> rank,
          std::span<const Record> records, const MatterLimits& limits)
      : ties_(ties), order_(order), rank_(rank), records_(records), limits_(limits), head_(order.size()), part_(order.size(), 0) {}

  std::vector<std::vector<std::uint32_t>> run(const std::vector<std::uint32_t>& ranks) {
    divide(ranks, 0);
    std::sort(out_.begin(), out_.end(), [](const auto& x, const auto& y) { return x.front() < y.front(); });
    for (auto& matter : out_)
      for (auto& r : matter) r = order_[r];
    return std::move(out_);
  }

 private:
  std::uint32_t root(std::uint32_t r) {
    while (head_[r] != r) r = head_[r] = head_[head_[r]];
    return r;
  }

  /// `ranks`: sorted.
  void divide(const std::vector<std::uint32_t>& ranks, std::size_t level) {
    const auto here = ++parts_;
    for (const auto r : ranks) head_[r] = r, part_[r] = here;
    for (const auto r : ranks)
      for (const Tie& t : *ties_[order_[r]]) {
        const auto to = rank_[t.to];
        if (t.strength < levels[level] || part_[to] != here) continue;
        const auto x = root(r), y = root(to);
        head_[std::max(x, y)] = std::min(x, y);
      }
    std::vector<std::pair<std::uint32_t, std::uint32_t>> by_root;
    for (const auto r : ranks) by_root.emplace_back(root(r), r);
    std::sort(by_root.begin(), by_root.end());
    std::vector<std::vector<std::uint32_t>> too_large;
    for (std::size_t i = 0; i < by_root.size();) {
      std::vector<std::uint32_t> members;
      const auto head = by_root[i].first;
      for (; i < by_root.size() && by_root[i].first == head; ++i) members.push_back(by_root[i].second);
      if (members.size() <= limits_.event) out_.push_back(std::move(members));
      else too_large.push_back(std::move(members));
    }
    for (auto& members : too_large) {
      if (level + 1 < levels.size()) divide(members, level + 1);
      else if (members.size() <= limits_.copies) out_.push_back(std::move(members));
      else cut(members);
    }
  }

  /// Stretches of half of limits.copies, as a rule.
  void cut(const std::vector<std::uint32_t>& ranks) {
    const std::uint64_t often = std::max(1U, limits_.copies / 2);
    std::vector<std::uint32_t> stretch;
    for (const auto r : ranks) {
      const bool chosen = records_[order_[r]].hash % often == 0;
      if (!stretch.empty() && (chosen || stretch.size() == limits_.copies)) out_.push_back(std::exchange(stretch, {}));
      stretch.push_back(r);
    }
    out_.push_back(std::move(stretch));
  }

  std::span<const std::vector<Tie>* const> ties_;
  std::span<const std::uint32_t> order_, rank_;
  std::span<const Record> records_;
  const MatterLimits& limits_;
  std::vector<std::uint32_t> head_, part_;  // by rank
  std::uint32_t parts_ = 0;
  std::vector<std::vector<std::uint32_t>> out_;
};

}  // namespace

std::vector<std::vector<std::uint32_t>> find_matters(std::span<const std::vector<Tie>* const> ties, std::span<const std::uint32_t> order,
                                                     std::span<const std::uint32_t> rank, std::span<const Record> records,
                                                     const std::vector<std::uint32_t>& ranks, const MatterLimits& limits) {
  return ranks.empty() ? std::vector<std::vector<std::uint32_t>>() : Divider(ties, order, rank, records, limits).run(ranks);
}

std::vector<std::uint32_t> find_stories(std::span<const std::vector<Tie>* const> ties) {
  Partition told(ties.size());
  std::vector<std::uint32_t> out(ties.size());
  for (std::uint32_t d = 0; d < ties.size(); ++d)
    for (const Tie& t : *ties[d]) told.join(d, t.to);
  for (std::uint32_t d = 0; d < ties.size(); ++d) out[d] = told.head(d);
  return out;
}

}  // namespace stemma::link
