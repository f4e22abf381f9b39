#include "link/components.h"

#include <algorithm>

namespace stemma::link {

std::uint32_t strong_components(const std::vector<std::vector<std::uint32_t>>& to, std::vector<std::uint32_t>& component) {
  constexpr std::uint32_t unseen = ~0u;
  const auto n = static_cast<std::uint32_t>(to.size());
  component.assign(n, unseen);
  std::vector<std::uint32_t> order(n, unseen), low(n, 0), stack;
  std::vector<bool> on_stack(n, false);
  std::uint32_t next = 0, found = 0;
  struct Frame {
    std::uint32_t vertex;
    std::size_t edge;
  };
  std::vector<Frame> frames;
  const auto open = [&](std::uint32_t v) {
    order[v] = low[v] = next++;
    stack.push_back(v);
    on_stack[v] = true;
    frames.push_back({v, 0});
  };
  for (std::uint32_t start = 0; start < n; ++start) {
    if (order[start] != unseen) continue;
    open(start);
    while (!frames.empty()) {
      auto& f = frames.back();
      const auto v = f.vertex;
      if (f.edge < to[v].size()) {
        const auto w = to[v][f.edge++];
        if (order[w] == unseen) open(w);
        else if (on_stack[w]) low[v] = std::min(low[v], order[w]);
        continue;
      }
      if (low[v] == order[v]) {
        for (auto w = unseen; w != v; stack.pop_back()) {
          w = stack.back();
          on_stack[w] = false;
          component[w] = found;
        }
        ++found;
      }
      frames.pop_back();
      if (!frames.empty()) low[frames.back().vertex] = std::min(low[frames.back().vertex], low[v]);
    }
  }
  return found;
}

}  // namespace stemma::link
