#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/files.h"
#include "base/utf8.h"
#include "cli/verbs.h"
#include "report/phrases.h"
#include "stemma/case.h"

namespace stemma::cli {
namespace {

nlohmann::ordered_json stamps_json(const std::vector<StampCheck>& stamps) {
  auto out = nlohmann::ordered_json::array();
  for (const StampCheck& s : stamps)
    out.push_back({{"number", s.stamp.number}, {"kind", s.stamp.kind}, {"entry", s.stamp.seq}, {"who", s.stamp.who}, {"at", s.at}, {"proves", s.proves}, {"what", s.what}});
  return out;
}

bool note_in_log(const std::string& path, const VerifyReport& report, Console& console) {
  auto opened = Case::open(path, Case::Mode::write);
  const nlohmann::json detail{{"problems", report.problems.size()}, {"originals", report.originals}, {"documents", report.documents}, {"entries", report.entries}};
  const auto noted = opened ? opened->log("verified", "case", detail.dump()) : tl::unexpected(opened.error());
  if (!noted) console.complain(noted.error());
  return noted.has_value();
}

}  // namespace

int run_verify(const Arguments& args, Console& console) {
  if (args.flag("dossier")) return verify_dossier(args, console);
  const std::string& path = args.operand("CASE");
  std::string trust;
  if (args.flag("trust")) {
    auto pem = read_whole_file(args.value("trust"), 4 << 20);
    if (!pem) {
      console.complain(pem.error());
      return bad_usage;
    }
    trust = *std::move(pem);
  }
  const auto report = Case::verify_file(path, trust);
  if (!report) {
    console.complain(report.error());
    return no_case;
  }
  if (args.flag("json")) {
    auto problems = nlohmann::ordered_json::array();
    for (const Problem& p : report->problems) {
      problems.push_back({{"item", p.item}, {"what", p.what}});
      if (!p.file.empty()) problems.back().update({{"file", p.file}, {"from", p.from}, {"to", p.to}, {"last_good", p.last_good}});
    }
    const nlohmann::ordered_json out{{"originals", report->originals}, {"bytes", report->bytes}, {"documents", report->documents},
                                     {"log_entries", report->entries}, {"problems", std::move(problems)}, {"stamps", stamps_json(report->stamps)},
                                     {"notes", report->notes}};
    console.write(out.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
  } else {
    for (const Problem& p : report->problems) console.write(printable(fmt::format("{}: {}", p.item, p.what)) + "\n");
    for (const StampCheck& s : report->stamps)
      if (!s.broken) console.write(printable(fmt::format("stamp {}: {}", s.stamp.number, s.what)) + "\n");
    for (const std::string& note : report->notes) console.write(printable("note: " + note) + "\n");
    console.write(fmt::format("{}: {} ({} bytes), {}, {}: {}\n", printable(path), report::count(report->originals, "original", "originals"), report->bytes,
                              report::count(report->documents, "document", "documents"), report::count(report->entries, "log entry", "log entries"),
                              report->problems.empty() ? "all is as it was" : report::count(report->problems.size(), "problem", "problems")));
  }
  if (args.flag("log") && !note_in_log(path, *report, console)) return no_case;
  return report->problems.empty() ? done : some_failed;
}

}  // namespace stemma::cli
