// Asking a person for what nobody else may see.
#pragma once

#include <string>
#include <string_view>

#include "cli/console.h"
#include "stemma/result.h"

namespace stemma::cli {

/// One line of standard input; where that is a terminal, after `question` and without showing it.
std::string ask_hidden(const Console&, std::string_view question);

/// Asks at the terminal that the program was started from, wherever its streams lead, and does not show what is typed. Ctrl-C ends the
/// program, after the terminal shows again what is typed. Errors: usage (no terminal, or it was closed before an answer).
Result<std::string> ask_at_terminal(std::string_view question);

/// Whether a person sits there: standard input and standard error are a terminal.
bool person_is_there();

}  // namespace stemma::cli
