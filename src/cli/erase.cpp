#include <fmt/format.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "cli/verbs.h"
#include "report/phrases.h"
#include "stemma/case.h"

namespace stemma::cli {

int run_erase(const Arguments& args, Console& console) {
  if (args.value("why").empty()) {
    console.say("erase: --why is missing: the log keeps the reason, and nothing else of the item");
    return bad_usage;
  }
  auto opened = Case::open(args.operand("CASE"), Case::Mode::write);
  if (!opened) {
    console.complain(opened.error());
    return no_case;
  }
  const char* user = std::getenv("USER");
  const auto erased = opened->erase(args.operand("ITEM"), to_valid_utf8(args.value("by", user == nullptr ? "" : user)), to_valid_utf8(args.value("why")));
  if (!erased) {
    console.complain(erased.error());
    return erased.error().kind == ErrorKind::usage ? bad_usage : no_case;
  }
  if (args.flag("json")) {
    const nlohmann::ordered_json out{{"sha256", erased->sha256}, {"documents", erased->documents}, {"decisions", erased->decisions}, {"entries", erased->entries}, {"beside", erased->beside}};
    console.write(out.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
  }
  console.say(fmt::format("erased: the original {} with {}; {} and {} quoted it and do no more", erased->sha256.substr(0, 12), report::count(erased->documents, "document", "documents"),
                          report::count(erased->decisions, "decision", "decisions"), report::count(erased->entries, "entry of the log", "entries of the log")));
  for (const auto& file : erased->beside) console.say(fmt::format("look at {}: it may still hold what was erased", printable(file)));
  return done;
}

}  // namespace stemma::cli
