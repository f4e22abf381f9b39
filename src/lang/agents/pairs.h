// Numbers of a pair of mentions, each one place out of a group (one-hot): what the scorer reads besides the encoder's vectors.
// training/agents/pairs.py has the same groups in the same order; tests/unit/lang/agents_cases.tsv holds cases that both pass.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "lang/agents/info.h"

namespace stemma::lang::agents {

inline constexpr std::size_t kPairSize = 798, kOneSize = 137;  ///< places of a pair, of a mention alone

/// Places that hold 1, in no order.
struct Places {
  std::array<std::uint16_t, 32> place{};
  std::uint8_t size = 0;
  std::span<const std::uint16_t> all() const { return {place.data(), size}; }
  void add(std::size_t p) { place[size++] = static_cast<std::uint16_t>(p); }
};

/// Who speaks the quotation in which the later mention stands.
enum class Speaker : std::uint8_t { unknown, another, this_one, no_quotation };

/// What a pair's features need besides the two mentions.
struct Between {
  std::uint32_t mentions = 1;  ///< 1: neighbours
  std::uint32_t agreeing = 0;  ///< mentions between them that agree with the later one, a pronoun
  std::uint32_t subjects = 0;  ///< of these, subjects outside quotation marks
  Speaker speaker = Speaker::no_quotation;
};

/// Whether pronoun `later` can stand for `earlier` by gender, number and kind, as far as that shows them.
bool agrees(const Info& later, const Info& earlier);

Places places_of(const Info& mention);
Places places_of(const View& view, const Info& later, const Info& earlier, const Between& between);

/// For each quotation, the mention that speaks it; -1 unknown. The subject of the verb that the quotation hangs on, else the subject of a
/// verb of saying that stands outside in one of its sentences, else the speaker of the quotation before in the same block.
std::vector<std::int32_t> speakers(const View& view, std::span<const Info> infos);

/// Mentions to which a later one may point: the 50 before it, nearest first; for a noun also the latest one further away with its head's
/// word and those with a word of its name. So a document costs time linear in its mentions.
class Candidates {
 public:
  static constexpr std::uint32_t kWindow = 50;
  explicit Candidates(std::span<const Info> infos) : infos_(infos) {}
  /// Call with 0, 1, 2 ...; the result holds until the next call.
  std::span<const std::uint32_t> of(std::uint32_t later);

 private:
  std::span<const Info> infos_;
  std::unordered_map<std::uint32_t, std::uint32_t> latest_;  // mention by word
  std::vector<std::uint32_t> out_;
};

}  // namespace stemma::lang::agents
