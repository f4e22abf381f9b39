#include <fmt/format.h>

#include "base/files.h"
#include "base/utf8.h"
#include "cli/outgoing.h"
#include "cli/verbs.h"
#include "report/phrases.h"

namespace stemma::cli {

int run_export(const Arguments& args, Console& console) {
  if (!args.flag("format")) {
    console.say("export: --format is missing; the forms are: json");
    return bad_usage;
  }
  auto opened = Case::open(args.operand("CASE"), Case::Mode::read);
  if (!opened) {
    console.complain(opened.error());
    return no_case;
  }
  const auto going = outgoing(*opened, args, console);
  if (!going) {
    console.complain(going.error());
    return going.error().kind == ErrorKind::usage ? bad_usage : no_case;
  }
  const LoadedCase* loaded = &going->loaded;
  const std::string out = report::export_json(loaded->readings, loaded->model);
  const std::string file = args.value("output", "-");
  if (file == "-") {
    if (!console.write(out)) return done;
  } else if (const auto written = write_whole_file(file, out); !written) {
    console.complain(written.error());
    return some_failed;
  }
  std::size_t attributions = 0;
  for (const Reading& r : loaded->readings) attributions += r.attributions.size();
  const CaseModel& m = loaded->model;
  console.say(fmt::format("{}: {} documents, {} agents, {} attributions, {} claims, {} denials", file == "-" ? "exported" : printable(file),
                          loaded->readings.size(), m.agents.size(), attributions, m.claims.size(), m.denials.size()));
  return done;
}

}  // namespace stemma::cli
