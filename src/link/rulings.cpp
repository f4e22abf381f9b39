#include "link/rulings.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/utf8.h"
#include "link/corrections.h"
#include "link/partition.h"
#include "link/spots.h"
#include "link/units.h"

namespace stemma::link {
namespace {

constexpr std::string_view gone = "What it speaks of is not in the case as it is read now.";
constexpr std::string_view no_effect = "Nothing in the case is as it says, so there was nothing to change.";

std::string contradicted(const Decision& by) { return fmt::format("Decision {}, which is later, settles the same otherwise.", by.number); }

bool names_documents(DecisionKind k) { return k == DecisionKind::copy || k == DecisionKind::not_a_copy || k == DecisionKind::not_withdrawn; }
bool names_agents(DecisionKind k) { return k == DecisionKind::same_agent || k == DecisionKind::not_same_agent; }
bool names_one(DecisionKind k) { return k == DecisionKind::not_withdrawn || (corrects(k) && k != DecisionKind::speaker); }

template <class T>
bool meet(const std::vector<T>& a, const std::vector<T>& b) {
  return std::any_of(a.begin(), a.end(), [&](const T& x) { return std::find(b.begin(), b.end(), x) != b.end(); });
}

std::set<std::string> word_set(std::string_view text) {
  const std::string folded = fold(text);
  std::set<std::string> out;
  for (const auto w : word_spans(folded)) out.emplace(slice(std::string_view(folded), w));
  return out;
}

}  // namespace

Rulings::Rulings(Pile& pile, std::span<const Decision> decisions) : pile_(pile) {
  for (const Decision* d : holding(decisions)) {
    all_.push_back({.decision = d, .first = {}, .second = {}, .first_agents = {}, .second_agents = {}, .outcome = {d->number, false, {}, {}}});
  }
  if (all_.empty()) return;
  std::map<std::string_view, std::uint32_t> documents;
  for (std::uint32_t d = 0; d < pile.size(); ++d) documents.emplace(pile.document(d).id, d);
  correct_readings(pile, documents);
  std::map<std::uint32_t, Spots> spots;
  const auto at = [&](std::uint32_t d) -> const Spots& { return spots.try_emplace(d, *pile.readings[d]).first->second; };
  const auto look_up = [&](const Subject& s, DecisionKind kind, std::vector<AttributionRef>& members, std::vector<LocalAgent>& agents,
                           std::int64_t& document) {
    for (const Spot& spot : s.spots) {
      const auto it = documents.find(spot.document);
      if (it == documents.end()) continue;
      const auto d = it->second;
      if (names_documents(kind)) document = d;
      else if (names_agents(kind) && spot.begin == spot.end) agents.emplace_back(d, -1);
      else if (names_agents(kind)) {
        if (const auto a = at(d).agent(spot)) agents.emplace_back(d, static_cast<std::int32_t>(*a));
      } else if (const auto a = at(d).attribution(spot)) {
        members.push_back({d, *a});
      }
    }
  };
  for (Found& f : all_) {
    if (!concerns_linking(f.kind())) {
      const auto& spots_of = f.decision->first.spots;
      f.outcome.applied = std::any_of(spots_of.begin(), spots_of.end(), [&](const Spot& s) { return documents.contains(s.document); });
      if (!f.outcome.applied) f.outcome.what = gone;
      f.holds = false;
      continue;
    }
    if (corrects(f.kind())) {
      if (const auto it = documents.find(f.decision->first.spots.front().document); it != documents.end())
        if (const auto a = corrected_attribution(*pile.readings[it->second], at(it->second), *f.decision)) f.first.push_back({it->second, *a});
      if (f.kind() == DecisionKind::speaker && !f.first.empty()) {
        look_up(f.decision->second, DecisionKind::same_agent, f.second, f.second_agents, f.second_document);
        f.first_agents.emplace_back(f.first[0].document, pile.readings[f.first[0].document]->attributions[f.first[0].attribution].agent);
        if (f.first_agents[0].second < 0) f.first_agents.clear();
      }
    } else {
      look_up(f.decision->first, f.kind(), f.first, f.first_agents, f.first_document);
      look_up(f.decision->second, f.kind(), f.second, f.second_agents, f.second_document);
    }
    const auto there = [&](const auto& members, const auto& agents, std::int64_t document) {
      return names_documents(f.kind()) ? document >= 0 : names_agents(f.kind()) ? !agents.empty() : !members.empty();
    };
    const bool found = there(f.first, f.first_agents, f.first_document) &&
                       (names_one(f.kind()) || f.kind() == DecisionKind::speaker || there(f.second, f.second_agents, f.second_document));
    f.outcome.what = found ? no_effect : gone;
    f.holds = found;
  }
  drop_contradicted();
  drop_contradicted_claims();
  drop_contradicted_agents();
  for (Found* f : of(DecisionKind::not_a_copy)) {
    const auto a = static_cast<std::uint32_t>(f->first_document), b = static_cast<std::uint32_t>(f->second_document);
    not_copies_[{std::min(a, b), std::max(a, b)}] = f;
  }
  for (Found& f : all_)
    if (f.holds && corrects(f.kind())) f.applied(f.reason(f.first[0].document, pile.readings[f.first[0].document]->attributions[f.first[0].attribution].content.front()));
}

std::vector<Found*> Rulings::of(DecisionKind kind) {
  std::vector<Found*> out;
  for (Found& f : all_)
    if (f.holds && f.kind() == kind) out.push_back(&f);
  return out;
}

Found* Rulings::not_a_copy(std::uint32_t a, std::uint32_t b) {
  const auto it = not_copies_.find({std::min(a, b), std::max(a, b)});
  return it == not_copies_.end() ? nullptr : it->second;
}

std::vector<Ruling> Rulings::outcomes() const {
  std::vector<Ruling> out;
  for (const Found& f : all_) out.push_back(f.outcome);
  return out;
}

/// Documents, stances, sides and roots: of decisions on the same two things the last one counts.
void Rulings::drop_contradicted() {
  std::map<std::string, const Found*> last;
  std::vector<const Found*> roots;
  for (auto it = all_.rbegin(); it != all_.rend(); ++it) {
    Found& f = *it;
    if (!f.holds) continue;
    const auto overruled = [&](const Found& by) {
      f.holds = false;
      f.outcome.what = contradicted(*by.decision);
    };
    if (f.kind() == DecisionKind::same_root || f.kind() == DecisionKind::not_same_root) {
      const auto same = [&](const Found* g) {
        return (meet(f.first, g->first) && meet(f.second, g->second)) || (meet(f.first, g->second) && meet(f.second, g->first));
      };
      if (const auto g = std::find_if(roots.begin(), roots.end(), same); g != roots.end()) overruled(**g);
      else roots.push_back(&f);
      continue;
    }
    std::string key;
    if (f.kind() == DecisionKind::copy || f.kind() == DecisionKind::not_a_copy) {
      const auto [a, b] = std::minmax(f.first_document, f.second_document);
      key = fmt::format("copy {} {}", a, b);
    } else if (f.kind() == DecisionKind::accept || f.kind() == DecisionKind::reject) {
      key = fmt::format("reading {} {}", f.first[0].document, f.first[0].attribution);
    } else if (corrects(f.kind())) {
      key = fmt::format("{} {} {}", name(f.kind()), f.first[0].document, f.first[0].attribution);
    } else if (f.kind() == DecisionKind::side) {
      key = fmt::format("side {} {} {} {}", f.first[0].document, f.first[0].attribution, f.second[0].document, f.second[0].attribution);
    } else {
      continue;
    }
    if (const auto [g, fresh] = last.emplace(key, &f); !fresh) overruled(*g->second);
  }
}

/// Merges and splits, the last first: what a later one has settled an earlier one cannot change.
void Rulings::drop_contradicted_claims() {
  std::map<AttributionRef, std::uint32_t> number;
  for (const Found& f : all_)
    if (f.kind() == DecisionKind::merge || f.kind() == DecisionKind::split)
      for (const auto* side : {&f.first, &f.second})
        for (const auto r : *side) number.emplace(r, static_cast<std::uint32_t>(number.size()));
  Partition settled(number.size());
  for (auto it = all_.rbegin(); it != all_.rend(); ++it) {
    Found& f = *it;
    if (!f.holds || (f.kind() != DecisionKind::merge && f.kind() != DecisionKind::split)) continue;
    // What is left of a side after later decisions: those that can stand with its first member.
    const auto keep = [&](std::vector<AttributionRef>& side) {
      const auto head = number.at(side.front());
      std::erase_if(side, [&](AttributionRef r) {
        settled.join(head, number.at(r));
        return settled.head(head) != settled.head(number.at(r));
      });
    };
    bool works = false;
    if (f.kind() == DecisionKind::merge) {
      keep(f.first);
      keep(f.second);
      settled.join(number.at(f.first.front()), number.at(f.second.front()));
      works = settled.head(number.at(f.first.front())) == settled.head(number.at(f.second.front()));
    } else {
      keep(f.first);
      std::erase_if(f.second, [&](AttributionRef r) { return !settled.part(number.at(f.first.front()), number.at(r)); });
      works = !f.second.empty();
    }
    if (works) continue;
    f.holds = false;
    f.outcome.what = "A later decision settles the same otherwise.";
  }
}

void Rulings::drop_contradicted_agents() {
  std::map<LocalAgent, std::uint32_t> number;
  for (const Found& f : all_)
    for (const auto* side : {&f.first_agents, &f.second_agents})
      for (const auto& a : *side) number.emplace(a, static_cast<std::uint32_t>(number.size()));
  Partition settled(number.size());
  for (auto it = all_.rbegin(); it != all_.rend(); ++it) {
    Found& f = *it;
    if (!f.holds || !names_agents(f.kind())) continue;
    const auto a = number.at(f.first_agents.front()), b = number.at(f.second_agents.front());
    if (f.kind() == DecisionKind::same_agent) settled.join(a, b);
    const bool works = f.kind() == DecisionKind::same_agent ? settled.head(a) == settled.head(b) : settled.part(a, b);
    if (works) continue;
    f.holds = false;
    f.outcome.what = "A later decision settles the same otherwise.";
  }
}

void Rulings::correct_readings(Pile& pile, const std::map<std::string_view, std::uint32_t>& documents) {
  std::map<std::uint32_t, std::vector<Decision>> by_document;
  for (const Found& f : all_)
    if (corrects(f.kind()))
      if (const auto it = documents.find(f.decision->first.spots.front().document); it != documents.end()) by_document[it->second].push_back(*f.decision);
  for (const auto& [d, decisions] : by_document) {
    corrected_.push_back(*pile.readings[d]);
    correct(corrected_.back(), decisions);
    pile.readings[d] = &corrected_.back();
  }
}

UnitLinks Rulings::links(const std::vector<Unit>& units) const {
  std::map<AttributionRef, std::vector<std::uint32_t>> of;
  UnitLinks out;
  for (const Found& f : all_) {
    if (!f.holds || (f.kind() != DecisionKind::merge && f.kind() != DecisionKind::split)) continue;
    if (of.empty())
      for (std::uint32_t u = 0; u < units.size(); ++u) of[{units[u].document, units[u].attribution}].push_back(u);
    // Of the propositions of one content the one that shares most words with the claim.
    const auto unit = [&](AttributionRef r, const std::set<std::string>& claim) {
      std::int64_t best = -1;
      std::size_t most = 0;
      const auto it = of.find(r);
      if (it == of.end()) return best;
      for (const auto u : it->second) {
        std::size_t shared = 1;
        for (const auto& p : units[u].pieces)
          for (const auto& w : word_set(slice(pile_.document(r.document), p))) shared += claim.contains(w);
        if (shared <= most) continue;
        most = shared;
        best = u;
      }
      return best;
    };
    const auto all = [&](const std::vector<AttributionRef>& members, std::string_view label) {
      const auto claim = word_set(label);
      std::vector<std::uint32_t> found;
      for (const auto r : members)
        if (const auto u = unit(r, claim); u >= 0) found.push_back(static_cast<std::uint32_t>(u));
      return found;
    };
    const bool merge = f.kind() == DecisionKind::merge;
    const auto first = all(f.first, merge ? f.decision->first.label : f.decision->second.label);
    const auto second = all(f.second, f.decision->second.label);
    for (std::size_t i = 1; i < first.size(); ++i) out.together.emplace_back(first[0], first[i]);
    if (first.empty()) continue;
    for (const auto u : second) (merge ? out.together : out.apart).emplace_back(first[0], u);
  }
  return out;
}

}  // namespace stemma::link
