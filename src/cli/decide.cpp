// stemma decide: what a person says about what the program found.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "cli/load.h"
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

/// A patch is lines of JSON: first which case it is for, then the decisions.
std::string patch_of(const std::string& identity, const std::vector<Decision>& decisions) {
  std::string out = Json{{"stemma_patch", 1}, {"case", identity}}.dump() + "\n";
  for (const Decision& d : decisions) out += to_json(d) + "\n";
  return out;
}

Result<std::vector<Decision>> read_patch(const std::string& file, const std::string& identity) {
  constexpr std::uint64_t most = 64 << 20;
  std::ifstream in(file, std::ios::binary);
  const auto wrong = [&](std::size_t line, std::string what) { return fail(ErrorKind::malformed, fmt::format("{}, line {}: {}", file, line, what), Error::nowhere, "nothing was changed"); };
  if (!in) return fail(ErrorKind::io, file + ": cannot be read", Error::nowhere, "nothing was changed");
  std::vector<Decision> out;
  std::string line;
  std::uint64_t bytes = 0;
  for (std::size_t n = 1; std::getline(in, line); ++n) {
    bytes += line.size();
    if (bytes > most) return wrong(n, "the patch is larger than 64 MiB");
    if (n == 1) {
      const Json head = Json::parse(line, nullptr, false);
      if (!head.is_object() || head.value("stemma_patch", Json()) != Json(1)) return wrong(n, "not a patch of decisions");
      if (head.value("case", Json()) != Json(identity)) return wrong(n, "the patch was made for another case");
      continue;
    }
    if (line.empty()) continue;
    auto d = decision_from_json(line);
    if (!d) return wrong(n, d.error().what);
    if (d->number == 0) return wrong(n, "the decision has no number");
    out.push_back(std::move(*d));
  }
  if (bytes == 0) return wrong(1, "empty");
  return out;
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
  const auto identity = opened->identity();
  if (verb == "export") {
    const auto decisions = opened->decisions();
    if (!identity || !decisions) return failed(identity ? decisions.error() : identity.error(), console);
    console.write(patch_of(*identity, *decisions));
    return done;
  }
  auto loaded = load_case(*opened);
  if (!loaded) return failed(loaded.error(), console);
  if (verb == "list") return list(*loaded, args.flag("json"), console);

  std::vector<Decision> wanted;
  if (verb == "import") {
    auto patch = read_patch(words_given[1], *identity);
    if (!patch) {
      console.complain(patch.error());
      return bad_usage;
    }
    wanted = std::move(*patch);
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
  const auto numbers = opened->decide(wanted);
  if (!numbers) return failed(numbers.error(), console);
  auto decisions = opened->decisions();
  if (!decisions) return failed(decisions.error(), console);
  const auto before = loaded->decisions.size();
  loaded->decisions = std::move(*decisions);
  auto readings = opened->readings();  // corrected otherwise now
  if (!readings) return failed(readings.error(), console);
  loaded->readings = std::move(*readings);
  loaded->model = reconcile(loaded->readings, loaded->decisions);
  if (const auto kept = opened->keep_ids(ids_of(loaded->readings, loaded->model)); !kept) return failed(kept.error(), console);
  if (args.flag("json")) {
    Json out = Json::array();
    for (const auto n : *numbers) out.push_back({{"number", n}, {"words", words(loaded->decisions[n - 1])}, {"state", state(loaded->model, loaded->decisions[n - 1])}});
    console.write(out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
  } else if (verb == "import") {
    console.say(fmt::format("{}, {} already there", report::count(loaded->decisions.size() - before, "decision was taken over", "decisions were taken over"),
                            numbers->size() - (loaded->decisions.size() - before)));
  } else {
    const Decision& d = loaded->decisions[numbers->front() - 1];
    console.say(printable(squeeze(fmt::format("decision {}: {}; stemma decide CASE undo {} takes it back", d.number, words(d), d.number))));
  }
  return done;
}

}  // namespace stemma::cli
