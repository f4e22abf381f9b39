// What a mention shows of itself: kind, person, number, gender, type of its name, role in the sentence; as training/agents/info.py.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "lang/agents/mentions.h"
#include "lang/agents/view.h"

namespace stemma::lang::agents {

enum class Kind : std::uint8_t { pronoun, proper, common };
enum class Gender : std::uint8_t { unknown, male, female };
enum class Animate : std::uint8_t { unknown, nobody, somebody };
enum class Role : std::uint8_t { subject, object, owner, oblique, of_noun, compound, joined, other };

/// First names that are known to be a man's or a woman's: part of the scorer's model file. Immutable.
class FirstNames {
 public:
  FirstNames() = default;
  /// `hashes` (FNV-1a of the norm) ascend; gender[i] is 1 male or 2 female. Both stay where they are.
  FirstNames(std::span<const std::uint64_t> hashes, std::span<const std::int8_t> gender) : hashes_(hashes), gender_(gender) {}
  Gender gender(std::string_view norm) const;

 private:
  std::span<const std::uint64_t> hashes_;
  std::span<const std::int8_t> gender_;
};

/// Words of a phrase, the first few of them.
struct WordList {
  std::array<std::uint32_t, 12> word{};
  std::uint8_t size = 0;
  std::span<const std::uint32_t> all() const { return {word.data(), size}; }
  bool empty() const { return size == 0; }
  bool full() const { return size == word.size(); }
  void add(std::uint32_t w) { word[size++] = w; }  ///< REQUIRES: not full
};
bool contains(const WordList& list, std::uint32_t word);
bool share(const WordList& a, const WordList& b);  ///< a word

inline constexpr std::uint8_t kNoName = 0;  ///< Info::type
constexpr std::uint8_t type_of(NameType t) { return static_cast<std::uint8_t>(static_cast<std::uint8_t>(t) + 1); }

struct Info {
  Mention mention;
  Kind kind = Kind::common;
  Pronoun pronoun = Pronoun::other;
  Determiner determiner = Determiner::bare;
  Gender gender = Gender::unknown;
  Animate animate = Animate::unknown;
  Role role = Role::other;
  std::uint8_t type = kNoName;       ///< type_of() the name at its head
  bool plural = false, reflexive = false;
  bool speaks = false;               ///< subject of a verb of saying
  bool nested = false;               ///< inside an earlier mention
  bool same_text = false;            ///< an earlier mention has the same words
  std::uint16_t flags = 0;           ///< WordFlag of its head
  std::uint32_t sentence = 0, block = 0;
  std::int32_t quotation = -1;
  std::int32_t governor = -1;        ///< head of its head
  std::uint32_t head_word = 0;       ///< word of its head; of a person's name the last word
  std::uint32_t same_head = 0;       ///< earlier mentions with that word
  WordList text;                     ///< its words, small ones left out, at most 12
  WordList core;                     ///< words of the name at its head, titles and small words left out, at most 6
  WordList named_below;              ///< of a pronoun that is a subject: head words of names below its verb, at most 12; they are others
  bool full_name = false;            ///< a person's first and last name; then
  std::uint32_t first_name = 0, last_name = 0;
};

/// Of each of the mentions, in their order. Linear in tokens and mentions.
std::vector<Info> describe(const View& view, std::span<const Mention> mentions, const FirstNames& first_names);

}  // namespace stemma::lang::agents
