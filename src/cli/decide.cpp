// stemma decide: what a person says about what the program found.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/files.h"
#include "base/utf8.h"
#include "cli/load.h"
#include "cli/verbs.h"
#include "report/find.h"
#include "report/patch.h"
#include "report/phrases.h"
#include "report/view.h"

namespace stemma::cli {
namespace {

using Json = nlohmann::ordered_json;
using report::ClaimIndex;
using report::DocumentIndex;

/// Makes a decision of words of the command line, against a case as it is.
class Maker {
 public:
  explicit Maker(const LoadedCase& loaded) : loaded_(loaded), dossier_(loaded.dossier(false)) {}

  Result<Decision> make(const std::vector<std::string>& words) {
    const auto kind = decision_kind(words.front());
    if (!kind) return fail(ErrorKind::usage, fmt::format("decide knows no \"{}\"", words.front()), Error::nowhere, "see stemma decide --help");
    Decision d;
    d.kind = *kind;
    args_ = std::vector<std::string>(words.begin() + 1, words.end());
    switch (d.kind) {
      case DecisionKind::merge: two(d, &Maker::claim); break;
      case DecisionKind::split: split(d); break;
      case DecisionKind::copy:
      case DecisionKind::not_a_copy: two(d, &Maker::document); break;
      case DecisionKind::same_agent:
      case DecisionKind::not_same_agent: two(d, &Maker::agent); break;
      case DecisionKind::stance:
        if (takes(2, "ATTRIBUTION STANCE")) d.first = attribution(args_[0]), d.value = args_[1];
        if (ok() && !stance(d.value)) wrong(fmt::format("\"{}\" is no stance", d.value), "asserts, alleges, denies, confirms, doubts, demands, commits, expects, believes, asks, declares");
        break;
      case DecisionKind::side:
        if (takes(3, "ATTRIBUTION CLAIM supports|denies|neutral")) d.first = attribution(args_[0]), d.second = claim(args_[1]), d.value = args_[2];
        if (ok() && d.value != "supports" && d.value != "denies" && d.value != "neutral") wrong(fmt::format("\"{}\" is no side", d.value), "supports, denies or neutral");
        break;
      case DecisionKind::cut_denial:
        if (takes(2, "ATTRIBUTION CLAIM")) d.first = attribution(args_[0]), d.second = claim(args_[1]);
        break;
      case DecisionKind::same_root:
        if (takes(3, "CLAIM ROOT ROOT")) d.first = root(args_[0], args_[1]), d.second = root(args_[0], args_[2]);
        break;
      case DecisionKind::not_same_root: cut_fold(d); break;
      case DecisionKind::not_withdrawn:
        if (takes(1, "DOCUMENT")) d.first = document(args_[0]);
        break;
      case DecisionKind::undo:
        if (takes(1, "NUMBER")) d.undoes = number(args_[0]);
        if (ok()) undo(d);
        break;
    }
    if (error_) return tl::unexpected(*error_);
    return d;
  }

 private:
  bool ok() const { return !error_; }
  void wrong(std::string what, std::string next = {}) {
    if (!error_) error_ = Error{ErrorKind::usage, "decide: " + std::move(what), Error::nowhere, std::move(next)};
  }
  bool takes(std::size_t n, std::string_view form) {
    if (args_.size() == n) return true;
    wrong(fmt::format("it takes {}", form), "see stemma decide --help");
    return false;
  }
  void two(Decision& d, Subject (Maker::*named)(const std::string&)) {
    if (!takes(2, "two of them")) return;
    d.first = (this->*named)(args_[0]);
    d.second = (this->*named)(args_[1]);
    if (ok() && d.first == d.second) wrong("the two are one and the same");
  }

