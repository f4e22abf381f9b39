#include "link/texts.h"

#include <algorithm>
#include <tuple>

#include "link/denied.h"
#include "link/partition.h"

namespace stemma::link {
namespace {

class Gatherer {
 public:
  Gatherer(const Pile& pile, const Families& families, const Agents& agents) : pile_(pile), families_(families), agents_(agents) {}

  Texts run() {
    out_.units = find_units(pile_);
    std::erase_if(out_.units, [&](const Unit& u) { return u.denies && what_is_denied(pile_, u.document, u.attribution) != Denied::proposition; });
    for (auto& u : out_.units) {
      u.agent = agents_.at(u.document, attribution(u).agent);
      u.voice = named_voice(u);
      u.own_voice = attribution(u).source.empty() && attribution(u).cue.empty() && u.agent < 0 && !agents_.issued_by_body(u.document);
    }
    contract_copies();
    return std::move(out_);
  }

 private:
  const Attribution& attribution(const Unit& u) const { return pile_.readings[u.document]->attributions[u.attribution]; }
  AttributionRef ref(std::uint32_t u) const { return {out_.units[u].document, out_.units[u].attribution}; }

  /// The voice of a named person or body; an unnamed source may be anybody.
  std::int32_t named_voice(const Unit& u) const {
    const auto who = u.agent >= 0 ? u.agent : agents_.issued_by_body(u.document) ? agents_.publisher[u.document] : -1;
    if (who < 0) return -1;
    const auto kind = agents_.all[static_cast<std::size_t>(who)].kind;
    const bool named = kind == AgentKind::person || kind == AgentKind::organisation || kind == AgentKind::government;
    return named ? agents_.voice_of(who) : -1;
  }

  void contract_copies() {
    Partition stretches(out_.units.size());
    for (const auto& s : same_words(pile_, families_.kin, out_.units)) {
      stretches.join(s.a, s.b);
      if (s.in != SameWords::In::phrase)
        out_.copies.push_back({std::min(ref(s.a), ref(s.b)), std::max(ref(s.a), ref(s.b)), s.in == SameWords::In::statement});
    }
    std::vector<std::uint32_t> place(out_.units.size());
    for (std::uint32_t u = 0; u < out_.units.size(); ++u) {
      out_.head.push_back(stretches.head(u));
      if (out_.head[u] == u) {
        place[u] = static_cast<std::uint32_t>(out_.heads.size());
        out_.heads.push_back(u);
        out_.members.emplace_back();
      }
      out_.members[place[out_.head[u]]].push_back(u);
    }
    const auto key = [](const CopyPair& p) { return std::tuple(p.a, p.b, p.statement); };
    std::sort(out_.copies.begin(), out_.copies.end(), [&](const CopyPair& x, const CopyPair& y) { return key(x) < key(y); });
    out_.copies.erase(std::unique(out_.copies.begin(), out_.copies.end(), [&](const CopyPair& x, const CopyPair& y) { return key(x) == key(y); }),
                      out_.copies.end());
  }

  const Pile& pile_;
  const Families& families_;
  const Agents& agents_;
  Texts out_;
};

}  // namespace

Texts gather_texts(const Pile& pile, const Families& families, const Agents& agents) { return Gatherer(pile, families, agents).run(); }

}  // namespace stemma::link
