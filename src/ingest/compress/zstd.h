// Zstandard (RFC 8878): pages under "Content-Encoding: zstd", and WARC files with a frame for each record, whose dictionary is the first
// frame (Internet Archive and IIPC, "Zstandard compression in WARC", 2019).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "ingest/compress/budget.h"
#include "stemma/result.h"

namespace stemma::ingest {

/// A zstd frame, or a frame to be skipped.
bool zstd_magic(std::string_view bytes);

/// Bytes of the frame to be skipped with which `bytes` begins, whole or not; 0 if it begins with none.
std::uint64_t zstd_skippable(std::string_view bytes);

/// Reads frame after frame with one dictionary (empty: none). One a thread. Windows over 128 MB are refused.
class Unzstd {
 public:
  explicit Unzstd(std::string_view dictionary);
  ~Unzstd();

  /// The frame that `bytes` begins with, in steps; memory: its window. Errors, `at` from its first byte: malformed, over_limit.
  Result<Streamed> frame(std::string_view bytes, std::uint64_t max_expansion, const Chunks& take);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The dictionary that a file of frames begins with (frame type 0x184D2A5D; may be compressed itself); empty if none.
/// Errors: malformed, over_limit (more than 16 MB).
Result<std::string> zstd_dictionary(std::string_view file);

/// All frames, joined. Errors: malformed, over_limit.
Result<std::string> unzstd(std::string_view bytes, std::uint64_t cap, std::uint64_t max_expansion, std::string_view dictionary = {});

/// The coding of data that begin with a dictionary: "zstd:SKIP", frames from byte SKIP on.
std::string zstd_coding(std::uint64_t skip);

/// Bytes [begin, end) of what the frames unpack to, as gunzip_range.
Result<std::string> unzstd_range(std::string_view bytes, std::uint64_t begin, std::uint64_t end, std::uint64_t max_expansion,
                                 std::string_view dictionary);

/// Up to `n` bytes of what a file of frames begins with; damaged or cut input gives what could be read.
std::string unzstd_start(std::string_view bytes, std::size_t n);

}  // namespace stemma::ingest
