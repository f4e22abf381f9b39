// The root count alone: gold attributions, gold agents, gold claims and sides in; how many of the four numbers come out exact.
//
//   roots_tool FOLDER...     (each with gold.json and its articles, shared/eval/CASE_FORMAT.md)
//
// A line of JSON for each claim: {"folder", "claim", "want", "got"} (supporting, supporting_unknown, denying, denying_unknown), "roots" ours.
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>

#include "../tests/unit/link/gold_case.h"
#include "link/agents.h"
#include "link/families.h"
#include "link/pile.h"
#include "link/propositions.h"
#include "link/relies.h"
#include "link/roots.h"

namespace {

using nlohmann::json;
using namespace stemma;
using namespace stemma::link;

Side side_of(const std::string& s) { return s == "supports" ? Side::supports : s == "denies" ? Side::denies : Side::neutral; }

/// The members of a gold claim whose words stand in the pile.
Claim gold_claim(const Pile& pile, const std::map<std::string, std::uint32_t>& by_path, const json& gold) {
  Claim claim;
  claim.id = gold["id"];
  for (const auto& m : gold["members"]) {
    const auto d = by_path.find(m["file"].get<std::string>());
    if (d == by_path.end()) continue;
    const auto content = link_test::Words(pile.text(d->second)).find_pieces(m["content"], 0);
    const auto& attributions = pile.readings[d->second]->attributions;
    for (std::uint32_t a = 0; a < attributions.size(); ++a) {
      if (content.empty() || attributions[a].content != content) continue;
      claim.members.push_back({.attribution = {d->second, a}, .side = side_of(m["side"]), .root = -1, .reaches = {}, .chain = {}, .why = {}});
      break;
    }
  }
  return claim;
}

void count(const std::string& folder) {
  const auto readings = link_test::gold_readings(folder);
  std::ifstream in(folder + "/gold.json");
  const json gold = json::parse(in);
  Pile pile = make_pile(readings);
  mark_furniture(pile);
  const Families families = find_families(pile);
  Agents agents = find_agents(pile, families, {});
  Relies relies = find_relies(pile, families, agents);
  std::vector<std::vector<std::uint32_t>> reports(pile.size());
  for (const auto& e : relies.edges)
    if (e.to >= 0) reports[e.from].push_back(static_cast<std::uint32_t>(e.to));
  agents = find_agents(pile, families, reports);
  relies = find_relies(pile, families, agents);
  Propositions propositions = find_propositions(pile, families, agents);
  propositions.claims.clear();
  std::map<std::string, std::uint32_t> by_path;
  for (std::uint32_t d = 0; d < pile.size(); ++d) by_path[pile.document(d).path] = d;
  for (const auto& c : gold["claims"]) propositions.claims.push_back(gold_claim(pile, by_path, c));
  count_roots(pile, families, agents, relies, propositions, align_captures(pile, families.captures));
  for (std::size_t i = 0; i < propositions.claims.size(); ++i) {
    const Claim& c = propositions.claims[i];
    const auto& want = gold["claims"][i]["independent"];
    json roots = json::array();
    for (const auto& r : c.roots) roots.push_back({{"kind", name(r.kind)}, {"side", name(r.side)}, {"label", r.label}});
    const json line = {{"folder", folder},
                       {"claim", c.id},
                       {"want", {want["supporting"], want["supporting_unknown"], want["denying"], want["denying_unknown"]}},
                       {"got", {c.independent.supporting, c.independent.supporting_unknown, c.independent.denying, c.independent.denying_unknown}},
                       {"roots", roots}};
    std::printf("%s\n", line.dump(-1, ' ', false, json::error_handler_t::replace).c_str());
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return std::fprintf(stderr, "usage: roots_tool FOLDER...\n"), 2;
  for (int i = 1; i < argc; ++i) count(argv[i]);
}
