// What linking found, kept in the case: so that a document more links its neighbourhood only, and a report links nothing at all.
#pragma once

#include <functional>
#include <mutex>
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

/// Links what has come since the last time, documents or decisions. Nothing to do if nothing has. Models of matters are committed some at a
/// time; links count as made in one last transaction, so that a case whose program was killed at any moment has those of before, or none.
/// `stop`: asked between matters; true ends without links. The same links whatever the steps in which documents came.
/// `turns`: held at each use of the connection, never while `stop` is asked; others who take it may write meanwhile. What they add is not linked then:
/// is_linked() tells.
Linked link_case(const Connection& db, const link::MatterLimits& limits, unsigned threads, const std::function<bool()>& stop, std::mutex* turns = nullptr);

/// Whether the links are those of all documents and decisions that there are.
bool is_linked(const Connection& db, const link::MatterLimits& limits);

/// Whether the case has links that this program made or would make; they may lack what has been decided since.
bool has_links(const Connection& db);

/// The model of the case from what is kept, for readings in the order of documents_in_order. Nothing if links are missing, of other
/// rules, or do not fit.
std::optional<CaseModel> load_links(const Connection& db, std::span<const Reading> readings);

}  // namespace stemma::store
