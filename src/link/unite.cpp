#include "link/unite.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>

#include "link/agents.h"
#include "link/model_fields.h"

namespace stemma::link {
namespace {

template <class T>
void append(std::vector<T>& to, std::vector<T>& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

class Uniter {
 public:
  Uniter(std::vector<Part> parts, const std::vector<std::uint32_t>& rank, std::span<const Reading> readings)
      : parts_(std::move(parts)), rank_(rank), readings_(readings) {
    out_.agent_of.resize(rank.size());
    out_.publisher.assign(rank.size(), -1);
    out_.withdrawn.assign(rank.size(), false);
  }

  CaseModel run() {
    const auto first = [&](const Part& p) {
      std::uint32_t low = static_cast<std::uint32_t>(rank_.size());
      for (const auto d : p.members) low = std::min(low, rank_[d]);
      return low;
    };
    std::vector<std::uint32_t> order_of_case(rank_.size());
    for (std::uint32_t d = 0; d < rank_.size(); ++d) order_of_case[rank_[d]] = d;
    std::vector<std::pair<std::uint32_t, std::size_t>> order;
    for (std::size_t p = 0; p < parts_.size(); ++p) order.emplace_back(first(parts_[p]), p);
    std::sort(order.begin(), order.end());
    for (auto& p : parts_) note_keys(p.model);
    for (const auto& [low, p] : order) {
      add(parts_[p], order_of_case[low]);
      parts_[p] = {};
    }
    settle_agents();
    sort_lists();
    unite_days();
    sort_claims(out_);
    return std::move(out_);
  }

 private:
  /// A key that one matter has twice tells nobody apart there, and so nowhere.
  void note_keys(const CaseModel& model) {
    std::set<std::string> here;
    for (const auto& a : model.agents)
      if (auto key = global_key(a, model.agents); !key.empty())
        if (const auto [it, fresh] = here.insert(std::move(key)); !fresh) known_[*it] = twice;
  }

  void add(Part& part, std::uint32_t first) {
    std::vector<std::string> keys;
    for (const auto& a : part.model.agents) keys.push_back(global_key(a, part.model.agents));
    std::vector<std::int32_t> agents;
    std::vector<bool> fresh;
    auto next = static_cast<std::int32_t>(out_.agents.size());
    for (const auto& key : keys) {
      const auto it = key.empty() ? known_.end() : known_.try_emplace(key, next).first;
      const bool joins = it != known_.end() && it->second != twice && it->second < static_cast<std::int32_t>(out_.agents.size());
      agents.push_back(joins ? it->second : next++);
      fresh.push_back(!joins);
    }
    std::vector<std::uint32_t> claims(part.model.claims.size());
    std::iota(claims.begin(), claims.end(), static_cast<std::uint32_t>(out_.claims.size()));
    CaseModel& m = part.model;
    Renumber renumber(part.members, agents, claims);
    each_field(renumber, m);
    for (std::size_t a = 0; a < m.agents.size(); ++a) {
      if (fresh[a]) out_.agents.push_back(std::move(m.agents[a]));
      else join(agents[a], std::move(m.agents[a]), first);
    }
    for (std::size_t d = 0; d < part.members.size(); ++d) {
      for (auto& a : m.agent_of[d])
        if (a >= 0) a = agents[static_cast<std::size_t>(a)];
      out_.agent_of[part.members[d]] = std::move(m.agent_of[d]);
      if (m.publisher[d] >= 0) out_.publisher[part.members[d]] = agents[static_cast<std::size_t>(m.publisher[d])];
      out_.withdrawn[part.members[d]] = m.withdrawn[d];
    }
    append(out_.derived, m.derived), append(out_.relies, m.relies), append(out_.families, m.families);
    append(out_.captures, m.captures), append(out_.edits, m.edits);
    append(out_.absent, m.absent), append(out_.hints, m.hints);
    append(out_.claims, m.claims), append(out_.denials, m.denials), append(out_.figures, m.figures), append(out_.timeline, m.timeline);
    append(out_.rulings, m.rulings);
  }

  /// `document`: of the other's matter.
  Reason same_name(const CaseAgent& other, std::uint32_t document) const {
    Reason out{"Its full name, with the office, body or country, is the same in another matter of the case.", document, {}};
    if (other.mentions.empty()) return out;
    out.document = other.mentions.front().document;
    if (out.document >= readings_.size()) return out;
    const auto& spans = readings_[out.document].agents[other.mentions.front().agent].mentions;
    if (!spans.empty()) out.span = spans.front();
    return out;
  }

  void join(std::int32_t index, CaseAgent&& other, std::uint32_t document) {
    CaseAgent& a = out_.agents[static_cast<std::size_t>(index)];
    const auto alias = [&](std::string& name) {
      if (name != a.name && std::find(a.aliases.begin(), a.aliases.end(), name) == a.aliases.end()) a.aliases.push_back(std::move(name));
    };
    alias(other.name);
    for (auto& x : other.aliases) alias(x);
    Reason why = same_name(other, document);
    append(a.mentions, other.mentions), append(a.why, other.why), append(a.candidates, other.candidates);
    a.why.push_back(std::move(why));
    if (a.role.empty()) a.role = std::move(other.role);
    if (a.affiliation < 0) a.affiliation = other.affiliation;
    if (a.speaks_as == index) a.speaks_as = other.speaks_as;
  }

  /// Voices of voices: each matter may have seen one step only.
  void settle_agents() {
    for (std::int32_t i = 0; i < static_cast<std::int32_t>(out_.agents.size()); ++i) {
      CaseAgent& a = out_.agents[static_cast<std::size_t>(i)];
      std::sort(a.mentions.begin(), a.mentions.end(), [&](const auto& x, const auto& y) {
        return std::pair(rank_[x.document], x.agent) < std::pair(rank_[y.document], y.agent);
      });
      auto voice = i;
      for (int step = 0; step < 8; ++step) voice = out_.agents[static_cast<std::size_t>(voice)].speaks_as;
      a.speaks_as = out_.agents[static_cast<std::size_t>(voice)].speaks_as == voice ? voice : i;
      if (a.affiliation == i) a.affiliation = -1;
      std::sort(a.candidates.begin(), a.candidates.end());
      a.candidates.erase(std::unique(a.candidates.begin(), a.candidates.end()), a.candidates.end());
      std::erase(a.candidates, static_cast<std::uint32_t>(i));
    }
  }

  std::int64_t rank(std::int32_t document) const { return document < 0 ? -1 : rank_[static_cast<std::size_t>(document)]; }

  void sort_lists() {
    const auto by = [](auto& list, auto key) {
      std::stable_sort(list.begin(), list.end(), [&](const auto& x, const auto& y) { return key(x) < key(y); });
    };
    by(out_.derived, [&](const DerivationEdge& e) { return std::pair(rank_[e.child], rank_[e.parent]); });
    by(out_.relies, [&](const ReliesOn& e) { return std::tuple(rank_[e.from], rank(e.to), e.outlet); });
    by(out_.families, [&](const std::vector<std::uint32_t>& f) { return rank_[f.front()]; });
    by(out_.absent, [&](const AbsentText& a) { return rank_[a.children.front()]; });
    by(out_.hints, [&](const KinHint& h) { return std::pair(rank_[h.a], rank_[h.b]); });
    by(out_.captures, [&](const std::vector<std::uint32_t>& c) { return rank_[c.front()]; });
    by(out_.edits, [&](const CaptureEdit& e) { return std::pair(rank_[e.before], rank_[e.after]); });
    by(out_.denials, [&](const Denial& d) { return std::pair(rank_[d.attribution.document], d.attribution.attribution); });
    by(out_.figures, [&](const FigureSeries& s) { return std::pair(rank_[s.points.front().document], s.points.front().figure); });
  }

  /// One line a day, whatever the matters that have something of it.
  void unite_days() {
    const auto key = [&](const TimelineEntry& e) {
      return std::tuple<const std::string&, const std::string&, bool>(e.date, e.end, e.said);
    };
    std::stable_sort(out_.timeline.begin(), out_.timeline.end(), [&](const TimelineEntry& x, const TimelineEntry& y) {
      return key(x) != key(y) ? key(x) < key(y) : rank_[x.document] < rank_[y.document];
    });
    std::vector<TimelineEntry> days;
    for (auto& e : out_.timeline) {
      if (days.empty() || key(days.back()) != key(e)) days.push_back(std::move(e));
      else append(days.back().claims, e.claims);
    }
    out_.timeline = std::move(days);
  }

  static constexpr std::int32_t twice = -2;
  std::vector<Part> parts_;
  const std::vector<std::uint32_t>& rank_;
  std::span<const Reading> readings_;
  std::unordered_map<std::string, std::int32_t> known_;  // global key -> agent
  CaseModel out_;
};

/// The only matter: its lists are in their order.
CaseModel place(Part part) {
  CaseModel& m = part.model;
  Renumber renumber(part.members, {}, {});
  each_field(renumber, m);
  auto agents = std::move(m.agent_of);
  const auto publisher = std::move(m.publisher);
  const auto withdrawn = std::move(m.withdrawn);
  m.agent_of.assign(part.members.size(), {});
  m.publisher.assign(part.members.size(), -1);
  m.withdrawn.assign(part.members.size(), false);
  for (std::size_t d = 0; d < part.members.size(); ++d) {
    m.agent_of[part.members[d]] = std::move(agents[d]);
    m.publisher[part.members[d]] = publisher[d];
    m.withdrawn[part.members[d]] = withdrawn[d];
  }
  return std::move(m);
}

}  // namespace

CaseModel unite(std::vector<Part> parts, const std::vector<std::uint32_t>& rank, std::span<const Reading> readings) {
  if (parts.size() == 1) return place(std::move(parts.front()));
  return Uniter(std::move(parts), rank, readings).run();
}

void sort_claims(CaseModel& model) {
  const auto& claims = model.claims;
  const auto key = [](const Claim& c) {
    const auto& n = c.independent;
    const bool contested = n.supporting + n.supporting_unknown > 0 && n.denying + n.denying_unknown > 0;
    return std::tuple<bool, std::uint32_t, std::size_t>(contested, c.reported_by, c.members.size());
  };
  std::vector<std::uint32_t> order(claims.size()), place(claims.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](std::uint32_t x, std::uint32_t y) {
    const auto a = key(claims[x]), b = key(claims[y]);
    return a != b ? a > b : claims[x].id < claims[y].id;
  });
  std::vector<Claim> sorted;
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    place[order[i]] = i;
    sorted.push_back(std::move(model.claims[order[i]]));
  }
  model.claims = std::move(sorted);
  Renumber renumber({}, {}, place);
  renumber.each(model.edits), renumber.each(model.denials), renumber.each(model.figures), renumber.each(model.timeline);
  for (auto& e : model.edits)
    for (auto& s : e.sayings) std::sort(s.claims.begin(), s.claims.end());
  for (auto& d : model.denials) std::sort(d.may_cover.begin(), d.may_cover.end());
  for (auto& e : model.timeline) std::sort(e.claims.begin(), e.claims.end());
}

}  // namespace stemma::link
