// What people decided, with what became of it.
#include <algorithm>

#include "export/table.h"

namespace stemma::exports {
namespace {

using report::or_null;

Json spots(const Subject& s, const std::string Spot::*part) {
  Json all = Json::array();
  for (const Spot& p : s.spots) all.push_back(p.*part);
  return all;
}

Json spans(const Subject& s) {
  Json all = Json::array();
  for (const Spot& p : s.spots) all.push_back(Json::array({p.begin, p.end}));
  return all;
}

void decisions(const Rows& r, const TakeRow& take) {
  std::vector<std::uint64_t> in_force;
  for (const Decision* d : holding(r.out.decisions)) in_force.push_back(d->number);
  for (const Decision& d : r.out.decisions) {
    const Ruling* ruling = nullptr;
    for (const Ruling& x : r.model.rulings)
      if (x.decision == d.number) ruling = &x;
    const bool holds = d.kind == DecisionKind::undo || std::find(in_force.begin(), in_force.end(), d.number) != in_force.end();
    take({d.number, name(d.kind), words(d), or_null(d.first.label), spots(d.first, &Spot::document), spans(d.first), spots(d.first, &Spot::words),
          or_null(d.second.label), spots(d.second, &Spot::document), spans(d.second), spots(d.second, &Spot::words), or_null(d.value),
          d.undoes == 0 ? Json(nullptr) : Json(d.undoes), or_null(d.by), or_null(d.at), or_null(d.why), holds, ruling != nullptr && ruling->applied,
          ruling == nullptr ? Json(nullptr) : or_null(ruling->what)});
  }
}

}  // namespace

std::vector<Table> decision_tables() {
  constexpr bool null = true;
  return {
      {"decisions", "what a person said about what the program found; never lost, an undo is a decision of its own",
       {{"number", Type::integer, false, "", "in the order in which they were made"},
        {"decision", Type::word, false, "", "merge, split, copy, same-agent, stance, reject, verdict, undo and others: docs/formats/decisions.md"},
        {"words", Type::text, false, "", "the decision in plain words"},
        {"first_label", Type::text, null, "", "what it speaks of, as it was called then"},
        {"first_documents", Type::texts, false, "", "documents.id of each place that names it"},
        {"first_spans", Type::spans, false, "code points", "of each place; an empty one is the document itself"},
        {"first_words", Type::texts, false, "", "what stands there"},
        {"second_label", Type::text, null, "", "the second thing that it speaks of"},
        {"second_documents", Type::texts, false, "", "as of the first"},
        {"second_spans", Type::spans, false, "code points", "as of the first"},
        {"second_words", Type::texts, false, "", "as of the first"},
        {"value", Type::text, null, "", "which stance, which side, which words"},
        {"undoes", Type::integer, null, "", "decisions.number that no longer holds"},
        {"by", Type::text, null, "", "who decided"},
        {"at", Type::utc, null, "", "when"},
        {"why", Type::text, null, "", "the reason given"},
        {"holds", Type::boolean, false, "", "no later decision has undone it"},
        {"applied", Type::boolean, false, "", "it changes how the case is read or counted now"},
        {"not_applied", Type::text, null, "", "why not"}},
       decisions}};
}

}  // namespace stemma::exports
