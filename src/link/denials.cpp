#include "link/denials.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "base/utf8.h"
#include "link/denied.h"
#include "link/units.h"

namespace stemma::link {
namespace {

class Resolver {
 public:
  Resolver(const Pile& pile, const Agents& agents, const Relies& relies, Propositions& p)
      : pile_(pile), agents_(agents), relies_(relies), propositions_(p), claims_(p.claims), raised_(pile.size()), of_(pile.size()) {
    for (std::uint32_t c = 0; c < claims_.size(); ++c) note(c);
    reports_.resize(pile.size());
    for (const auto& e : relies.edges)
      if (e.to >= 0) reports_[e.from].push_back(static_cast<std::uint32_t>(e.to));
  }

  std::vector<Denial> run() {
    for (std::uint32_t d = 0; d < pile_.size(); ++d) {
      const auto& all = pile_.readings[d]->attributions;
      for (std::uint32_t a = 0; a < all.size(); ++a) {
        if (all[a].content.empty()) continue;
        if (!all[a].negated && all[a].stance == Stance::denies) resolve(d, a);
        else if (is_neutral(all[a]) && what_is_denied(pile_, d, a) != Denied::proposition) doubt({d, a});
      }
    }
    join_quotations(pile_, agents_, propositions_);
    for (std::uint32_t c = 0; c < claims_.size(); ++c)
      for (const auto& m : claims_[c].members)
        if (m.side == Side::denies && attribution(m.attribution).stance == Stance::denies && denials_.contains(m.attribution) &&
            denials_[m.attribution].claims.empty())
          list(m.attribution, c, "The same speaker goes on to deny it.", m.attribution.document,
               attribution(m.attribution).content.front());
    std::vector<Denial> out;
    for (auto& [r, denial] : denials_)
      if (!denial.claims.empty()) out.push_back(std::move(denial));
    drop_hollow(out);
    return out;
  }

 private:
  struct Raised {
    std::uint32_t claim;
    AttributionRef by;
    std::uint32_t at;  // where in the text
  };

  const Attribution& attribution(AttributionRef r) const { return pile_.readings[r.document]->attributions[r.attribution]; }
  std::int32_t voice(AttributionRef r) const {
    const auto agent = agents_.at(r.document, attribution(r).agent);
    if (agent >= 0) return agents_.voice_of(agent);
    return agents_.issued_by_body(r.document) ? agents_.voice_of(agents_.publisher[r.document]) : -1;
  }

  void note(std::uint32_t c) {
    for (const auto& m : claims_[c].members) {
      const auto d = m.attribution.document;
      of_[d].emplace_back(m.attribution.attribution, c);
      if (m.side == Side::supports && attribution(m.attribution).stance != Stance::denies)
        raised_[d].push_back({c, m.attribution, attribution(m.attribution).content.front().begin});
    }
  }

  /// Claims raised in document x by others than the denier, those before `at` first; nearest last.
  std::vector<Raised> raised_by_others(std::uint32_t x, std::int32_t denier) const {
    std::vector<Raised> out;
    for (const auto& r : raised_[x])
      if (denier < 0 || voice(r.by) != denier) out.push_back(r);
    std::sort(out.begin(), out.end(), [](const Raised& p, const Raised& q) { return std::tie(p.at, p.claim) < std::tie(q.at, q.claim); });
    return out;
  }

  void resolve(std::uint32_t d, std::uint32_t a) {
    const AttributionRef r{d, a};
    auto& denial = denials_[r];
    denial.attribution = r;
    const auto denier = voice(r);
    switch (what_is_denied(pile_, d, a)) {
      case Denied::proposition: proposition(r, denier); break;
      case Denied::anaphor: nearest(r, denier, "It answers what was said just before."); break;
      case Denied::report: report(r, denier); break;
      case Denied::everything:
        denial.blanket = true;
        everything(r, denier);
        break;
      case Denied::reports:
        denial.blanket = true;
        reports(r, denier);
        break;
    }
  }

  /// "The report could not be verified": takes no side on all that the document has from that report.
  void doubt(AttributionRef r) {
    for (const auto& x : raised_by_others(r.document, -1)) {
      if (x.by == r || relies_.via[r.document][x.by.attribution].empty()) continue;
      auto& members = claims_[x.claim].members;
      if (std::none_of(members.begin(), members.end(), [&](const ClaimMember& m) { return m.attribution == r; }))
        members.push_back({.attribution = r,
                           .side = Side::neutral,
                           .root = -1,
                           .chain = {},
                           .why = {{"It takes no side on what the report says.", r.document, attribution(r).content.front()}}});
    }
  }

