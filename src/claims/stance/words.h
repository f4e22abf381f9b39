// Words that tell a stance, looked up by stem.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace stemma::claims::stance {

/// What a word can tell of a stance: the eleven stances, in their order, then what negates and hedges.
enum class Sense : std::uint8_t {
  asserts, alleges, denies, confirms, doubts, demands, commits, expects, believes, asks, declares,
  refuses,    ///< refuse, stop short of: negates what follows
  probable,   ///< seem, likely
  possible,   ///< might, fear
  falsehood,  ///< untrue, a lie
  hearsay,    ///< allegation, report: what others say, so that "no" to it denies
};
inline constexpr std::size_t kSenses = 16;

/// A set of senses, a bit each.
using SenseSet = std::uint16_t;
constexpr SenseSet bit(Sense s) { return static_cast<SenseSet>(1U << static_cast<unsigned>(s)); }

/// Immutable; a few thousand entries.
class Words {
 public:
  Words();

  /// A word without its ending: "denies", "denied", "denying" -> "deny". All forms of a word have one stem; it need not be a word.
  std::string stem(std::string_view lower) const;
  /// Senses of a word alone.
  SenseSet senses(std::string_view stem) const;
  /// Senses of a word with one that follows: "push" with "back".
  SenseSet senses(std::string_view stem, std::string_view later) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>()(s); }
  };
  template <class T>
  using Map = std::unordered_map<std::string, T, Hash, std::equal_to<>>;

  Map<std::string> irregular_;
  Map<SenseSet> single_;
  Map<std::vector<std::pair<std::string, SenseSet>>> with_later_;
};

}  // namespace stemma::claims::stance
