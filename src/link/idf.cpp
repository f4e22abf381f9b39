#include "link/idf.h"

#include <algorithm>
#include <string>

#include "base/embed_file.h"
#include "base/hash.h"

STEMMA_EMBED(stemma_built_in_idf, STEMMA_IDF_FILE)

namespace stemma::link {
namespace {

constexpr std::size_t head_size = 20, buckets = 4096, step = 4;

/// 4 bytes, smallest first.
std::uint32_t number(std::string_view s, std::size_t at) {
  std::uint32_t n = 0;
  for (std::size_t i = 0; i < 4; ++i) n |= static_cast<std::uint32_t>(static_cast<unsigned char>(s[at + i])) << (8 * i);
  return n;
}

}  // namespace

std::uint64_t Idf::stem_key(std::string_view stem) { return mix64(hash64(stem) + 0x9E3779B97F4A7C15ULL); }

const Idf& Idf::built_in() {
  static const Idf table = of(embedded_bytes(stemma_built_in_idf, stemma_built_in_idf_end)).value_or(Idf());
  return table;
}

Result<Idf> Idf::of(std::string_view bytes) {
  const auto damaged = [](const char* how) { return fail(ErrorKind::malformed, std::string("the table of word frequencies is damaged: ") + how); };
  if (bytes.size() < head_size || bytes.substr(0, 8) != "STWIDF01") return damaged("it does not begin as one");
  Idf out;
  out.entries_ = number(bytes, 12);
  out.unknown_ = static_cast<std::int32_t>(std::min<std::uint32_t>(number(bytes, 16), 255) * step);
  const std::size_t starts = (buckets + 1) * 4, entries = out.entries_;
  if (bytes.size() != head_size + starts + entries * 5) return damaged("it is cut");
  out.starts_ = bytes.substr(head_size, starts);
  out.keys_ = bytes.substr(head_size + starts, entries * 4);
  out.weights_ = bytes.substr(head_size + starts + entries * 4);
  return out;
}

std::int32_t Idf::weight(std::uint64_t key) const {
  if (entries_ == 0) return unknown_;
  const std::size_t bucket = key >> 52;
  const auto wanted = static_cast<std::uint32_t>(key >> 20);
  auto last = std::min(number(starts_, (bucket + 1) * 4), entries_);
  auto first = std::min(number(starts_, bucket * 4), last);
  const auto end = last;
  while (first < last) {
    const auto middle = first + (last - first) / 2;
    if (number(keys_, std::size_t{middle} * 4) < wanted) first = middle + 1;
    else last = middle;
  }
  if (first == end || number(keys_, std::size_t{first} * 4) != wanted) return unknown_;
  return static_cast<std::int32_t>(static_cast<unsigned char>(weights_[first]) * step);
}

}  // namespace stemma::link
