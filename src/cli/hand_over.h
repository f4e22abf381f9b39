// What the desk starts the program as, to run the pre-flight or to let the case leave in some form: `stemma self hand-over`. The work of the command line
// (preflight, export, report --html), in a process of its own: the memory of a large case goes when it ends, and stopping it is killing it.
//
// In: one JSON object on standard input,
//   {"case": PATH, "identity": ID, "parent": PID, "what": "preflight" or a form, "folder": an empty folder of the desk's, "by": NAME, "bom": bool, "allow": [WORDS], "why": WORDS}
// Out: lines of JSON on standard output,
//   {"phase": "protecting" | "checking" | "writing" | "packing"}
//   {"note": {"action", "subject", "detail"}}      for the custody log, which the desk writes: it knows when the case is free
//   {"checked": {"total", "findings", "not_judged"}}             of a pre-flight
//   {"made": {"file", "path", ...}}                of a form: the one file that leaves; "path" is inside "folder"
//   {"error": {"kind", "what", "next"}}            the end
#pragma once

#include "cli/console.h"

namespace stemma::cli {

/// Gives an exit code. Dies with the process that started it.
int serve_hand_over(Console& console);

}  // namespace stemma::cli
