// The gazetteer: models/places.table, used where it lies. Its form: docs/formats/places.md.
#pragma once

#include <cstdint>
#include <string_view>

#include "stemma/result.h"

namespace stemma::claims::ground {

enum class Feature : std::uint8_t { country, division, county, capital, city, district, continent, region, water, mountain, island };
inline constexpr std::size_t kFeatures = 11;
std::string_view name(Feature);
/// So wide that its point says little.
constexpr bool is_wide(Feature f) { return f == Feature::country || f == Feature::continent || f == Feature::region || f == Feature::water; }

/// Immutable; reads out of bytes that must stay where they are.
class Gazetteer {
 public:
  static constexpr std::uint32_t none = 0xFFFFFFFF;
  struct Row {
    std::uint32_t geonames = 0;
    float latitude = 0, longitude = 0;
    std::uint16_t area = 0;       ///< what it lies in: see area()
    Feature feature = Feature::city;
    std::uint8_t size = 0;        ///< 8 log2(1 + inhabitants)
    std::string_view name;
  };
  /// A first-level division of a country, or what of a country lies in none.
  struct Area {
    std::string_view country;     ///< ISO 3166-1 alpha-2; empty: no country, or several
    std::uint32_t division = none, nation = none;  ///< their rows
  };
  /// One reading of a name.
  struct Hit {
    std::uint32_t row = 0;
    bool by_other_name = false;   ///< by one that its own language or another time has for it
  };
  /// A name's readings, likeliest first by the number of people alone.
  struct Hits {
    std::uint32_t first = 0, last = 0;
    bool empty() const { return first == last; }
    std::uint32_t size() const { return last - first; }
  };

  /// The one of this program. Errors: as of().
  static Result<Gazetteer> built_in();
  /// Errors: malformed (not such a table, or cut).
  static Result<Gazetteer> of(std::string_view bytes);

  Hits find(std::uint64_t key) const;
  Hit hit(std::uint32_t index) const;
  Row row(std::uint32_t index) const;
  Area area(std::uint16_t index) const;

 private:
  Gazetteer() = default;
  std::uint32_t areas_ = 0, rows_ = 0, postings_ = 0;
  std::string_view area_bytes_, row_bytes_, starts_, posting_bytes_, names_;
};

/// Kilometres between two points of the globe.
float kilometres(float latitude_a, float longitude_a, float latitude_b, float longitude_b);

}  // namespace stemma::claims::ground
