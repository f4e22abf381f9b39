// What link/ sees of pairs of units, to learn from: training/likeness/fit.py.
//
//   claims_tool pairs CASE            {"document", "path"} for each document; {"unit", "document", "attribution", "span", "members"} for each stretch of
//                                     text, its copies in "members"; then {"pair": [a, b], "traits": [...], "bare"}
//   claims_tool link CASE             the case linked anew, whatever it keeps, as export --format json prints it
//   claims_tool gold FOLDER           the same for a folder with articles/ and gold.json, with the gold's attributions: what reading costs is the difference
//
// Offsets in code points.
#include <cstdio>
#include <cstring>
#include <nlohmann/json.hpp>

#include "gold_case.h"
#include "link/agents.h"
#include "link/families.h"
#include "link/likeness.h"
#include "link/pile.h"
#include "link/relies.h"
#include "link/texts.h"
#include "report/report.h"
#include "stemma/case.h"
#include "value_or_exit.h"

namespace {

using nlohmann::json;
using namespace stemma;
using namespace stemma::link;

void print(const json& j) { std::printf("%s\n", j.dump(-1, ' ', false, json::error_handler_t::replace).c_str()); }

void pairs(const char* path) {
  const Case opened = value_or_exit(Case::open(path, Case::Mode::read));
  const auto readings = value_or_exit(opened.readings());
  Pile pile = make_pile(readings);
  mark_furniture(pile);
  const Families families = find_families(pile);
  Agents agents = find_agents(pile, families, {});
  const Relies relies = find_relies(pile, families, agents);
  std::vector<std::vector<std::uint32_t>> reports(pile.size());
  for (const auto& e : relies.edges)
    if (e.to >= 0) reports[e.from].push_back(static_cast<std::uint32_t>(e.to));
  agents = find_agents(pile, families, reports);
  for (std::uint32_t d = 0; d < pile.size(); ++d) print({{"document", d}, {"path", pile.document(d).path}});
  const Texts texts = gather_texts(pile, families, agents);
  for (std::uint32_t t = 0; t < texts.heads.size(); ++t) {
    json members = json::array();
    for (const auto u : texts.members[t]) {
      const Unit& unit = texts.units[u];
      const Attribution& a = pile.readings[unit.document]->attributions[unit.attribution];
      const CodePointIndex points(pile.document(unit.document).text);
      const auto spans = [&](const Spans& all) {
        json out = json::array();
        for (const auto s : all) out.push_back({points.code_point(s.begin), points.code_point(s.end)});
        return out;
      };
      members.push_back({{"document", unit.document}, {"attribution", unit.attribution}, {"pieces", spans(unit.pieces)}, {"content", spans(a.content)}, {"cue", spans(a.cue)},
                         {"stance", name(a.stance)}, {"weak", unit.weak}});
    }
    print({{"unit", t}, {"members", members}});
  }
  std::vector<const Unit*> heads;
  for (const auto u : texts.heads) heads.push_back(&texts.units[u]);
  const Likeness likeness(heads);
  for (const auto& [a, b] : likeness.candidates()) print({{"pair", {a, b}}, {"traits", likeness.compare(a, b)}, {"bare", likeness.bare(a, b)}});
}

void export_linked(const std::vector<Reading>& readings) { std::fputs(report::export_json(readings, reconcile(readings)).c_str(), stdout); }

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3 && std::strcmp(argv[1], "pairs") == 0) return pairs(argv[2]), 0;
  if (argc == 3 && std::strcmp(argv[1], "link") == 0) return export_linked(value_or_exit(value_or_exit(Case::open(argv[2], Case::Mode::read)).readings())), 0;
  if (argc == 3 && std::strcmp(argv[1], "gold") == 0) return export_linked(link_test::gold_readings(argv[2])), 0;
  std::fprintf(stderr, "usage: claims_tool pairs CASE | link CASE | gold FOLDER\n");
  return 2;
}
