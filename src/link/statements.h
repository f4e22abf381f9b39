// What only states the contrary of something, and rejects nothing: "there was no money", "he did not sign".
//
// A reader takes such a sentence for a denial if somebody says that there was money. In a pile about one event he is mostly right; in one about many
// the words that the two have in common are mostly chance: of 60 read among 1,200 articles of real outlets six were denials.
#pragma once

#include <vector>

#include "link/pile.h"
#include "stemma/claims.h"

namespace stemma::link {

/// Where nobody says what it negates, its own words are the claim and it says them: it denies nothing. In a `large` pile it is on the denying side only
/// if its words exclude those of a member on the other side (sides/contrasts.h); else it takes no side, and says why. Cost: for each such member, that
/// of comparing it with the first 64 who support its claim.
void weigh_statements(const Pile& pile, bool large, std::vector<Claim>& claims);

}  // namespace stemma::link
