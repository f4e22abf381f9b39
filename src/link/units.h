// Units: the propositions that are compared. A content that says two things is two units.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "link/copies.h"
#include "link/pile.h"

namespace stemma::link {

inline constexpr unsigned gram_bits = 20;

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
  std::uint64_t hash = 0;                ///< of its folded words: breaks ties whatever the order of arrival
};

/// Units with three words of matter or more, or a number or verb and a word; a shorter content cannot start a claim (denials.h finds
/// what it is about).
/// By document, attribution, place.
std::vector<Unit> find_units(const Pile& pile);

/// One unit from any spans of a document.
Unit make_unit(const Pile& pile, std::uint32_t document, std::uint32_t attribution, Spans pieces);

/// Two units that stand at the same place of shared text: 60 % of the words of each are the other's.
struct SameWords {
  std::uint32_t a = 0, b = 0;
  enum class In : std::uint8_t { phrase, statement, report } in = In::phrase;  ///< the passage around them; phrase: too short for one
};
std::vector<SameWords> same_words(const Pile& pile, const std::vector<Kin>& kin, const std::vector<Unit>& units);

struct Similar {
  std::uint32_t a = 0, b = 0;
  std::int32_t score = 0;  ///< of 1024
};

/// Scored pairs above `floor`, each unit with its best partners only. Polarity is no feature: a claim and its denial are similar.
/// Cost: O(units x partners); in a large pile a stem that more than 100 units hold makes no pair by itself.
std::vector<Similar> similar_units(const std::vector<const Unit*>& units, std::int32_t floor);

/// Average link: merges the two clusters with the highest mean score (missing pairs count 0) until it falls below `threshold`.
/// Ties go to the smaller hash. Returns for each item the smallest item of its cluster.
std::vector<std::uint32_t> average_link(std::size_t items, const std::vector<Similar>& pairs, const std::vector<std::uint64_t>& hashes,
                                        std::int32_t threshold);

}  // namespace stemma::link
