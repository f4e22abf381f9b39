#include "link/agents.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <set>

#include "base/utf8.h"
#include "link/described.h"
#include "link/printed.h"

namespace stemma::link {
namespace {

constexpr std::array<std::string_view, 26> pronouns = {"he",   "she",   "it",   "they",  "him", "her",  "them", "his", "hers",
                                                       "its",  "their", "who",  "i",     "we",  "us",   "me",   "you", "one",
                                                       "both", "él",    "ella", "ellos", "il",  "elle", "er",   "sie"};

bool is_pronoun(std::string_view word) { return std::find(pronouns.begin(), pronouns.end(), word) != pronouns.end(); }

bool is_body(AgentKind k) { return k == AgentKind::organisation || k == AgentKind::government || k == AgentKind::media; }

/// What two documents must share for their agents to be one; empty: nothing in the name allows it.
std::string merge_key(const Agent& a) {
  if (a.vague) return {};
  if (a.kind == AgentKind::person) {
    auto key = person_key(a.name);
    return key.find(' ') == std::string::npos ? std::string() : "p " + key;
  }
  if (!is_capitalised(a.name)) return {};
  if (is_body(a.kind)) return "b " + body_key(a.name);
  if (a.kind == AgentKind::document) return "d " + name_key(a.name);
  return {};
}

class Merger {
 public:
  Merger(const Pile& pile, const Families& families, const std::vector<std::vector<std::uint32_t>>& reports)
      : pile_(pile), families_(families), reports_(reports), leans_on_(pile.size()) {
    for (const auto& e : families.derived) leans_on_[e.child].push_back(e.parent);
    for (std::uint32_t d = 0; d < reports.size(); ++d) leans_on_[d].insert(leans_on_[d].end(), reports[d].begin(), reports[d].end());
    for (std::uint32_t d = 0; d < pile.size(); ++d) {
      if (pile.document(d).dateline) places_.insert(name_key(pile.document(d).dateline->place));
      for (const auto& a : pile.readings[d]->agents)
        if (a.kind == AgentKind::government && is_capitalised(a.name)) places_.insert(name_key(a.name));
    }
    for (std::uint32_t d = 0; d < pile.size(); ++d) {
      first_.push_back(count());
      const auto& agents = pile.readings[d]->agents;
      for (std::uint32_t i = 0; i < agents.size(); ++i) add(d, static_cast<std::int32_t>(i), key_of(agents[i]));
      publisher_.push_back(count());
      add(d, -1, pile.outlet[d].empty() ? std::string() : "b " + body_key(pile.outlet[d]));
    }
    head_.resize(count());
    std::iota(head_.begin(), head_.end(), 0u);
  }

  Agents run() {
    by_name();
    outlets_by_short_name();
    bodies_by_alias();
    by_copied_words();
    people_by_role();
    left_to_reports();
    return finish();
  }

 private:
  struct Node {
    std::uint32_t document;
    std::int32_t agent;  // -1: the publisher
    std::string key;
  };

  /// A bare name that is a government or a place elsewhere in the pile is no person here.
  std::string key_of(const Agent& a) const {
    if (a.kind == AgentKind::person && !a.vague && places_.contains(name_key(a.name))) return "b " + body_key(a.name);
    return merge_key(a);
  }
  std::uint32_t count() const { return static_cast<std::uint32_t>(nodes_.size()); }
  void add(std::uint32_t d, std::int32_t agent, std::string key) { nodes_.push_back({d, agent, std::move(key)}); }
  const Agent* local(std::uint32_t n) const {
    return nodes_[n].agent < 0 ? nullptr : &pile_.readings[nodes_[n].document]->agents[static_cast<std::size_t>(nodes_[n].agent)];
  }
  std::uint32_t root(std::uint32_t n) {
    while (head_[n] != n) n = head_[n] = head_[head_[n]];
    return n;
  }
  void join(std::uint32_t x, std::uint32_t y) {
    x = root(x);
    y = root(y);
    if (x == y) return;
    const auto keep = std::min(x, y), drop = std::max(x, y);
    head_[drop] = keep;
    if (nodes_[keep].key.empty()) nodes_[keep].key = nodes_[drop].key;
  }
  /// Only if their names do not contradict each other.
  void join_if_compatible(std::uint32_t x, std::uint32_t y) {
    const auto &a = nodes_[root(x)].key, &b = nodes_[root(y)].key;
    if (a.empty() || b.empty() || a == b) join(x, y);
  }

