#include <algorithm>
#include <map>

#include "link/propositions.h"

namespace stemma::link {
namespace {

bool opens_with_quotation(const Pile& pile, std::uint32_t d, const Attribution& a) {
  const auto words = pile.texts[d].within(a.content.front());
  return words.first < words.second && pile.texts[d].quoted[words.first];
}

std::uint32_t block_of(const Pile& pile, std::uint32_t d, const Attribution& a) {
  const auto first = pile.texts[d].within(a.content.front()).first;
  return first < pile.texts[d].size() ? pile.texts[d].block[first] : 0;
}

}  // namespace

void join_quotations(const Pile& pile, const Agents& agents, Propositions& p) {
  std::map<AttributionRef, std::vector<std::uint32_t>> claims_of;
  for (std::uint32_t c = 0; c < p.claims.size(); ++c)
    for (const auto& m : p.claims[c].members) claims_of[m.attribution].push_back(c);
  for (std::uint32_t d = 0; d < pile.size(); ++d) {
    const auto& all = pile.readings[d]->attributions;
    for (std::uint32_t a = 1; a < all.size(); ++a) {
      const AttributionRef r{d, a}, before{d, a - 1};
      const auto &x = all[a], &y = all[a - 1];
      if (x.parent >= 0 || x.agent < 0 || x.rejected || y.rejected || is_neutral(x) || !opens_with_quotation(pile, d, x))
        continue;
      if (agents.voice_of(agents.at(d, x.agent)) != agents.voice_of(agents.at(d, y.agent))) continue;
      const auto theirs = claims_of.find(before);
      if (theirs == claims_of.end() || block_of(pile, d, x) > block_of(pile, d, y) + 2) continue;
      auto& own = claims_of[r];
      if (!std::all_of(own.begin(), own.end(), [&](std::uint32_t c) { return p.alone[c]; })) continue;
      const auto target = theirs->second.back();
      if (std::find(own.begin(), own.end(), target) != own.end()) continue;
      auto& members = p.claims[target].members;
      const auto it = std::find_if(members.begin(), members.end(), [&](const ClaimMember& m) { return m.attribution == before; });
      if (it == members.end() || (it->side == Side::neutral && !is_neutral(y))) continue;  // what may speak of something else draws nothing after it
      for (const auto c : own) std::erase_if(p.claims[c].members, [&](const ClaimMember& m) { return m.attribution == r; });
      members.push_back({.attribution = r,
                         .side = it->side,
                         .root = -1,
                         .reaches = {},
                         .chain = {},
                         .why = {{"The same speaker goes on from the sentence before.", d, x.content.front()}}});
      own = {target};
    }
  }
  for (auto& c : p.claims)
    std::sort(c.members.begin(), c.members.end(), [](const ClaimMember& x, const ClaimMember& y) { return x.attribution < y.attribution; });
}

}  // namespace stemma::link
