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

/// Divides a case into what holds together: a function of the set of documents and their ties alone.
/// A running story that grows over `limits.event` loses its weakest ties until it falls apart, and what copies alone hold together beyond
/// `limits.copies` is cut in stretches of time: at documents chosen by their hash, so that one more moves one cut.
/// Remembers how it came to its parts, level by level: when some documents have changed only the parts around them are looked at again.
/// Cost: one pass over all ties, and one more for each level at which what has changed stands in a story that is too large.
class Divider {
 public:
  /// Documents whose ties have changed, or that are new.
  struct Change {
    std::vector<std::uint32_t> documents;
    std::vector<std::uint32_t> also;  ///< whose matter is wanted though they have not changed
  };
  struct Parts {
    std::vector<std::vector<std::uint32_t>> matters;  ///< those that may be new: documents by rank, by their first
    std::vector<bool> touched;                        ///< by document: in one of these
  };
  /// `ties`, `records`: by document. `order`: documents sorted by Record::before; `rank`: the way back. Documents never become fewer.
  Parts divide(std::span<const Ties> ties, std::span<const std::uint32_t> order, std::span<const std::uint32_t> rank,
               std::span<const Record> records, const Change& change, const MatterLimits& limits);
  void forget() { parts_.clear(); }

 private:
  std::vector<std::vector<std::uint32_t>> parts_;  // by level and document: a document of its part there, or none
};

}  // namespace stemma::link