  void by_name() {
    std::map<std::string, std::uint32_t> first;
    for (std::uint32_t n = 0; n < count(); ++n) {
      if (nodes_[n].key.empty()) continue;
      const auto [it, fresh] = first.emplace(nodes_[n].key, n);
      if (!fresh) join(it->second, n);
    }
    // A reader may take an outlet's name for a person's or a group's: the same words as a publisher's are the publisher.
    for (std::uint32_t n = 0; n < count(); ++n) {
      const Agent* a = local(n);
      if (a == nullptr || a->vague || is_body(a->kind) || !is_capitalised(a->name)) continue;
      if (const auto it = first.find("b " + body_key(a->name)); it != first.end() && nodes_[it->second].agent < 0) {
        nodes_[n].key.clear();
        join(it->second, n);
      }
    }
  }

  /// "the Lantern" is the Tidewater Lantern if no other outlet of the pile ends or begins so.
  void outlets_by_short_name() {
    std::map<std::string, std::set<std::uint32_t>> outlets;  // short form -> nodes
    const auto offer = [&](std::uint32_t n, const std::string& key) {
      const auto words = key_words(key);
      for (std::size_t k = 1; k < words.size(); ++k) {
        outlets[std::string(words[k].data(), words.back().data() + words.back().size())].insert(root(n));
        outlets[std::string(words[0].data(), words[k - 1].data() + words[k - 1].size())].insert(root(n));
      }
    };
    for (std::uint32_t d = 0; d < pile_.size(); ++d) offer(publisher_[d], pile_.outlet[d]);
    for (std::uint32_t n = 0; n < count(); ++n) {
      const Agent* a = local(n);
      if (a != nullptr && a->kind == AgentKind::media && !nodes_[n].key.empty()) offer(n, name_key(a->name));
    }
    for (std::uint32_t n = 0; n < count(); ++n) {
      const Agent* a = local(n);
      if (a == nullptr || a->kind != AgentKind::media || !is_capitalised(a->name)) continue;
      const auto it = outlets.find(name_key(a->name));
      if (it == outlets.end()) continue;
      std::set<std::uint32_t> different;
      for (const auto o : it->second) different.insert(root(o));
      different.erase(root(n));
      if (different.size() == 1) join(*different.begin(), n);
    }
  }

  /// A document that uses both forms ties the short one to the full one, for the whole pile if no other body is called so.
  void bodies_by_alias() {
    std::map<std::string, std::set<std::uint32_t>> full;
    for (std::uint32_t n = 0; n < count(); ++n) {
      const Agent* a = local(n);
      if (a == nullptr || !is_body(a->kind) || nodes_[n].key.empty()) continue;
      for (const auto& alias : a->aliases)
        if (is_capitalised(alias)) full[body_key(alias)].insert(n);
    }
    for (std::uint32_t n = 0; n < count(); ++n) {
      const Agent* a = local(n);
      if (a == nullptr || !is_body(a->kind) || nodes_[n].key.empty()) continue;
      const auto it = full.find(body_key(a->name));
      if (it == full.end()) continue;
      std::set<std::uint32_t> different;
      for (const auto o : it->second) different.insert(root(o));
      different.erase(root(n));
      if (different.size() == 1) join(*different.begin(), n);
    }
  }

  struct Mention {
    ByteSpan span;
    std::uint32_t node;
  };
  std::vector<Mention> mentions(std::uint32_t d) const {
    std::vector<Mention> out;
    const auto& agents = pile_.readings[d]->agents;
    for (std::uint32_t i = 0; i < agents.size(); ++i)
      for (const auto& s : agents[i].mentions) out.push_back({s, first_[d] + i});
    std::sort(out.begin(), out.end(),
              [](const Mention& x, const Mention& y) { return std::pair(x.span, x.node) < std::pair(y.span, y.node); });
    return out;
  }

