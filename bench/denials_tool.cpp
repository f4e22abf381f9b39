// What link/ makes of denials when everything before them is right: attributions, agents and claims are the gold's, and the denials are
// taken out of the claims for link/ to place.
//
//   denials_tool FAMILY...      folders with articles/ and gold.json; prints precision, recall and F of the pairs (denial, claim)
//   denials_tool -v FAMILY...   and every wrong and missing pair
#include <fmt/format.h>

#include <cstring>
#include <set>
#include <vector>

#include "gold_case.h"
#include "link/denials.h"

namespace {

using namespace stemma;
using Pair = std::pair<std::pair<std::string, std::string>, std::string>;  ///< (file, content), claim

struct Counts {
  std::size_t gold = 0, found = 0, right = 0;
};

Counts measure(const std::string& folder, bool verbose) {
  std::ifstream in(folder + "/gold.json");
  const auto gold = nlohmann::json::parse(in);
  const auto list = link_test::gold_readings(folder);
  const link::Pile pile = link::make_pile(list);
  link::Families families = link::find_families(pile);
  link::Agents agents = link::find_agents(pile, families, {});
  link::Relies relies = link::find_relies(pile, families, agents);
  std::map<std::pair<std::string, std::string>, AttributionRef> where;
  for (std::uint32_t d = 0; d < pile.size(); ++d)
    for (std::uint32_t a = 0; a < pile.readings[d]->attributions.size(); ++a)
      where[{pile.document(d).path, pile.readings[d]->attributions[a].rule}] = {d, a};
  link::Propositions p;
  for (const auto& c : gold["claims"]) {
    Claim claim;
    claim.id = c["id"].get<std::string>();
    for (const auto& m : c["members"]) {
      const auto at = where.find({m["file"].get<std::string>(), m["content"].get<std::string>()});
      if (at == where.end() || (m["stance"] == "denies" && m["side"] == "denies")) continue;
      const Side side = m["side"] == "supports" ? Side::supports : m["side"] == "denies" ? Side::denies : Side::neutral;
      claim.members.push_back({.attribution = at->second, .side = side, .root = -1, .chain = {}, .why = {}});
    }
    p.claims.push_back(std::move(claim));
    p.alone.push_back(false);
  }
  std::set<Pair> want, have;
  for (const auto& d : gold["denials"])
    for (const auto& c : d["claims"]) want.insert({{d["denial"]["file"].get<std::string>(), d["denial"]["content"].get<std::string>()}, c.get<std::string>()});
  for (const auto& d : link::find_denials(pile, agents, relies, p))
    for (const auto c : d.claims) {
      const auto r = d.attribution;
      have.insert({{pile.document(r.document).path, pile.readings[r.document]->attributions[r.attribution].rule}, p.claims[c].id});
    }
  Counts n{want.size(), have.size(), 0};
  for (const auto& x : have) n.right += want.contains(x);
  const auto print = [](const char* what, const Pair& x) { fmt::print("  {} {} {} -> {}\n", what, x.first.first, x.first.second.substr(0, 150), x.second); };
  for (const auto& x : have)
    if (verbose && !want.contains(x)) print("false ", x);
  for (const auto& x : want)
    if (verbose && !have.contains(x)) print("missed", x);
  return n;
}

void print(const std::string& name, const Counts& n) {
  const double p = n.found ? static_cast<double>(n.right) / static_cast<double>(n.found) : 0, r = n.gold ? static_cast<double>(n.right) / static_cast<double>(n.gold) : 0;
  fmt::print("{:30} pairs {:4}  precision {:.3f}  recall {:.3f}  F {:.3f}\n", name, n.gold, p, r, p + r > 0 ? 2 * p * r / (p + r) : 0);
}

}  // namespace

int main(int argc, char** argv) {
  Counts all;
  const bool verbose = argc > 1 && std::strcmp(argv[1], "-v") == 0;
  for (int i = verbose ? 2 : 1; i < argc; ++i) {
    const Counts n = measure(argv[i], verbose);
    print(argv[i], n);
    all.gold += n.gold, all.found += n.found, all.right += n.right;
  }
  print("all", all);
  return argc > 1 ? 0 : 2;
}
