#include "link/matters.h"

#include <algorithm>
#include <array>
#include <utility>

namespace stemma::link {
namespace {

// CONSTANT: strengths below which ties give way in a story that is too large; the last leaves only copies of nearly the whole text.
constexpr std::array<std::uint16_t, 10> levels = {0, 150, 220, 300, 380, 460, 560, 680, 800, 900};

constexpr std::uint32_t none = 0xFFFFFFFF;

/// Stretches of half of limits.copies, as a rule.
void cut(const std::vector<std::uint32_t>& members, std::span<const Record> records, const MatterLimits& limits,
         std::vector<std::vector<std::uint32_t>>& out) {
  const std::uint64_t often = std::max(1U, limits.copies / 2);
  std::vector<std::uint32_t> stretch;
  for (const auto d : members) {
    const bool chosen = records[d].hash % often == 0;
    if (!stretch.empty() && (chosen || stretch.size() == limits.copies)) out.push_back(std::exchange(stretch, {}));
    stretch.push_back(d);
  }
  out.push_back(std::move(stretch));
}

/// What ties of this strength hold together of the documents of a part each: by document one of its new part, or none. `part`: of which
/// part each is, or none. All passes go through memory in its order, not in that of the documents.
std::vector<std::uint32_t> hold_together(std::span<const Ties> ties, const std::vector<std::uint32_t>& part, std::uint16_t strength) {
  std::vector<std::uint32_t> head(part.size());
  for (std::uint32_t d = 0; d < head.size(); ++d) head[d] = part[d] == none ? none : d;
  const auto find = [&](std::uint32_t d) {
    while (head[d] != d) d = head[d] = head[head[d]];
    return d;
  };
  for (std::uint32_t d = 0; d < head.size(); ++d) {
    if (part[d] == none) continue;
    for (const Tie& t : ties[d]) {
      if (t.strength < strength || part[t.to] != part[d]) continue;
      const auto x = find(d), y = find(t.to);
      head[std::max(x, y)] = std::min(x, y);
    }
  }
  for (std::uint32_t d = 0; d < head.size(); ++d)
    if (head[d] != none) head[d] = find(d);
  return head;
}

}  // namespace

Divider::Parts Divider::divide(std::span<const Ties> ties, std::span<const std::uint32_t> order, std::span<const std::uint32_t> rank,
                               std::span<const Record> records, const Change& change, const MatterLimits& limits) {
  parts_.resize(levels.size());
  for (auto& part : parts_) part.resize(order.size(), none);
  std::vector<std::pair<std::uint32_t, std::size_t>> done;  // document, and the level at which its part is small enough
  Parts out{{}, std::vector<bool>(order.size(), false)};
  std::vector<std::uint32_t> documents(order.begin(), order.end()), part(order.size(), 0);
  for (std::size_t level = 0; level < levels.size() && !documents.empty(); ++level) {
    auto& old = parts_[level];
    const auto now = hold_together(ties, part, levels[level]);
    // Parts that have, or had, something of what has changed. In all others each tie is as it was, and so is what becomes of them.
    std::vector<bool> moved(order.size(), false), left(order.size(), false), again(order.size(), false);
    for (const auto* list : {&change.documents, &change.also})
      for (const auto d : *list) {
        if (now[d] != none) moved[now[d]] = true;
        if (old[d] != none) left[old[d]] = true;
      }
    for (std::uint32_t d = 0; d < now.size(); ++d) {
      if (now[d] == none) continue;
      again[d] = old[d] == none || left[old[d]] || moved[now[d]];
      old[d] = now[d];
    }
    std::vector<std::vector<std::uint32_t>> parts;
    std::vector<std::uint32_t> place(order.size(), none);
    for (const auto d : documents) {
      if (!again[d]) continue;
      if (place[now[d]] == none) {
        place[now[d]] = static_cast<std::uint32_t>(parts.size());
        parts.emplace_back();
      }
      parts[place[now[d]]].push_back(d);
    }
    documents.clear();
    part.assign(order.size(), none);
    for (auto& p : parts) {
      if (p.size() > limits.event && level + 1 < levels.size()) {
        for (const auto d : p) part[d] = now[d];
        documents.insert(documents.end(), p.begin(), p.end());
        continue;
      }
      for (const auto d : p) {
        out.touched[d] = true;
        done.emplace_back(d, level);
      }
      if (p.size() <= std::max(limits.event, limits.copies)) out.matters.push_back(std::move(p));
      else cut(p, records, limits, out.matters);
    }
  }
  for (const auto& [d, level] : done)
    for (auto k = level + 1; k < levels.size(); ++k) parts_[k][d] = none;
  std::sort(out.matters.begin(), out.matters.end(), [&](const auto& x, const auto& y) { return rank[x.front()] < rank[y.front()]; });
  return out;
}

}  // namespace stemma::link
