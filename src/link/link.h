// Link: the readings of a case -> families, claims, denials, roots. See docs/how-it-counts.md.
#pragma once

#include <span>

#include "stemma/claims.h"

namespace stemma::link {

/// Reconciles a case. Deterministic and independent of the order of `readings` (indices in the result follow the given order).
CaseModel link(std::span<const Reading> readings);

}  // namespace stemma::link
