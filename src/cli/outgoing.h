// What leaves a case by the command line: made of Outward, with the options that all such commands have.
#pragma once

#include <string>

#include "cli/commands.h"
#include "cli/load.h"
#include "stemma/outward.h"

namespace stemma::cli {

/// --allow, --pseudonyms, --new-pseudonyms of a command that lets something out.
OutwardOptions outward_options(const Arguments& args);

/// The case as it may leave. `out.original` refers to `opened`, which must outlive it; what dossiers need is in `loaded`.
struct Outgoing {
  LoadedCase loaded;
  Outward out;  ///< its lists of readings, failures, decisions and ids, and its model, have moved to `loaded`
};
/// Says on the console what stays in, and notes in the custody log a new key of pseudonyms and what was let out by an explicit word. `writable`:
/// `opened` is open for writing. Errors as outward(), and of the log.
Result<Outgoing> outgoing(Case& opened, bool writable, const Arguments& args, Console& console);

}  // namespace stemma::cli
