// stemma export CASE --format case: a copy of the case that holds nothing but what may leave it.
#pragma once

#include <string>

#include "cli/outgoing.h"

namespace stemma::cli {

/// Writes a new case out of what may leave `opened`, and says what it holds. Gives an exit code.
int export_case(const Case& opened, const Outgoing& going, const std::string& file, Console& console);

}  // namespace stemma::cli
