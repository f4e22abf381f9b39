// Units: the propositions that are compared. A content that says two things is two units.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "link/copies.h"
#include "link/pile.h"
#include "link/thresholds.h"

namespace stemma::link {

inline constexpr unsigned gram_bits = 20;

/// A word that a unit is about.
struct Term {
  std::uint64_t stem = 0;   ///< hash64
  std::uint16_t rarity = 0; ///< link/idf.h
  std::uint8_t weight = 4;  ///< quarters: 4 its own, 2 of the same sentence, 1 of the one before or after
};

/// A name that a document holds.
struct DocumentName {
  std::uint64_t stem = 0;    ///< hash64
  std::uint16_t weight = 0;  ///< its rarity (link/idf.h), times how often it stands there, up to six
};

/// One proposition of one attribution.
struct Unit {
  std::uint32_t document = 0, attribution = 0;
  Spans pieces;                          ///< of the content that it covers
  std::vector<std::string> stems;        ///< distinct, sorted; stop words left out, words of one sense as one
  std::vector<std::string> numbers;      ///< distinct, sorted
  std::vector<std::string> predicates;   ///< those of `stems` that stand there as verbs, distinct, sorted
  std::vector<std::string> matter;       ///< those of `stems` that are no names, distinct, sorted
  std::vector<std::uint32_t> grams;      ///< hashes (gram_bits wide) of character 4-grams of the padded words, sorted
  std::int32_t voice = -1;               ///< who says it, if that is somebody named; -1: not known
  bool negated = false;                  ///< holds an odd number of negations
  std::vector<Term> terms;               ///< by stem: its own words and those around it; numbers and stop words left out
  std::vector<std::uint64_t> classes, people, counted;  ///< of the events and figures in it: hashes, distinct, sorted
  std::shared_ptr<const std::vector<DocumentName>> names;  ///< of its whole document, by stem; none for a unit that was made by itself
  std::uint32_t first_sentence = 0, last_sentence = 0;  ///< of the document
  std::int32_t agent = -1;               ///< of the case, as far as known
  bool own_voice = false;                ///< an outlet's, on nobody's word
  bool denies = false;                   ///< its stance
  bool intent = false;                   ///< says what is to be (promised, demanded, expected), not what is
  bool headline = false;                 ///< stands in a headline
  std::uint32_t paragraph = 0;           ///< block of the document that it begins in
  bool bare = false;                     ///< its document is little more than a headline
  bool weak = false;                     ///< too short to say by itself what it is about: "this", "13", "the report"
  std::uint64_t hash = 0;                ///< of its folded words: breaks ties whatever the order of arrival

  /// A headline with next to nothing below it.
  bool stands_alone() const { return bare && headline; }
};

/// By document, attribution, place. `weak` unless it has three words of matter, or a number or verb and a word: such a content says only
/// with what stands around it what it is about.
std::vector<Unit> find_units(const Pile& pile);

/// A pile of so many units is about one thing or two: in a larger one words that two texts share by chance are the rule.
inline constexpr std::size_t small_pile = 600;
/// Two units, by their stems, have that much in common.
bool share_words(const std::vector<std::string>& a, const std::vector<std::string>& b, const thresholds::WordsInCommon& least);

/// A statement in the negative speaks of what the other says: it has a verb of it, or two words that are no names. One that has no verb may.
/// "The dam had not been inspected" does not speak of "forty died when the dam at Ostrel gave way".
bool speaks_of(const Unit& statement, const std::vector<std::string>& stems);

/// One unit from any spans of a document.
Unit make_unit(const Pile& pile, std::uint32_t document, std::uint32_t attribution, Spans pieces);

/// Two units that stand at the same place of shared text: 60 % of the words of each are the other's.
struct SameWords {
  std::uint32_t a = 0, b = 0;
  enum class In : std::uint8_t { phrase, statement, report } in = In::phrase;  ///< the passage around them; phrase: too short for one
};
std::vector<SameWords> same_words(const Pile& pile, const std::vector<Kin>& kin, const std::vector<Unit>& units);

}  // namespace stemma::link