  /// The same words at the same place of a copied passage mean the same speaker.
  void by_copied_words() {
    std::vector<std::vector<Mention>> all(pile_.size());
    for (std::uint32_t d = 0; d < pile_.size(); ++d) all[d] = mentions(d);
    for (const auto& kin : families_.kin) {
      const DocText &x = pile_.texts[kin.a], &y = pile_.texts[kin.b];
      for (const auto& m : all[kin.a]) {
        const auto [first, last] = x.within(m.span);
        if (first == last || is_pronoun(fold(slice(pile_.text(kin.a), m.span)))) continue;
        auto run = std::upper_bound(kin.runs.begin(), kin.runs.end(), first, [](std::uint32_t w, const Run& r) { return w < r.a; });
        if (run == kin.runs.begin()) continue;
        --run;
        if (last > run->a + run->words) continue;
        const auto there = y.bytes(run->b + (first - run->a), run->b + (last - run->a));
        auto it = std::lower_bound(all[kin.b].begin(), all[kin.b].end(), there.begin,
                                   [](const Mention& v, std::uint32_t at) { return v.span.begin < at; });
        for (; it != all[kin.b].end() && it->span.begin == there.begin; ++it)
          if (y.within(it->span).second == run->b + (last - run->a)) join_if_compatible(m.node, it->node);
      }
    }
  }

