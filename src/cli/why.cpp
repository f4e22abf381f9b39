#include "cli/load.h"
#include "cli/verbs.h"

namespace stemma::cli {

int run_why(const Arguments& args, Console& console) {
  const auto loaded = load_case(args.operand("CASE"));
  if (!loaded) {
    console.complain(loaded.error());
    return no_case;
  }
  const auto text = args.flag("json") ? report::explain_json(loaded->dossier(false), args.operand("ID"))
                                      : report::explain(loaded->dossier(false), args.operand("ID"), console.style());
  if (!text) {
    console.complain(text.error());
    return bad_usage;
  }
  console.write(*text);
  return done;
}

}  // namespace stemma::cli
