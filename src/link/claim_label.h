// What a claim is called: words of one of its members, as the page has them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "link/units.h"

namespace stemma::link {

/// A member of a claim whose words may name it.
struct Candidate {
  const Unit* unit = nullptr;
  std::int64_t likeness = 0;  ///< to all other members
  bool supports = false;
};

struct ClaimLabel {
  std::string text;
  std::size_t candidate = 0;  ///< whose words they are
};

/// The words that a reader who sees nothing else understands best: a clause with its verb and a subject that is no pronoun, told of others ("the men
/// were fed", not "we fed them"), of six to 22 words, like what the others say, on the claim's side if anybody is. Equal ones: the shorter, then the
/// first in the alphabet, so that no order of arrival matters. REQUIRES: a candidate. Cost: linear in their words.
ClaimLabel label_of(const Pile& pile, const std::vector<Candidate>& candidates);

}  // namespace stemma::link
