#include "ingest/source.h"

#include <fmt/format.h>

#include <charconv>

#include "ingest/byte_map.h"
#include "ingest/compress/brotli.h"
#include "ingest/compress/gzip.h"
#include "ingest/compress/zstd.h"
#include "ingest/mail/codec.h"
#include "ingest/warc/http.h"

namespace stemma::ingest {
namespace {

constexpr std::string_view kPart = "part:", kZstdFrom = "zstd:";

bool take(std::string_view& bytes, std::uint64_t offset, std::uint64_t length) {
  if (offset > bytes.size() || length > bytes.size() - offset) return false;
  bytes = bytes.substr(offset, length);
  return true;
}

bool read_part(std::string_view coding, std::uint64_t& offset, std::uint64_t& length) {
  if (!coding.starts_with(kPart)) return false;
  const char* const end = coding.data() + coding.size();
  const auto [plus, bad] = std::from_chars(coding.data() + kPart.size(), end, offset);
  if (bad != std::errc() || plus == end || *plus != '+') return false;
  const auto [last, bad_too] = std::from_chars(plus + 1, end, length);
  return bad_too == std::errc() && last == end;
}

// "zstd:SKIP": a dictionary first, the frames meant begin at SKIP.
Result<std::string> zstd_from(std::string_view coding, std::string_view bytes, std::uint64_t begin, std::uint64_t end,
    const Limits& limits) {
  std::uint64_t skip = 0;
  const auto [last, bad] = std::from_chars(coding.data() + kZstdFrom.size(), coding.data() + coding.size(), skip);
  auto dictionary = zstd_dictionary(bytes);
  if (!dictionary) return dictionary;
  if (bad != std::errc() || last != coding.data() + coding.size() || skip > bytes.size())
    return fail(ErrorKind::malformed, "the document's source lies outside its original", Error::nowhere, "read the file again");
  return unzstd_range(bytes.substr(skip), begin, end, limits.max_expansion, *dictionary);
}

Result<std::string> undo(std::string_view coding, std::string_view bytes, const Limits& limits) {
  const std::uint64_t cap = limits.max_page_bytes, expansion = limits.max_expansion;
  if (coding == "gzip") return gunzip(bytes, cap, expansion);
  if (coding == "deflate") return inflate_http(bytes, cap, expansion);
  if (coding == "deflate-raw") return inflate_raw(bytes, cap, expansion);
  if (coding == "br") return unbrotli(bytes, cap, expansion);
  if (coding == "base64" || coding == "quoted-printable") return undo_transfer(bytes, coding).text;
  if (coding == "zstd") return unzstd(bytes, cap, expansion);
  std::string joined;
  if (coding == "chunked" && unchunk(bytes, joined)) return joined;
  return fail(ErrorKind::unsupported, fmt::format("no way to undo the coding \"{}\"", coding));
}

}  // namespace

Result<std::string> source_bytes(std::string_view original, const Source& source, const Limits& limits) {
  const auto outside = [&] {
    return fail(ErrorKind::malformed, "the document's source lies outside its original", source.offset, "read the file again");
  };
  std::string_view bytes = original;
  if (!take(bytes, source.offset, source.length)) return outside();
  std::string unpacked;
  for (std::size_t i = 0; i < source.codings.size(); ++i) {
    const std::string_view coding = source.codings[i];
    std::uint64_t offset = 0, length = 0;
    if (read_part(coding, offset, length)) {
      if (!take(bytes, offset, length)) return outside();
      continue;
    }
    // A part of what is packed is unpacked alone: a whole WARC may stand in one member.
    const bool packed = coding == "gzip" || coding == "zstd" || coding.starts_with(kZstdFrom);
    const bool some = packed && i + 1 < source.codings.size() && read_part(source.codings[i + 1], offset, length);
    if (some && (length > limits.max_page_bytes || offset > ~std::uint64_t{0} - length)) return outside();
    const std::uint64_t end = offset + length;
    Result<std::string> next = coding.starts_with(kZstdFrom) ? zstd_from(coding, bytes, offset, some ? end : limits.max_page_bytes, limits)
        : some && coding == "gzip" ? gunzip_range(bytes, offset, end, limits.max_expansion)
        : some                     ? unzstd_range(bytes, offset, end, limits.max_expansion, {})
                                   : undo(coding, bytes, limits);
    if (!next) return next;
    unpacked = std::move(*next);
    bytes = unpacked;
    if (some) ++i;
  }
  return std::string(bytes);
}

std::string part_coding(std::uint64_t offset, std::uint64_t length) { return fmt::format("{}{}+{}", kPart, offset, length); }

void wrap_source(Document& d, std::uint64_t offset, std::uint64_t size, std::string coding) {
  if (d.source.codings.empty()) shift_source(d.map, d.source.offset);
  else d.source.codings.insert(d.source.codings.begin(), part_coding(d.source.offset, d.source.length));
  d.source.codings.insert(d.source.codings.begin(), std::move(coding));
  d.source.offset = offset;
  d.source.length = size;
}

}  // namespace stemma::ingest
