// From the command line to a command and its arguments.
#pragma once

#include <span>
#include <string>

#include "cli/commands.h"
#include "stemma/result.h"

namespace stemma::cli {

struct CommandLine {
  enum class Ask { run, help, version } ask = Ask::run;
  const Command* command = nullptr;  ///< null with Ask::help: help for the whole program
  Arguments arguments;
};

/// Errors: usage, fit to be shown; a mistyped command or option gets the nearest one offered.
Result<CommandLine> parse(int argc, const char* const* argv);

}  // namespace stemma::cli
