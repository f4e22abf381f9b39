// How rare a word is in news at large: a table that is shipped and never changes with the case, so that one more document moves no score of
// the others. Document frequencies of 32,000 news articles of 2012 to 2020; models/README.md says which, docs/formats/idf.md how they are kept.
// Weight: ln((1 + N) / (1 + df)) + 1, in steps of 1/16 (K. Spärck Jones, "A statistical interpretation of term specificity", 1972).
#pragma once

#include <cstdint>
#include <string_view>

#include "stemma/result.h"

namespace stemma::link {

/// Keeps views of its bytes, which must outlive it. Immutable; cheap to copy.
class Idf {
 public:
  static constexpr std::int32_t one = 64;  ///< weights are whole numbers of 1/64: "the" has 64, a word in one article of 32,000 has 684

  /// The table that the program was built with. If it is damaged every word counts as unknown.
  static const Idf& built_in();
  /// Errors: malformed (not such a file, or cut). Any bytes are safe to look up in.
  static Result<Idf> of(std::string_view bytes);

  /// Of a folded word, given its hash64 (DocText::words).
  std::int32_t word(std::uint64_t hash) const { return weight(hash); }
  /// Of a stem (words.h).
  std::int32_t stem(std::string_view stem) const { return weight(stem_key(stem)); }
  /// Of what is not in the table: too rare to be there.
  std::int32_t unknown() const { return unknown_; }

  /// Under which the table has a stem: other than the word of the same letters.
  static std::uint64_t stem_key(std::string_view stem);

 private:
  std::int32_t weight(std::uint64_t key) const;

  std::uint32_t entries_ = 0;
  std::int32_t unknown_ = 11 * one;
  std::string_view starts_, keys_, weights_;
};

}  // namespace stemma::link
