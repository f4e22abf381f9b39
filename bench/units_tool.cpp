// A case -> the units that link/ compares, as training/likeness/claims.py reads them.
//
//   units_tool CASE
//
// A line for each document: {"document", "path", "published"}; then one for each unit: {"document", "attribution", "pieces", "agent", "voice", "stance",
// "negated", "copy" (units with the same are one stretch of copied text), "text", "context"}. Offsets in code points.
#include <cstdio>
#include <nlohmann/json.hpp>
#include <numeric>

#include "base/utf8.h"
#include "link/agents.h"
#include "link/families.h"
#include "link/pile.h"
#include "link/relies.h"
#include "link/units.h"
#include "stemma/case.h"
#include "value_or_exit.h"

int main(int argc, char** argv) {
  using nlohmann::json;
  using namespace stemma;
  using namespace stemma::link;
  if (argc != 2) return std::fprintf(stderr, "usage: units_tool CASE\n"), 2;
  const Case opened = value_or_exit(Case::open(argv[1], Case::Mode::read));
  const auto readings = value_or_exit(opened.readings());
  Pile pile = make_pile(readings);
  mark_furniture(pile);
  const Families families = find_families(pile);
  const Agents agents = find_agents(pile, families, {});
  const auto units = find_units(pile);
  std::vector<std::uint32_t> copy(units.size());
  std::iota(copy.begin(), copy.end(), 0u);
  const auto root = [&](std::uint32_t u) {
    while (copy[u] != u) u = copy[u] = copy[copy[u]];
    return u;
  };
  for (const auto& s : same_words(pile, families.kin, units)) {
    const auto x = root(s.a), y = root(s.b);
    copy[std::max(x, y)] = std::min(x, y);
  }
  const auto dump = [](const json& j) { std::printf("%s\n", j.dump(-1, ' ', false, json::error_handler_t::replace).c_str()); };
  for (std::uint32_t d = 0; d < pile.size(); ++d) {
    const Reading& r = *pile.readings[d];
    json events = json::array();
    const CodePointIndex points(r.document.text);
    const auto span = [&](ByteSpan s) { return json{points.code_point(s.begin), points.code_point(s.end)}; };
    for (const auto& e : r.events) {
      json parts = json::array();
      for (const auto& p : e.participants)
        parts.push_back({{"role", name(p.role)}, {"name", p.name}, {"span", span(p.span)}, {"agent", agents.at(d, p.agent)}});
      events.push_back({{"span", span(e.span)}, {"attribution", e.attribution}, {"predicate", e.predicate}, {"class", e.predicate_class},
                        {"negated", e.negated}, {"main", e.main}, {"modality", name(e.modality)}, {"participants", parts}});
    }
    json figures = json::array();
    for (const auto& f : r.figures)
      figures.push_back({{"span", span(f.span)}, {"attribution", f.attribution}, {"counted", f.counted}, {"unit", f.unit},
                         {"value", f.value ? json(*f.value) : json()}, {"low", f.low ? json(*f.low) : json()}, {"high", f.high ? json(*f.high) : json()}});
    json sentences = json::array();
    for (const auto& s : pile.analyses[d].sentences) sentences.push_back(span(s.span));
    json places = json::array();
    for (const auto& p : r.places) places.push_back({{"span", span(p.span)}, {"name", p.name}});
    dump({{"document", d}, {"path", r.document.path}, {"published", r.document.published.value}, {"text", r.document.text},
          {"events", events}, {"figures", figures}, {"sentences", sentences}, {"places", places}});
  }
  for (std::uint32_t u = 0; u < units.size(); ++u) {
    const Unit& unit = units[u];
    const Reading& r = *pile.readings[unit.document];
    const CodePointIndex points(r.document.text);
    const Attribution& a = r.attributions[unit.attribution];
    const auto spans = [&](const Spans& all) {
      json out = json::array();
      for (const auto s : all) out.push_back({points.code_point(s.begin), points.code_point(s.end)});
      return out;
    };
    const auto agent = agents.at(unit.document, a.agent);
    dump({{"unit", u}, {"of", unit.document}, {"attribution", unit.attribution}, {"pieces", spans(unit.pieces)}, {"content", spans(a.content)},
          {"cue", spans(a.cue)}, {"source", spans(a.source)}, {"agent", agent}, {"voice", agents.voice_of(agent)}, {"stance", name(a.stance)},
          {"parent", a.parent}, {"negated", unit.negated}, {"weak", unit.weak}, {"copy", root(u)}, {"stems", unit.stems}, {"numbers", unit.numbers}, {"predicates", unit.predicates}, {"matter", unit.matter}});
  }
}
