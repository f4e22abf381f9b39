// Records: the little of a document that decides in which matter it is linked. A pure function of the reading, made once and kept.
// All scores are whole numbers from a table that never changes (idf.h): one more document moves nothing between two others.
#pragma once

#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include "stemma/attribution.h"

namespace stemma::link {

/// A word that tells what a document is about.
struct HeavyWord {
  std::uint32_t key = 0;     ///< of the folded word; even
  std::uint16_t weight = 0;  ///< the squares of a document's weights come to 2^20
  bool leads = false;        ///< one of the heaviest, by which neighbours are looked for
};

struct Record {
  static constexpr std::int64_t undated = std::numeric_limits<std::int64_t>::max();

  std::int64_t at = undated;          ///< seconds since 1970: published; if that is not known modified, or captured
  std::uint64_t hash = 0;             ///< of id, path and text: breaks ties whatever the order of arrival
  std::uint32_t outlet = 0;           ///< of its publisher's key; 0: not stated
  std::uint32_t language = 0;         ///< 0: not known
  bool withdraws = false;             ///< is a notice that withdraws another item
  std::vector<HeavyWord> terms;            ///< by key
  std::vector<std::uint32_t> prints;  ///< winnowed 5-grams of the text without its edges, distinct, sorted; odd
  std::vector<std::uint32_t> edges;   ///< 5-grams of its edges with its outlet, distinct, sorted: may be house text
  std::vector<std::uint32_t> named;   ///< outlets that it names or credits, distinct, sorted

  /// The order in which documents stand, whatever the order of arrival.
  bool before(const Record& other) const { return at != other.at ? at < other.at : hash < other.hash; }
};

/// Linear in the text.
Record make_record(const Reading& reading);

/// Of an outlet's name as printed; 0 for none.
std::uint32_t outlet_key(std::string_view name);
/// What `edges` holds for a 5-gram.
std::uint32_t edge_key(std::uint32_t outlet, std::uint64_t hash);

/// How much two documents are about one thing, of 1024: the cosine of their terms.
std::uint32_t likeness(const Record& a, const Record& b);

/// Fingerprints in common. Stops counting at `enough`.
std::uint32_t shared_prints(const Record& a, const Record& b, std::uint32_t enough = std::numeric_limits<std::uint32_t>::max());

}  // namespace stemma::link
