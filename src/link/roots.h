// The root count: on how many occasions somebody with their own access to the matter said it. Exact, given chains and copies:
// contraction of copies, then strongly connected components (R. Tarjan, SIAM J. Comput. 1, 1972), then folding of speakers.
#pragma once

#include <vector>

#include "link/anchors.h"
#include "link/edits.h"
#include "link/families.h"
#include "link/propositions.h"
#include "link/relies.h"

namespace stemma::link {

class Rulings;

/// Fills roots, members' roots and chains, and the four numbers of every claim. Linear in members and edges of each claim.
/// `captures`: what one capture of a page says and the next says so or otherwise is one mention, and the newer one tells on whose word.
/// `rulings`: people's decisions on what is one occasion; may be none. A circle of reports with nobody behind it is one unknown root; what only a withdrawn item says is one; neither is independent.
void count_roots(const Pile& pile, const Families& families, const Agents& agents, const Relies& relies, Propositions& propositions,
                 const std::vector<CapturePair>& captures, Rulings* rulings = nullptr);

}  // namespace stemma::link