  void cover(AttributionRef r, std::uint32_t c, std::string why, std::uint32_t document, ByteSpan span) {
    if (!list(r, c, why, document, span)) return;
    auto& members = claims_[c].members;
    const auto it = std::find_if(members.begin(), members.end(), [&](const ClaimMember& m) { return m.attribution == r; });
    if (it != members.end()) {
      it->side = Side::denies;
      return;
    }
    members.push_back({.attribution = r, .side = Side::denies, .root = -1, .chain = {}, .why = {{std::move(why), document, span}}});
  }

  bool list(AttributionRef r, std::uint32_t c, std::string why, std::uint32_t document, ByteSpan span) {
    auto& denial = denials_[r];
    if (std::find(denial.claims.begin(), denial.claims.end(), c) != denial.claims.end()) return false;
    denial.claims.push_back(c);
    denial.why.push_back({std::move(why), document, span});
    return true;
  }

  void proposition(AttributionRef r, std::int32_t denier) {
    bool grouped = false;
    for (const auto& [a, c] : of_[r.document]) {
      if (a != r.attribution) continue;
      const bool others = std::any_of(claims_[c].members.begin(), claims_[c].members.end(), [&](const ClaimMember& m) {
        return m.side == Side::supports && attribution(m.attribution).stance != Stance::denies;
      });
      for (const auto& m : claims_[c].members) {
        if (m.attribution != r || m.side != Side::denies) continue;
        grouped = grouped || others;
        if (others) cover(r, c, "It denies this in so many words.", r.document, attribution(r).content.front());
      }
    }
    if (grouped) return;
    // Too short or too different for its wording to find the claim in the pile: among the few raised here, a weaker likeness is enough.
    const Unit own = make_unit(pile_, r.document, r.attribution, attribution(r).content);
    if (own.stems.empty()) return;
    std::pair<int, std::int64_t> best{0, 0};
    std::optional<Raised> found;
    const auto weigh = [&](std::uint32_t x, int here) {
      for (const auto& raised : raised_by_others(x, denier)) {
        const auto& theirs = stems(raised.by);
        std::vector<std::string> both;
        std::set_intersection(own.stems.begin(), own.stems.end(), theirs.begin(), theirs.end(), std::back_inserter(both));
        const int share = static_cast<int>(both.size() * 100 / own.stems.size()) + here;
        if (both.size() < std::min<std::size_t>(2, own.stems.size()) || share < 50) continue;
        const std::pair<int, std::int64_t> rank{share, raised.at < attribution(r).content.front().begin ? raised.at : 0};
        if (!found || rank > best) {
          best = rank;
          found = raised;
        }
      }
    };
    weigh(r.document, 10);
    for (const auto x : reports_[r.document]) weigh(x, 0);
    if (found) cover(r, found->claim, "It denies this in other words.", found->by.document, attribution(found->by).content.front());
  }

  const std::vector<std::string>& stems(AttributionRef r) {
    auto& out = stems_[r];
    if (out.empty()) out = make_unit(pile_, r.document, r.attribution, attribution(r).content).stems;
    return out;
  }

  void nearest(AttributionRef r, std::int32_t denier, const char* why) {
    const auto here = attribution(r).content.front().begin;
    const auto raised = raised_by_others(r.document, denier);
    // What the document has from another report is the matter; what an office counts in passing is background.
    std::optional<AttributionRef> last, passed_on;
    for (const auto& x : raised) {
      if (x.at >= here) break;
      last = x.by;
      if (!relies_.via[r.document][x.by.attribution].empty()) passed_on = x.by;
    }
    if (passed_on) last = passed_on;
    for (const auto& x : raised)
      if (last && x.by == *last) cover(r, x.claim, why, x.by.document, attribution(x.by).content.front());
  }

  /// "Mr Roe's account", "the committee's findings": all that this speaker says here or in the reports relied on.
  void report(AttributionRef r, std::int32_t denier) {
    std::set<std::int32_t> named;
    const auto& agents = pile_.readings[r.document]->agents;
    for (std::uint32_t i = 0; i < agents.size(); ++i)
      for (const auto& m : agents[i].mentions)
        for (const auto& piece : attribution(r).content)
          if (piece.contains(m)) named.insert(agents_.voice_of(agents_.at(r.document, static_cast<std::int32_t>(i))));
    named.erase(denier);
    named.erase(-1);
    bool any = false;
    const auto from = [&](std::uint32_t x) {
      for (const auto& raised : raised_by_others(x, denier)) {
        bool theirs = named.contains(voice(raised.by));
        for (const auto& c : relies_.via[x][raised.by.attribution]) theirs = theirs || named.contains(agents_.voice_of(c.outlet));
        if (!theirs) continue;
        any = true;
        cover(r, raised.claim, "It rejects what this source says.", x, attribution(raised.by).content.front());
      }
    };
    if (!named.empty()) from(r.document);
    if (!any && !named.empty())
      for (const auto x : reports_[r.document]) from(x);
    if (!any) nearest(r, denier, "It rejects the report just mentioned.");
  }

