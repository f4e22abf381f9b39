// `stemma self model [FILE]`: is a language model whole, and what is it?
#pragma once

#include <string>

#include "cli/console.h"

namespace stemma::cli {

/// Checks the model in `path`, or the one in the program if that is empty, and prints what its header says. Returns an exit code.
int check_model(const std::string& path, Console& console);

}  // namespace stemma::cli
