// The steps of linking, in order: the whole of it in one function.
#include <algorithm>
#include <numeric>
#include <tuple>

#include "link/agents.h"
#include "link/copies.h"
#include "link/denials.h"
#include "link/families.h"
#include "link/ledger.h"
#include "link/pile.h"
#include "link/propositions.h"
#include "link/relies.h"
#include "link/roots.h"
#include "link/rulings.h"
#include "stemma/claims.h"

namespace stemma::link {
namespace {

/// Most contested first, then most reported, then by id: the order on every list.
void sort_claims(std::vector<Claim>& claims, std::vector<Denial>& denials) {
  std::vector<std::uint32_t> order(claims.size()), place(claims.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](std::uint32_t x, std::uint32_t y) {
    const auto key = [&](const Claim& c) {
      const auto& n = c.independent;
      const bool contested = n.supporting + n.supporting_unknown > 0 && n.denying + n.denying_unknown > 0;
      return std::tuple<bool, std::uint32_t, std::size_t>(contested, c.reported_by, c.members.size());
    };
    const auto a = key(claims[x]), b = key(claims[y]);
    return a != b ? a > b : claims[x].id < claims[y].id;
  });
  std::vector<Claim> sorted;
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    place[order[i]] = i;
    sorted.push_back(std::move(claims[order[i]]));
  }
  claims = std::move(sorted);
  for (auto& d : denials) {
    for (auto& c : d.claims) c = place[c];
    for (auto& c : d.may_cover) c = place[c];
    std::sort(d.may_cover.begin(), d.may_cover.end());
    for (auto& l : d.later) l.claim = place[l.claim];
  }
}

/// From the order of the pile to the caller's.
class Renumber {
 public:
  explicit Renumber(const Pile& pile) : given_(pile.given) {}
  void operator()(std::uint32_t& document) const { document = given_[document]; }
  void operator()(Reason& why) const { (*this)(why.document); }
  void operator()(AttributionRef& r) const { (*this)(r.document); }
  void operator()(std::vector<Reason>& why) const {
    for (auto& w : why) (*this)(w.document);
  }
  void operator()(DerivationEdge& e) const {
    (*this)(e.child);
    (*this)(e.parent);
    (*this)(e.why);
  }
  void operator()(ReliesOn& e) const {
    (*this)(e.from);
    if (e.to >= 0) e.to = static_cast<std::int32_t>(given_[static_cast<std::size_t>(e.to)]);
    (*this)(e.why);
  }
  void operator()(Claim& c) const {
    (*this)(c.labelled_by);
    for (auto& m : c.members) {
      (*this)(m.attribution);
      (*this)(m.why);
    }
    for (auto& r : c.roots) {
      (*this)(r.why);
      for (auto& f : r.folds) (*this)(f.why);
    }
  }
  void operator()(Denial& d) const {
    (*this)(d.attribution);
    (*this)(d.why);
    for (auto& l : d.later) {
      (*this)(l.attribution);
      (*this)(l.why.document);
    }
  }
  void operator()(FigureSeries& s) const {
    for (auto& p : s.points) {
      (*this)(p.document);
      (*this)(p.why.document);
    }
    (*this)(s.changed);
  }
  void operator()(TimelineEntry& e) const { (*this)(e.document); }
  void operator()(CaseAgent& a) const {
    for (auto& m : a.mentions) (*this)(m.document);
    (*this)(a.why);
  }
  template <class T>
  void all(std::vector<T>& list) const {
    for (auto& x : list) (*this)(x);
  }

 private:
  const std::vector<std::uint32_t>& given_;
};

}  // namespace
}  // namespace stemma::link

namespace stemma {

CaseModel reconcile(std::span<const Reading> readings) { return reconcile(readings, {}); }

CaseModel reconcile(std::span<const Reading> readings, std::span<const Decision> decisions) {
  using namespace link;
  Pile pile = make_pile(readings);
  Rulings rulings(pile, decisions);
  mark_furniture(pile);
  Families families = find_families(pile, &rulings);
  Agents agents = find_agents(pile, families, {}, &rulings);
  Relies relies = find_relies(pile, families, agents);
  std::vector<std::vector<std::uint32_t>> reports(pile.size());
  for (const auto& e : relies.edges)
    if (e.to >= 0) reports[e.from].push_back(static_cast<std::uint32_t>(e.to));
  agents = find_agents(pile, families, reports, &rulings);
  relies = find_relies(pile, families, agents);
  Propositions propositions = find_propositions(pile, families, agents, &rulings);
  std::vector<Denial> denials = find_denials(pile, agents, relies, propositions);
  rulings.settle(propositions, denials);
  count_roots(pile, families, agents, relies, propositions, &rulings);
  sort_claims(propositions.claims, denials);

  CaseModel model;
  const Renumber renumber(pile);
  model.relies = std::move(relies.edges);
  model.families = std::move(families.families);
  model.claims = std::move(propositions.claims);
  model.denials = std::move(denials);
  keep_ledgers(pile, families, agents, model);
  model.agents = std::move(agents.all);
  model.rulings = rulings.outcomes();
  renumber.all(model.agents);
  model.derived = std::move(families.derived);
  renumber.all(model.derived);
  renumber.all(model.relies);
  for (auto& f : model.families) renumber.all(f);
  renumber.all(model.claims);
  renumber.all(model.denials);
  renumber.all(model.figures);
  renumber.all(model.timeline);
  for (auto& r : model.rulings) renumber(r.why);
  model.agent_of.resize(pile.size());
  model.withdrawn.assign(pile.size(), false);
  for (std::uint32_t d = 0; d < pile.size(); ++d) {
    model.agent_of[pile.given[d]] = std::move(agents.of[d]);
    model.withdrawn[pile.given[d]] = families.withdrawn[d];
  }
  return model;
}

}  // namespace stemma
