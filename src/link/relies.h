// Relies on: documents that say in words that they take a matter from another report.
#pragma once

#include <vector>

#include "link/agents.h"
#include "link/families.h"
#include "link/pile.h"

namespace stemma::link {

/// The report through which one attribution came to the document that prints it.
struct Carrier {
  std::int32_t outlet = -1;    ///< index into Agents::all: an outlet, or a body whose report it is
  std::int32_t document = -1;  ///< index of the pile; -1: that report is not in the case
  Reason why;
};

struct Relies {
  std::vector<ReliesOn> edges;                         ///< by (from, to, outlet); indices of the pile
  std::vector<std::vector<std::vector<Carrier>>> via;  ///< [document][attribution]: nearest first; empty: its own word
};

/// Which report: of the outlet named, no later than the document, the one that holds most of the words attributed to it.
/// A document's own outlet, and those whose text it prints, are no other reports.
Relies find_relies(const Pile& pile, const Families& families, const Agents& agents);

}  // namespace stemma::link
