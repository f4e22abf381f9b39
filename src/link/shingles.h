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

/// By word: stands in a block in which house text stands, the first and the last two that are short.
std::vector<bool> edge_words(const Document& document, const DocText& text);

}  // namespace stemma::link
