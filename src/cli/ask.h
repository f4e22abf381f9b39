// Asking a person for what nobody else may see.
#pragma once

#include <string>
#include <string_view>

#include "cli/console.h"

namespace stemma::cli {

/// One line of standard input, without showing it on the terminal.
std::string ask_hidden(const Console&, std::string_view question);

}  // namespace stemma::cli
