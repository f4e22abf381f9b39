// The steps of linking, in order: the whole of it in one function.
#include <algorithm>
#include <map>

#include "link/agents.h"
#include "link/copies.h"
#include "link/denials.h"
#include "link/edits.h"
#include "link/families.h"
#include "link/kin_hints.h"
#include "link/ledger.h"
#include "link/linker.h"
#include "link/model_fields.h"
#include "link/pile.h"
#include "link/propositions.h"
#include "link/relies.h"
#include "link/roots.h"
#include "link/rulings.h"

namespace stemma::link {

namespace {

/// The agency's agent, if anybody names it.
void name_absent(const Agents& agents, Families& families) {
  if (families.absent.empty()) return;
  std::map<std::string, std::int32_t> by_name;
  for (std::size_t i = 0; i < agents.all.size(); ++i)
    if (agents.all[i].kind == AgentKind::media) by_name.emplace(name_key(agents.all[i].name), static_cast<std::int32_t>(i));
  for (auto& t : families.absent)
    if (const auto it = by_name.find(name_key(t.issuer)); it != by_name.end()) t.agent = it->second;
}

}  // namespace

CaseModel link_matter(std::span<const Reading> readings, const std::vector<std::vector<std::uint32_t>>* house, unsigned threads,
                      std::span<const Decision> decisions) {
  Pile pile = make_pile(readings, threads);
  Rulings rulings(pile, decisions);
  if (house == nullptr) mark_furniture(pile);
  else mark_known_furniture(pile, *house);
  Families families = find_families(pile, &rulings);
  Agents agents = find_agents(pile, families, {}, &rulings);
  Relies relies = find_relies(pile, families, agents);
  std::vector<std::vector<std::uint32_t>> reports(pile.size());
  for (const auto& e : relies.edges)
    if (e.to >= 0) reports[e.from].push_back(static_cast<std::uint32_t>(e.to));
  agents = find_agents(pile, families, reports, &rulings);
  relies = find_relies(pile, families, agents);
  name_absent(agents, families);
  families.hints = find_hints(pile, families, relies);
  Propositions propositions = find_propositions(pile, families, agents, &rulings);
  std::vector<Denial> denials = find_denials(pile, agents, relies, propositions);
  rulings.settle(propositions, denials);
  const auto captures = align_captures(pile, families.captures);
  count_roots(pile, families, agents, relies, propositions, captures, &rulings);

  CaseModel model;
  model.relies = std::move(relies.edges);
  model.families = std::move(families.families);
  model.absent = std::move(families.absent);
  model.hints = std::move(families.hints);
  model.claims = std::move(propositions.claims);
  model.denials = std::move(denials);
  sort_claims(model);
  keep_ledgers(pile, families, agents, model);
  keep_edits(pile, families, agents, captures, model);
  model.agents = std::move(agents.all);
  model.rulings = rulings.outcomes();
  model.derived = std::move(families.derived);
  Renumber to_given(pile.given, {}, {});
  each_field(to_given, model);
  model.agent_of.resize(pile.size());
  model.publisher.assign(pile.size(), -1);
  model.withdrawn.assign(pile.size(), false);
  for (std::uint32_t d = 0; d < pile.size(); ++d) {
    model.agent_of[pile.given[d]] = std::move(agents.of[d]);
    model.publisher[pile.given[d]] = agents.publisher[d];
    model.withdrawn[pile.given[d]] = families.withdrawn[d];
  }
  return model;
}

}  // namespace stemma::link
