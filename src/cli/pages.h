// The pages that the program writes about itself, all from the table of commands.
#pragma once

#include <string>
#include <string_view>

namespace stemma::cli {

std::string man_page();                              ///< roff (man macros)
std::string docs_page();                             ///< docs/cli.md
std::string completion(std::string_view shell);      ///< "bash", "zsh" or "fish"; empty for another shell

}  // namespace stemma::cli
