// `stemma verify CASE --dossier FILE`: does what was handed over still stand in the case?
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/files.h"
#include "base/utf8.h"
#include "cli/load.h"
#include "cli/verbs.h"
#include "report/dossier_file.h"
#include "report/phrases.h"

namespace stemma::cli {

int verify_dossier(const Arguments& args, Console& console) {
  const std::string file = args.value("dossier");
  const auto page = read_whole_file(file, std::uint64_t{1} << 30);
  if (!page) {
    console.complain(page.error());
    return some_failed;
  }
  const auto loaded = load_case(args.operand("CASE"));
  if (!loaded) {
    console.complain(loaded.error());
    return no_case;
  }
  const auto check = report::check_dossier(*page, loaded->dossier(false));
  if (!check) {
    console.say(fmt::format("{}: {}", printable(file), check.error().line()));
    return some_failed;
  }
  if (args.flag("json")) {
    auto problems = nlohmann::ordered_json::array();
    for (const Problem& p : check->problems) problems.push_back({{"item", p.item}, {"what", p.what}});
    const nlohmann::ordered_json out{{"digest", check->digest}, {"quotations", check->quotations}, {"passages", check->passages}, {"documents", check->documents},
                                     {"log_entries", check->entries}, {"claims", check->claims}, {"problems", std::move(problems)}, {"notes", check->notes}};
    console.write(out.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
  } else {
    for (const Problem& p : check->problems) console.write(printable(fmt::format("{}: {}", p.item, p.what)) + "\n");
    for (const std::string& note : check->notes) console.write(printable("note: " + note) + "\n");
    console.write(fmt::format("{}: {}, {}, {}, {}, {}: {}\ndigest {}\n", printable(file), report::count(check->quotations, "quotation", "quotations"),
                              report::count(check->passages, "captured passage", "captured passages"), report::count(check->documents, "document", "documents"),
                              report::count(check->entries, "log entry", "log entries"), report::count(check->claims, "claim", "claims"),
                              check->problems.empty() ? "all stand so in the case" : report::count(check->problems.size(), "place does not hold", "places do not hold"), check->digest));
  }
  return check->problems.empty() ? done : some_failed;
}

}  // namespace stemma::cli
