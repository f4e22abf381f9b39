// What governs a clause makes it wanted, possible, or not so.
#include "claims/ground/events/clauses.h"

namespace stemma::claims::ground::events {

using lang::Relation;
using lang::Tag;

void Clauses::colour_by_governor(Clause& c, Clause* governor) const {
  const lang::Token& t = page_.token(c.token);
  const Complement* k = governor ? governor->complement : nullptr;
  Saying saying = governor ? cue_[governor->token] : Saying::none;
  const bool loose = t.relation == Relation::acl || t.relation == Relation::advcl;
  const bool gerund = t.tag == Tag::gerund;
  switch (t.relation) {
    case Relation::xcomp: break;
    case Relation::ccomp:
      if (imperative(c)) c.modality = Modality::must, c.own_modality = true;
      break;
    case Relation::csubj: case Relation::csubj_outer: break;
    case Relation::advcl:
      if (c.infinitive) {
        if (k && k->control == Control::raise) k = nullptr;
        break;
      }
      if (!marked_from(c)) k = nullptr;
      break;
    case Relation::acl:
      if (!governor && t.head >= 0 && (c.infinitive || gerund)) {
        k = tables_.complement(lemma(static_cast<std::uint32_t>(t.head)));
        const Clause* g = above_noun(t.head);
        if (!k && g && g->object == t.head && c.infinitive && g->complement && g->complement->control != Control::raise) k = g->complement;
        if (!k && c.infinitive && page_.token(static_cast<std::uint32_t>(t.head)).head < 0 && !c.own_modality) {
          c.modality = Modality::will;
          return;
        }
        saying = cue_[static_cast<std::size_t>(t.head)];
      }
      break;
    default: {
      if (t.relation == Relation::conj || c.own_modality) return;
      if (c.subject < 0 && imperative(c)) c.modality = Modality::must;
      else if (c.infinitive && c.own_subject && t.relation == Relation::root) c.modality = Modality::will;  // "Minister to meet envoy"
      return;
    }
  }
  if (k) {
    const bool open = t.relation == Relation::xcomp, closed = t.relation == Relation::csubj || t.relation == Relation::ccomp;
    const bool attitude = governor && open && !governor->passive && governor->object >= 0;  // "expects them to leave"
    if (k->control == Control::raise && !attitude) {
      if (governor && (closed || (open && (c.infinitive || gerund)))) governor->transparent = true;
      else if (open) k = nullptr;  // "had him killed"
    }
  }
  const bool denied = k && k->negates && saying == Saying::denial;  // what a source denies is its stance, not what it says
  const bool that = t.relation == Relation::ccomp;
  if (k && k->negates && !denied && (!that || !governor || !governor->verbal || governor->lemma == "deny")) c.negated = !c.negated;
  if (!c.own_modality) {
    const Modality by = k ? k->modality : Modality::did;
    if (by != Modality::did && (!that || by == Modality::might || (by == Modality::must && subjunctive(c)))) c.modality = by;
    else if (governor && headline(c, *governor)) c.modality = Modality::will;
    else if (t.relation == Relation::xcomp && governor) c.modality = governor->modality;
    else if (loose && c.infinitive && !k) c.modality = Modality::might;  // "to stop the attack": a purpose
  }
  const bool under = saying == Saying::none || (k && k->modality == Modality::did);  // "did not promise to leave" denies the promise
  if (governor && t.relation == Relation::xcomp && governor->negated && under) c.negated = !c.negated;
}

/// "that the mine be closed", "that he leave".
bool Clauses::subjunctive(const Clause& c) const {
  bool be = false, other = false;
  for (const std::uint32_t i : tree_.children(c.token)) {
    const Relation r = page_.token(i).relation;
    if (r == Relation::aux || r == Relation::aux_pass || r == Relation::cop) (page_.lower(i) == "be" ? be : other) = true;
  }
  return !other && (be || page_.token(c.token).tag == Tag::verb_base);
}

}  // namespace stemma::claims::ground::events
