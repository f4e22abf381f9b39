#include "ingest/source.h"

#include <fmt/format.h>

#include <charconv>

#include "ingest/byte_map.h"
#include "ingest/compress/gzip.h"

namespace stemma::ingest {
namespace {

constexpr std::string_view kPart = "part:";

bool take(std::string_view& bytes, std::uint64_t offset, std::uint64_t length) {
  if (offset > bytes.size() || length > bytes.size() - offset) return false;
  bytes = bytes.substr(offset, length);
  return true;
}

bool read_part(std::string_view coding, std::uint64_t& offset, std::uint64_t& length) {
  const char* const end = coding.data() + coding.size();
  const auto [plus, bad] = std::from_chars(coding.data() + kPart.size(), end, offset);
  if (bad != std::errc() || plus == end || *plus != '+') return false;
  const auto [last, bad_too] = std::from_chars(plus + 1, end, length);
  return bad_too == std::errc() && last == end;
}

}  // namespace

Result<std::string> source_bytes(std::string_view original, const Source& source, const Limits& limits) {
  const auto outside = [&] { return fail(ErrorKind::malformed, "the document's source lies outside its original", source.offset, "read the file again"); };
  std::string_view bytes = original;
  if (!take(bytes, source.offset, source.length)) return outside();
  std::string unpacked;
  for (const std::string& coding : source.codings) {
    if (coding.starts_with(kPart)) {
      std::uint64_t offset = 0, length = 0;
      if (!read_part(coding, offset, length) || !take(bytes, offset, length)) return outside();
      continue;
    }
    Result<std::string> next = fail(ErrorKind::unsupported, fmt::format("no way to undo the coding \"{}\"", coding));
    if (coding == "gzip") next = gunzip(bytes, limits.max_page_bytes, limits.max_expansion);
    if (coding == "deflate") next = inflate_http(bytes, limits.max_page_bytes, limits.max_expansion);
    if (!next) return next;
    unpacked = std::move(*next);
    bytes = unpacked;
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
