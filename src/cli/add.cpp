#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "cli/interrupt.h"
#include "cli/parser_program.h"
#include "cli/progress.h"
#include "cli/verbs.h"
#include "report/phrases.h"
#include "stemma/case.h"

namespace stemma::cli {
namespace {

std::string summary(const AddReport& r) {
  std::string out = fmt::format("{} from {}, {}", report::count(r.documents, "document", "documents"), report::count(r.added, "file", "files"),
                                report::count(r.attributions, "attribution", "attributions"));
  if (!r.failures.empty()) out += fmt::format(", {} failed", r.failures.size());
  if (r.skipped > 0) out += fmt::format(", {} already there", r.skipped);
  return out;
}

std::string as_json(const AddReport& r, bool stopped) {
  auto failures = nlohmann::ordered_json::array();
  for (const Failure& f : r.failures)
    failures.push_back({{"path", f.path}, {"sha256", f.sha256}, {"kind", name(f.kind)}, {"what", f.what}});
  auto warnings = nlohmann::ordered_json::array();
  for (const Warning& w : r.warnings) warnings.push_back({{"path", w.path}, {"what", w.what}, {"repaired", w.repaired}});
  const nlohmann::ordered_json out{{"files", r.files}, {"added", r.added}, {"already_there", r.skipped}, {"documents", r.documents},
                                   {"attributions", r.attributions}, {"stopped", stopped}, {"failures", std::move(failures)}, {"warnings", std::move(warnings)}};
  return out.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

/// A container may say the same of each of its documents: the first few in full, the others counted.
void say_warnings(const std::vector<Warning>& warnings, bool quiet, Console& console) {
  constexpr std::size_t in_full = 3;
  const auto shown = [&](const Warning& w) { return w.repaired || !quiet; };
  const auto tail = [](const Warning& w) { return w.repaired ? "; it was read all the same: check it against the original" : ""; };
  std::map<std::pair<std::string_view, std::string_view>, std::size_t> times;  // by file and words
  const auto key = [](const Warning& w) { return std::pair<std::string_view, std::string_view>(std::string_view(w.path).substr(0, w.path.find('#')), w.what); };
  for (const Warning& w : warnings)
    if (shown(w) && ++times[key(w)] <= in_full) console.say(printable(fmt::format("{}: {}{}", w.path, w.what, tail(w))));
  for (const Warning& w : warnings) {
    if (!shown(w)) continue;
    std::size_t& n = times[key(w)];
    if (n > in_full)
      console.say(printable(fmt::format("{}: the same of {}: {}{}", key(w).first, report::count(n - in_full, "more document", "more documents"), w.what, tail(w))));
    n = 0;
  }
}

/// So that ids which a person has noted down lead on when claims change. Not in cases of which linking takes longer than reading.
void keep_ids(Case& opened, Console& console) {
  constexpr std::size_t most_documents = 2000;  // some seconds
  if (const auto size = opened.size(); !size || *size > most_documents) return;
  const auto readings = opened.readings();
  if (!readings) return;
  const auto model = opened.links(*readings);
  if (!model) return console.complain(model.error());
  if (const auto kept = opened.keep_ids(ids_of(*readings, *model)); !kept) console.complain(kept.error());
}

}  // namespace

int run_add(const Arguments& args, Console& console) {
  const std::string& path = args.operand("CASE");
  auto opened = Case::open(path, Case::Mode::create);
  if (!opened) {
    console.complain(opened.error());
    return no_case;
  }
  catch_interrupts();
  Progress progress(console, args.flag("quiet") || args.flag("json"));
  AddOptions options;
  options.threads = static_cast<unsigned>(std::min<std::uint64_t>(args.number("threads", 0), 256));
  options.parser_program = this_program;
  options.model_file = args.value("model");
  options.from = args.value("from");
  options.how = args.value("how");
  options.progress = [&](const AddProgress& p) { progress.show(p); };
  options.stop = interrupted;
  const auto report = opened->add(args.operands("FILE"), options);
  progress.clear();
  if (!report) {
    console.complain(report.error());
    return no_case;
  }
  if (report->documents > 0) keep_ids(*opened, console);
  say_gaps(report->gaps, console);
  for (const Failure& f : report->failures) console.say(printable(fmt::format("{}: {}", f.path, f.what)));
  // A repair counts as a failure of the input: what is in the case is less, or other, than what the file says.
  const bool repaired = std::any_of(report->warnings.begin(), report->warnings.end(), [](const Warning& w) { return w.repaired; });
  say_warnings(report->warnings, args.flag("quiet"), console);
  if (args.flag("json")) console.write(as_json(*report, interrupted()));
  else if (!args.flag("quiet")) console.say(fmt::format("{}: {}", printable(path), summary(*report)));
  if (interrupted()) console.say("stopped as asked; nothing is lost, and the same command goes on from here");
  return report->failures.empty() && !repaired && !interrupted() ? done : some_failed;
}

}  // namespace stemma::cli
