#include "lang/agents/agents.h"

#include "base/enum_names.h"
#include "lang/agents/clusters.h"
#include "lang/agents/mentions.h"
#include "lang/agents/profile.h"

namespace stemma::lang {
namespace {

using agents::Info;
using agents::Mention;
using agents::View;

/// "who" at the head of a relative clause stands for the noun that the clause hangs on.
void resolve_relatives(const View& view, std::vector<std::int32_t>& mention_of) {
  for (std::uint32_t t = 0; t < view.size(); ++t) {
    const Token& verb = view.token(t);
    if ((verb.relation != Relation::acl_relcl && verb.relation != Relation::advcl_relcl) || verb.head < 0) continue;
    for (const std::uint32_t c : view.children(t))
      if (view.token(c).upos == Upos::pron && mention_of[c] < 0) mention_of[c] = mention_of[static_cast<std::size_t>(verb.head)];
  }
}

}  // namespace

std::string_view name(FoundKind kind) {
  using K = FoundKind;
  static constexpr auto names = std::to_array<std::pair<FoundKind, std::string_view>>(
      {{K::person, "person"}, {K::organisation, "organisation"}, {K::government, "government"}, {K::media, "media"}, {K::document, "document"},
       {K::unnamed, "unnamed"}, {K::collective, "collective"}, {K::place, "place"}, {K::other, "other"}});
  return enum_name(names, kind);
}

std::int32_t Agents::agent_of(const Analysis& analysis, std::uint32_t first, std::uint32_t last) const {
  for (std::uint32_t t = first; t < last; ++t) {
    const std::int32_t head = analysis.tokens[t].head;
    const bool hangs_inside = head >= static_cast<std::int32_t>(first) && head < static_cast<std::int32_t>(last);
    if (!hangs_inside && mention_of[t] >= 0) return static_cast<std::int32_t>(mentions[static_cast<std::size_t>(mention_of[t])].agent);
  }
  return -1;
}

Agents find_agents(const Document& document, const Analysis& analysis, std::span<const float> encoded, const agents::Scorer& scorer) {
  Agents out;
  const View view(document, analysis);
  const std::vector<Mention> found = agents::find_mentions(view);
  const std::vector<Info> infos = agents::describe(view, found, scorer.first_names());
  const std::vector<std::uint32_t> of = agents::cluster(view, infos, encoded, scorer);
  out.mention_of.assign(analysis.tokens.size(), -1);
  for (std::uint32_t m = 0; m < found.size(); ++m) {
    if (of[m] == out.agents.size()) out.agents.emplace_back();
    out.agents[of[m]].mentions.push_back(m);
    const bool pronoun = infos[m].kind == agents::Kind::pronoun;
    out.mentions.push_back({found[m].head, found[m].first, found[m].last, pronoun, found[m].together, of[m]});
    if (!found[m].together) out.mention_of[found[m].head] = static_cast<std::int32_t>(m);
  }
  resolve_relatives(view, out.mention_of);
  out.speaker_of = agents::speakers(view, infos);
  agents::fill_profiles(view, infos, out);
  return out;
}

std::vector<std::string> entity_brackets(const Agents& agents, std::size_t tokens) {
  std::vector<std::string> opening(tokens), closing(tokens);
  const auto shown = [&agents](const AgentMention& m) { return agents.agents[m.agent].mentions.size() > 1; };
  for (const AgentMention& m : agents.mentions) {
    if (!shown(m)) continue;
    const std::string number = std::to_string(m.agent + 1);
    opening[m.first] += m.last - m.first == 1 ? "(" + number + ")" : "(" + number;
  }
  // The inner ones end first: of two that end together it is the one that begins later.
  for (auto m = agents.mentions.rbegin(); m != agents.mentions.rend(); ++m)
    if (shown(*m) && m->last - m->first > 1) closing[m->last - 1] += std::to_string(m->agent + 1) + ")";
  for (std::size_t t = 0; t < tokens; ++t) closing[t] += opening[t];
  return closing;
}

}  // namespace stemma::lang
