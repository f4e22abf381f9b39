#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "cli/verbs.h"
#include "report/phrases.h"
#include "stemma/case.h"

namespace stemma::cli {

int run_verify(const Arguments& args, Console& console) {
  if (args.flag("dossier")) return verify_dossier(args, console);
  const std::string& path = args.operand("CASE");
  const auto opened = Case::open(path, Case::Mode::read);
  if (!opened) {
    console.complain(opened.error());
    return no_case;
  }
  const auto report = opened->verify();
  if (!report) {
    console.complain(report.error());
    return no_case;
  }
  if (args.flag("json")) {
    auto problems = nlohmann::ordered_json::array();
    for (const Problem& p : report->problems) problems.push_back({{"item", p.item}, {"what", p.what}});
    const nlohmann::ordered_json out{{"originals", report->originals}, {"bytes", report->bytes}, {"documents", report->documents},
                                     {"log_entries", report->entries}, {"problems", std::move(problems)}};
    console.write(out.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
  } else {
    for (const Problem& p : report->problems) console.write(printable(fmt::format("{}: {}", p.item, p.what)) + "\n");
    console.write(fmt::format("{}: {} ({} bytes), {}, {}: {}\n", printable(path), report::count(report->originals, "original", "originals"), report->bytes,
                              report::count(report->documents, "document", "documents"), report::count(report->entries, "log entry", "log entries"),
                              report->problems.empty() ? "all is as it was" : report::count(report->problems.size(), "problem", "problems")));
  }
  return report->problems.empty() ? done : some_failed;
}

}  // namespace stemma::cli
