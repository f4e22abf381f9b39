// What some words say of whom they stand for: "spokeswoman" a woman in a role, "ministry" a body of government.
#pragma once

#include <cstdint>
#include <string_view>

namespace stemma::lang::agents {

/// Bits; training/agents/words.py has them in the same order, and the scorer's weights depend on it.
enum WordFlag : std::uint16_t {
  kMale = 1, kFemale = 2, kTitle = 4, kRole = 8, kBody = 16, kGovernment = 32, kMedia = 64, kDocument = 128, kCollective = 256,
  kPlace = 512,
  kSpeech = 1024,  ///< a verb of saying, in any form
};
inline constexpr int kWordFlags = 11;

/// Flags of a norm (lower case); 0 for most words.
std::uint16_t word_flags(std::string_view norm);

enum class Pronoun : std::uint8_t { i, we, you, he, she, it, they, this_, these, one, other };
Pronoun pronoun(std::string_view norm);
bool is_reflexive(std::string_view norm);

enum class Determiner : std::uint8_t { definite, demonstrative, indefinite, possessed, bare, none };
/// What a phrase that begins with this word is; `bare` if it is no determiner.
Determiner determiner(std::string_view norm);

/// Articles, prepositions inside names, the possessive ending: not compared.
bool is_small(std::string_view norm);

}  // namespace stemma::lang::agents
