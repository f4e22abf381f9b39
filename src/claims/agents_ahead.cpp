// Agents met before they are named: "a newspaper investigation" in the lead, "official says" in the headline.
#include <algorithm>

#include "claims/agents.h"

namespace stemma::claims {
namespace {

std::string_view bare(std::string_view head) { return head.starts_with("ex-") ? head.substr(3) : head; }

}  // namespace

std::vector<std::int32_t> AgentBook::look_ahead() {
  const std::size_t n = known_.size();
  std::vector<std::int32_t> is(n);
  for (std::size_t i = 0; i < n; ++i) is[i] = static_cast<std::int32_t>(i);
  for (std::size_t i = oldest(); i < n; ++i) {
    const Known& k = known_[i];
    const bool body = k.kind == AgentKind::media || k.kind == AgentKind::government || k.kind == AgentKind::organisation;
    if (k.named || k.itself || !(body || k.headline)) continue;
    std::int32_t only = -1;
    int fits = 0;
    for (std::size_t j = oldest(); j < n; ++j) {
      const Known& other = known_[j];
      if (static_cast<std::int32_t>(j) == publisher_ || other.headline) continue;
      if (!body) {  // "official says" above, "a senior official of the ministry" below
        const bool same = k.kind == AgentKind::document ? other.reported
                          : !k.role.empty()             ? other.role == k.role && !other.plural
                                                        : other.plural == k.plural && bare(other.head) == bare(k.head) && !other.named;
        if (same) only = static_cast<std::int32_t>(j), ++fits;
        continue;
      }
      if (!other.named || other.kind != k.kind) continue;
      const bool before = !agents_[j].mentions.empty() && !agents_[i].mentions.empty() && agents_[j].mentions.front().begin < agents_[i].mentions.front().begin;
      if (k.kind == AgentKind::media && before) continue;  // "the Wire reported, citing state television"
      const bool fit = k.kind == AgentKind::media || other.head == k.head || std::find(other.words.begin(), other.words.end(), k.head) != other.words.end();
      if (fit) only = static_cast<std::int32_t>(j), ++fits;
    }
    if (fits == 1) is[i] = only;
  }
  std::vector<std::int32_t> place(n, -1);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < n; ++i)
    if (is[i] == static_cast<std::int32_t>(i)) place[i] = static_cast<std::int32_t>(kept++);
  for (std::size_t i = 0; i < n; ++i) {
    if (is[i] == static_cast<std::int32_t>(i)) continue;
    Agent& to = agents_[static_cast<std::size_t>(is[i])];
    to.mentions.insert(to.mentions.end(), agents_[i].mentions.begin(), agents_[i].mentions.end());
    std::sort(to.mentions.begin(), to.mentions.end());
    if (std::find(to.aliases.begin(), to.aliases.end(), agents_[i].name) == to.aliases.end()) to.aliases.push_back(agents_[i].name);
  }
  std::vector<Agent> left;
  for (std::size_t i = 0; i < n; ++i) {
    Agent& a = agents_[i];
    if (a.affiliation >= 0) a.affiliation = place[static_cast<std::size_t>(is[static_cast<std::size_t>(a.affiliation)])];
    if (place[i] >= 0) left.push_back(std::move(a));
  }
  agents_ = std::move(left);
  std::vector<std::int32_t> map(n);
  for (std::size_t i = 0; i < n; ++i) map[i] = place[static_cast<std::size_t>(is[i])];
  return map;
}

}  // namespace stemma::claims
