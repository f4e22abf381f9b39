// stemma decide: what a person says about what the program found.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "cli/load.h"
#include "cli/patch.h"
#include "cli/verbs.h"
#include "report/make_decision.h"
#include "report/phrases.h"
#include "report/view.h"

namespace stemma::cli {
namespace {

using Json = nlohmann::ordered_json;
const Ruling* ruling_of(const CaseModel& model, std::uint64_t number) {
  for (const Ruling& r : model.rulings)
    if (r.decision == number) return &r;
  return nullptr;
}

std::string state(const CaseModel& model, const Decision& d) {
  if (d.kind == DecisionKind::undo) return "done";
  const Ruling* r = ruling_of(model, d.number);
  return r == nullptr ? "undone" : r->applied ? "applied" : "not applied: " + r->what;
}

int list(const LoadedCase& loaded, bool as_json, Console& console) {
  auto all = Json::array();
  std::string out;
  for (const Decision& d : loaded.decisions) {
    if (as_json) {
      Json one = Json::parse(to_json(d), nullptr, false);
      one["words"] = words(d);
      one["state"] = state(loaded.model, d);
      all.push_back(std::move(one));
    } else {
      out += printable(squeeze(fmt::format("{:>3}  {}: {}; {}{}{} ({})", d.number, report::when(d.at), d.by.empty() ? "nobody named" : d.by, words(d), d.why.empty() ? "" : ": ", d.why,
                                           state(loaded.model, d)))) + "\n";
    }
  }
  console.write(as_json ? all.dump(1, ' ', false, Json::error_handler_t::replace) + "\n" : out);
  if (!as_json && out.empty()) console.say(printable(loaded.path) + ": nobody has decided anything yet");
  return done;
}

int failed(const Error& error, Console& console) {
  console.complain(error);
  return error.kind == ErrorKind::usage ? bad_usage : no_case;
}

}  // namespace

int run_decide(const Arguments& args, Console& console) {
  const auto& words_given = args.operands("WHAT");
  const std::string& verb = words_given.front();
  const bool reads = verb == "list" || verb == "export";
  if ((reads && words_given.size() != 1) || (verb == "import" && words_given.size() != 2)) {
    console.say(fmt::format("decide: {} takes {}; see stemma decide --help", verb, reads ? "nothing more" : "one file"));
    return bad_usage;
  }
  auto opened = Case::open(args.operand("CASE"), reads ? Case::Mode::read : Case::Mode::write);
  if (!opened) {
    console.complain(opened.error());
    return no_case;
  }
  if (verb == "export") return export_patch(*opened, args, console);
  auto loaded = load_case(*opened);
  if (!loaded) return failed(loaded.error(), console);
  if (verb == "list") return list(*loaded, args.flag("json"), console);

  std::vector<Decision> wanted;
  std::vector<LogNote> notes;
  std::size_t agreed = 0;
  if (verb == "import") {
    int code = done;
    auto prepared = prepare_import(*opened, loaded->decisions, words_given[1], args, console, code);
    if (!prepared) return code;
    wanted = std::move(prepared->decisions);
    notes = std::move(prepared->notes);
    agreed = prepared->agreed;
  } else {
    auto d = report::make_decision(loaded->dossier(false), words_given);
    if (!d) return failed(d.error(), console);
    const char* user = std::getenv("USER");
    d->by = to_valid_utf8(args.value("by", user == nullptr ? "" : user));
    d->why = to_valid_utf8(args.value("why"));
    // Tried first: a decision that would change nothing is a mistake, and is not kept.
    auto with = loaded->decisions;
    with.push_back(*d);
    with.back().number = with.size();
    const CaseModel then = reconcile(loaded->readings, with);
    const Ruling* r = ruling_of(then, with.size());
    if (d->kind != DecisionKind::undo && (r == nullptr || !r->applied)) {
      console.say(fmt::format("decide: {} Nothing was changed.", r == nullptr ? "" : r->what));
      return bad_usage;
    }
    wanted.push_back(std::move(*d));
  }
  const auto numbers = opened->decide(wanted, notes);
  if (!numbers) return failed(numbers.error(), console);
  auto decisions = opened->decisions();
  if (!decisions) return failed(decisions.error(), console);
  const auto before = loaded->decisions.size();
  loaded->decisions = std::move(*decisions);
  auto readings = opened->readings();  // corrected otherwise now
  if (!readings) return failed(readings.error(), console);
  loaded->readings = std::move(*readings);
  auto model = opened->links(loaded->readings);
  if (!model) return failed(model.error(), console);
  loaded->model = std::move(*model);
  if (const auto kept = opened->keep_ids(ids_of(loaded->readings, loaded->model)); !kept) return failed(kept.error(), console);
  if (args.flag("json")) {
    Json out = Json::array();
    for (const auto n : *numbers) out.push_back({{"number", n}, {"words", words(loaded->decisions[n - 1])}, {"state", state(loaded->model, loaded->decisions[n - 1])}});
    console.write(out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
  } else if (verb == "import") {
    const auto fresh = loaded->decisions.size() - before;
    console.say(fmt::format("{}, {} already there{}", report::count(fresh, "decision was taken over", "decisions were taken over"), numbers->size() - fresh,
                            agreed == 0 ? "" : fmt::format("; {} of the new ones say what was decided here too", agreed)));
  } else {
    const Decision& d = loaded->decisions[numbers->front() - 1];
    console.say(printable(squeeze(fmt::format("decision {}: {}; stemma decide CASE undo {} takes it back", d.number, words(d), d.number))));
  }
  return done;
}

}  // namespace stemma::cli
