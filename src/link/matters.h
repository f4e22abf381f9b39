// Matters: the parts of a large case that are linked by themselves. What copies, names or tells the same event as another document is of
// one matter with it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "link/ties.h"

namespace stemma::link {

/// How a case is divided. Only tests and measurements change it.
struct MatterLimits {
  std::uint32_t one_matter = 2000;  ///< documents up to which a case is linked as a whole
  std::uint32_t event = 300;        ///< documents of one matter before ties that are mere likeness give way, the weakest first
  std::uint32_t copies = 4000;      ///< documents that copies alone may hold together
};

/// What holds together of the records of these ranks, by the order of the documents. A function of the set of documents and their ties alone.
/// A running story that grows over `limits.event` loses its weakest ties until it falls apart, and what copies alone hold together beyond
/// `limits.copies` is cut in stretches of time: at documents chosen by their hash, so that one more moves one cut. Linear, times the levels.
/// `ties`: by index of record. `order`: indices sorted by Record::before; `rank`: the way back. `ranks`: sorted; all of them, or stories as
/// find_stories() has them. Gives lists of indices in that order, by their first.
std::vector<std::vector<std::uint32_t>> find_matters(std::span<const std::vector<Tie>* const> ties, std::span<const std::uint32_t> order,
                                                     std::span<const std::uint32_t> rank, std::span<const Record> records,
                                                     const std::vector<std::uint32_t>& ranks, const MatterLimits& limits);

/// What is tied at all, by index of record: one number for all documents of a story. No matter reaches over two of these.
std::vector<std::uint32_t> find_stories(std::span<const std::vector<Tie>* const> ties);

}  // namespace stemma::link
