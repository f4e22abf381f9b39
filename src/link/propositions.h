// Claims: attributions that say much the same, put together whichever side they take. "Same": a reader who believed one and rejected
// the other, sides put aside, would contradict himself.
#pragma once

#include <vector>

#include "link/agents.h"
#include "link/families.h"
#include "link/units.h"
#include "stemma/claims.h"

namespace stemma::link {

/// Two attributions whose contents are one stretch of text.
struct CopyPair {
  AttributionRef a, b;
  bool statement = false;  ///< the shared passage is somebody's quoted words, not a report
};

struct Propositions {
  std::vector<Claim> claims;     ///< members with sides; roots not yet counted. Indices of the pile
  std::vector<CopyPair> copies;  ///< by (a, b)
};

/// Groups units by average link over wording, the same passage of a copied text always together; decides the sides afterwards.
Propositions find_propositions(const Pile& pile, const Families& families, const Agents& agents);

/// Neither for nor against: doubts, asks, could not be verified, did not deny.
bool is_neutral(const Attribution& a);

}  // namespace stemma::link
