// What linking found, kept in the case: so that a document more links its neighbourhood only, and a report links nothing at all.
#pragma once

#include <functional>
#include <optional>
#include <span>

#include "link/matters.h"
#include "stemma/attribution.h"
#include "stemma/claims.h"
#include "store/sqlite.h"

namespace stemma::store {

struct Linked {
  std::size_t documents = 0;  ///< that were new, or placed anew
  std::size_t matters = 0;    ///< that were linked now
  std::size_t members = 0;    ///< documents of these
};

/// Links what has come since the last time. Nothing to do if nothing has. Models of matters are committed some at a time; links count
/// as made in one last transaction, so that a case whose program was killed at any moment has those of before, or none.
/// `stop`: asked between matters; true ends without links. The same links whatever the steps in which documents came.
Linked link_case(const Connection& db, const link::MatterLimits& limits, unsigned threads, const std::function<bool()>& stop);

/// Links of these rules are kept, and of all documents.
bool links_are_kept(const Connection& db);

/// The model of the case from what is kept, for readings in the order of documents_in_order. Nothing if links are missing, of other
/// rules, or do not fit.
std::optional<CaseModel> load_links(const Connection& db, std::span<const Reading> readings);

}  // namespace stemma::store
