// A compressed WARC: gzip members or zstd frames, one for each record as the standard wants it, or cut in any other way.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "ingest/compress/zstd.h"
#include "ingest/warc/records.h"
#include "stemma/document.h"
#include "stemma/limits.h"
#include "stemma/result.h"

namespace stemma::ingest {

class PackedWarc {
 public:
  /// `report` gets each fault; false stops.
  PackedWarc(std::string_view bytes, const Limits& limits, std::function<bool(Error)> report);

  static bool is_packed(std::string_view bytes);

  /// Feeds the whole file to `parser`. What is damaged is reported, and reading goes on at the next record that can be found. False
  /// once stopped. Memory: one member, or a megabyte of one that is larger than a page may be.
  bool run(WarcParser& parser);

  /// The record that lies at `place`. Errors: malformed, over_limit.
  Result<std::string> record(const RecordPlace& place) const;

  /// `d` was read from bytes [from, from + size) of the record at `place`: its source becomes bytes of the file, and its codings begin
  /// with those that undo the compression.
  void wrap(Document& d, const RecordPlace& place, std::uint64_t from, std::uint64_t size) const;

 private:
  bool member(WarcParser& parser, std::uint64_t& at);
  bool broken(WarcParser& parser, std::uint64_t& at, Error e);
  bool begins_record(std::uint64_t at);
  Result<Streamed> stream(std::string_view bytes, const Chunks& take);

  std::string_view bytes_;
  const Limits& limits_;
  std::function<bool(Error)> report_;
  bool zstd_;
  std::string dictionary_;
  Unzstd unzstd_;
  std::uint64_t spent_ = 0;  ///< on what is damaged
};

}  // namespace stemma::ingest
