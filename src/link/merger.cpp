#include "link/merger.h"

#include <algorithm>

#include "base/hash.h"
#include "base/utf8.h"
#include "link/described.h"

namespace stemma::link {
namespace {

constexpr std::size_t kMostRoles = 16;
constexpr std::size_t kMostAliases = 64;
constexpr std::size_t kFewOfTexts = 10;  // a body that fewer than one text of so many name is not his

/// "DRUMMELT, Kestria"
std::set<std::string> dated_from(const Pile& pile) {
  std::set<std::string> out;
  for (std::uint32_t d = 0; d < pile.size(); ++d) {
    const auto& dateline = pile.document(d).dateline;
    if (!dateline) continue;
    for (std::size_t at = 0; at <= dateline->place.size();) {
      const auto comma = std::min(dateline->place.find(',', at), dateline->place.size());
      out.insert(name_key(dateline->place.substr(at, comma - at)));
      at = comma + 1;
    }
  }
  out.erase("");
  return out;
}

/// Places and governments that the pile speaks of: those of datelines, and names that readers take for a government more often than for
/// somebody else.
std::set<std::string> places_of(const Pile& pile, std::set<std::string> out) {
  std::map<std::string, int> votes;
  for (std::uint32_t d = 0; d < pile.size(); ++d) {
    for (const auto& a : pile.readings[d]->agents) {
      if (!is_capitalised(a.name)) continue;
      if (a.kind == AgentKind::government) ++votes[name_key(a.name)];
      else if (a.kind == AgentKind::person || a.kind == AgentKind::organisation) --votes[name_key(a.name)];
    }
  }
  for (const auto& [key, vote] : votes)
    if (vote > 0 && !says_office(key)) out.insert(key);
  out.erase("");
  return out;
}

std::vector<std::string> role_words(const Agent& a) {
  std::vector<std::string> out;
  const std::string key = name_key(a.role + " " + a.name), name = person_key(a.name);
  for (const auto w : key_words(key))
    if (w.size() >= 4 && w != "chief" && w != "deputy" && w != "person") out.emplace_back(w);
  for (const auto w : key_words(name)) std::erase(out, std::string(w));
  return out;
}

/// The value given most often, the first among equals.
template <class T>
T most_frequent(const std::vector<T>& values) {
  std::map<T, std::pair<std::size_t, std::size_t>> tally;  // count, first place from the end
  for (std::size_t i = 0; i < values.size(); ++i) {
    auto& t = tally[values[i]];
    if (++t.first == 1) t.second = values.size() - i;
  }
  return std::max_element(tally.begin(), tally.end(), [](const auto& x, const auto& y) { return x.second < y.second; })->first;
}

}  // namespace

Merger::Merger(const Pile& pile, const Families& families, const std::vector<std::vector<std::uint32_t>>& reports)
    : pile_(pile), families_(families), reports_(reports), leans_on_(pile.size()), dated_from_(dated_from(pile)), places_(places_of(pile, dated_from_)), bodies_(places_) {
  for (const auto& e : families.derived) leans_on_[e.child].push_back(e.parent);
  for (std::uint32_t d = 0; d < reports.size(); ++d) leans_on_[d].insert(leans_on_[d].end(), reports[d].begin(), reports[d].end());
  collect_nodes();
}

void Merger::collect_nodes() {
  for (std::uint32_t d = 0; d < pile_.size(); ++d) {
    first_.push_back(count());
    const auto& agents = pile_.readings[d]->agents;
    for (std::uint32_t i = 0; i < agents.size(); ++i) {
      Node node{d, static_cast<std::int32_t>(i), {}, false, {}};
      name(node, agents[i]);
      nodes_.push_back(std::move(node));
      int gender = gender_of(agents[i].name);
      for (const auto& form : agents[i].aliases) gender = gender != 0 ? gender : gender_of(form);
      for (const auto& span : agents[i].mentions) gender = gender != 0 ? gender : gender_of(slice(pile_.text(d), span));
      gender_.push_back(gender);
      roles_.push_back(agents[i].kind == AgentKind::person ? role_words(agents[i]) : std::vector<std::string>());
    }
    publisher_.push_back(count());
    Node publisher{d, -1, {}, false, {}};
    if (!pile_.outlet[d].empty()) {
      const std::string base = bodies_.key(pile_.document(d).publisher.value).base;
      publisher.key = "b " + (base.empty() ? pile_.outlet[d] : base);
      publisher.trades = says_trade(pile_.outlet[d]) && !says_office(pile_.outlet[d]);
    }
    nodes_.push_back(std::move(publisher));
    gender_.push_back(0);
    roles_.emplace_back();
  }
  one_ = Partition(count());
}

/// A bare name that is a government or a place elsewhere in the pile is no person here.
bool Merger::is_place(const Agent& a) const {
  return (a.kind == AgentKind::government || a.kind == AgentKind::person) && places_.contains(name_key(a.name));
}

/// What two documents must share for their agents to be one; nothing, if no name allows it.
void Merger::name(Node& node, const Agent& a) const {
  if (a.vague) return;
  if (a.kind == AgentKind::person && !is_place(a)) {
    const std::string key = person_key(a.name);
    if (key.find(' ') != std::string::npos && is_capitalised(a.name)) node.key = "p " + key;
    return;
  }
  if (!is_capitalised(a.name)) return;
  if (a.kind == AgentKind::document) node.key = "d " + name_key(a.name);
  if (!is_body(a.kind) && a.kind != AgentKind::person) return;
  std::string nation = a.kind == AgentKind::government ? BodyNames::government(name_key(a.name)) : std::string();
  BodyNames::Key key = nation.empty() ? bodies_.key(a.name) : BodyNames::Key{std::move(nation), {}};
  if (key.base.empty()) return;
  node.key = "b " + key.base;
  node.trades = says_trade(name_key(a.name)) && !says_office(name_key(a.name));
  node.owner = std::move(key.owner);
}

const Agent* Merger::local(std::uint32_t n) const {
  return nodes_[n].agent < 0 ? nullptr : &pile_.readings[nodes_[n].document]->agents[static_cast<std::size_t>(nodes_[n].agent)];
}

/// The name as its document has it.
const std::string& Merger::shown(std::uint32_t n) const {
  const Agent* a = local(n);
  return a == nullptr ? pile_.document(nodes_[n].document).publisher.value : a->name;
}

std::uint32_t Merger::root(std::uint32_t n) { return one_.head(n); }

/// The words with the first mention that is no pronoun; of a publisher, who need not be printed, with the headline.
Reason Merger::reason(std::uint32_t n, std::string words) const {
  const std::uint32_t d = nodes_[n].document;
  const auto& document = pile_.document(d);
  ByteSpan span = document.blocks.empty() ? ByteSpan{} : document.blocks.front().span;
  if (const Agent* a = local(n); a != nullptr && !a->mentions.empty()) {
    span = a->mentions.front();
    for (const auto& m : a->mentions)
      if (gender_of(slice(pile_.text(d), m)) == 0) {
        span = m;
        break;
      }
  }
  return {std::move(words), d, span};
}

void Merger::join(std::uint32_t x, std::uint32_t y, Reason why) {
  x = root(x);
  y = root(y);
  if (x == y) return;
  const auto keep = std::min(x, y), drop = std::max(x, y);
  if (!one_.join(keep, drop)) return;
  if (nodes_[keep].key.empty()) nodes_[keep].key = nodes_[drop].key;
  if (nodes_[keep].owner.empty()) nodes_[keep].owner = nodes_[drop].owner;
  nodes_[keep].trades = nodes_[keep].trades || nodes_[drop].trades;
  if (gender_[keep] == 0) gender_[keep] = gender_[drop];
  for (auto& role : roles_[drop])
    if (roles_[keep].size() < kMostRoles && std::find(roles_[keep].begin(), roles_[keep].end(), role) == roles_[keep].end())
      roles_[keep].push_back(std::move(role));
  why_.emplace_back(keep, std::move(why));
}

/// Only if their names do not contradict each other.
void Merger::join_if_compatible(std::uint32_t x, std::uint32_t y, Reason why) {
  const Node &a = nodes_[root(x)], &b = nodes_[root(y)];
  const bool owners = a.owner.empty() || b.owner.empty() || a.owner == b.owner;
  if (owners && (a.key.empty() || b.key.empty() || a.key == b.key)) join(x, y, std::move(why));
}

/// Joins if there is but one; keeps them as candidates if there are several. True if there is any.
bool Merger::join_only(const std::set<std::uint32_t>& found, std::uint32_t n, const std::string& why) {
  if (found.empty()) return false;
  if (found.size() == 1) join(*found.begin(), n, reason(n, why + shown(*found.begin()) + "."));
  else candidates_[n].insert(found.begin(), found.end());
  return true;
}

void Merger::decided(Rulings& rulings) {
  const auto node = [&](const LocalAgent& a) { return a.second < 0 ? publisher_[a.first] : first_[a.first] + static_cast<std::uint32_t>(a.second); };
  const auto why = [&](const Found& f) {
    const Agent* here = local(node(f.first_agents.front()));
    return f.reason(f.first_agents.front().first, here == nullptr || here->mentions.empty() ? ByteSpan{} : here->mentions.front());
  };
  for (Found* f : rulings.of(DecisionKind::not_same_agent)) {
    for (const auto& a : f->first_agents)
      for (const auto& b : f->second_agents) one_.part(node(a), node(b));
    f->applied(why(*f));
  }
  for (Found* f : rulings.of(DecisionKind::speaker))  // the agent of the text that was made of him is the one whom the case knows
    for (const auto& a : f->second_agents)
      if (!f->first_agents.empty() && a.first != f->first_agents.front().first) join(node(f->first_agents.front()), node(a), why(*f));
  for (Found* f : rulings.of(DecisionKind::same_agent)) {
    for (const auto* side : {&f->first_agents, &f->second_agents})
      for (const auto& a : *side) join(node(f->first_agents.front()), node(a), why(*f));
    f->applied(why(*f));
  }
}

void Merger::run() {
  by_name();
  publishers_taken_for_others();
  outlets_by_short_name();
  names_of_other_kinds();
  names_at_the_end();
  bodies_by_alias();
  bodies_by_short_name();
  by_copied_words();
  middle_names();
  ends_of_names();
  surnames();
  bare_names();
  descriptions();
}

/// A capital is one with its country where both speak with one voice; two countries never are.
bool Merger::join_seats(const Agents& agents) {
  std::map<std::int32_t, std::vector<std::size_t>> seats;
  for (std::size_t i = 0; i < agents.all.size(); ++i) {
    const CaseAgent& a = agents.all[i];
    if (a.kind != AgentKind::government || a.mentions.empty()) continue;
    const std::string& key = nodes_[root(first_[a.mentions.front().document] + a.mentions.front().agent)].key;
    if (key.starts_with("b ") && bodies_.is_nation(std::string_view(key).substr(2))) seats[a.speaks_as].push_back(i);
  }
  bool joined = false;
  for (const auto& [voice, members] : seats) {
    const auto node = [&](std::size_t i) { return first_[agents.all[i].mentions.front().document] + agents.all[i].mentions.front().agent; };
    std::set<std::string> countries;
    for (const auto i : members)
      if (const auto& key = nodes_[root(node(i))].key; key.starts_with("b @")) countries.insert(key);
    if (members.size() < 2 || countries.size() > 1) continue;
    for (std::size_t k = 1; k < members.size(); ++k) {
      const auto& said = agents.voice[members[k]].empty() ? agents.voice[members[0]] : agents.voice[members[k]];
      Reason why = reason(node(members[k]), "Speaks for the government of " + agents.all[members[0]].name + ".");
      if (!said.empty()) why = said.front();
      join(node(members[0]), node(members[k]), std::move(why));
      joined = true;
    }
  }
  return joined;
}

CaseAgent Merger::case_agent(const std::vector<std::uint32_t>& members) const {
  CaseAgent out;
  std::vector<std::string> names, forms;
  std::vector<AgentKind> kinds;
  std::string publisher;
  out.vague = true;
  for (const auto m : members) {
    const Agent* a = local(m);
    if (a == nullptr) {
      publisher = shown(m);
      out.vague = false;
      continue;
    }
    out.mentions.push_back({nodes_[m].document, static_cast<std::uint32_t>(nodes_[m].agent)});
    Node named;
    name(named, *a);
    if (nodes_[members.front()].key.empty() || !named.key.empty()) names.push_back(a->name);
    kinds.push_back(a->kind == AgentKind::person && named.key.starts_with("b ") ? AgentKind::government : a->kind);
    forms.push_back(a->name);
    forms.insert(forms.end(), a->aliases.begin(), a->aliases.end());
    out.vague = out.vague && a->vague;
    if (out.role.empty()) out.role = a->role;
  }
  if (!publisher.empty()) {
    const bool body = pile_.issuers.contains(name_key(publisher));
    if (!body) kinds.assign(1, AgentKind::media);
    std::erase_if(kinds, [&](AgentKind k) { return k == AgentKind::person; });
    if (kinds.empty()) kinds.push_back(AgentKind::organisation);
    std::erase_if(kinds, [&](AgentKind k) { return body && k == AgentKind::media && kinds.size() > 1; });
  }
  out.name = !publisher.empty() ? publisher : most_frequent(names.empty() ? forms : names);
  out.kind = most_frequent(kinds);
  // What is named is known, whatever else it is called.
  if (std::any_of(members.begin(), members.end(), [&](std::uint32_t m) { return nodes_[m].key.starts_with("p "); })) out.kind = AgentKind::person;
  std::set<std::string> seen{out.name};
  for (const auto& f : forms)
    if (seen.insert(f).second && out.aliases.size() < kMostAliases) out.aliases.push_back(f);
  return out;
}

/// The body that most texts put him in, the first among equals, and what he is there.
void Merger::put_in_body(CaseAgent& agent, const Agents& all) const {
  const auto said = [&](const CaseAgent::Mention& m) -> const Agent& { return pile_.readings[m.document]->agents[m.agent]; };
  const auto body_of = [&](const CaseAgent::Mention& m) { return all.at(m.document, said(m).affiliation); };
  std::map<std::int32_t, std::size_t> texts;
  for (const auto& m : agent.mentions)
    if (const auto body = body_of(m); body >= 0 && body != agent.speaks_as) ++texts[body];
  std::size_t most = 0;
  for (const auto& m : agent.mentions)
    if (const auto it = texts.find(body_of(m)); it != texts.end() && it->second > most) most = it->second, agent.affiliation = it->first;
  if (most * kFewOfTexts < agent.mentions.size()) agent.affiliation = -1;  // one text's slip, of a man who is in a hundred
  if (agent.affiliation < 0) return;
  const auto told = std::find_if(agent.mentions.begin(), agent.mentions.end(), [&](const auto& m) { return !said(m).role.empty() && body_of(m) == agent.affiliation; });
  if (told != agent.mentions.end()) agent.role = said(*told).role;
}

Agents Merger::agents() {
  Agents out;
  std::vector<std::vector<std::uint32_t>> members(count());
  for (std::uint32_t n = 0; n < count(); ++n)
    if (nodes_[n].agent >= 0 || !pile_.outlet[nodes_[n].document].empty()) members[root(n)].push_back(n);
  out.of.resize(pile_.size());
  for (std::uint32_t d = 0; d < pile_.size(); ++d) out.of[d].assign(pile_.readings[d]->agents.size(), -1);
  out.publisher.assign(pile_.size(), -1);
  std::vector<std::int32_t> index(count(), -1);
  std::map<std::string, std::uint32_t> ids;
  for (std::uint32_t n = 0; n < count(); ++n) {
    if (members[n].empty()) continue;
    index[n] = static_cast<std::int32_t>(out.all.size());
    for (const auto m : members[n]) {
      if (nodes_[m].agent < 0) out.publisher[nodes_[m].document] = index[n];
      else out.of[nodes_[m].document][static_cast<std::size_t>(nodes_[m].agent)] = index[n];
    }
    CaseAgent agent = case_agent(members[n]);
    const auto first = std::find_if(members[n].begin(), members[n].end(), [&](std::uint32_t m) { return nodes_[m].agent >= 0; });
    const std::string seed = pile_.document(nodes_[members[n].front()].document).id + "\n" + name_key(first == members[n].end() ? agent.name : shown(*first));
    const auto twin = ids[seed]++;  // two unnamed residents of one document
    agent.id = short_id('a', twin == 0 ? seed : seed + "\n" + std::to_string(twin));
    agent.speaks_as = index[n];
    out.all.push_back(std::move(agent));
  }
  for (auto& agent : out.all) put_in_body(agent, out);
  for (const auto& [n, why] : why_) out.all[static_cast<std::size_t>(index[root(n)])].why.push_back(why);
  for (const auto& [n, may_be] : candidates_) {
    auto& agent = out.all[static_cast<std::size_t>(index[root(n)])];
    if (!nodes_[root(n)].key.empty()) continue;  // it turned out who it is
    for (const auto m : may_be)
      if (const auto i = index[root(m)]; i >= 0 && i != agent.speaks_as) agent.candidates.push_back(static_cast<std::uint32_t>(i));
    std::sort(agent.candidates.begin(), agent.candidates.end());
    agent.candidates.erase(std::unique(agent.candidates.begin(), agent.candidates.end()), agent.candidates.end());
  }
  out.voice.resize(out.all.size());
  return out;
}

}  // namespace stemma::link
