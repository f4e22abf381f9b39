// GET /agents and /agents/{id}.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "answers/routes.h"
#include "link/agents.h"
#include "report/phrases.h"

namespace stemma::answers {
namespace {

Json row(const State& s, std::uint32_t index) {
  const CaseAgent& a = s.model.agents[index];
  Json aliases = Json::array(), candidates = Json::array();
  for (const std::string& alias : a.aliases) aliases.push_back(shown(alias));
  for (const auto c : a.candidates) candidates.push_back(agent_ref(s, static_cast<std::int32_t>(c)));
  std::vector<std::uint32_t> documents;
  for (const auto& m : a.mentions) documents.push_back(m.document);
  std::sort(documents.begin(), documents.end());
  const auto different = std::unique(documents.begin(), documents.end()) - documents.begin();
  Json out = agent_ref(s, static_cast<std::int32_t>(index));
  out.update({{"aliases", std::move(aliases)}, {"role", or_null(shown(a.role))}, {"vague", a.vague}, {"attributions", s.agent_attributions.of(index).size()},
              {"documents", different}, {"speaks_as", a.speaks_as == static_cast<std::int32_t>(index) ? Json(nullptr) : agent_ref(s, a.speaks_as)},
              {"candidates", std::move(candidates)}});
  return out;
}

constexpr std::size_t most_near = 64, most_agents = 2000, most_alike = 6;

/// Documents that share a claim with one of the agent's, and these.
std::set<std::uint32_t> documents_near(const State& s, const CaseAgent& a) {
  std::set<std::uint32_t> own, out;
  for (const auto& m : a.mentions)
    if (own.size() < most_near) own.insert(m.document);
  out = own;
  for (const auto d : own)
    for (std::uint32_t i = 0; i < s.documents[d].attributions; ++i)
      for (const auto c : s.claims_of.of(s.documents[d].first + i)) {
        if (out.size() > most_near * 4) return out;
        const auto with = s.claim_documents.of(c);
        out.insert(with.begin(), with.end());
      }
  return out;
}

/// Speakers near by whom nothing in the texts tells apart from this one, and of whom nobody has said that they are others. Never joined by the program.
Json alike(const State& s, std::uint32_t index) {
  std::set<std::uint32_t> near{index};
  for (const auto d : documents_near(s, s.model.agents[index]))
    for (const auto a : s.model.agent_of[d])
      if (a >= 0 && near.size() < most_agents) near.insert(static_cast<std::uint32_t>(a));
  const std::vector<std::uint32_t> which(near.begin(), near.end());
  std::vector<CaseAgent> agents;
  for (const auto a : which) {
    agents.push_back(s.model.agents[a]);
    agents.back().candidates.clear();  // shown beside
  }
  std::set<std::uint32_t> others(s.model.agents[index].candidates.begin(), s.model.agents[index].candidates.end());
  for (std::size_t i = 0; i < s.touched.size(); ++i)
    if (s.files.decisions()[i].kind == DecisionKind::not_same_agent && s.touched[i].undone_by == 0 && std::binary_search(s.touched[i].agents.begin(), s.touched[i].agents.end(), index))
      others.insert(s.touched[i].agents.begin(), s.touched[i].agents.end());
  const auto one = link::indistinct(agents);
  const auto me = static_cast<std::size_t>(std::lower_bound(which.begin(), which.end(), index) - which.begin());
  Json out = Json::array();
  for (std::size_t i = 0; i < which.size(); ++i)
    if (i != me && one[i] == one[me] && !others.contains(which[i])) out.push_back(agent_ref(s, static_cast<std::int32_t>(which[i])));
  return out.size() > most_alike ? Json::array() : out;  // "an official" of a hundred
}

}  // namespace

Json agents_page(const State& s, const Query& q) {
  const Wanted wanted(q.text("q"));
  const auto kind = q.one_of("kind", {"person", "organisation", "government", "media", "document", "unnamed", "collective"}, "");
  const Page page = q.page();
  std::vector<std::uint32_t> found, kinds(static_cast<std::size_t>(AgentKind::collective) + 1, 0);
  for (const auto a : s.agents_in_order) {
    if (!wanted.empty() && !wanted.in(s.agent_words[a])) continue;
    ++kinds[static_cast<std::size_t>(s.model.agents[a].kind)];
    if (kind.empty() || name(s.model.agents[a].kind) == kind) found.push_back(a);
  }
  Json items = Json::array();
  for (std::size_t i = page.begin(found.size()); i < page.end(found.size()); ++i) items.push_back(row(s, found[i]));
  const auto word = [](std::size_t k) { return std::string(name(static_cast<AgentKind>(k))); };
  return {{"total", found.size()}, {"offset", page.offset}, {"generation", s.generation}, {"items", std::move(items)}, {"facets", {{"kind", facet(kinds, word, word)}}}};
}

Json agent_view(const State& s, std::string_view id, const Query& q) {
  const auto found = s.agent_by_id.find(id);
  if (found == s.agent_by_id.end()) vanished(s, "speaker", id);
  const std::uint32_t index = found->second;
  const CaseAgent& a = s.model.agents[index];
  Json out = row(s, index), voices = Json::array(), says = Json::array();
  for (std::uint32_t i = 0; i < s.model.agents.size(); ++i)
    if (i != index && s.model.agents[i].speaks_as == static_cast<std::int32_t>(index)) voices.push_back(agent_ref(s, static_cast<std::int32_t>(i)));
  const Page page = q.page();
  WholeClaims claims(s);
  const auto all = s.agent_attributions.of(index);
  std::size_t total = 0;
  for (std::size_t i = all.size(); i-- > 0;) {  // newest first
    const AttributionRef ref = s.ref(all[i]);
    for (const auto c : s.claims_of.of(all[i])) {
      if (total++ < page.offset || says.size() == page.limit) continue;
      const Claim& claim = claims[c];
      const auto m = std::find_if(claim.members.begin(), claim.members.end(), [&](const ClaimMember& x) { return x.attribution == ref; });
      const auto text = s.files.text(s.documents[ref.document].stored);
      says.push_back({{"claim", claim.id}, {"label", report::title(claim)}, {"side", name(m->side)}, {"attribution", attribution_id(s, ref)},
                      {"document", document_ref(s, ref.document)}, {"quote", quote(*text, s.content(s.attributions[all[i]]), 600)}});
    }
  }
  out.update({{"generation", s.generation}, {"voices", std::move(voices)}, {"affiliation", agent_ref(s, a.affiliation)}, {"why", reasons(s, a.why)},
              {"says", std::move(says)}, {"says_total", total}, {"alike", alike(s, index)}, {"decisions", decisions_touching(s, &Touched::agents, index)}});
  return out;
}

}  // namespace stemma::answers
