// Spans of text. Inside Stemma every offset counts UTF-8 bytes of Document::text; everything that leaves the program (JSON,
// CSV, annotations) counts Unicode code points, converted by CodePointIndex and nowhere else.
//
//     text   "No one – they said – was hurt"
//             ^0    ^7 en dash: three bytes, one code point
#pragma once

#include <compare>
#include <cstdint>
#include <string_view>
#include <vector>

namespace stemma {

/// Half-open byte range [begin, end) into a UTF-8 text. Both ends sit on code-point boundaries.
/// 32 bits on purpose: ingest refuses text over Limits::max_text_bytes.
struct ByteSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  constexpr std::uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return begin >= end; }
  constexpr bool contains(ByteSpan o) const { return begin <= o.begin && o.end <= end; }
  constexpr bool overlaps(ByteSpan o) const { return begin < o.end && o.begin < end; }
  friend constexpr auto operator<=>(const ByteSpan&, const ByteSpan&) = default;
};

/// One thing in several pieces: sorted, disjoint, each non-empty. Empty means "not there".
using Spans = std::vector<ByteSpan>;

/// Bytes of all of them.
inline std::uint32_t size_of(const Spans& spans) {
  std::uint32_t out = 0;
  for (const ByteSpan s : spans) out += s.end - s.begin;
  return out;
}

/// The words of a span. REQUIRES: s.end <= text.size().
inline std::string_view slice(std::string_view text, ByteSpan s) { return text.substr(s.begin, s.end - s.begin); }

/// Translates byte offsets of one text into code-point offsets and back. O(text) to build, O(64) a look-up.
/// Keeps no copy: the text must outlive it.
class CodePointIndex {
 public:
  explicit CodePointIndex(std::string_view text);

  /// Code points before byte `at`. REQUIRES: at <= text.size(), on a code-point boundary.
  std::uint32_t code_point(std::uint32_t at) const;
  /// Byte offset of code point `n`; the text's size when n is past the end.
  std::uint32_t byte(std::uint32_t n) const;

 private:
  std::string_view text_;
  std::vector<std::uint32_t> before_;  // code points before each 64-byte step
};

}  // namespace stemma
