// Denials: which claims each one covers, and why.
#pragma once

#include <vector>

#include "link/agents.h"
#include "link/propositions.h"
#include "link/relies.h"

namespace stemma::link {

/// Makes every denial a member of the claims that it covers (on the denying side) and lists the pairs. A blanket denial reaches the
/// claims that others raise in its document; if there are none, those of the reports that the document relies on; and a body's own
/// release reaches what was published before about the same matter. "Declined to comment" and "could not confirm" deny nothing.
std::vector<Denial> find_denials(const Pile& pile, const Agents& agents, const Relies& relies, Propositions& propositions);

}  // namespace stemma::link
