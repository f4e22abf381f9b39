// What a cluster of mentions is: kind, fullest name, role and affiliation, by exact rules over the trees.
#pragma once

#include <span>

#include "lang/agents/agents.h"
#include "lang/agents/info.h"

namespace stemma::lang::agents {

/// Fills kind, name, aliases, role, affiliation, plural and gender of each agent. REQUIRES: mentions and mention_of are there.
///
/// Role and affiliation are read off phrases: a noun of a role before a name ("Interior Ministry spokesman Odo Venn") or beside it ("Odo
/// Venn, a spokesman for the ministry"), and what that noun hangs on: a name before it, its owner ("its spokesman"), "of", "for", "at".
void fill_profiles(const View& view, std::span<const Info> infos, Agents& out);

}  // namespace stemma::lang::agents
