// WARC records (ISO 28500:2017, WARC 1.0 and 1.1) out of a stream of bytes that may lie about their lengths.
//
// A record is believed only if its length leads to two line breaks, to the next record, or to the end. If not, it is reported with its
// place and reading goes on at the next line that starts with "WARC/": a record swallowed by a wrong length is found again.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "stemma/result.h"

namespace stemma::ingest {

/// Where a record lies in the file. Plain: bytes [offset, offset + length). Compressed: bytes [begin, end) of what the members or frames
/// at [offset, offset + length) unpack to.
struct RecordPlace {
  std::uint64_t offset = 0, length = 0;
  std::uint64_t begin = 0, end = 0;
  std::uint32_t file = 0;  ///< of several that are read together
};

struct WarcRecord {
  std::string type;  ///< "response", "resource"...; lower case
  std::string uri;   ///< WARC-Target-URI without angle brackets
  std::string content_type;
  std::string id;    ///< WARC-Record-ID without angle brackets
  std::string date;  ///< WARC-Date as it stands
  std::string refers_to, refers_to_uri, refers_to_date;  ///< of a revisit or conversion: the record meant
  std::string payload_digest, profile, truncated, segment;
  std::vector<std::string> concurrent_to;  ///< records of the same capture; the first eight
  std::string_view block;
  std::uint64_t at = 0;    ///< offset in the file (of the gzip member, if compressed)
  std::uint64_t head = 0;  ///< bytes of the record before its block
  RecordPlace place;
};

/// What follows the bytes just fed.
enum class Boundary : std::uint8_t { more, member, file };

class WarcParser {
 public:
  /// `take` gets each record, `report` each fault; either may return false to stop. Blocks over `max_block` are reported and skipped.
  /// `compressed`: what is fed comes out of gzip members, and places are given as the member's.
  WarcParser(std::uint64_t max_block, bool compressed, std::function<bool(const WarcRecord&)> take, std::function<bool(Error)> report);

  /// The next bytes. Compressed: they come out of the member that begins at `begin` in the file, of which the bytes up to `end` were
  /// used so far. Plain: they begin at `begin`. False once stopped. Bytes are copied only where a record runs on.
  bool feed(std::string_view bytes, std::uint64_t begin, std::uint64_t end, Boundary boundary);

  /// Forgets an unfinished record: the stream behind it is broken.
  void drop();

 private:
  struct Head {
    WarcRecord record;
    std::uint64_t length = 0;
    std::size_t size = 0;  ///< bytes of the header with its blank line; 0: not all there yet
  };
  struct Mark {
    std::uint64_t stream = 0, file = 0;  ///< a member begins here
  };
  enum class Step : std::uint8_t { go_on, need_more, stop };

  Step one(std::string_view s, std::size_t& pos, Boundary boundary);
  Result<Head> head(std::string_view s, bool complete) const;
  bool run(std::string_view s, std::size_t& pos, Boundary boundary);
  const Mark& mark_of(std::uint64_t stream) const;
  bool fault(std::uint64_t at, std::string what);

  std::uint64_t max_block_;
  bool compressed_;
  std::function<bool(const WarcRecord&)> take_;
  std::function<bool(Error)> report_;
  std::string carry_;
  std::uint64_t stream_ = 0;    ///< bytes fed so far
  std::uint64_t base_ = 0;      ///< place in the stream of the bytes in hand
  std::uint64_t file_end_ = 0;  ///< bytes of the file used so far
  std::uint64_t need_ = 0, discard_ = 0;
  std::deque<Mark> marks_;      ///< members from that of the bytes in hand on
  bool in_garbage_ = false;  ///< reported already
};

}  // namespace stemma::ingest
