// A stretch of text as the side of it is decided: its words, what happens in it, its numbers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lang/analysis.h"
#include "stemma/attribution.h"

namespace stemma::link::sides {

inline constexpr std::size_t most_words = 400;   ///< of a phrase; what comes after is left out
inline constexpr std::uint32_t nowhere = ~std::uint32_t{0};

struct PhraseWord {
  ByteSpan span;
  std::string word;              ///< folded
  std::string sense;             ///< of its stem (link/words.h)
  std::string number;            ///< digits, if it is one
  lang::Tag tag = lang::Tag::other;
  std::int32_t name = -1;        ///< index into the analysis' names; -1: no name
  lang::NameType name_type = lang::NameType::other;
  bool stop = false;             ///< carries no matter of its own
  bool quoted = false;
};

/// What is said to happen, in words of the phrase.
struct PhraseEvent {
  std::uint32_t at = 0;             ///< the predicate's last word
  std::string sense, predicate_class;
  bool negated = false;
  Modality modality = Modality::did;
  std::vector<std::uint32_t> doer, undergoer;  ///< their words of matter
};

struct PhraseFigure {
  const Figure* figure = nullptr;
  std::uint32_t first = 0, last = 0;  ///< words [first, last)
  std::uint32_t counted = nowhere;    ///< the first word of matter behind it
};

struct Phrase {
  const Reading* reading = nullptr;
  std::vector<PhraseWord> words;
  std::vector<PhraseEvent> events;
  std::vector<PhraseFigure> figures;
  std::vector<std::uint64_t> matter;  ///< hashes of the senses that carry matter, distinct, ascending
};

/// REQUIRES: `analysis` is of the reading's document; both outlive the phrase. Linear in the words, with a search in the reading's lists.
Phrase make_phrase(const Reading& reading, const lang::Analysis& analysis, const Spans& pieces);

}  // namespace stemma::link::sides
