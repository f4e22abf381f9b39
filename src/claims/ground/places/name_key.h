// A name's key in the gazetteer: a hash of its folded form. The same as training/places/folding.py.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace stemma::claims::ground {

/// Takes a name piece by piece, so that every longer name that begins at a word costs only its own letters.
class NameKey {
 public:
  void add(std::string_view utf8);
  void space();
  std::uint64_t key() const;
  /// The key as the name of a people, and of what belongs to a place.
  std::uint64_t people_key() const;

  static std::uint64_t of(std::string_view name);
  /// Of a short form that counts only as it is written: "US".
  static std::uint64_t exact(std::string_view form);

 private:
  void put(std::string_view bytes);
  void mix(std::string_view bytes);

  static constexpr std::uint64_t kBasis = 0xcbf29ce484222325, kPeopleBasis = (kBasis ^ '~') * 0x100000001b3;
  std::uint64_t hash_ = kBasis, people_ = kPeopleBasis;  ///< of all whole words
  std::uint32_t words_ = 0;
  std::uint8_t size_ = 0;                 ///< of the word that is being taken
  bool too_long_ = false;
  std::array<char, 62> word_{};
};

}  // namespace stemma::claims::ground