  /// "Deputy Minister Orlec" is Tomas Orlec if he is the only Orlec of the pile and holds that office in some document.
  void people_by_role() {
    std::map<std::string, std::set<std::uint32_t>> by_surname;
    std::map<std::uint32_t, std::set<std::string>> roles;
    for (std::uint32_t n = 0; n < count(); ++n) {
      const Agent* a = local(n);
      if (a == nullptr || a->kind != AgentKind::person) continue;
      const auto key = person_key(a->name);
      if (nodes_[n].key.empty()) continue;
      const auto words = key_words(key);
      if (words.empty()) continue;
      by_surname[std::string(words.back())].insert(root(n));
      for (const auto& w : role_words(*a)) roles[root(n)].insert(w);
    }
    for (std::uint32_t n = 0; n < count(); ++n) {
      const Agent* a = local(n);
      if (a == nullptr || a->kind != AgentKind::person || !nodes_[root(n)].key.empty()) continue;
      const auto it = by_surname.find(person_key(a->name));
      if (it == by_surname.end() || it->second.size() != 1) continue;
      const auto person = *it->second.begin();
      const auto own = role_words(*a);
      if (std::any_of(own.begin(), own.end(), [&](const std::string& w) { return roles[person].contains(w); })) join(person, n);
    }
  }
  /// What a text calls by its kind only is what it named in full, or what the report that it leans on calls so.
  void left_to_reports() {
    for (std::uint32_t d = 0; d < pile_.size(); ++d) {
      const auto& agents = pile_.readings[d]->agents;
      for (std::uint32_t i = 0; i < agents.size(); ++i) {
        const auto& a = agents[i];
        const auto n = first_[d] + i;
        if (a.vague || !nodes_[root(n)].key.empty()) continue;
        if (a.kind == AgentKind::media) {
          only_other_outlet(d, n);
          continue;
        }
        const std::string head = head_noun(a.name);
        if (head.empty() || a.kind == AgentKind::person) continue;
        if (a.kind == AgentKind::document) {
          if (head == "statement" || head == "report" || head == "release" || head == "finding" || head == "observation") only_issuer(d, n);
        } else if (is_body(a.kind)) {
          const auto called = [&](std::uint32_t m) { return is_called(m, head); };
          if (!only({d}, n, called) && !only(leans_on_[d], n, called)) only_named_here(d, n, head);
        } else if (head != "person" && head != "man" && head != "woman") {
          only(leans_on_[d], n, [&](std::uint32_t m) {
            const Agent* b = local(m);
            return b != nullptr && !is_body(b->kind) && b->kind != AgentKind::person && is_plural(b->name) == is_plural(a.name) &&
                   head_noun(b->name) == head;
          });
        }
      }
    }
  }
  bool is_called(std::uint32_t m, const std::string& head) {
    const Agent* b = local(m);
    if (b == nullptr || !is_body(b->kind) || nodes_[root(m)].key.empty()) return false;
    const std::string key = name_key(b->name);
    const auto words = key_words(key);
    return std::find(words.begin(), words.end(), head) != words.end();
  }
  template <class Fits>
  bool only(const std::vector<std::uint32_t>& documents, std::uint32_t n, Fits fits) {
    std::set<std::uint32_t> found;
    for (const auto x : documents)
      for (std::uint32_t i = 0; i < pile_.readings[x]->agents.size(); ++i)
        if (const auto m = first_[x] + i; m != n && root(m) != root(n) && fits(m)) found.insert(root(m));
    if (found.size() != 1) return false;
    join(*found.begin(), n);
    return true;
  }
  /// "The statement said" in a text that leans on one body's own release.
  void only_issuer(std::uint32_t d, std::uint32_t n) {
    std::set<std::uint32_t> found;
    for (const auto x : leans_on_[d])
      if (!pile_.outlet[x].empty() && is_body_name(pile_.outlet[x])) found.insert(root(publisher_[x]));
    if (found.size() == 1) join(*found.begin(), n);
  }
  /// "The company" in a text that prints the name of one company of the pile.
  void only_named_here(std::uint32_t d, std::uint32_t n, const std::string& head) {
    const bool firm = head == "company" || head == "firm" || head == "group" || head == "manufacturer" || head == "operator";
    if (!firm && !is_body_word(head)) return;
    std::set<std::uint32_t> found;
    for (const auto m : named_in(d)) {
      const std::string key = nodes_[root(m)].key;
      const auto words = key_words(key);
      const bool fits = firm ? local(m) != nullptr && local(m)->kind == AgentKind::organisation && !is_body_name(key)
                             : std::find(words.begin(), words.end(), head) != words.end();
      if (fits) found.insert(root(m));
    }
    if (found.size() == 1) join(*found.begin(), n);
  }
  /// Bodies of the pile whose names the text prints.
  std::vector<std::uint32_t> named_in(std::uint32_t d) {
    if (!names_made_) {
      names_made_ = true;
      for (std::uint32_t m = 0; m < count(); ++m)
        if (root(m) == m && local(m) != nullptr && is_body(local(m)->kind) && !nodes_[m].key.empty()) names_.add(local(m)->name, m);
    }
    std::vector<std::uint32_t> out;
    for (const auto& f : names_.find(pile_.texts[d])) out.push_back(f.name);
    return out;
  }
  /// "The newspaper" in a text that leans on one outlet's report.
  void only_other_outlet(std::uint32_t d, std::uint32_t n) {
    if (reports_.empty()) return;
    std::set<std::uint32_t> found;
    for (const auto x : reports_[d])
      if (x != d && !pile_.outlet[x].empty() && pile_.outlet[x] != pile_.outlet[d] && !is_body_name(pile_.outlet[x]))
        found.insert(root(publisher_[x]));
    const std::string key = name_key(local(n)->name);
    if (found.size() == 1 && !key.starts_with("this ") && !key.starts_with("our ")) join(*found.begin(), n);
  }

  static std::vector<std::string> role_words(const Agent& a) {
    std::vector<std::string> out;
    const std::string key = name_key(a.role + " " + a.name);
    for (const auto w : key_words(key))
      if (w.size() >= 4 && w != "chief" && w != "deputy" && w != "person") out.emplace_back(w);
    const std::string name = person_key(a.name);
    for (const auto w : key_words(name)) std::erase(out, std::string(w));
    return out;
  }

  Agents finish();

