// Shared text: which documents have passages in common, found by winnowed word 5-grams and proved word by word.
// Method: S. Schleimer, D. Wilkerson, A. Aiken, "Winnowing", SIGMOD 2003; greedy matching after M. Wise, "YAP3", 1996.
// Containment, never resemblance: a paragraph cut out of a wire shares 1 % of the two texts and is still a copy.
#pragma once

#include <cstdint>
#include <vector>

#include "link/pile.h"

namespace stemma::link {

/// The same words in a row in two documents, as word positions: [a, a + words) and [b, b + words).
struct Run {
  std::uint32_t a = 0, b = 0, words = 0;
};

/// Runs with at most 3 words of difference between them, 12 equal words or more.
struct Shared {
  std::uint32_t a_first = 0, a_last = 0, b_first = 0, b_last = 0;  ///< word positions, half-open
  std::uint32_t equal = 0;        ///< words that are the same on both sides
  bool statement = false;         ///< mainly somebody's quoted words: shows one occasion of speaking, not a copied report
};

/// Two documents with text in common, a < b in the order of the pile.
struct Kin {
  std::uint32_t a = 0, b = 0;
  std::vector<Run> runs;          ///< by position in a
  std::vector<Shared> passages;   ///< by position in a
  std::uint32_t reporting = 0;    ///< equal words in passages that are no statements; 0 if all of these are at the edges of both (edge_words) and
                                  ///< less than a third of either
};

/// Pairs of the pile worth comparing, the earlier document first, by the later one. Misses no pair that shares 12 (window 8) or 20 (window 16) words in a row.
/// Cost: O(words) and a sort of the fingerprints; at most 32 pairs for each document that carries a fingerprint, however many carry it.
std::vector<std::pair<std::uint32_t, std::uint32_t>> copy_candidates(const Pile& pile, std::uint32_t window, std::uint32_t shared);

/// All pairs of the pile that share at least one passage, sorted by (a, b).
std::vector<Kin> find_kin(const Pile& pile);

/// Marks house text: 5-grams in the short first and last blocks, and in blocks repeated word for word, of three or more documents of one
/// outlet that have no other text in common. Left in, half of the evidence of a large pile would be subscription lines and credits.
void mark_furniture(Pile& pile);

/// Marks the house text that was found in the whole of which this pile is a matter. `keys`: by the caller's order of documents, those of
/// record.h, sorted.
void mark_known_furniture(Pile& pile, const std::vector<std::vector<std::uint32_t>>& keys);

}  // namespace stemma::link
