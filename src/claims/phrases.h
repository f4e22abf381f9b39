// Phrases: where noun phrases, verb groups and clauses begin and end, by tags and marks. Every scan stays inside its sentence and
// is bounded (kReach tokens), so that the whole grammar is linear in the text.
#pragma once

#include <optional>

#include "claims/view.h"

namespace stemma::claims {

inline constexpr std::uint32_t kReach = 60;

struct VerbGroup {
  Range range;              ///< auxiliaries, adverbs and negation up to the head and its particle
  std::uint32_t head = 0;
  std::uint32_t next = 0;   ///< first token behind the group
  bool negated = false, passive = false, gerund = false, infinitive = false, modal = false;
};

class Phrases {
 public:
  explicit Phrases(const View& view) : v_(view) {}

  /// First token at which a clause of token i's sentence may begin: its sentence, or the quotation that it lies in.
  std::uint32_t floor(std::uint32_t i) const;
  /// One past the last token that belongs to a clause around i: final marks of the sentence are left out, a closing quotation
  /// mark stays if its quotation begins at or after `from`.
  std::uint32_t ceiling(std::uint32_t i, std::uint32_t from) const;

  VerbGroup verb_group(std::uint32_t head) const;

  /// Start of the noun phrase that ends at `end` (with its of-phrases, reduced relatives), `end` if there is none.
  std::uint32_t noun_phrase_start(std::uint32_t end, std::uint32_t floor) const;
  /// End of the noun phrase that starts at `i`, `i` if there is none.
  std::uint32_t noun_phrase_end(std::uint32_t i, std::uint32_t ceiling, bool with_apposition) const;
  /// The subject of a verb group that starts at `i`: noun phrase, pronoun or relative, appositions included.
  Range subject_before(std::uint32_t i) const;

  /// Skips "on Tuesday", "last week", "in an interview with the paper", "by telephone".
  std::uint32_t skip_adjuncts(std::uint32_t i, std::uint32_t ceiling) const;
  std::uint32_t skip_time(std::uint32_t i, std::uint32_t ceiling) const;

  /// A noun phrase and a finite verb follow.
  bool clause_follows(std::uint32_t i, std::uint32_t ceiling) const;

 private:
  std::uint32_t base_start(std::uint32_t end, std::uint32_t floor) const;
  std::uint32_t base_end(std::uint32_t i, std::uint32_t ceiling) const;
  std::uint32_t relative_start(std::uint32_t start, std::uint32_t floor) const;
  bool clause_edge(std::uint32_t i, std::uint32_t floor) const;

  const View& v_;
};

}  // namespace stemma::claims
