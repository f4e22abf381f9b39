#include "claims/ground/places/gazetteer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <numbers>

#include "base/embed_file.h"

STEMMA_EMBED(stemma_built_in_places, STEMMA_PLACES_FILE)

namespace stemma::claims::ground {
namespace {

constexpr std::array<std::string_view, kFeatures> kNames{"country", "division", "county", "capital", "city", "district",
                                                        "continent", "region", "water", "mountain", "island"};
constexpr std::size_t kHead = 24, kArea = 12, kRow = 16, kBuckets = 65536, kPosting = 6;
constexpr std::uint32_t kOtherName = 1U << 23;

/// A whole number of `bytes` bytes, smallest first.
std::uint32_t number(std::string_view s, std::size_t at, std::size_t bytes) {
  std::uint32_t n = 0;
  for (std::size_t i = 0; i < bytes; ++i) n |= static_cast<std::uint32_t>(static_cast<unsigned char>(s[at + i])) << (8 * i);
  return n;
}

float hundredths(std::string_view s, std::size_t at) { return static_cast<float>(static_cast<std::int16_t>(number(s, at, 2))) / 100; }

}  // namespace

std::string_view name(Feature f) { return kNames[static_cast<std::size_t>(f)]; }

Result<Gazetteer> Gazetteer::built_in() { return of(embedded_bytes(stemma_built_in_places, stemma_built_in_places_end)); }

Result<Gazetteer> Gazetteer::of(std::string_view bytes) {
  const auto damaged = [](const char* how) { return fail(ErrorKind::malformed, std::string("the gazetteer is damaged: ") + how); };
  if (bytes.size() < kHead || bytes.substr(0, 8) != "STPLACE1") return damaged("it does not begin as one");
  Gazetteer g;
  g.areas_ = number(bytes, 8, 4), g.rows_ = number(bytes, 12, 4), g.postings_ = number(bytes, 16, 4);
  const std::size_t names = number(bytes, 20, 4), starts = (kBuckets + 1) * 4;
  const std::size_t sizes[] = {g.areas_ * kArea, g.rows_ * kRow, starts, g.postings_ * kPosting, names};
  std::size_t whole = kHead;
  for (const std::size_t s : sizes) whole += s;
  if (bytes.size() != whole || g.rows_ == 0 || names == 0 || bytes.back() != '\0') return damaged("it is cut");
  bytes.remove_prefix(kHead);
  std::string_view* const parts[] = {&g.area_bytes_, &g.row_bytes_, &g.starts_, &g.posting_bytes_, &g.names_};
  for (std::size_t i = 0; i < 5; ++i) *parts[i] = bytes.substr(0, sizes[i]), bytes.remove_prefix(sizes[i]);
  return g;
}

Gazetteer::Hits Gazetteer::find(std::uint64_t key) const {
  const std::size_t bucket = key >> 48;
  const std::uint32_t rest = (key >> 24) & 0xFFFFFF;
  const std::uint32_t last = std::min(number(starts_, (bucket + 1) * 4, 4), postings_);
  Hits out{std::min(number(starts_, bucket * 4, 4), last), 0};
  while (out.first < last && number(posting_bytes_, out.first * kPosting, 3) < rest) ++out.first;
  for (out.last = out.first; out.last < last && number(posting_bytes_, out.last * kPosting, 3) == rest;) ++out.last;
  return out;
}

Gazetteer::Hit Gazetteer::hit(std::uint32_t index) const {
  const std::uint32_t what = number(posting_bytes_, index * kPosting + 3, 3);
  return {std::min(what & (kOtherName - 1), rows_ - 1), (what & kOtherName) != 0};
}

Gazetteer::Row Gazetteer::row(std::uint32_t index) const {
  const std::size_t at = std::size_t{index} * kRow;
  Row r;
  r.geonames = number(row_bytes_, at, 4);
  r.latitude = hundredths(row_bytes_, at + 4), r.longitude = hundredths(row_bytes_, at + 6);
  r.area = static_cast<std::uint16_t>(number(row_bytes_, at + 8, 2));
  r.feature = static_cast<Feature>(std::min<std::uint32_t>(number(row_bytes_, at + 10, 1), kFeatures - 1));
  r.size = static_cast<std::uint8_t>(number(row_bytes_, at + 11, 1));
  r.name = names_.data() + std::min<std::size_t>(number(row_bytes_, at + 12, 4), names_.size() - 1);
  return r;
}

Gazetteer::Area Gazetteer::area(std::uint16_t index) const {
  if (index >= areas_) return {};
  const std::size_t at = std::size_t{index} * kArea;
  Area a;
  if (area_bytes_[at] != '\0') a.country = area_bytes_.substr(at, 2);
  const auto known = [this](std::uint32_t row) { return row < rows_ ? row : none; };
  a.division = known(number(area_bytes_, at + 4, 4)), a.nation = known(number(area_bytes_, at + 8, 4));
  return a;
}

float kilometres(float latitude_a, float longitude_a, float latitude_b, float longitude_b) {
  constexpr float kDegree = std::numbers::pi_v<float> / 180, kEarth = 6371;
  const float a = latitude_a * kDegree, b = latitude_b * kDegree;
  const float y = std::sin((a - b) / 2), x = std::sin((longitude_a - longitude_b) * kDegree / 2);
  return 2 * kEarth * std::asin(std::sqrt(std::min(1.0F, y * y + std::cos(a) * std::cos(b) * x * x)));
}

}  // namespace stemma::claims::ground
