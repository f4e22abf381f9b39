// stemma export CASE --format case: a copy of the case that holds nothing but what may leave it.
#pragma once

#include <string>

#include "cli/outgoing.h"
#include "export/outgoing.h"

namespace stemma::cli {

struct CaseCopy {
  exports::Written written;   ///< one file; its rows are documents
  std::size_t touched = 0;    ///< documents with something taken out
  std::size_t decisions = 0;
};

/// Writes a new case out of what may leave `opened`. Errors: usage (there is a file already), io.
Result<CaseCopy> export_case(const Case& opened, const Outgoing& going, const std::string& file);

}  // namespace stemma::cli
