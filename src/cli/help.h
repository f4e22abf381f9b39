// Help texts for the terminal, made from the table of commands.
#pragma once

#include <string>

#include "cli/commands.h"

namespace stemma::cli {

std::string help();                ///< the whole program: where to start, the commands
std::string help(const Command&);  ///< one command: examples first
std::string version_text();        ///< versions of the program, of the case files that it writes, and of the reader

/// `text` wrapped at 80 columns, every line behind `indent`. Paragraphs are separated by empty lines.
std::string wrapped(std::string_view text, std::string_view indent);

}  // namespace stemma::cli
