#include "report/report.h"

#include <fmt/format.h>

#include "base/files.h"
#include "base/utf8.h"
#include "cli/load.h"
#include "cli/outgoing.h"
#include "cli/verbs.h"

namespace stemma::cli {

int run_report(const Arguments& args, Console& console) {
  if (args.flag("html") + args.flag("markdown") + args.flag("json") > 1) {
    console.say("report: one form at a time; give one of --html, --markdown, --json");
    return bad_usage;
  }
  auto opened = Case::open(args.operand("CASE"), Case::Mode::read);
  if (!opened) {
    console.complain(opened.error());
    return no_case;
  }
  // The terminal is for one's own eyes; a file is made to be handed on.
  const bool own_use = !args.flag("html") && !args.flag("markdown") && !args.flag("json");
  const auto loaded = own_use ? load_case(*opened) : outgoing(*opened, args, console).map([](Outgoing&& g) { return std::move(g.loaded); });
  if (!loaded) {
    console.complain(loaded.error());
    return loaded.error().kind == ErrorKind::usage ? bad_usage : no_case;
  }
  if (args.flag("json")) {
    console.write(report::json_dossier(loaded->dossier(false)));
  } else if (args.flag("markdown")) {
    console.write(report::markdown_dossier(loaded->dossier(true)));
  } else if (args.flag("html")) {
    const std::string page = report::html_dossier(loaded->dossier(true));
    const std::string file = args.value("html");
    if (file == "-") {
      console.write(page);
    } else if (const auto written = write_whole_file(file, page); !written) {
      console.complain(written.error());
      return some_failed;
    } else {
      console.say(fmt::format("wrote {} ({} KB); open it in any browser, or print it", printable(file), page.size() / 1024 + 1));
    }
  } else {
    auto style = console.style();
    style.max_claims = args.number("claims", 12);
    console.write(report::terminal_dossier(loaded->dossier(false), style));
  }
  return done;
}

}  // namespace stemma::cli
