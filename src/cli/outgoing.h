// What leaves a case: made of Outward, with the options that all commands have which let something out. The desk's hand-over (hand_over.h) takes
// the same way as the command line.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/load.h"
#include "stemma/outward.h"

namespace stemma::cli {

/// --allow, --pseudonyms, --new-pseudonyms of a command that lets something out.
OutwardOptions outward_options(const Arguments& args);

/// What is let out although it is protected, by whom and why: the log keeps it.
struct LetOut {
  OutwardOptions options;
  std::string by, why;
};

/// The case as it may leave. `out.original` refers to the opened case, which must outlive it; what dossiers need is in `loaded`.
struct Outgoing {
  LoadedCase loaded;
  Outward out;               ///< its lists of readings, failures, decisions and ids, and its model, have moved to `loaded`
  std::size_t findings = 0;    ///< of the pre-flight, which runs if anything is protected
  std::size_t not_judged = 0;  ///< documents that it cannot judge for their language
};

/// Takes entries for the custody log; an error ends what was begun.
using TakeNotes = std::function<Result<void>(const std::vector<LogNote>&)>;

/// `note` is given a new key of pseudonyms, and what was let out by an explicit word; `before_check` is called before the pre-flight. Errors as
/// outward(), of the notes; usage for something let out without a reason.
Result<Outgoing> outgoing(const Case& opened, const LetOut& let_out, const TakeNotes& note, const std::function<void()>& before_check = {});

/// The same for the command line: says on the console what stays in, and writes to the log. `writable`: `opened` is open for writing.
Result<Outgoing> outgoing(Case& opened, bool writable, const Arguments& args, Console& console);

}  // namespace stemma::cli
