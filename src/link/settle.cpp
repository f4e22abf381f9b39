// The last word: what claims and denials still have otherwise than people decided.
#include <algorithm>
#include <set>

#include "base/utf8.h"
#include "link/propositions.h"
#include "link/rulings.h"

namespace stemma::link {
namespace {

class Settler {
 public:
  Settler(const Pile& pile, Propositions& p, std::vector<Denial>& denials) : pile_(pile), claims_(p.claims), denials_(denials) {}

  void split(Found& f) {
    if (const auto most_hold = most(f.second); most_hold >= 0) {
      const auto c = static_cast<std::uint32_t>(most_hold);
      std::vector<ClaimMember> out;
      for (const auto r : f.first) {
        const auto at = find(c, r);
        if (at == claims_[c].members.end()) continue;
        out.push_back(std::move(*at));
        claims_[c].members.erase(at);
        uncover(r, c);
      }
      if (!out.empty()) give(f, std::move(out));
    }
    for (const auto r : f.first)
      for (auto& claim : claims_)
        for (auto& m : claim.members)
          if (m.attribution == r) note(f, m);
    if (!f.outcome.applied) f.applied(f.reason(f.first.front().document, content(f.first.front())));
  }

  void merge(Found& f) {
    if (!together(f)) {
      const auto a = most(f.first), b = most(f.second);
      if (a < 0 || b < 0) return;
      join(static_cast<std::uint32_t>(std::min(a, b)), static_cast<std::uint32_t>(std::max(a, b)));
    }
    for (std::uint32_t c = 0; c < claims_.size(); ++c) {
      if (!holds_any(c, f.first) || !holds_any(c, f.second)) continue;
      for (auto& m : claims_[c].members)
        if (is_in(m.attribution, f.first) || is_in(m.attribution, f.second)) note(f, m);
    }
  }

  void cut(Found& f) {
    const auto r = f.first.front();
    const auto c = most(f.second);
    if (c < 0) return;
    const auto claim = static_cast<std::uint32_t>(c);
    const bool covered = uncover(r, claim);
    const auto at = find(claim, r);
    if (at != claims_[claim].members.end() && at->side != Side::neutral) {  // it stays in sight, on no side
      at->side = Side::neutral;
      note(f, *at);
    } else if (covered) {
      f.applied(f.reason(r.document, content(r)));
    }
  }

  void side(Found& f) {
    const auto c = most(f.second);
    if (c < 0) return;
    const auto at = find(static_cast<std::uint32_t>(c), f.first.front());
    if (at == claims_[static_cast<std::size_t>(c)].members.end()) return;
    const auto& word = f.decision->value;
    at->side = word == name(Side::supports) ? Side::supports : word == name(Side::denies) ? Side::denies : Side::neutral;
    if (at->side != Side::denies) uncover(f.first.front(), static_cast<std::uint32_t>(c));
    note(f, *at);
  }

  /// Where both documents say the same, it is one text.
  void copy(const Found& f, std::vector<CopyPair>& copies) const {
    for (const auto& claim : claims_)
      for (const auto& x : claim.members)
        for (const auto& y : claim.members)
          if (x.attribution.document == f.first_document && y.attribution.document == f.second_document)
            copies.push_back({std::min(x.attribution, y.attribution), std::max(x.attribution, y.attribution), false});
  }

  void corrected(const Found& f) {
    for (auto& claim : claims_)
      for (auto& m : claim.members)
        if (m.attribution == f.first.front()) m.why.push_back(f.reason(m.attribution.document, content(m.attribution)));
  }

 private:
  using Members = std::vector<ClaimMember>;

  ByteSpan content(AttributionRef r) const { return pile_.readings[r.document]->attributions[r.attribution].content.front(); }
  static bool is_in(AttributionRef r, const std::vector<AttributionRef>& list) { return std::find(list.begin(), list.end(), r) != list.end(); }
  Members::iterator find(std::uint32_t c, AttributionRef r) {
    auto& members = claims_[c].members;
    return std::find_if(members.begin(), members.end(), [&](const ClaimMember& m) { return m.attribution == r; });
  }
  bool holds_any(std::uint32_t c, const std::vector<AttributionRef>& list) const {
    return std::any_of(claims_[c].members.begin(), claims_[c].members.end(), [&](const ClaimMember& m) { return is_in(m.attribution, list); });
  }
  bool together(const Found& f) const {
    for (std::uint32_t c = 0; c < claims_.size(); ++c)
      if (holds_any(c, f.first) && holds_any(c, f.second)) return true;
    return false;
  }
  /// The claim that holds most of them, the first among equals; -1: none holds any.
  std::int64_t most(const std::vector<AttributionRef>& list) const {
    std::int64_t best = -1;
    std::ptrdiff_t n = 0;
    for (std::uint32_t c = 0; c < claims_.size(); ++c) {
      const auto here = std::count_if(claims_[c].members.begin(), claims_[c].members.end(),
                                      [&](const ClaimMember& m) { return is_in(m.attribution, list); });
      if (here > n) n = here, best = c;
    }
    return best;
  }
  void note(Found& f, ClaimMember& m) const {
    const Reason why = f.reason(m.attribution.document, content(m.attribution));
    m.why.push_back(why);
    f.applied(why);
  }

