// Profiles: the words that the members of a claim use, to find the claim that a denial speaks of.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "link/units.h"

namespace stemma::link {

class Profiles {
 public:
  /// Members that deny are left out: their words are those of what is looked for. Cost: O(words of the members).
  Profiles(const Pile& pile, const std::vector<Claim>& claims);

  /// Of 1024: the share of the unit's words, each weighed by how few claims have it, that the claim's members use.
  std::int32_t likeness(const Unit& own, std::uint32_t claim) const { return share(own, narrow_[claim]); }
  /// The same, with the one member that is most like it, both ways round.
  std::int32_t nearest_member(const Unit& own, std::uint32_t claim) const;
  /// A member has as much in common with it as a denial in a large pile needs (thresholds.h).
  bool shares_words(const Unit& own, std::uint32_t claim) const;
  /// A member says in much the same words without a negation what it says with one, or the other way round.
  bool contradicts(const Unit& own, std::uint32_t claim) const { return holds(own, claim, !own.negated); }
  /// It speaks of what a member says (units.h).
  bool speaks_of_it(const Unit& own, std::uint32_t claim) const;
  /// A member says in much the same words the same.
  bool agrees(const Unit& own, std::uint32_t claim) const { return holds(own, claim, own.negated); }
  /// The first with the paragraphs around the members: what the claim is about beside what it says.
  std::int32_t about(const Unit& own, std::uint32_t claim) const { return share(own, wide_[claim]); }
  /// Claims that have one of the unit's rarer words, ascending.
  std::vector<std::uint32_t> candidates(const Unit& own) const;

 private:
  using Words = std::vector<std::uint64_t>;  ///< hashes, sorted
  struct Word {
    std::uint64_t hash;
    std::int32_t common;  ///< of 1024: how many members use it
  };
  std::int64_t weight(std::uint64_t word) const;
  bool holds(const Unit& own, std::uint32_t claim, bool negated) const;

  static std::vector<Word> merged(const std::vector<Words>& all);
  std::int32_t share(const Unit& own, const std::vector<Word>& words) const;

  std::vector<std::vector<Word>> narrow_, wide_;  ///< by claim, by hash
  std::vector<std::vector<Words>> members_;       ///< by claim
  struct Said { std::vector<std::string> stems; bool negated; };
  std::vector<std::vector<Said>> said_;                       ///< by claim and member
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> holders_;  ///< word -> claims, of narrow_
};

}  // namespace stemma::link
