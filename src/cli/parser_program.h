// Readers whose parsers are confined: this very program, started again.
#pragma once

#include <span>
#include <string>

#include "cli/console.h"
#include "stemma/reader.h"

namespace stemma::cli {

/// What Reader::create and AddOptions take as the parser program.
inline const std::string this_program = "/proc/self/exe";

/// A reader with confined parsers; says what this kernel lacks for that. `model_file` and errors as for Reader::create.
Result<Reader> open_reader(const Console& console, const std::string& model_file);

/// One line for each part that is missing.
void say_gaps(std::span<const std::string> gaps, const Console& console);

}  // namespace stemma::cli
