#include "ingest/html5/tags.h"

#include <array>

namespace stemma::ingest::html5 {
namespace {

constexpr std::size_t kCount = static_cast<std::size_t>(Tag::count);

constexpr std::array<std::string_view, kCount> kNames = {
    std::string_view{},
#define H5_TAG(identifier, text, classes) std::string_view{text},
#include "ingest/html5/tags.inc"
#undef H5_TAG
};

constexpr std::uint32_t hash_of(std::string_view s) {
  std::uint32_t h = kNameHashSeed;
  for (const char c : s) h = name_hash_step(h, static_cast<unsigned char>(c));
  return h;
}

// Open addressing, a quarter full: nearly every look-up is one probe.
constexpr std::size_t kSlots = 1024;
constexpr std::size_t slot_of(std::uint32_t hash) { return (hash ^ (hash >> 15)) % kSlots; }
constexpr std::array<std::uint8_t, kSlots> make_slots() {
  std::array<std::uint8_t, kSlots> slots{};
  for (std::size_t t = 1; t < kCount; ++t) {
    std::size_t at = slot_of(hash_of(kNames[t]));
    while (slots[at] != 0) at = (at + 1) % kSlots;
    slots[at] = static_cast<std::uint8_t>(t);
  }
  return slots;
}
constexpr auto kSlotTable = make_slots();

}  // namespace

std::string_view name(Tag tag) { return kNames[static_cast<std::size_t>(tag)]; }

std::uint32_t name_hash(std::string_view lower_name) { return hash_of(lower_name); }

Tag find_tag(std::string_view lower_name, std::uint32_t hash) {
  for (std::size_t at = slot_of(hash);; at = (at + 1) % kSlots) {
    const std::uint8_t t = kSlotTable[at];
    if (t == 0) return Tag::unknown;
    if (kNames[t] == lower_name) return static_cast<Tag>(t);
  }
}

}  // namespace stemma::ingest::html5
