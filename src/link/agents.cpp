#include "link/agents.h"

#include "link/described.h"
#include "link/merger.h"

namespace stemma::link {

Agents find_agents(const Pile& pile, const Families& families, const std::vector<std::vector<std::uint32_t>>& reports,
                   Rulings* rulings) {
  Merger merger(pile, families, reports);
  if (rulings != nullptr) merger.decided(*rulings);
  merger.run();
  Agents out = merger.agents();
  find_voices(pile, out);
  if (!merger.join_seats(out)) return out;
  out = merger.agents();
  find_voices(pile, out);
  return out;
}

std::string global_key(const CaseAgent& agent, const std::vector<CaseAgent>& all) {
  if (agent.vague || !is_capitalised(agent.name)) return {};
  const std::string office = agent.affiliation >= 0 ? name_key(all[static_cast<std::size_t>(agent.affiliation)].name) : name_key(agent.role);
  if (agent.kind == AgentKind::person) {
    const std::string name = person_key(agent.name);
    return name.find(' ') == std::string::npos || office.empty() ? std::string() : "p " + name + "|" + office;
  }
  if (agent.kind != AgentKind::organisation && agent.kind != AgentKind::government && agent.kind != AgentKind::media) return {};
  if (agent.kind == AgentKind::government)
    if (const auto nation = BodyNames::government(name_key(agent.name)); !nation.empty()) return "b " + nation;
  const auto key = BodyNames({}).key(agent.name);
  if (key.base.find(' ') == std::string::npos && !key.base.starts_with('@')) return {};
  const bool owned = agent.kind == AgentKind::government && key.owner.empty() && agent.affiliation >= 0;
  return "b " + key.base + "|" + (owned ? office : key.owner);
}

}  // namespace stemma::link
