#include "ingest/warc/packed.h"

#include <fmt/format.h>

#include <algorithm>

#include "ingest/compress/gzip.h"
#include "ingest/source.h"

namespace stemma::ingest {
namespace {

constexpr std::uint64_t kGzipProbe = 512, kZstdProbe = 256 << 10;  // compressed bytes looked at to tell whether a record begins

}  // namespace

PackedWarc::PackedWarc(std::string_view bytes, const Limits& limits, std::function<bool(Error)> report)
    : bytes_(bytes), limits_(limits), report_(std::move(report)), zstd_(zstd_magic(bytes)),
      dictionary_(zstd_ ? zstd_dictionary(bytes).value_or("") : ""), unzstd_(dictionary_) {}

bool PackedWarc::is_packed(std::string_view bytes) { return gzip_magic(bytes) || zstd_magic(bytes); }

Result<Streamed> PackedWarc::stream(std::string_view bytes, const Chunks& take) {
  return zstd_ ? unzstd_.frame(bytes, limits_.max_expansion, take) : stream_gzip(bytes, limits_.max_expansion, take);
}

bool PackedWarc::begins_record(std::uint64_t at) {
  const std::string_view bytes = bytes_.substr(at);
  // A probe sets up a decompressor, whose tables cost more than the bytes.
  spent_ += zstd_ ? std::min<std::uint64_t>(bytes.size(), kZstdProbe) : 8 * kGzipProbe;
  if (!zstd_) return gzip_magic(bytes) && gunzip_start(bytes.substr(0, kGzipProbe), 5) == "WARC/";
  std::string start;
  if (zstd_magic(bytes) && zstd_skippable(bytes) == 0)
    (void)unzstd_.frame(bytes.substr(0, kZstdProbe), ~std::uint64_t{0}, [&](std::string_view made, std::uint64_t, bool) {
      start += made.substr(0, 5 - start.size());
      return start.size() < 5;
    });
  return start == "WARC/";
}

// A member that cannot be read: says so, and finds the next one that starts a record.
bool PackedWarc::broken(WarcParser& parser, std::uint64_t& at, Error e) {
  parser.drop();
  e.at = at + (e.at == Error::nowhere ? 0 : e.at);
  if (!report_(std::move(e))) return false;
  // Work on bad members is bounded: their sizes add up, and a file made of overlapping bad members would cost its size squared.
  spent_ += std::min<std::uint64_t>(bytes_.size() - at, limits_.max_page_bytes);
  const std::string_view magic = zstd_ ? "\x28\xB5\x2F\xFD" : "\x1f\x8b\x08";
  for (std::size_t next = at + 1; (next = bytes_.find(magic, next)) != std::string_view::npos; ++next) {
    if (spent_ > 16 * limits_.max_page_bytes + 8 * bytes_.size()) {
      report_(Error{ErrorKind::malformed, "too much of this file is damaged: reading stopped", at, "get the file again"});
      return false;
    }
    if (begins_record(next)) {
      at = next;
      return true;
    }
  }
  at = bytes_.size();
  return true;
}

bool PackedWarc::member(WarcParser& parser, std::uint64_t& at) {
  const std::string_view rest = bytes_.substr(at);
  if (!zstd_) {
    auto whole = gunzip_member(rest, limits_.max_page_bytes, limits_.max_expansion);
    if (whole) {
      const std::uint64_t begin = at;
      at += whole->consumed;
      return parser.feed(whole->data, begin, at, Boundary::member);
    }
    if (whole.error().kind != ErrorKind::over_limit) return broken(parser, at, std::move(whole.error()));
  }
  // A frame, or a member larger than a page may be (a whole WARC in one member): in steps.
  const auto done = stream(rest, [&](std::string_view made, std::uint64_t used, bool last) {
    return parser.feed(made, at, at + used, last ? Boundary::member : Boundary::more);
  });
  if (!done) return broken(parser, at, done.error());
  at += done->used;
  return !done->stopped;
}

bool PackedWarc::run(WarcParser& parser) {
  if (zstd_)
    if (const auto dictionary = zstd_dictionary(bytes_); !dictionary && !report_(dictionary.error())) return false;
  for (std::uint64_t at = 0; at < bytes_.size();) {
    const std::string_view rest = bytes_.substr(at);
    if (const std::uint64_t skip = zstd_ ? zstd_skippable(rest) : 0) {
      at += skip;
    } else if (zstd_ ? zstd_magic(rest) : gzip_magic(rest)) {
      if (!member(parser, at)) return false;
    } else {
      if (rest.find_first_not_of('\0') == std::string_view::npos) break;
      const std::string what = fmt::format("something that is not {} stands between the records", zstd_ ? "zstd" : "gzip");
      if (!broken(parser, at, {ErrorKind::malformed, what, 0, "the other records are read"})) return false;
    }
  }
  return parser.feed("", bytes_.size(), bytes_.size(), Boundary::file);
}

Result<std::string> PackedWarc::record(const RecordPlace& place) const {
  const std::string_view bytes = bytes_.substr(place.offset, place.length);
  const std::uint64_t expansion = limits_.max_expansion;
  return zstd_ ? unzstd_range(bytes, place.begin, place.end, expansion, dictionary_)
      : gunzip_range(bytes, place.begin, place.end, expansion);
}

void PackedWarc::wrap(Document& d, const RecordPlace& place, std::uint64_t from, std::uint64_t size) const {
  const bool whole_file = !dictionary_.empty();
  std::vector<std::string> codings{!zstd_ ? "gzip" : whole_file ? zstd_coding(place.offset) : "zstd",
      part_coding(place.begin + from, size)};
  d.source.codings.insert(d.source.codings.begin(), codings.begin(), codings.end());
  d.source.offset = whole_file ? 0 : place.offset;
  d.source.length = (whole_file ? place.offset : 0) + place.length;
}

}  // namespace stemma::ingest
