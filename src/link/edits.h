// Quiet edits: what one capture of a page says and the next no longer does, or not so; by sentence, by saying, by claim.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "link/agents.h"
#include "link/families.h"
#include "link/pile.h"
#include "stemma/claims.h"

namespace stemma::link {

/// A sentence of a capture, and what became of it in the other one.
struct Line {
  ByteSpan span;
  std::uint32_t first = 0, last = 0;  ///< words of DocText
  std::int32_t partner = -1;          ///< line of the other capture; -1: it has none like it
  bool kept = false;                  ///< word for word; otherwise the partner is reworded
};

/// Two consecutive captures of one page, line by line and saying by saying.
struct CapturePair {
  std::uint32_t before = 0, after = 0;  ///< documents of the pile
  std::vector<Line> lines_before, lines_after;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> sayings;  ///< attributions that are one saying, ascending; each at most once
};

/// Equal sentences are one in whatever order; of the others those most alike within sixteen of where they would stand (two fifths of
/// the words of both, or most of the shorter). Linear in sentences, apart from sorting: 500 captures of one address are 499 pairs.
std::vector<CapturePair> align_captures(const Pile& pile, const Captures& captures);

/// Fills `captures` and `edits`. REQUIRES: indices of the model are those of the pile; its claims are in their final order.
void keep_edits(const Pile& pile, const Families& families, const Agents& agents, const std::vector<CapturePair>& pairs, CaseModel& model);

}  // namespace stemma::link
