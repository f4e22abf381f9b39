// The sourcing graph of a claim: from the documents that carry it, through copies, reliance and the people named, to its roots.
#include <algorithm>
#include <map>
#include <set>

#include "answers/routes.h"

namespace stemma::answers {
namespace {

/// Hops that are followed to find the carrier that a copy hangs under: a crafted chain of copies must not make this quadratic.
constexpr int max_hops = 64;
constexpr std::size_t most_reasons = 5;  // of one edge

class Builder {
 public:
  Builder(const State& s, const Claim& claim) : s_(s), claim_(claim) {
    for (std::uint32_t m = 0; m < claim_.members.size(); ++m) members_[claim_.members[m].attribution.document].push_back(m);
  }

  Json run() {
    for (const auto& [d, members] : members_) document(d, members);
    Json nodes = Json::array(), edges = Json::array();
    for (const std::string& id : order_) {
      const Node& n = nodes_.at(id);
      Json one{{"id", id}, {"kind", n.kind}, {"label", n.label}, {"side", n.side}};
      if (!n.what.empty()) one[n.key] = n.what;
      one["members"] = n.members;
      nodes.push_back(std::move(one));
    }
    for (const Edge& e : edges_) edges.push_back({{"from", e.from}, {"to", e.to}, {"kind", e.kind}, {"why", reasons(s_, e.why)}});
    return {{"nodes", std::move(nodes)}, {"edges", std::move(edges)}};
  }

 private:
  struct Node {
    std::string kind, label, key, what;  // `what` stands under `key`: the thing's own id
    Json side;
    std::vector<std::string> members;
  };
  struct Edge {
    std::string from, to, kind;
    std::vector<Reason> why;
  };

  std::string node(const std::string& id, Node&& n, const std::string& member = {}) {
    const auto [at, fresh] = nodes_.try_emplace(id, std::move(n));
    if (fresh) order_.push_back(id);
    auto& all = at->second.members;
    if (!member.empty() && (all.empty() || all.back() != member)) all.push_back(member);
    return id;
  }
  void edge(const std::string& from, const std::string& to, const std::string& kind, const std::vector<Reason>& why) {
    if (from == to) return;
    const auto [at, fresh] = edge_at_.try_emplace({from, to}, edges_.size());
    if (fresh) edges_.push_back({from, to, kind, {}});
    auto& all = edges_[at->second].why;
    for (const Reason& r : why)
      if (all.size() < most_reasons) all.push_back(r);
  }

  std::string document_node(std::uint32_t d) {
    const auto id = "d:" + s_.documents[d].id;
    if (nodes_.contains(id)) return id;
    Json side = nullptr;
    std::vector<std::string> members;
    for (const auto m : members_.at(d)) {
      const ClaimMember& member = claim_.members[m];
      members.push_back(attribution_id(s_, member.attribution));
      if (side.is_null() || member.side != Side::neutral) side = name(member.side);
    }
    return node(id, {"document", s_.outlets[s_.documents[d].outlet], "document", s_.documents[d].id, side, std::move(members)});
  }
  std::string agent_node(std::int32_t agent, const std::string& member) {
    const CaseAgent& a = s_.model.agents[static_cast<std::size_t>(agent)];
    return node("a:" + a.id, {"agent", shown(a.name), "agent", a.id, nullptr, {}}, member);
  }
  std::string root_node(std::int32_t root, const std::string& member) {
    const Root& r = claim_.roots[static_cast<std::size_t>(root)];
    return node("r:" + r.id, {r.not_seen ? "not_seen" : "root", root_label(s_, r), "root", r.id, name(r.side), {}}, member);
  }

  bool carries(std::uint32_t d, std::int32_t root) const {
    const auto& all = members_.at(d);
    return std::any_of(all.begin(), all.end(), [&](std::uint32_t m) { return claim_.members[m].root == root; });
  }

  void document(std::uint32_t d, const std::vector<std::uint32_t>& members) {
    const auto from = document_node(d);
    std::set<std::int32_t> carried;  // roots that it reaches through another document
    const auto through = [&](std::uint32_t other, const char* kind, const std::vector<Reason>& why) {
      edge(from, document_node(other), kind, why);
      if (other > d) return;  // its own way to the root is not drawn yet, and may lead back here
      for (const auto m : members)
        if (claim_.members[m].root >= 0 && carries(other, claim_.members[m].root)) carried.insert(claim_.members[m].root);
    };
    std::uint32_t at = d;
    for (int hop = 0; hop < max_hops && !s_.parents.of(at).empty(); ++hop) {
      at = s_.model.derived[s_.parents.of(at).front()].parent;
      if (at == d) break;
      if (!members_.contains(at)) continue;
      through(at, "copy", s_.model.derived[s_.parents.of(d).front()].why);
      break;
    }
    for (const auto r : s_.relies_from.of(d)) {
      const ReliesOn& relies = s_.model.relies[r];
      if (relies.to >= 0 && members_.contains(static_cast<std::uint32_t>(relies.to)) && relies.to != static_cast<std::int32_t>(d))
        through(static_cast<std::uint32_t>(relies.to), "relies", relies.why);
    }
    for (const auto i : s_.absent_of.of(d)) {
      const AbsentText& t = s_.model.absent[i];
      const bool shared = std::any_of(t.children.begin(), t.children.end(), [&](auto other) { return other != d && members_.contains(other); });
      if (shared) edge(from, node("t:" + std::to_string(i), {"not_seen", "a text of " + shown(t.issuer) + " that is not here", "", "", nullptr, {}}), "copy", t.why);
    }
    for (const auto m : members)
      if (!carried.contains(claim_.members[m].root)) says(from, claim_.members[m], m);
  }

