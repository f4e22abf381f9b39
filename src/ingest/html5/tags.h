// Element names as small numbers, and the classes into which the HTML standard sorts them.
#pragma once

#include <cstdint>
#include <string_view>

namespace stemma::ingest::html5 {

enum class Tag : std::uint8_t {
  unknown,
#define H5_TAG(identifier, text, classes) identifier,
#include "ingest/html5/tags.inc"
#undef H5_TAG
  count
};

/// Classes of HTML elements (for elements of the HTML namespace only; foreign ones have their own few rules).
enum TagClass : std::uint16_t {
  kSpecial = 1,           ///< "special" category
  kFormatting = 2,        ///< goes on the list of active formatting elements
  kScope = 4,             ///< ends every kind of scope but select scope
  kVoid = 8,              ///< has no content and no end tag
  kImplied = 16,          ///< its end tag may be implied
  kImpliedThorough = 32,  ///< ... when end tags are implied "thoroughly" (beside kImplied)
  kBreakout = 64,         ///< a start tag of this name leaves SVG and MathML
  kHeading = 128,         ///< h1 to h6
  kRawText = 256,         ///< its content is text, not markup
};

inline constexpr std::uint16_t kTagClasses[] = {
    0,
#define H5_TAG(identifier, text, classes) classes,
#include "ingest/html5/tags.inc"
#undef H5_TAG
};
constexpr std::uint16_t classes(Tag tag) { return kTagClasses[static_cast<std::uint8_t>(tag)]; }

/// Lower-case name; empty for `unknown`.
std::string_view name(Tag tag);

/// The hash that find_tag expects, over the lower-cased bytes of a name.
constexpr std::uint32_t kNameHashSeed = 2166136261u;
constexpr std::uint32_t name_hash_step(std::uint32_t hash, unsigned char lower) { return (hash ^ lower) * 16777619u; }
std::uint32_t name_hash(std::string_view lower_name);

/// `hash` == name_hash(lower_name). Unknown names give Tag::unknown.
Tag find_tag(std::string_view lower_name, std::uint32_t hash);
inline Tag find_tag(std::string_view lower_name) { return find_tag(lower_name, name_hash(lower_name)); }

}  // namespace stemma::ingest::html5
