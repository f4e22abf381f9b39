// Files into a case: read by many threads, written by one, one transaction for each file. A large container is read by the writing
// thread, document by document, so that no case needs the memory of all that an archive holds.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "stemma/case.h"
#include "store/input.h"
#include "store/sqlite.h"

namespace stemma::store {

/// What add() reads with: the Reader in the program, a stand-in in tests. `read` is called by several threads at once, each with a
/// number of its own up to `threads`, and gives the same for the same bytes and path, one after the other.
struct ReadWith {
  std::string version;
  std::function<void(const Snapshot& file, const std::string& path, unsigned worker, const Reader::Take& take)> read;
};

/// Case::add. What the case holds afterwards depends on the set of files (path and bytes) and on the reader, not on their order,
/// on threads or on interruptions: of several arrivals of the same bytes the reading is kept that had no failure, then the one
/// whose path comes first in byte order.
/// Throws Failed if the case itself cannot be written (full disk, damage): what was committed stays.
AddReport add(Connection& db, const std::vector<std::string>& paths, const AddOptions& options, unsigned threads, const ReadWith& reader);

}  // namespace stemma::store
