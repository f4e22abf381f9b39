// Making byte maps and joining them (ByteMap in stemma/document.h), so that each reader says only what its own step did.
//
//     text --outer--> page in UTF-8 --inner--> bytes of the file        compose(outer, inner): text -> bytes of the file
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "stemma/document.h"

namespace stemma::ingest {

/// A run takes 24 bytes, and a crafted text could have one for each character. So from `fine_runs` on (a page in another charset has
/// some 100,000 a megabyte) neighbours are put together into runs of up to `coarse_text` bytes that belong together as a whole, and
/// from twice as many on nothing more is added.
inline constexpr std::size_t fine_runs = 1'000'000;
inline constexpr std::uint32_t coarse_text = 4096;

/// Says that bytes [text, text + text_size) were read from [source, source + source_size). REQUIRES: text lies behind all runs there are.
/// Equal sizes that go on where the last run ends lengthen it, also over one byte that is skipped on both sides: the space that a line
/// break became. A size of 0 adds nothing. O(1).
void add_run(ByteMap& map, std::uint32_t text, std::uint32_t text_size, std::uint64_t source, std::uint32_t source_size);

/// The map of a text that is `size` bytes of its source from `source` on.
ByteMap straight_map(std::uint32_t size, std::uint64_t source);

/// Adds the runs of words that stand at `text_at`, read from `source` by leaving characters out (a hyphen at a line's end) and making
/// white space one space or none; source[0] is byte `at`. Words that were not read so are covered as far as they agree. O(source).
void map_words(ByteMap& map, std::string_view words, std::uint32_t text_at, std::string_view source, std::uint64_t at);

/// Moves the source: for a part of something larger, `by` is where the part begins in it.
void shift_source(ByteMap& map, std::uint64_t by);

/// text -> source, from `outer` (text -> middle) and `inner` (middle -> source). Where the two cut a character differently, the whole of it
/// belongs together; what `inner` does not cover is not covered. O(runs of both + n log n).
ByteMap compose(const ByteMap& outer, const ByteMap& inner);

/// True if runs are in order, disjoint, not empty, inside a text of `text_size` and a source of `source_size` bytes.
bool is_sound(const ByteMap& map, std::uint64_t text_size, std::uint64_t source_size);

}  // namespace stemma::ingest
