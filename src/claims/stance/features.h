// The features of one attribution for the stance classifier, as places in its table. The only implementation: training/stance/fit.py asks
// bench/stance_tool for them.
#pragma once

#include <cstdint>
#include <vector>

#include "claims/stance/words.h"
#include "claims/view.h"

namespace stemma::claims::stance {

inline constexpr unsigned kTableBits = 16;

/// An attribution as token ranges, each sorted. `body`: the source is a government or organisation or speaks for one.
struct Spans {
  const Ranges &source, &cue, &content;
  bool body = false;
};

/// Places below 2^kTableBits, without repetition, ascending. Costs time linear in the cue, at most 24 words of it, and 28 words of the content.
std::vector<std::uint32_t> features(const View& view, const Spans& spans, const Words& words);

}  // namespace stemma::claims::stance
