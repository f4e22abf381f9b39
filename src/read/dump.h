// What a stage saw, as text that stays the same: golden file, bug report and debugger in one. Offsets count code points; what documents say is
// made printable, one line each. For the language reader see conllu.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "stemma/attribution.h"

namespace stemma {

/// Spans of one text, written down: `[12,30) "the words"`. The text must outlive it.
class Offsets {
 public:
  explicit Offsets(std::string_view text) : text_(text), points_(text) {}
  std::string words(ByteSpan) const;
  std::string words(const Spans&) const;
  std::uint32_t code_point(std::uint32_t at) const { return points_.code_point(at); }

 private:
  std::string_view text_;
  CodePointIndex points_;
};

/// "document ID PATH", which `stemma dump` puts before each.
std::string dump_header(const Document& document);

/// Metadata with its origins, then the blocks with their words.
std::string dump_ingest(const Document& document);

/// Attributions as a tree of who says what, then the agents.
std::string dump_claims(const Reading& reading);

// What claims/ground/ found, a line a value.
std::string dump_times(const Reading& reading);  ///< and the days on which attributions were made
std::string dump_figures(const Reading& reading);
std::string dump_places(const Reading& reading);
std::string dump_events(const Reading& reading);

}  // namespace stemma
