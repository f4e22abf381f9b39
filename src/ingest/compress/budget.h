// What unpacked data may cost: one rule for all codings, so that no bomb is cheaper to make in one than in another.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "stemma/result.h"

namespace stemma::ingest {

/// The most bytes that `compressed` bytes may become: `max_expansion` times as many, a megabyte at least, `cap` at most.
std::uint64_t allowed_size(std::uint64_t compressed, std::uint64_t cap, std::uint64_t max_expansion);

/// "gzip data grow beyond N bytes": `limit` is the allowed size that was passed, `cap` the one that size alone sets.
tl::unexpected<Error> grown_too_large(std::string_view coding, std::uint64_t limit, std::uint64_t cap);

/// Gets what a stream makes, at most a megabyte at a time, with the compressed bytes used so far; `last` closes the member or frame.
/// False stops the reading.
using Chunks = std::function<bool(std::string_view made, std::uint64_t used, bool last)>;

struct Streamed {
  std::uint64_t used = 0;  ///< compressed bytes of the member or frame
  bool stopped = false;    ///< by the taker
};

/// Keeps bytes [begin, end) of a stream that comes in pieces.
struct Range {
  std::uint64_t begin = 0, end = 0;
  std::uint64_t at = 0;  ///< bytes seen
  std::string kept{};

  bool full() const { return at >= end; }
  bool take(std::string_view made);  ///< false once full
};

}  // namespace stemma::ingest
