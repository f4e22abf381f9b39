// WARC records (ISO 28500:2017, WARC 1.0 and 1.1) out of a stream of bytes that may lie about their lengths.
//
// A record is believed only if its length leads to two line breaks, to the next record, or to the end. If not, it is reported with its
// place and reading goes on at the next line that starts with "WARC/": a record swallowed by a wrong length is found again.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "stemma/result.h"

namespace stemma::ingest {

struct WarcRecord {
  std::string type;         ///< "response", "resource"...; lower case
  std::string uri;          ///< WARC-Target-URI without angle brackets
  std::string content_type;
  std::string_view block;
  std::uint64_t at = 0;     ///< offset in the file (of the gzip member, if compressed)
};

/// What follows the bytes just fed.
enum class Boundary : std::uint8_t { more, member, file };

class WarcParser {
 public:
  /// `take` gets each record, `report` each fault; either may return false to stop. Blocks over `max_block` are reported and skipped.
  /// `compressed`: what is fed comes out of gzip members, and places are given as the member's.
  WarcParser(std::uint64_t max_block, bool compressed, std::function<bool(const WarcRecord&)> take, std::function<bool(Error)> report);

  /// The next bytes; `at` is their offset in the file, for messages. False once stopped. Bytes are copied only where a record runs on.
  bool feed(std::string_view bytes, std::uint64_t at, Boundary boundary);

  /// Forgets an unfinished record: the stream behind it is broken.
  void drop();

 private:
  struct Head {
    WarcRecord record;
    std::uint64_t length = 0;
    std::size_t size = 0;  ///< bytes of the header with its blank line; 0: not all there yet
  };
  enum class Step : std::uint8_t { go_on, need_more, stop };

  Step one(std::string_view s, std::size_t& pos, Boundary boundary);
  Result<Head> head(std::string_view s, bool complete) const;
  bool fault(std::uint64_t at, std::string what);

  std::uint64_t max_block_;
  bool compressed_;
  std::function<bool(const WarcRecord&)> take_;
  std::function<bool(Error)> report_;
  std::string carry_;
  std::uint64_t carry_at_ = 0, need_ = 0, discard_ = 0, base_ = 0;
  bool in_garbage_ = false;  ///< reported already
};

}  // namespace stemma::ingest
