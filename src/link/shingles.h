// Shingles: word 5-grams of a document, and the few of them that are kept to find what shares text.
// Method: S. Schleimer, D. Wilkerson, A. Aiken, "Winnowing", SIGMOD 2003.
#pragma once

#include <cstdint>
#include <vector>

#include "link/pile.h"

namespace stemma::link {

inline constexpr std::uint32_t gram = 5;  ///< words

/// Hashes of all word 5-grams; 0 where the gram touches furniture (0 is never a fingerprint).
std::vector<std::uint64_t> grams(const DocText& text);

/// The rightmost smallest hash of every window; a text shorter than a window gives its smallest.
std::vector<std::uint64_t> winnow(const std::vector<std::uint64_t>& hashes, std::uint32_t window);

/// The same without a list: take(hash) for each in turn. Looks at every hash once, and at a whole window again where its smallest has left
/// it: seldom. Hashes that somebody has made to rise cost a window each.
template <class Take>
void winnow(const std::vector<std::uint64_t>& hashes, std::uint32_t window, Take take) {
  const auto key = [&](std::size_t i) { return hashes[i] - 1; };  // house text, 0, becomes the largest
  const std::size_t none = hashes.size();
  std::size_t least = none, last = none;
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    if (least != none && least + window <= i) {
      least = none;
      for (auto k = i + 1 - window; k < i; ++k)
        if (hashes[k] != 0 && (least == none || key(k) <= key(least))) least = k;
    }
    if (hashes[i] != 0 && (least == none || key(i) <= key(least))) least = i;
    if ((i + 1 >= window || i + 1 == hashes.size()) && least != none && least != last) {
      last = least;
      take(hashes[last]);
    }
  }
}

/// By word: stands in a block in which house text stands, the first and the last two that are short.
std::vector<bool> edge_words(const Document& document, const DocText& text);

}  // namespace stemma::link
