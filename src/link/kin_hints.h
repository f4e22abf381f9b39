// Hints of rewritten kin: documents without a passage in common that have the marks of one source.
// Method: common errors prove kinship, common truths do not (K. Lachmann); X. Dong, L. Berti-Equille, D. Srivastava, "Integrating conflicting
// data: the role of source dependence", VLDB 2009.
#pragma once

#include <vector>

#include "link/families.h"
#include "link/relies.h"

namespace stemma::link {

/// Pairs of different outlets and families, neither of which names the other, with: the same quotations and figures in the same order (six, or
/// five of both kinds); the same odd spelling of a name that three others spell otherwise; three quotations cut alike, or three exact figures,
/// that nobody else has. Sorted. Linear in words, apart from sorting: only what few documents have makes a pair.
std::vector<KinHint> find_hints(const Pile& pile, const Families& families, const Relies& relies);

}  // namespace stemma::link
