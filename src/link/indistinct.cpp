// Whom nothing tells apart: a judgement for counting upper and lower bounds and for showing, never a union of agents.
#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "base/utf8.h"
#include "link/agents.h"
#include "link/described.h"
#include "link/pile.h"

namespace stemma::link {
namespace {

/// "Navy" and "the Ministry" name none.
bool has_name(const CaseAgent& a) {
  const std::string key = name_key(a.name);
  const auto words = key_words(key);
  return is_capitalised(a.name) && a.kind != AgentKind::unnamed && a.kind != AgentKind::collective && a.kind != AgentKind::document &&
         !std::all_of(words.begin(), words.end(), is_office_word);
}

std::string noun(std::string_view description) {
  std::string head = head_noun(description);
  return head.empty() ? head : (is_plural(description) ? "~~" : "~") + head;
}

/// The nouns that others may leave somebody named at: "the suspect", "coach".
std::set<std::string> nouns_of(const CaseAgent& a) {
  std::set<std::string> out;
  if (!a.role.empty()) out.insert(noun(a.role));
  for (const auto& alias : a.aliases)
    if (!is_capitalised(alias) && !is_pronoun(fold(alias))) out.insert(noun(alias));
  out.erase("");
  return out;
}

}  // namespace

std::vector<std::uint32_t> indistinct(const Agents& agents) {
  const auto size = static_cast<std::uint32_t>(agents.all.size());
  std::vector<std::uint32_t> out(size);
  std::iota(out.begin(), out.end(), 0U);
  std::map<std::string, std::set<std::uint32_t>> bearers;
  for (std::uint32_t i = 0; i < size; ++i)
    if (has_name(agents.all[i]))
      for (const auto& n : nouns_of(agents.all[i])) bearers[n].insert(i);
  struct Group {
    std::uint32_t first = 0;
    std::set<std::uint32_t> introduced;  ///< documents that have spoken of "a driver"
  };
  std::map<std::string, Group> groups;
  for (std::uint32_t i = 0; i < size; ++i) {
    const CaseAgent& a = agents.all[i];
    if (a.candidates.size() == 1) {
      out[i] = a.candidates.front();
      continue;
    }
    if (has_name(a) || a.vague || a.kind == AgentKind::document) continue;
    const std::string n = noun(a.name);
    if (n.empty()) continue;
    if (const auto it = bearers.find(n); it != bearers.end() && it->second.size() == 1) {
      out[i] = *it->second.begin();
      continue;
    }
    const auto [it, fresh] = groups.emplace(n, Group{i, {}});
    // "A driver", "another driver" in one text are two; "driver" in the headline, "the driver" below are not told apart.
    auto& introduced = it->second.introduced;
    const bool another = !is_definite(a.name);
    const bool apart = another && std::any_of(a.mentions.begin(), a.mentions.end(), [&](const CaseAgent::Mention& m) { return introduced.contains(m.document); });
    if (!fresh && apart) continue;
    if (another)
      for (const auto& m : a.mentions) introduced.insert(m.document);
    out[i] = it->second.first;
  }
  for (std::uint32_t i = 0; i < size; ++i)
    for (std::uint32_t steps = 0; out[out[i]] != out[i] && steps < 8; ++steps) out[i] = out[out[i]];
  return out;
}

}  // namespace stemma::link
