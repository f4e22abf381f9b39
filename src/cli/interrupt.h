// Ctrl-C: the first asks the work to stop after what is in hand, the second stops at once (a case survives that too).
#pragma once

#include <string_view>

namespace stemma::cli {

/// Catches SIGINT and SIGTERM from now on. `word`: what happens after the first one; must outlive the program.
void catch_interrupts(std::string_view word = "finishing the file in hand");
bool interrupted();

}  // namespace stemma::cli
