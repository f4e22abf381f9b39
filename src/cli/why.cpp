#include <fmt/format.h>

#include "base/utf8.h"
#include "cli/load.h"
#include "cli/verbs.h"

namespace stemma::cli {

int run_why(const Arguments& args, Console& console) {
  const auto loaded = load_case(args.operand("CASE"));
  if (!loaded) {
    console.complain(loaded.error());
    return no_case;
  }
  const auto dossier = loaded->dossier(false);
  const auto id = report::current_id(dossier, args.operand("ID"));
  if (!id) {
    console.complain(id.error());
    return bad_usage;
  }
  if (*id != args.operand("ID")) console.say(fmt::format("{} is now called {}", printable(args.operand("ID")), *id));
  const bool json = args.flag("json");
  if (args.flag("without-fold") && !args.flag("without")) {
    console.say("why: --without-fold needs --without ROOT; see stemma why --help");
    return bad_usage;
  }
  const report::Switched off{args.value("without"), args.flag("without-fold") ? static_cast<std::int64_t>(args.number("without-fold", 0)) : -1};
  const auto text = args.flag("without") ? (json ? report::explain_switched_json(dossier, *id, off) : report::explain_switched(dossier, *id, off, console.style()))
                    : json               ? report::explain_json(dossier, *id)
                                         : report::explain(dossier, *id, console.style());
  if (!text) {
    console.complain(text.error());
    return bad_usage;
  }
  console.write(*text);
  return done;
}

}  // namespace stemma::cli
