// Gzip (RFC 1952), whole members at a time: libdeflate with growing buffers; zlib where a member has to be read in steps.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ingest/compress/budget.h"
#include "stemma/result.h"

namespace stemma::ingest {

/// A gzip header with a sane method and flags.
bool gzip_magic(std::string_view bytes);

struct Member {
  std::string data;           ///< decompressed
  std::uint64_t consumed = 0; ///< compressed bytes of it, header and trailer included
};

/// Decompresses the first member of `bytes`. Errors, with `at` counting from its first byte: malformed (cut off, damaged,
/// wrong checksum), over_limit (more than `cap` bytes, or more than `max_expansion` times its size beyond 1 MB). Costs at
/// most about 1.4 times the cap.
Result<Member> gunzip_member(std::string_view bytes, std::uint64_t cap, std::uint64_t max_expansion);

/// The first member in steps, by zlib, for one that is larger than memory should be. Errors as gunzip_member's; no cap but the ratio.
Result<Streamed> stream_gzip(std::string_view bytes, std::uint64_t max_expansion, const Chunks& take);

/// All members of a file, joined.
Result<std::string> gunzip(std::string_view bytes, std::uint64_t cap, std::uint64_t max_expansion);

/// Bytes [begin, end) of what the members unpack to; those behind them are not looked at. Costs `end` bytes, keeps end - begin of them.
Result<std::string> gunzip_range(std::string_view bytes, std::uint64_t begin, std::uint64_t end, std::uint64_t max_expansion);

/// Up to `n` bytes of what a gzip or deflate stream begins with; damaged or cut input gives what could be read.
std::string gunzip_start(std::string_view bytes, std::size_t n);

/// HTTP's "deflate": zlib format, or raw deflate as some servers send it.
Result<std::string> inflate_http(std::string_view bytes, std::uint64_t cap, std::uint64_t max_expansion);

/// Deflate alone (RFC 1951), as in ZIP files; what follows its end is left.
Result<std::string> inflate_raw(std::string_view bytes, std::uint64_t cap, std::uint64_t max_expansion);

}  // namespace stemma::ingest