  const Pile& pile_;
  const Families& families_;
  const std::vector<std::vector<std::uint32_t>>& reports_;
  std::vector<std::vector<std::uint32_t>> leans_on_;  // relied on or taken over
  std::set<std::string> places_;
  PrintedNames names_;
  bool names_made_ = false;
  std::vector<Node> nodes_;
  std::vector<std::uint32_t> first_, publisher_, head_;
};

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

Agents Merger::finish() {
  Agents out;
  std::vector<std::vector<std::uint32_t>> members(count());
  for (std::uint32_t n = 0; n < count(); ++n)
    if (nodes_[n].agent >= 0 || !pile_.outlet[nodes_[n].document].empty()) members[root(n)].push_back(n);
  out.of.resize(pile_.size());
  for (std::uint32_t d = 0; d < pile_.size(); ++d) out.of[d].assign(pile_.readings[d]->agents.size(), -1);
  out.publisher.assign(pile_.size(), -1);
  std::map<std::string, std::uint32_t> ids;
  for (std::uint32_t n = 0; n < count(); ++n) {
    if (members[n].empty()) continue;
    const auto index = static_cast<std::int32_t>(out.all.size());
    CaseAgent agent;
    std::vector<std::string> names, forms;
    std::vector<AgentKind> kinds;
    bool all_vague = true;
    for (const auto m : members[n]) {
      const auto d = nodes_[m].document;
      const Agent* a = local(m);
      if (a == nullptr) {
        out.publisher[d] = index;
        names.push_back(pile_.document(d).publisher.value);
        all_vague = false;
        continue;
      }
      out.of[d][static_cast<std::size_t>(nodes_[m].agent)] = index;
      agent.mentions.push_back({d, static_cast<std::uint32_t>(nodes_[m].agent)});
      if (nodes_[n].key.empty() || !key_of(*a).empty()) names.push_back(a->name);
      if (a->kind == AgentKind::person && nodes_[m].key.starts_with("b ")) kinds.push_back(AgentKind::government);
      else kinds.push_back(a->kind);
      forms.push_back(a->name);
      forms.insert(forms.end(), a->aliases.begin(), a->aliases.end());
      all_vague = all_vague && a->vague;
      if (agent.role.empty()) agent.role = a->role;
    }
    agent.name = most_frequent(names.empty() ? forms : names);
    for (const auto m : members[n])
      if (nodes_[m].agent < 0) agent.name = pile_.document(nodes_[m].document).publisher.value;
    const bool publishes = std::any_of(members[n].begin(), members[n].end(), [&](std::uint32_t m) { return nodes_[m].agent < 0; });
    std::erase_if(kinds, [&](AgentKind k) { return publishes && k == AgentKind::person; });
    if (publishes) {
      const bool body = is_body_name(name_key(agent.name)) || pile_.issuers.contains(name_key(agent.name));
      if (!body) kinds.assign(1, AgentKind::media);
      else if (kinds.empty()) kinds.push_back(AgentKind::organisation);
      std::erase_if(kinds, [&](AgentKind k) { return body && k == AgentKind::media && kinds.size() > 1; });
    }
    agent.kind = most_frequent(kinds);
    agent.vague = all_vague && !members[n].empty();
    for (const auto& f : forms)
      if (f != agent.name && std::find(agent.aliases.begin(), agent.aliases.end(), f) == agent.aliases.end()) agent.aliases.push_back(f);
    const auto& earliest = nodes_[members[n].front()];
    const std::string seed = pile_.document(earliest.document).id + "\n" + name_key(forms.empty() ? agent.name : forms.front());
    const auto twin = ids[seed]++;  // two unnamed residents of one document
    agent.id = short_id('a', twin == 0 ? seed : seed + "\n" + std::to_string(twin));
    agent.speaks_as = index;
    out.all.push_back(std::move(agent));
  }
  for (auto& agent : out.all) {
    for (const auto& m : agent.mentions) {
      const auto body = out.at(m.document, pile_.readings[m.document]->agents[m.agent].affiliation);
      if (body >= 0 && body != agent.speaks_as && agent.affiliation < 0) agent.affiliation = body;
    }
  }
  out.voice.resize(out.all.size());
  return out;
}

}  // namespace

Agents find_agents(const Pile& pile, const Families& families, const std::vector<std::vector<std::uint32_t>>& reports) {
  Agents out = Merger(pile, families, reports).run();
  find_voices(pile, out);
  return out;
}

}  // namespace stemma::link