  /// From a document to the root of one member, by those on whose word.
  void says(const std::string& document, const ClaimMember& m, std::uint32_t index) {
    const AttributionRow& a = s_[m.attribution];
    const auto id = attribution_id(s_, m.attribution);
    std::vector<std::int32_t> way;
    const auto add = [&](std::int32_t agent) {
      if (agent >= 0 && std::find(way.begin(), way.end(), agent) == way.end()) way.push_back(agent);
    };
    if (std::find(m.chain.begin(), m.chain.end(), static_cast<std::uint32_t>(a.agent)) == m.chain.end()) add(a.agent);
    for (const auto agent : m.chain) add(static_cast<std::int32_t>(agent));
    if (m.root >= 0 && !way.empty() && way.back() == claim_.roots[static_cast<std::size_t>(m.root)].agent) way.pop_back();  // the root stands for it
    const auto named = !s_.source(a).empty() ? s_.source(a) : s_.cue(a);
    std::vector<Reason> why;
    if (!named.empty()) why.push_back({"The text names who says it.", m.attribution.document, named.front()});
    std::string from = document;
    for (const auto agent : way) {
      const auto to = agent_node(agent, id);
      edge(from, to, from == document ? "says" : "chain", from == document ? why : m.why);
      from = to;
    }
    if (m.root < 0) return;
    const Root& root = claim_.roots[static_cast<std::size_t>(m.root)];
    const auto fold = std::find_if(root.folds.begin(), root.folds.end(), [&](const Fold& f) {
      const auto& of_end = root.ends[f.b].members;
      return f.b != 0 && std::find(of_end.begin(), of_end.end(), index) != of_end.end();
    });
    std::vector<Reason> all = m.why;
    if (fold != root.folds.end()) all.insert(all.begin(), fold->why);
    edge(from, root_node(m.root, id), fold != root.folds.end() ? "fold" : from == document ? "says" : "chain", all);
  }

  const State& s_;
  const Claim& claim_;
  std::map<std::uint32_t, std::vector<std::uint32_t>> members_;  // by document: indices into the claim's members
  std::map<std::string, Node> nodes_;
  std::vector<std::string> order_;
  std::vector<Edge> edges_;
  std::map<std::pair<std::string, std::string>, std::size_t> edge_at_;
};

}  // namespace

Json graph(const State& s, const Claim& claim) { return Builder(s, claim).run(); }

Json denial_cells(const State& s, std::uint32_t c, const Claim& claim) {
  Json out = Json::array();
  std::set<std::int32_t> asserted;
  std::set<AttributionRef> denied;
  const auto cell = [&](AttributionRef r, const char* how, Json why) {
    const AttributionRow& a = s[r];
    const auto text = s.files.text(s.documents[r.document].stored);
    out.push_back({{"agent", agent_ref(s, a.agent)}, {"attribution", attribution_id(s, r)}, {"document", document_ref(s, r.document)}, {"how", how},
                   {"quote", quote(*text, s.content(a), 600)}, {"why", std::move(why)}});
  };
  for (const auto i : s.denials_of.of(c)) {
    const Denial& d = s.model.denials[i];
    const auto covered = std::find(d.claims.begin(), d.claims.end(), c);
    if (covered != d.claims.end()) {
      denied.insert(d.attribution);
      cell(d.attribution, d.blanket ? "blanket" : "denies", reasons(s, {d.why[static_cast<std::size_t>(covered - d.claims.begin())]}));
    } else if (std::find(d.may_cover.begin(), d.may_cover.end(), c) != d.may_cover.end()) {
      denied.insert(d.attribution);
      cell(d.attribution, "may_cover", Json::array());
    }
    for (const auto& l : d.later)
      if (l.claim == c) cell(l.attribution, "later", reasons(s, {l.why}));
  }
  for (const ClaimMember& m : claim.members) {
    if (m.side == Side::neutral || denied.contains(m.attribution)) continue;
    const bool denies = m.side == Side::denies;
    const auto agent = s[m.attribution].agent;
    if (!denies && (agent < 0 || !asserted.insert(agent).second)) continue;  // who asserts it: once an agent
    cell(m.attribution, denies ? "denies" : "asserts", reasons(s, m.why));
  }
  return out;
}

}  // namespace stemma::answers