  template <class Index>
  std::optional<Index> find(const std::string& id, std::string_view wanted) {
    const auto now = report::current_id(dossier_, id);
    const auto named = now ? report::find(dossier_, *now) : tl::unexpected(now.error());
    if (!named) {
      wrong(named.error().what, named.error().next);
      return std::nullopt;
    }
    if (const auto* index = std::get_if<Index>(&*named)) return *index;
    wrong(fmt::format("{} is no {}", id, wanted));
    return std::nullopt;
  }
  Subject claim(const std::string& id) {
    const auto c = find<ClaimIndex>(id, "claim");
    return c ? subject_of_claim(loaded_.readings, loaded_.model, c->value) : Subject();
  }
  Subject document(const std::string& id) {
    const auto d = find<DocumentIndex>(id, "document");
    return d ? subject_of_document(loaded_.readings, d->value) : Subject();
  }
  Subject attribution(const std::string& id) {
    const auto a = find<AttributionRef>(id, "attribution (DOCUMENT.NUMBER)");
    if (!a) return {};
    if (loaded_.readings[a->document].attributions[a->attribution].content.empty()) wrong(fmt::format("{} has no content to decide on", id));
    return ok() ? subject_of_attribution(loaded_.readings, *a) : Subject();
  }
  /// By id, by name, or as the source of an attribution: the only way to tell apart two that the program took for one.
  Subject agent(const std::string& id) {
    if (id.find('.') != std::string::npos && id.starts_with('d')) {
      const auto a = find<AttributionRef>(id, "attribution");
      if (!a) return {};
      const Reading& r = loaded_.readings[a->document];
      const auto local = r.attributions[a->attribution].agent;
      if (local < 0 || r.agents[static_cast<std::size_t>(local)].mentions.empty()) {
        wrong(fmt::format("{} names no speaker", id));
        return {};
      }
      const Agent& who = r.agents[static_cast<std::size_t>(local)];
      const CodePointIndex points(r.document.text);
      const ByteSpan s = who.mentions.front();
      return {{{r.document.id, points.code_point(s.begin), points.code_point(s.end), std::string(slice(r.document, s))}}, who.name};
    }
    const auto now = report::current_id(dossier_, id);
    std::vector<std::uint32_t> found;
    for (std::uint32_t a = 0; a < loaded_.model.agents.size(); ++a)
      if (loaded_.model.agents[a].id.starts_with(now ? *now : id) || loaded_.model.agents[a].name == id) found.push_back(a);
    if (found.size() == 1 && !id.empty()) return subject_of_agent(loaded_.readings, loaded_.model, found.front());
    if (found.empty()) wrong(fmt::format("no speaker of this case is called {}", id), "give an id of stemma report --json, a full name, or an attribution that it is the source of");
    else wrong(fmt::format("{} speakers are called {}", found.size(), id), "give an id, or an attribution");
    return {};
  }
  const Root* find_root(const std::string& claim, const std::string& id) {
    const auto c = find<ClaimIndex>(claim, "claim");
    if (!c) return nullptr;
    claim_ = &loaded_.model.claims[c->value];
    std::vector<const Root*> found;
    for (const Root& r : claim_->roots)
      if (r.id.starts_with(id)) found.push_back(&r);
    if (found.size() == 1) return found.front();
    wrong(fmt::format("claim {} has {} called {}", claim_->id, found.empty() ? "no root" : "several roots", id), "stemma why CASE CLAIM --json names them");
    return nullptr;
  }
  Subject members(const std::vector<std::uint32_t>& list, const std::string& label) const {
    std::vector<AttributionRef> refs;
    for (const auto m : list) refs.push_back(claim_->members[m].attribution);
    return subject_of_members(loaded_.readings, refs, label);
  }
  Subject root(const std::string& claim, const std::string& id) {
    const Root* r = find_root(claim, id);
    if (r == nullptr) return {};
    if (r->ends.empty()) {
      wrong(fmt::format("root {} is a circle of reports, where nobody speaks", r->id));
      return {};
    }
    return members(r->ends.front().members, r->ends.front().label);
  }
  void cut_fold(Decision& d) {
    if (!takes(3, "CLAIM ROOT FOLD")) return;
    const Root* r = find_root(args_[0], args_[1]);
    const auto n = number(args_[2]);
    if (r == nullptr || !ok()) return;
    if (n >= r->folds.size()) {
      wrong(fmt::format("root {} has no fold {}", r->id, n), r->folds.empty() ? "nothing was folded there" : fmt::format("they are numbered 0 to {}", r->folds.size() - 1));
      return;
    }
    const RootEnd &a = r->ends[r->folds[n].a], &b = r->ends[r->folds[n].b];
    d.first = members(a.members, a.label);
    d.second = members(b.members, b.label);
  }
  void split(Decision& d) {
    if (args_.size() < 2) return wrong("it takes CLAIM ATTRIBUTION...", "see stemma decide --help");
    const auto c = find<ClaimIndex>(args_[0], "claim");
    if (!c) return;
    claim_ = &loaded_.model.claims[c->value];
    std::vector<std::uint32_t> out, rest;
    for (std::size_t i = 1; i < args_.size(); ++i) {
      const auto a = find<AttributionRef>(args_[i], "attribution");
      if (!a) return;
      const auto at = std::find_if(claim_->members.begin(), claim_->members.end(), [&](const ClaimMember& m) { return m.attribution == *a; });
      if (at == claim_->members.end()) return wrong(fmt::format("{} is no member of claim {}", args_[i], claim_->id));
      out.push_back(static_cast<std::uint32_t>(at - claim_->members.begin()));
    }
    for (std::uint32_t m = 0; m < claim_->members.size(); ++m)
      if (std::find(out.begin(), out.end(), m) == out.end()) rest.push_back(m);
    if (rest.empty()) return wrong("nothing would be left of the claim");
    const std::string label = report::words(loaded_.readings[claim_->members[out.front()].attribution.document].document,
                                            report::attribution(dossier_, claim_->members[out.front()].attribution).content);
    d.first = members(out, label);
    d.second = members(rest, claim_->label);
  }
  std::uint64_t number(const std::string& digits) {
    std::uint64_t n = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), n);
    if (error != std::errc() || end != digits.data() + digits.size()) wrong(fmt::format("\"{}\" is not a number", digits));
    return n;
  }
  void undo(const Decision& d) {
    if (d.undoes == 0 || d.undoes > loaded_.decisions.size()) return wrong(fmt::format("there is no decision {}", d.undoes), "see stemma decide CASE list");
    const auto holds = holding(loaded_.decisions);
    const Decision& other = loaded_.decisions[d.undoes - 1];
    const bool held = other.kind == DecisionKind::undo || std::find(holds.begin(), holds.end(), &other) != holds.end();
    if (!held) wrong(fmt::format("decision {} has been undone already", d.undoes));
  }

  const LoadedCase& loaded_;
  report::Dossier dossier_;
  std::vector<std::string> args_;
  const Claim* claim_ = nullptr;
  std::optional<Error> error_;
};

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
  const auto identity = opened->identity();
  if (verb == "export") {
    const auto decisions = opened->decisions();
    if (!identity || !decisions) return failed(identity ? decisions.error() : identity.error(), console);
    console.write(report::patch_of(*identity, *decisions));
    return done;
  }
  auto loaded = load_case(*opened);
  if (!loaded) return failed(loaded.error(), console);
  if (verb == "list") return list(*loaded, args.flag("json"), console);

  std::vector<Decision> wanted;
  if (verb == "import") {
    const auto text = read_whole_file(words_given[1], report::most_patch_bytes);
    auto patch = text ? report::read_patch(*text, words_given[1], *identity) : tl::unexpected(text.error());
    if (!patch) {
      console.complain(patch.error());
      return bad_usage;
    }
    wanted = std::move(*patch);
  } else {
    auto d = Maker(*loaded).make(words_given);
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