  bool uncover(AttributionRef r, std::uint32_t claim) {
    for (auto d = denials_.begin(); d != denials_.end(); ++d) {
      if (d->attribution != r) continue;
      const auto at = std::find(d->claims.begin(), d->claims.end(), claim);
      if (at == d->claims.end()) return false;
      const auto k = at - d->claims.begin();
      d->claims.erase(at);
      std::erase_if(d->later, [&](const Denial::Later& l) { return l.claim == claim; });
      if (k < std::ssize(d->why)) d->why.erase(d->why.begin() + k);
      if (d->claims.empty()) denials_.erase(d);
      return true;
    }
    return false;
  }

  /// To the claim that holds others of them already, else to one of their own.
  void give(const Found& f, Members members) {
    for (std::uint32_t c = 0; c < claims_.size(); ++c) {
      if (!holds_any(c, f.first) || holds_any(c, f.second)) continue;
      for (auto& m : members)
        if (find(c, m.attribution) == claims_[c].members.end()) claims_[c].members.push_back(std::move(m));
      return;
    }
    const auto r = members.front().attribution;
    Claim claim;
    claim.labelled_by = r;
    for (const auto s : pile_.readings[r.document]->attributions[r.attribution].content)
      claim.label += (claim.label.empty() ? "" : " ") + squeeze(slice(pile_.document(r.document), s));
    claim.id = unused_id(pile_.document(r.document).id + "\n" + claim.label);
    for (auto& m : members) {
      const Attribution& a = pile_.readings[m.attribution.document]->attributions[m.attribution.attribution];
      m.side = is_neutral(a) ? Side::neutral : a.stance == Stance::denies ? Side::denies : Side::supports;
    }
    claim.members = std::move(members);
    claims_.push_back(std::move(claim));
  }
  std::string unused_id(const std::string& seed) const {
    std::string id = short_id('c', seed);
    const auto used = [&] { return std::any_of(claims_.begin(), claims_.end(), [&](const Claim& c) { return c.id == id; }); };
    for (int n = 1; used(); ++n) id = short_id('c', seed + "\n" + std::to_string(n));
    return id;
  }

  /// All of claim `drop` goes to `keep`. REQUIRES: keep < drop.
  void join(std::uint32_t keep, std::uint32_t drop) {
    for (auto& m : claims_[drop].members)
      if (find(keep, m.attribution) == claims_[keep].members.end()) claims_[keep].members.push_back(std::move(m));
    claims_.erase(claims_.begin() + drop);
    for (auto& d : denials_) {
      std::set<std::uint32_t> seen;
      std::vector<std::uint32_t> claims;
      std::vector<Reason> why;
      for (std::size_t i = 0; i < d.claims.size(); ++i) {
        const auto c = d.claims[i] == drop ? keep : d.claims[i] - (d.claims[i] > drop);
        if (!seen.insert(c).second) continue;
        claims.push_back(c);
        if (i < d.why.size()) why.push_back(std::move(d.why[i]));
      }
      d.claims = std::move(claims);
      d.why = std::move(why);
      for (auto& c : d.may_cover) c = c == drop ? keep : c - (c > drop);
      for (auto& l : d.later) l.claim = l.claim == drop ? keep : l.claim - (l.claim > drop);
    }
  }

  const Pile& pile_;
  std::vector<Claim>& claims_;
  std::vector<Denial>& denials_;
};

}  // namespace

void Rulings::settle(Propositions& propositions, std::vector<Denial>& denials) {
  Settler settler(pile_, propositions, denials);
  for (Found& f : all_) {
    if (!f.holds) continue;
    switch (f.kind()) {
      case DecisionKind::merge: settler.merge(f); break;
      case DecisionKind::split: settler.split(f); break;
      case DecisionKind::cut_denial: settler.cut(f); break;
      case DecisionKind::side: settler.side(f); break;
      case DecisionKind::stance:
      case DecisionKind::accept:
      case DecisionKind::spans:
      case DecisionKind::speaker: settler.corrected(f); break;
      case DecisionKind::copy: settler.copy(f, propositions.copies); break;
      default: break;
    }
  }
}

}  // namespace stemma::link
