#include "report/make_decision.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "report/find.h"
#include "report/phrases.h"
#include "report/view.h"

namespace stemma::report {
namespace {

class Maker {
 public:
  explicit Maker(const Dossier& dossier) : dossier_(dossier) {}

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
      case DecisionKind::accept:
      case DecisionKind::reject:
        if (takes(1, "ATTRIBUTION")) d.first = attribution(args_[0]);
        break;
      case DecisionKind::spans: spans(d); break;
      case DecisionKind::speaker:
        if (takes(2, "ATTRIBUTION SPEAKER")) speaker(d);
        break;
      case DecisionKind::label:
        if (takes(2, "WHAT witness|survivor|minor|detained|private")) d.first = protected_thing(args_[0]), d.value = args_[1];
        if (ok() && !is_sensitivity(d.value)) wrong(fmt::format("\"{}\" is no label", d.value), "witness, survivor, minor, detained or private");
        break;
      case DecisionKind::redact:
        if (takes(1, "WHAT")) d.first = protected_thing(args_[0]);
        break;
      case DecisionKind::verdict:
        if (takes(2, "CLAIM WORDS")) d.first = claim(args_[0]), d.value = args_[1];
        if (ok() && d.value.find_first_not_of(" \t\r\n") == std::string::npos) wrong("a verdict has words");
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
    const auto now = current_id(dossier_, id);
    const auto named = now ? stemma::report::find(dossier_, *now) : tl::unexpected(now.error());
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
    return c ? subject_of_claim(dossier_.readings, dossier_.model, c->value) : Subject();
  }
  Subject document(const std::string& id) {
    const auto d = find<DocumentIndex>(id, "document");
    return d ? subject_of_document(dossier_.readings, d->value) : Subject();
  }
  Subject attribution(const std::string& id) {
    const auto a = find<AttributionRef>(id, "attribution (DOCUMENT.NUMBER)");
    if (!a) return {};
    if (dossier_.readings[a->document].attributions[a->attribution].content.empty()) wrong(fmt::format("{} has no content to decide on", id));
    return ok() ? subject_of_attribution(dossier_.readings, *a) : Subject();
  }
  /// By id, by name, or as the source of an attribution: the only way to tell apart two that the program took for one.
  Subject agent(const std::string& id) {
    if (id.find('.') != std::string::npos && id.starts_with('d')) {
      const auto a = find<AttributionRef>(id, "attribution");
      if (!a) return {};
      const Reading& r = dossier_.readings[a->document];
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
    const auto now = current_id(dossier_, id);
    const auto found = find_agents(dossier_, now ? *now : id);
    if (found.size() == 1) return subject_of_agent(dossier_.readings, dossier_.model, found.front());
    if (found.empty()) wrong(fmt::format("no speaker of this case is called {}", id), "give an id of stemma report --json, a full name, or an attribution that it is the source of");
    else wrong(fmt::format("{} speakers are called {}", found.size(), id), "give an id, or an attribution");
    return {};
  }
  const Root* find_root(const std::string& claim, const std::string& id) {
    const auto c = find<ClaimIndex>(claim, "claim");
    if (!c) return nullptr;
    claim_ = &dossier_.model.claims[c->value];
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
    return subject_of_members(dossier_.readings, refs, label);
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
    claim_ = &dossier_.model.claims[c->value];
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
    const std::string label = stemma::report::words(dossier_.readings[claim_->members[out.front()].attribution.document].document,
                                            stemma::report::attribution(dossier_, claim_->members[out.front()].attribution).content);
    d.first = members(out, label);
    d.second = members(rest, claim_->label);
  }
  /// A speaker whom the case knows, or words of the document, given as "FROM-TO" in code points.
  void speaker(Decision& d) {
    d.first = attribution(args_[0]);
    if (!ok()) return;
    const auto dash = args_[1].find('-');
    if (dash == std::string::npos || args_[1].find_first_not_of("0123456789-") != std::string::npos) {
      d.second = agent(args_[1]);
      d.value = name(kind_of(d.second));
      return;
    }
    const auto spots = spots_at(d.first.spots.front().document, args_[1]);
    if (!ok()) return;
    if (spots.size() != 1) return wrong("a speaker is one stretch of words");
    d.second = {spots, spots.front().words};
    d.value = name(AgentKind::person);
  }
  AgentKind kind_of(const Subject& who) const {
    for (const CaseAgent& a : dossier_.model.agents)
      if (a.name == who.label) return a.kind;
    return AgentKind::person;
  }
  /// source=10-20 cue=21-25 content=26-40,45-60; what is left out is empty, but there has to be a content.
  void spans(Decision& d) {
    if (args_.size() < 2) return wrong("it takes ATTRIBUTION content=FROM-TO,... [source=...] [cue=...]", "see stemma decide --help");
    d.first = attribution(args_[0]);
    if (!ok()) return;
    std::array<std::vector<Spot>, 3> pieces;
    constexpr std::array<std::string_view, 3> names{"source=", "cue=", "content="};
    for (std::size_t i = 1; i < args_.size(); ++i) {
      const auto which = std::find_if(names.begin(), names.end(), [&](std::string_view n) { return args_[i].starts_with(n); });
      if (which == names.end()) return wrong(fmt::format("\"{}\" is neither source=, cue= nor content=", args_[i]));
      auto& list = pieces[static_cast<std::size_t>(which - names.begin())];
      if (!list.empty()) return wrong(fmt::format("{} is given twice", which->substr(0, which->size() - 1)));
      if (const auto words = args_[i].substr(which->size()); !words.empty()) list = spots_at(d.first.spots.front().document, words);
      if (!ok()) return;
    }
    if (pieces[2].empty()) return wrong("there has to be a content", "to say that it is no attribution: reject");
    d.value = fmt::format("{} {} {}", pieces[0].size(), pieces[1].size(), pieces[2].size());
    for (auto& list : pieces)
      for (Spot& s : list) d.second.spots.push_back(std::move(s));
    for (std::size_t i = d.second.spots.size() - pieces[2].size(); i < d.second.spots.size(); ++i)
      d.second.label += (d.second.label.empty() ? "" : " ... ") + d.second.spots[i].words;
  }
  /// A document, a person (an id, a name, an attribution for its source, or a name that only stands in a text), or a passage: DOCUMENT:FROM-TO.
  Subject protected_thing(const std::string& what) {
    if (const auto colon = what.find(':'); colon != std::string::npos && what.starts_with('d') && what.find_first_not_of("0123456789-", colon + 1) == std::string::npos) {
      const auto d = find<DocumentIndex>(what.substr(0, colon), "document");
      if (!d) return {};
      const auto spots = spots_at(dossier_.readings[d->value].document.id, what.substr(colon + 1));
      if (ok() && spots.size() != 1) wrong("a passage is one stretch of words");
      return ok() ? Subject{spots, spots.front().words} : Subject();
    }
    if (what.find('.') == std::string::npos) {
      const auto named = stemma::report::find(dossier_, what);
      if (named && std::holds_alternative<DocumentIndex>(*named)) return document(what);
    }
    if (const auto spot = name_in_a_text(what)) return {{*spot}, what};
    return agent(what);
  }
  /// Of somebody who is written about or signs, but says nothing: no speaker of the case.
  std::optional<Spot> name_in_a_text(const std::string& words) const {
    for (const CaseAgent& a : dossier_.model.agents)
      if (a.name == words || a.id.starts_with(words)) return std::nullopt;
    if (words.size() < 2) return std::nullopt;
    for (const Reading& r : dossier_.readings) {
      const auto at = r.document.text.find(words);
      const bool signs = std::any_of(r.document.authors.begin(), r.document.authors.end(), [&](const Author& a) { return a.value == words; });
      if (at == std::string::npos && signs) return Spot{r.document.id, 0, 0, words};
      if (at == std::string::npos) continue;
      const CodePointIndex points(r.document.text);
      return Spot{r.document.id, points.code_point(static_cast<std::uint32_t>(at)), points.code_point(static_cast<std::uint32_t>(at + words.size())), words};
    }
    return std::nullopt;
  }
  /// "10-20,30-40": stretches of the document's text in code points, in order, not touching each other.
  std::vector<Spot> spots_at(const std::string& document, const std::string& list) {
    const auto reading = std::find_if(dossier_.readings.begin(), dossier_.readings.end(), [&](const Reading& r) { return r.document.id == document; });
    const std::string& text = reading->document.text;
    const CodePointIndex points(text);
    const auto length = points.code_point(static_cast<std::uint32_t>(text.size()));
    std::vector<Spot> out;
    for (std::size_t at = 0; at <= list.size() && ok();) {
      const auto comma = std::min(list.find(',', at), list.size());
      const std::string one = list.substr(at, comma - at);
      const auto dash = one.find('-');
      const auto from = number(one.substr(0, dash)), to = dash == std::string::npos ? 0 : number(one.substr(dash + 1));
      at = comma + 1;
      if (!ok()) break;
      if (from >= to || to > length) wrong(fmt::format("\"{}\" is no stretch of a text of {} characters", one, length));
      else if (!out.empty() && out.back().end > from) wrong("the stretches are not in order");
      else out.push_back({document, static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to), std::string(slice(text, {points.byte(static_cast<std::uint32_t>(from)), points.byte(static_cast<std::uint32_t>(to))}))});
    }
    return out;
  }
  std::uint64_t number(const std::string& digits) {
    std::uint64_t n = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), n);
    if (error != std::errc() || end != digits.data() + digits.size()) wrong(fmt::format("\"{}\" is not a number", digits));
    return n;
  }
  void undo(const Decision& d) {
    if (d.undoes == 0 || d.undoes > dossier_.decisions.size()) return wrong(fmt::format("there is no decision {}", d.undoes), "see stemma decide CASE list");
    const auto holds = holding(dossier_.decisions);
    const Decision& other = dossier_.decisions[d.undoes - 1];
    const bool held = other.kind == DecisionKind::undo || std::find(holds.begin(), holds.end(), &other) != holds.end();
    if (!held) wrong(fmt::format("decision {} has been undone already", d.undoes));
  }

  const Dossier& dossier_;
  std::vector<std::string> args_;
  const Claim* claim_ = nullptr;
  std::optional<Error> error_;
};

}  // namespace

Result<Decision> make_decision(const Dossier& dossier, const std::vector<std::string>& words) { return Maker(dossier).make(words); }

}  // namespace stemma::report
