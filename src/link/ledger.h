// The ledger of figures and the timeline: what the members of claims say of how many and when, beside one another.
#pragma once

#include <span>

#include "stemma/claims.h"

namespace stemma::link {

/// Fills `figures` and `timeline` of a model whose claims are final. REQUIRES: indices of the model are those of `readings`.
void keep_ledgers(std::span<const Reading> readings, CaseModel& model);

}  // namespace stemma::link
