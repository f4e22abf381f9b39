// Events of nouns: "the killing of", "made an arrest", "an attack took place".
#include <algorithm>

#include "claims/ground/events/writer.h"

namespace stemma::claims::ground::events {

using lang::Relation;
using lang::Tag;
using lang::Upos;
using Role = ParticipantRole;

const NounEntry* Writer::event_noun(std::uint32_t i) const {
  const lang::Token& t = page_.token(i);
  if (cue_[i] != Saying::none) return nullptr;
  if (t.upos == Upos::verb && t.tag == Tag::gerund) {  // "the shelling of the port", where the tagger took it for a verb
    bool nominal = false;
    for (const std::uint32_t c : tree_.children(i)) {
      const Relation r = page_.token(c).relation;
      nominal |= r == Relation::det || r == Relation::nmod_poss;
    }
    return nominal ? tables_.noun(page_.lower(i)) : nullptr;
  }
  if (t.upos != Upos::noun || clauses_.at(i) >= 0) return nullptr;
  if (t.relation == Relation::compound || t.relation == Relation::flat || t.relation == Relation::fixed) return nullptr;
  return tables_.noun(page_.lower(i));
}

/// The verb that stands for an event noun in its clause: "made" of "made an arrest", "took place" of "the attack took place"; -1 none.
std::int32_t Writer::stand_in(std::uint32_t noun) const {
  const lang::Token& t = page_.token(noun);
  const Clause* c = clauses_.of(t.head);
  if (!c || !c->verbal) return -1;
  std::string key = c->lemma;
  if (c->particle >= 0) key += " ", key += page_.lower(static_cast<std::uint32_t>(c->particle));
  if (t.relation == Relation::obj || t.relation == Relation::nsubj_pass) {
    if (tables_.effect(key) & kLight) return t.head;
  }
  if (t.relation == Relation::nsubj) {
    if (c->object >= 0) key += " ", key += page_.lower(static_cast<std::uint32_t>(c->object));
    if (tables_.effect(key) & kOccurs) return t.head;
  }
  return -1;
}

/// "by soldiers" that hangs on "people" in "the killing of people by soldiers"; -1 none.
std::int32_t Writer::by_phrase(std::uint32_t i) const {
  for (const std::uint32_t c : tree_.children(i))
    if (c > i && page_.token(c).relation == Relation::nmod && preposition(c) == "by") return static_cast<std::int32_t>(c);
  return -1;
}

/// Polarity and modality of an event noun: of the verb that stands for it, else by what hangs on it and what it hangs on.
void Writer::colour_noun(std::uint32_t i, const Clause* light, Event& e) const {
  if (light) {
    e.negated = light->negated, e.modality = light->modality;
    return;
  }
  const std::uint16_t effect = clauses_.colour(i);
  e.negated = (effect & kNot) != 0;
  e.modality = effect & kMust ? Modality::must : effect & kMight ? Modality::might : effect & kWill ? Modality::will : Modality::did;
  const lang::Token& t = page_.token(i);
  const Clause* over = clauses_.of(t.head);  // "demanded the release of", "prevented an attack"
  if (!over || !over->verbal || !over->complement || over->complement->control == Control::raise) return;
  if (t.relation != Relation::obj && !(t.relation == Relation::obl && preposition(i) == "for")) return;
  const Complement& k = *over->complement;
  if (k.negates && cue_[over->token] != Saying::denial) e.negated = !e.negated;
  if (e.modality == Modality::did) e.modality = k.modality != Modality::did ? k.modality : over->modality;
}

/// Participants that hang on the noun; whether a doer is among them.
bool Writer::noun_participants(std::uint32_t i, const NounEntry& entry, Event& e) const {
  const VerbEntry* as_verb = tables_.verb(entry.verb);
  const Role own = entry.names_doer && !(as_verb && as_verb->undergone) ? Role::doer : Role::undergoer;
  bool of = false, owned = false;  // "the government's seizure of the newspaper", "the company's offer of 40 crowns"
  for (const std::uint32_t k : tree_.children(i)) {
    of |= page_.token(k).relation == Relation::nmod && preposition(k) == "of";
    owned |= page_.token(k).relation == Relation::nmod_poss;
  }
  for (const std::uint32_t k : tree_.children(i)) {
    const lang::Token& child = page_.token(k);
    if (clauses_.at(k) >= 0) continue;
    if (child.relation == Relation::nmod_poss) {
      namer_.add(e, own == Role::doer || of ? Role::doer : Role::undergoer, k);
    } else if (child.relation == Relation::compound && entry.names_doer && child.upos == Upos::propn && namer_.acting(k)) {
      namer_.add(e, Role::doer, k);  // "the Corvane offer"
    } else if (child.relation == Relation::nmod && !namer_.temporal(k)) {
      const std::string p = preposition(k);
      if (p == "of") {
        const std::int32_t agent = by_phrase(k);
        const std::uint32_t until = agent < 0 ? ~0u : tree_.children(static_cast<std::uint32_t>(agent)).front();
        namer_.add(e, owned ? Role::undergoer : own, k, {}, until);
        if (agent >= 0) namer_.add(e, Role::doer, static_cast<std::uint32_t>(agent));
      } else if (p == "by") {
        namer_.add(e, Role::doer, k);
      } else if (entry.names_doer && (p == "on" || p == "upon" || p == "against" || p == "into" || p == "to")) {
        namer_.add(e, Role::undergoer, k);
      } else if (!p.empty()) {
        namer_.add(e, Role::other, k, p);
      }
    }
  }
  return std::any_of(e.participants.begin(), e.participants.end(), [](const Participant& p) { return p.role == Role::doer; });
}

void Writer::noun(std::uint32_t i, const NounEntry& entry) {
  const lang::Token& t = page_.token(i);
  const Clause* light = clauses_.of(stand_in(i));
  Event e = begin(i, light ? "light verb" : "noun", light ? .75f : .65f);
  e.predicate = entry.verb, e.predicate_class = tables_.class_name(entry.predicate_class);
  colour_noun(i, light, e);
  const bool doer = noun_participants(i, entry, e);
  if (light) {
    if (t.relation == Relation::obj && !light->passive && light->subject >= 0 && !doer)
      namer_.add(e, Role::doer, static_cast<std::uint32_t>(light->subject));
    others(light->token, light->passive, false, static_cast<std::int32_t>(i), e);
  }
  end(std::move(e), i, light ? light->token : i);
}

}  // namespace stemma::claims::ground::events
