// Text with its way back to the bytes that it was read from, for readers that take it in several steps.
#pragma once

#include <cstdint>
#include <string>

#include "stemma/document.h"

namespace stemma::ingest {

struct MappedText {
  std::string text;
  ByteMap map;
  bool empty() const { return text.empty(); }
};

/// Puts bytes [begin, end) of `from` behind `out`. A run of unequal sizes that is cut still leads to the whole of its source. O(log runs
/// + runs in the stretch).
void append(MappedText& out, const MappedText& from, std::uint32_t begin, std::uint32_t end);

/// The same with "<", ">" and "&" made character references.
void append_escaped(MappedText& out, const MappedText& from, std::uint32_t begin, std::uint32_t end);

/// Plain text as HTML: characters escaped, each line break begins a paragraph.
MappedText text_as_html(const MappedText& text);

/// Without white space at both ends.
MappedText trimmed(MappedText text);

/// `of` (text -> middle) with its map led on through `inner` (middle -> bytes).
MappedText led_back(MappedText of, const ByteMap& inner);

}  // namespace stemma::ingest
