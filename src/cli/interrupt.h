// Ctrl-C: the first asks the work to stop after what is in hand, the second stops at once (a case survives that too).
#pragma once

namespace stemma::cli {

/// Catches SIGINT and SIGTERM from now on.
void catch_interrupts();
bool interrupted();

}  // namespace stemma::cli
