// A partition by union that keeps pairs apart which somebody has parted.
#pragma once

#include <cstdint>
#include <map>
#include <numeric>
#include <set>
#include <vector>

namespace stemma::link {

/// Items 0..n-1. The head of a set is its smallest item. O(log) a step, apart from what part() has named.
class Partition {
 public:
  explicit Partition(std::size_t n = 0) : head_(n) { std::iota(head_.begin(), head_.end(), 0u); }

  std::uint32_t head(std::uint32_t i) {
    while (head_[i] != i) i = head_[i] = head_[head_[i]];
    return i;
  }
  bool may_join(std::uint32_t a, std::uint32_t b) {
    if (foes_.empty()) return true;
    const auto it = foes_.find(head(a));
    return it == foes_.end() || !it->second.contains(head(b));
  }
  /// False if they are one already, or have been parted.
  bool join(std::uint32_t a, std::uint32_t b) {
    a = head(a), b = head(b);
    if (a == b || !may_join(a, b)) return false;
    if (b < a) std::swap(a, b);
    head_[b] = a;
    if (const auto it = foes_.find(b); it != foes_.end()) {
      for (const auto f : it->second) {
        foes_[f].erase(b);
        foes_[f].insert(a);
        foes_[a].insert(f);
      }
      foes_.erase(b);
    }
    return true;
  }
  /// From now on no join brings the two together. False if they are one already.
  bool part(std::uint32_t a, std::uint32_t b) {
    a = head(a), b = head(b);
    if (a == b) return false;
    foes_[a].insert(b);
    foes_[b].insert(a);
    return true;
  }

 private:
  std::vector<std::uint32_t> head_;
  std::map<std::uint32_t, std::set<std::uint32_t>> foes_;  // by head: heads
};

}  // namespace stemma::link
