#include "store/map_blob.h"

#include "ingest/byte_map.h"
#include "store/sqlite.h"

namespace stemma::store {
namespace {

using Run = ByteMap::Run;

[[noreturn]] void damaged() {
  raise(ErrorKind::case_file, "the case is damaged: a map of bytes is none", "run stemma verify, and restore the case from a copy");
}

void put(std::string& out, std::uint64_t n) {
  for (; n >= 0x80; n >>= 7) out += static_cast<char>(n | 0x80);
  out += static_cast<char>(n);
}

std::uint64_t take(std::string_view& in) {
  std::uint64_t n = 0;
  for (unsigned shift = 0; shift < 63 && !in.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(in.front());
    in.remove_prefix(1);
    n |= std::uint64_t{byte & 0x7FU} << shift;
    if (byte < 0x80) return n;
  }
  damaged();
}

std::uint64_t text_end(const Run& r) { return r.text + std::uint64_t{r.text_size}; }
std::uint64_t source_end(const Run& r) { return r.source + r.source_size; }

/// `next` is to `r` what a repeat would be; `gap` lies between the sources of r and the run before it.
bool repeats(const Run& r, const Run& next, std::int64_t gap) {
  return next.text == text_end(r) && next.text_size == r.text_size && next.source_size == r.source_size &&
         static_cast<std::int64_t>(next.source - source_end(r)) == gap;
}

}  // namespace

std::string map_blob(const ByteMap& map) {
  std::string out;
  Run last{};
  for (std::size_t i = 0; i < map.runs.size();) {
    const Run& r = map.runs[i];
    const auto gap = static_cast<std::int64_t>(r.source - source_end(last));
    std::size_t more = 0;
    while (i + more + 1 < map.runs.size() && repeats(map.runs[i + more], map.runs[i + more + 1], gap)) ++more;
    const bool equal = r.text_size == r.source_size;
    put(out, (r.text - text_end(last)) * 4 + (more > 0 ? 2 : 0) + (equal ? 1 : 0));
    put(out, r.text_size);
    if (!equal) put(out, r.source_size);
    put(out, gap < 0 ? static_cast<std::uint64_t>(-gap) * 2 - 1 : static_cast<std::uint64_t>(gap) * 2);
    if (more > 0) put(out, more);
    last = map.runs[i + more];
    i += more + 1;
  }
  return out;
}

ByteMap map_from(std::string_view blob, std::size_t text_size) {
  ByteMap map;
  Run last{};
  while (!blob.empty()) {
    const std::uint64_t head = take(blob), size = take(blob), source_size = (head & 1) != 0 ? size : take(blob), zigzag = take(blob);
    const std::uint64_t more = (head & 2) != 0 ? take(blob) : 0;
    const std::uint64_t gap = (zigzag & 1) != 0 ? ~(zigzag >> 1) : zigzag >> 1;
    // Each run takes text, so that a text of n bytes has no more than n of them.
    if (size == 0 || size > text_size || source_size > 0xFFFFFFFFU || head / 4 > text_size || more > text_size) damaged();
    for (std::uint64_t n = 0; n <= more; ++n) {
      const std::uint64_t text = text_end(last) + (n == 0 ? head / 4 : 0);
      if (text > text_size) damaged();
      last = {static_cast<std::uint32_t>(text), static_cast<std::uint32_t>(size), source_end(last) + gap,
              static_cast<std::uint32_t>(source_size)};
      map.runs.push_back(last);
    }
  }
  if (!ingest::is_sound(map, text_size, ~std::uint64_t{0})) damaged();
  return map;
}

}  // namespace stemma::store
