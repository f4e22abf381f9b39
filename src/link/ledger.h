// The ledger of figures: who gives which number of what, and how the numbers stand to one another.
#pragma once

#include "link/agents.h"
#include "link/families.h"
#include "stemma/claims.h"

namespace stemma::link {

/// Fills `figures` and `timeline` of a model whose claims are final. REQUIRES: indices of the model are those of the pile.
/// A figure is in a series whether or not it stands in a claim: a headline's number and the outlet's own are numbers that readers see.
void keep_ledgers(const Pile& pile, const Families& families, const Agents& agents, CaseModel& model);

}  // namespace stemma::link
