// The verbs. Each takes its parsed arguments, prints, and returns an exit code.
#pragma once

#include "cli/commands.h"

namespace stemma::cli {

int run_add(const Arguments&, Console&);
int run_read(const Arguments&, Console&);
int run_report(const Arguments&, Console&);
int run_search(const Arguments&, Console&);
int run_why(const Arguments&, Console&);
int run_decide(const Arguments&, Console&);
int run_log(const Arguments&, Console&);
int run_stamp(const Arguments&, Console&);
int run_sign(const Arguments&, Console&);
int run_passphrase(const Arguments&, Console&);
int run_verify(const Arguments&, Console&);
int verify_dossier(const Arguments&, Console&);  ///< of `verify`, with --dossier
int run_export(const Arguments&, Console&);
int run_backup(const Arguments&, Console&);
int run_restore(const Arguments&, Console&);
int run_preflight(const Arguments&, Console&);
int run_erase(const Arguments&, Console&);
int run_serve(const Arguments&, Console&);
int run_dump(const Arguments&, Console&);
int run_self(const Arguments&, Console&);

}  // namespace stemma::cli
