// What each decision speaks of now, and what people have said of each attribution.
#include <algorithm>
#include <map>
#include <unordered_map>

#include "answers/shapes.h"
#include "answers/state.h"
#include "link/spots.h"

namespace stemma::answers {
namespace {

/// What a decision that holds makes of the attribution that it names first.
Review review_of(DecisionKind kind) {
  switch (kind) {
    case DecisionKind::accept: return Review::accepted;
    case DecisionKind::reject: return Review::rejected;
    case DecisionKind::spans:
    case DecisionKind::speaker:
    case DecisionKind::stance:
    case DecisionKind::side: return Review::corrected;
    default: return Review::none;
  }
}

void sort_each_once(std::vector<std::uint32_t>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

class Finder {
 public:
  Finder(State& s, std::span<const Reading> readings) : s_(s), readings_(readings) {}

  void find(const Decision& d, Touched& t) {
    t.first = find(d, d.first, true, t);
    t.second = find(d, d.second, false, t);
    sort_each_once(t.claims), sort_each_once(t.agents), sort_each_once(t.documents);
  }

 private:
  /// The id of what one side is now.
  std::string find(const Decision& d, const Subject& subject, bool first, Touched& t) {
    if (names_a_claim(d.kind, first)) return claim(subject, t);
    std::string id;
    for (const Spot& spot : subject.spots) {
      const auto at = s_.document_by_id.find(spot.document);
      if (at == s_.document_by_id.end()) continue;
      std::string one = find(d, spot, at->second, first, t);
      if (id.empty()) id = std::move(one);
    }
    return id;
  }

  std::string find(const Decision& d, const Spot& spot, std::uint32_t document, bool first, Touched& t) {
    t.documents.push_back(document);
    const Review review = t.undone_by == 0 ? review_of(d.kind) : Review::none;
    const auto& spots = spots_.try_emplace(document, readings_[document]).first->second;
    switch (d.kind) {
      case DecisionKind::copy:
      case DecisionKind::not_a_copy:
      case DecisionKind::not_withdrawn: return s_.documents[document].id;
      case DecisionKind::label:
      case DecisionKind::redact:
        if (spot.begin == spot.end) return s_.documents[document].id;
        return agent(spots.agent(spot), document, t);
      case DecisionKind::same_agent:
      case DecisionKind::not_same_agent: return agent(spots.agent(spot), document, t);
      default: break;
    }
    auto local = spots.attribution(spot);
    if (!local && first && d.kind == DecisionKind::spans) local = spots.attribution(d.second.spots.back());  // its words are others now
    if (!local) return {};
    const auto at = s_.documents[document].first + *local;
    const auto claims = s_.claims_of.of(at);
    t.claims.insert(t.claims.end(), claims.begin(), claims.end());
    if (first && review != Review::none) s_.attributions[at].review = review;
    return attribution_id(s_, {document, *local});
  }

  static bool names_a_claim(DecisionKind kind, bool first) {
    return kind == DecisionKind::merge || kind == DecisionKind::split || kind == DecisionKind::same_root || kind == DecisionKind::not_same_root ||
           (!first && (kind == DecisionKind::side || kind == DecisionKind::cut_denial));
  }

  /// The claim that most of the members belong to: a content may state several things, and each is a claim. Of equals the one so called.
  std::string claim(const Subject& subject, Touched& t) {
    std::map<std::uint32_t, std::size_t> members;
    for (const Spot& spot : subject.spots) {
      const auto at = s_.document_by_id.find(spot.document);
      if (at == s_.document_by_id.end()) continue;
      t.documents.push_back(at->second);
      if (const auto local = spots_.try_emplace(at->second, readings_[at->second]).first->second.attribution(spot))
        for (const auto c : s_.claims_of.of(s_.documents[at->second].first + *local)) ++members[c];
    }
    const auto weight = [&](const auto& x) { return 2 * x.second + (s_.model.claims[x.first].label == subject.label); };
    const auto best = std::max_element(members.begin(), members.end(), [&](const auto& a, const auto& b) { return weight(a) < weight(b); });
    if (best == members.end()) return {};
    t.claims.push_back(best->first);
    return s_.model.claims[best->first].id;
  }

  std::string agent(std::optional<std::uint32_t> local, std::uint32_t document, Touched& t) {
    if (!local || s_.model.agent_of[document][*local] < 0) return {};
    t.agents.push_back(static_cast<std::uint32_t>(s_.model.agent_of[document][*local]));
    return s_.model.agents[t.agents.back()].id;
  }

  State& s_;
  std::span<const Reading> readings_;
  std::unordered_map<std::uint32_t, link::Spots> spots_;
};

}  // namespace

void arrange_decisions(State& s, std::span<const Reading> readings) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> members;
  for (std::uint32_t c = 0; c < s.model.claims.size(); ++c)
    for (const ClaimMember& m : s.model.claims[c].members) members.emplace_back(s.at(m.attribution), c);
  s.claims_of = Lists::from(s.attributions.size(), std::move(members));

  const auto& all = s.files.decisions();
  s.touched.resize(all.size());
  for (std::size_t i = all.size(); i-- > 0;)  // an undo may be undone by a later one
    if (all[i].kind == DecisionKind::undo && s.touched[i].undone_by == 0 && all[i].undoes > 0 && all[i].undoes <= i) s.touched[all[i].undoes - 1].undone_by = all[i].number;
  Finder finder(s, readings);
  for (std::size_t i = 0; i < all.size(); ++i) finder.find(all[i], s.touched[i]);
}

}  // namespace stemma::answers
