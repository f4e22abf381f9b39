// Spots: stretches of documents by content, made of attributions and found again in a new reading.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "stemma/attribution.h"
#include "stemma/decision.h"

namespace stemma::link {

/// REQUIRES: an attribution with a content.
Spot spot_of(const Reading& reading, std::uint32_t attribution);

/// The stretch with the spot's words nearest to where they stood. Nothing if they are not in the text any more. `points`: of the document's text.
std::optional<ByteSpan> words_at(const Document& document, const CodePointIndex& points, const Spot& spot);

/// One document's attributions by their words. Costs its text once, then a look-up for each spot.
class Spots {
 public:
  explicit Spots(const Reading& reading);
  /// The one with these very words, nearest to where they stood; else the one that most overlaps the spot, by half of the longer.
  std::optional<std::uint32_t> attribution(const Spot& spot) const;
  /// Index into Reading::agents of the one that is mentioned there.
  std::optional<std::uint32_t> agent(const Spot& spot) const;

 private:
  struct Stretch {
    std::uint32_t begin = 0, end = 0;  // code points
    std::uint32_t what = 0;
  };
  std::vector<Stretch> attributions_, mentions_;
  std::multimap<std::string, std::uint32_t> by_words_;  // -> place in attributions_
  std::multimap<std::string, std::uint32_t> by_name_;   // -> place in mentions_
};

}  // namespace stemma::link
