// Claims: attributions that say much the same, put together whichever side they take. "Same": a reader who believed one and rejected
// the other, sides put aside, would contradict himself.
#pragma once

#include <vector>

#include "link/agents.h"
#include "link/families.h"
#include "link/texts.h"
#include "stemma/claims.h"

namespace stemma::link {

class Rulings;

struct Propositions {
  std::vector<Claim> claims;     ///< members with sides; roots not yet counted. Indices of the pile
  std::vector<bool> alone;       ///< by claim: one text only, however often it was printed
  std::vector<CopyPair> copies;  ///< by (a, b)
};

/// Groups units by average link over wording, the same passage of a copied text always together; decides the sides afterwards.
/// `rulings`: people's merges and splits; may be none.
Propositions find_propositions(const Pile& pile, const Families& families, const Agents& agents, const Rulings* rulings = nullptr);

/// "He denied that he had resigned. 'I am at my desk,' he said": a quotation by the same speaker right after his sentence says the same
/// in his own words, whatever the words are. Moves such quotations to the claim before them.
void join_quotations(const Pile& pile, const Agents& agents, Propositions& propositions);

/// Neither for nor against: doubts, asks, could not be verified, did not deny.
bool is_neutral(const Attribution& a);

}  // namespace stemma::link
