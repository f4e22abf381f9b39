#include "protect/preflight.h"

#include <fmt/format.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "cli/load.h"
#include "cli/outgoing.h"
#include "cli/verbs.h"
#include "report/make_decision.h"
#include "report/phrases.h"

namespace stemma::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& w : words) out += (out.empty() ? "" : " ") + w;
  return out;
}

/// Makes the decision that takes a finding out.
int fix(Case& opened, const Leak& leak, const Arguments& args, Console& console) {
  const auto loaded = load_case(opened);
  if (!loaded) {
    console.complain(loaded.error());
    return no_case;
  }
  auto d = report::make_decision(loaded->dossier(false), leak.fix);
  if (!d) {
    console.complain(d.error());
    return bad_usage;
  }
  const char* user = std::getenv("USER");
  d->by = to_valid_utf8(args.value("by", user == nullptr ? "" : user));
  d->why = "pre-flight: " + leak.kind;
  const auto numbers = opened.decide(std::vector<Decision>{*d});
  if (!numbers) {
    console.complain(numbers.error());
    return no_case;
  }
  console.say(printable(squeeze(fmt::format("decision {}: {}; stemma decide CASE undo {} takes it back", numbers->front(), words(*d), numbers->front()))));
  return done;
}

}  // namespace

int run_preflight(const Arguments& args, Console& console) {
  const bool writes = args.flag("fix");
  auto opened = Case::open(args.operand("CASE"), writes ? Case::Mode::write : Case::Mode::read);
  if (!opened) {
    console.complain(opened.error());
    return no_case;
  }
  const auto found = preflight(*opened, outward_options(args));
  if (!found) {
    console.complain(found.error());
    return no_case;
  }
  const std::vector<Leak>& leaks = found->leaks;
  if (writes) {
    const auto n = args.number("fix", 0);
    if (n >= 1 && n <= leaks.size()) return fix(*opened, leaks[n - 1], args, console);
    console.say(fmt::format("preflight: there is no finding {}; there are {}", n, leaks.size()));
    return bad_usage;
  }
  auto all = Json::array(), not_judged = Json::array();
  std::string out;
  for (std::size_t i = 0; i < leaks.size(); ++i) {
    const Leak& l = leaks[i];
    if (args.flag("json"))
      all.push_back({{"number", i + 1}, {"kind", l.kind}, {"document", l.document}, {"words", l.words}, {"who", l.who}, {"why", l.why}, {"fix", joined(l.fix)}});
    else
      out += printable(squeeze(fmt::format("{:>3}  {} [{}]: “{}” leads to {}: {}", i + 1, l.kind, l.document.substr(0, 7), l.words, l.who, l.why))) + "\n" +
             printable(fmt::format("     stemma decide CASE {}", joined(l.fix))) + "\n";
  }
  for (const NotJudged& one : found->not_judged) {
    not_judged.push_back({{"document", one.document}, {"path", one.path}, {"language", one.language}});
    out += printable(squeeze(fmt::format("  -  not judged [{}]: {}: it is in {}, of whose words for kin, trades, places and days the pre-flight has no list; names, quotations, redacted passages, "
                                         "numbers and addresses were looked for. Have somebody read it who knows the language",
                                         one.document.substr(0, 7), one.path, report::language_name(one.language)))) + "\n";
  }
  console.write(args.flag("json") ? Json{{"findings", std::move(all)}, {"not_judged", std::move(not_judged)}}.dump(1, ' ', false, Json::error_handler_t::replace) + "\n" : out);
  if (!found->not_judged.empty()) console.say(fmt::format("{} could not be judged, for the language", report::count(found->not_judged.size(), "document", "documents")));
  console.say(leaks.empty() ? "nothing was found that a reader could put together; nobody can promise that there is nothing"
                             : fmt::format("{}; stemma preflight CASE --fix N takes one out", report::count(leaks.size(), "finding", "findings")));
  return done;
}

}  // namespace stemma::cli
