// stemma backup and stemma restore.
#include "stemma/backup.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "cli/interrupt.h"
#include "cli/verbs.h"
#include "report/phrases.h"

namespace stemma::cli {
namespace {

using Json = nlohmann::ordered_json;
using report::count;

int failed(const Error& error, Console& console) {
  console.complain(error);
  return error.kind == ErrorKind::usage ? bad_usage : no_case;
}

/// "copied 512 of 5,000 MB", redrawn in place.
class Bar {
 public:
  Bar(const Console& console, bool quiet) : console_(console), quiet_(quiet || !console.talks_to_terminal()) {}
  void show(std::uint64_t bytes, std::uint64_t total) {
    const auto now = Clock::now();
    if (quiet_ || now - last_ < std::chrono::milliseconds(100)) return;
    last_ = now;
    console_.talk(fmt::format("\r\x1b[Kcopied {} of {} MB ({} %)", bytes / 1'000'000, total / 1'000'000, bytes * 100 / std::max<std::uint64_t>(total, 1)));
    drawn_ = true;
  }
  void clear() {
    if (drawn_) console_.talk("\r\x1b[K");
    drawn_ = false;
  }

 private:
  using Clock = std::chrono::steady_clock;
  const Console& console_;
  bool quiet_, drawn_ = false;
  Clock::time_point last_ = Clock::now();
};

BackupOptions options_of(const Arguments& args, Bar& bar) {
  catch_interrupts("giving up the copy");
  BackupOptions options;
  options.replace = args.flag("replace");
  options.progress = [&bar](std::uint64_t done, std::uint64_t total) { bar.show(done, total); };
  options.stop = interrupted;
  return options;
}

Json json_of(const BackupReport& r) {
  return {{"bytes", r.bytes}, {"originals", r.originals}, {"documents", r.documents}, {"decisions", r.decisions},
          {"log_entries", r.entries}, {"head", r.head}, {"schema", r.schema}};
}

std::string held(const BackupReport& r) {
  return fmt::format("{}, {}, {}, {}", count(r.originals, "original", "originals"), count(r.documents, "document", "documents"),
                     count(r.decisions, "decision", "decisions"), count(r.entries, "log entry", "log entries"));
}

void print(const Json& out, Console& console) { console.write(out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n"); }

}  // namespace

int run_backup(const Arguments& args, Console& console) {
  const std::string& file = args.operand("FILE");
  Bar bar(console, args.flag("quiet"));
  const auto made = back_up(args.operand("CASE"), file, options_of(args, bar));
  bar.clear();
  if (!made) return failed(made.error(), console);
  if (args.flag("json")) {
    Json out = json_of(*made);
    out["logged"] = made->not_logged.empty();
    print(out, console);
  } else {
    console.write(fmt::format("{}: {}; head of the log {}\n", printable(file), held(*made), made->head));
  }
  if (!made->not_logged.empty()) console.say(printable(fmt::format("the back-up is whole; the log of the case does not mention it: {}", made->not_logged)));
  return done;
}

int run_restore(const Arguments& args, Console& console) {
  const std::string& file = args.operand("FILE");
  const bool only_check = args.flag("check");
  if (only_check == args.flag("CASE")) {
    console.say(only_check ? "restore: --check makes no case; leave CASE out" : "restore: CASE is missing; see stemma restore --help");
    return bad_usage;
  }
  Bar bar(console, args.flag("quiet"));
  const auto report = only_check ? check_backup(file) : restore(file, args.operand("CASE"), options_of(args, bar));
  bar.clear();
  if (!report) return failed(report.error(), console);
  const auto& problems = report->checked.problems;
  if (args.flag("json")) {
    Json out = json_of(report->holds);
    out["restored"] = report->restored;
    out["problems"] = Json::array();
    for (const Problem& p : problems) out["problems"].push_back({{"item", p.item}, {"what", p.what}});
    print(out, console);
  } else {
    for (const Problem& p : problems) console.write(printable(fmt::format("{}: {}", p.item, p.what)) + "\n");
    console.write(fmt::format("{}: {}: {}\n", printable(only_check ? file : args.operand("CASE")), held(report->holds),
                              problems.empty() ? only_check ? "all is as it was" : "restored; all is as it was" : count(problems.size(), "problem", "problems")));
  }
  if (!problems.empty() && !only_check) console.say("nothing was restored; try another back-up, or open the damaged one with care: it is a case like any other");
  if (report->upgraded_from > 0)
    console.say(only_check ? fmt::format("it has schema {}: its readings are checked when it is restored", report->upgraded_from)
                           : fmt::format("it had schema {} and was upgraded; the back-up was not", report->upgraded_from));
  return problems.empty() ? done : some_failed;
}

}  // namespace stemma::cli