  /// All of document x that others raise; where some of it is alleged or passed on from a report, only that: the rest is background.
  bool all_of(AttributionRef r, std::uint32_t x, std::int32_t denier, const char* why) {
    const auto raised = raised_by_others(x, denier);
    const auto is_charge = [&](const Raised& y) {
      return attribution(y.by).stance == Stance::alleges || !relies_.via[x][y.by.attribution].empty();
    };
    const bool charges = std::any_of(raised.begin(), raised.end(), is_charge);
    for (const auto& y : raised)
      if (!charges || is_charge(y)) cover(r, y.claim, why, x, attribution(y.by).content.front());
    return !raised.empty();
  }
  void everything(AttributionRef r, std::int32_t denier) {
    if (all_of(r, r.document, denier, "It denies all that is raised here.")) return;
    for (const auto x : reports_[r.document]) all_of(r, x, denier, "It denies all that the report says.");
    if (reports_[r.document].empty()) before(r, denier);
  }

  /// What the document has from reports that it names; else what was published before.
  void reports(AttributionRef r, std::int32_t denier) {
    bool any = false;
    for (const auto& y : raised_by_others(r.document, denier)) {
      if (relies_.via[r.document][y.by.attribution].empty()) continue;
      any = true;
      cover(r, y.claim, "It rejects the report from which this is taken.", r.document, attribution(y.by).content.front());
    }
    if (!any) before(r, denier);
  }

  /// It names no claims: what others published before it, in words that share a name or a rare word with the denial.
  void before(AttributionRef r, std::int32_t denier) {
    const Unit own = make_unit(pile_, r.document, r.attribution, attribution(r).content);
    const auto from = r.document > 200 ? r.document - 200 : 0;  // the last reports before it
    for (auto x = from; x < r.document; ++x) {
      for (const auto& raised : raised_by_others(x, denier)) {
        const auto& theirs = stems(raised.by);
        bool shares = false;
        for (const auto& s : own.stems)
          shares = shares || (s.size() >= 5 && std::binary_search(theirs.begin(), theirs.end(), s));
        if (shares) cover(r, raised.claim, "It rejects the reports, of which this is one.", x, attribution(raised.by).content.front());
      }
    }
  }

  /// What nobody but the denier has said is no claim: "denied that X" alone is kept only where nothing else holds its words.
  void drop_hollow(std::vector<Denial>& out) {
    std::set<AttributionRef> placed;
    std::set<std::uint32_t> covered;
    for (const auto& d : out) {
      placed.insert(d.attribution);
      covered.insert(d.claims.begin(), d.claims.end());
    }
    std::vector<std::int32_t> index(claims_.size(), -1);
    std::vector<Claim> kept;
    for (std::uint32_t c = 0; c < claims_.size(); ++c) {
      const bool hollow = std::all_of(claims_[c].members.begin(), claims_[c].members.end(), [&](const ClaimMember& m) {
        return m.side == Side::neutral || (attribution(m.attribution).stance == Stance::denies && placed.contains(m.attribution));
      });
      if (hollow && !covered.contains(c)) continue;
      index[c] = static_cast<std::int32_t>(kept.size());
      kept.push_back(std::move(claims_[c]));
    }
    claims_ = std::move(kept);
    for (auto& d : out)
      for (auto& c : d.claims) c = static_cast<std::uint32_t>(index[c]);
  }

  const Pile& pile_;
  const Agents& agents_;
  const Relies& relies_;
  Propositions& propositions_;
  std::vector<Claim>& claims_;
  std::vector<std::vector<Raised>> raised_;                              // by document
  std::vector<std::vector<std::pair<std::uint32_t, std::uint32_t>>> of_; // by document: (attribution, claim)
  std::vector<std::vector<std::uint32_t>> reports_;                      // by document: those it relies on
  std::map<AttributionRef, std::vector<std::string>> stems_;
  std::map<AttributionRef, Denial> denials_;
};

}  // namespace

std::vector<Denial> find_denials(const Pile& pile, const Agents& agents, const Relies& relies, Propositions& propositions) {
  return Resolver(pile, agents, relies, propositions).run();
}

}  // namespace stemma::link
