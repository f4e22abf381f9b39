// Small things that several steps do with long lists.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "base/thread_pool.h"

namespace stemma::link {

/// Runs make(first, last) over [0, n) in slices on all threads; take gets the results in order.
template <class T, class Make, class Take>
void in_slices(std::size_t n, Make make, Take take) {
  constexpr std::size_t slice = 4096;
  ordered_map<T>((n + slice - 1) / slice, std::thread::hardware_concurrency(), 64,
                 [&](std::size_t i, unsigned) {
                   return make(static_cast<std::uint32_t>(i * slice), static_cast<std::uint32_t>(std::min(n, (i + 1) * slice)));
                 },
                 [&](std::size_t, T&& some) {
                   take(std::move(some));
                   return true;
                 });
}

/// Sorted, each item once.
template <class T>
void make_set(std::vector<T>& v) {
  std::sort(v.begin(), v.end());
  v.erase(std::unique(v.begin(), v.end()), v.end());
}

/// How many items both lists hold. REQUIRES: both in order.
template <class T>
std::int32_t common(const std::vector<T>& a, const std::vector<T>& b) {
  std::int32_t n = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i < *j) ++i;
    else if (*j < *i) ++j;
    else ++n, ++i, ++j;
  }
  return n;
}

/// A list of words to look up by binary search.
template <std::size_t N>
constexpr std::array<std::string_view, N> sorted(std::array<std::string_view, N> words) {
  std::sort(words.begin(), words.end());
  return words;
}

}  // namespace stemma::link
