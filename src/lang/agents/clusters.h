// Joins mentions to clusters, left to right: each to the best of its candidates, if the scorer prefers one to "nobody before" and no rule
// forbids it. training/agents/decode.py does the same.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "lang/agents/pairs.h"
#include "lang/agents/scorer.h"

namespace stemma::lang::agents {

/// Rules that hold without exception: a phrase is not what stands inside it (reflexives excepted), "he" is not "she" nor "it", and two full
/// names of persons with different first or last words are two persons.
///
/// Result: the cluster of each mention; clusters are numbered by their first mention. encoded: scorer.width() numbers for each token.
/// Costs at most 55 scores a mention.
std::vector<std::uint32_t> cluster(const View& view, std::span<const Info> infos, std::span<const float> encoded, const Scorer& scorer);

}  // namespace stemma::lang::agents
