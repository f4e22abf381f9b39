// Who acts in a clause: by itself, by coordination, by what governs it, in a relative clause.
#include "claims/ground/events/clauses.h"

namespace stemma::claims::ground::events {

using lang::Relation;
using lang::Tag;

/// A coordinated predicate has its elder's subject, and its auxiliaries where its form cannot stand alone.
void Clauses::share(Clause& c, const Clause& head) const {
  const Tag tag = page_.token(c.token).tag;
  const bool bare = c.verbal && !c.infinitive && (tag == Tag::verb_base || tag == Tag::participle || tag == Tag::gerund);
  if (!c.own_subject) {
    c.subject = head.subject;
    const VerbEntry* verb = c.verbal ? tables_.verb(c.lemma) : nullptr;
    const std::string_view form = page_.lower(c.token);  // "was taken and kept", where the tagger took it for a past tense
    const bool own_act = verb && (verb->alone || verb->undergone);
    const bool past = tag == Tag::verb_past && c.object < 0 && !own_act && (form.ends_with('d') || form.ends_with('t'));
    if ((tag == Tag::participle || past) && !c.passive) {
      c.passive = head.passive;
      for (const std::uint32_t i : tree_.children(c.token)) c.passive &= page_.token(i).relation != Relation::aux;
    }
    if (c.subject >= 0 && head.own_subject && none(static_cast<std::uint32_t>(c.subject))) c.negated = !c.negated;
  }
  if (c.own_subject) return;
  bool either = false;  // "did not shoot or beat"
  for (const std::uint32_t i : tree_.children(c.token)) either |= page_.lower(i) == "or";
  if (!c.own_modality && !c.negated_word && (bare || either)) {
    c.modality = head.modality, c.own_modality = head.own_modality;
    if (head.negated_word && (tag == Tag::verb_base || either)) c.negated = !c.negated, c.negated_word = true;
  }
}

/// "beat and robbed the drivers": the object behind the last of them is that of all.
void Clauses::share_object(const Clause& c, Clause& head) const {
  const VerbEntry* verb = head.object < 0 && !head.passive && head.verbal ? tables_.verb(head.lemma) : nullptr;
  if (!verb || verb->undergone || verb->alone || c.object < 0 || c.own_subject || c.passive) return;
  for (const std::uint32_t i : tree_.children(head.token))
    if (i > head.token && i < c.token) return;
  if (c.token - head.token > 3) return;
  head.object = c.object;
}

void Clauses::take_subject(Clause& c, Clause* governor) const {
  if (c.own_subject) return;
  const lang::Token& t = page_.token(c.token);
  const bool acts = c.infinitive || t.tag == Tag::gerund || t.tag == Tag::verb_base;
  switch (t.relation) {
    case Relation::acl: case Relation::amod: {
      const Complement* k = t.head < 0 ? nullptr : tables_.complement(lemma(static_cast<std::uint32_t>(t.head)));
      if (!acts || (c.passive && c.infinitive)) c.passive = true, c.subject = t.head;
      else if (t.tag == Tag::gerund && !c.infinitive) {
        bool marked = false;  // "the crime of killing": not the crime's doing
        for (const std::uint32_t i : tree_.children(c.token)) marked |= page_.token(i).relation == Relation::mark;
        if (!marked) c.subject = t.head;
      } else if (k && k->control == Control::object) {
        c.subject = t.head;  // "the first to leave"
      } else if (const Clause* g = above_noun(t.head)) {
        if (k) c.subject = g->subject;  // "made a decision to close it"
        else if (g->object == t.head && g->complement && g->complement->control != Control::raise)
          c.subject = g->complement->control == Control::subject ? g->subject : t.head;
        else if (g->object == t.head && c.verbal) {  // "have nothing to hide"
          c.subject = g->subject;
          if (c.object < 0 && !c.passive) c.object = t.head;
        }
      } else if (t.head >= 0 && page_.token(static_cast<std::uint32_t>(t.head)).head < 0) {
        c.subject = t.head;  // "Markets to remain closed"
      }
      break;
    }
    case Relation::acl_relcl: c.subject = t.head; break;
    case Relation::xcomp: case Relation::ccomp: case Relation::advcl: case Relation::csubj:
      if (!governor || (t.relation == Relation::ccomp && imperative(c))) break;
      if (c.verbal && !acts && t.tag == Tag::participle && !c.passive) {
        c.passive = true;  // "arrested in March, he ..."; "having arrested" has an auxiliary
        for (const std::uint32_t i : tree_.children(c.token)) c.passive &= page_.token(i).relation != Relation::aux;
      }
      control(c, *governor);
      break;
    default: break;
  }
}

/// The clause that a noun with an infinitive stands in; nullptr: none.
const Clause* Clauses::above_noun(std::int32_t noun) const {
  return noun < 0 ? nullptr : of(page_.token(static_cast<std::uint32_t>(noun)).head);
}

/// "Release them": a bare form that begins what is said.
bool Clauses::imperative(const Clause& c) const {
  const lang::Token& t = page_.token(c.token);
  if (t.tag != Tag::verb_base || !c.verbal || c.own_subject || c.infinitive) return false;
  if (t.sentence_start || c.token == 0) return t.sentence_start;
  const std::uint32_t before = c.token - 1;
  return page_.token(before).kind == lang::TokenKind::open_quote || page_.lower(before) == "not" || page_.lower(before) == "n't";
}

/// "Minister to meet envoy, office says".
bool Clauses::headline(const Clause& c, const Clause& governor) const {
  return page_.token(c.token).relation == Relation::xcomp && c.infinitive && c.token < governor.token &&
         cue_[governor.token] != Saying::none;
}

/// "has at no time housed", "had on Wednesday warned": the parser takes the auxiliary that is parted from its participle for a verb.
void Clauses::perfect(Clause& c) {
  const lang::Token& t = page_.token(c.token);
  if (t.tag != Tag::participle && t.tag != Tag::verb_past) return;
  if (c.own_subject) return;
  std::uint32_t i = c.token;
  while (i > 0 && c.token - i < 7 && page_.token(i - 1).kind != lang::TokenKind::punctuation && at_[i - 1] < 0) --i;
  if (i == 0 || at_[i - 1] < 0 || page_.token(i).tag != Tag::preposition) return;
  Clause& have = all_[static_cast<std::size_t>(at_[i - 1])];
  if (have.lemma != "have" || have.subject < 0) return;
  c.subject = have.subject, c.passive = false, c.own_subject = true;
  c.negated = c.negated_word = have.negated;
  have.transparent = true;
}

/// "prevented them from leaving", "accused them of killing".
bool Clauses::marked_from(const Clause& c) const {
  for (const std::uint32_t i : tree_.children(c.token))
    if (page_.token(i).relation == Relation::mark && (page_.lower(i) == "from" || page_.lower(i) == "of")) return true;
  return false;
}

void Clauses::control(Clause& c, const Clause& governor) const {
  const lang::Token& t = page_.token(c.token);
  c.subject = governor.subject;
  if (t.relation == Relation::csubj) c.subject = -1;
  const Complement* k = governor.complement;
  if (headline(c, governor)) {
    for (const std::uint32_t i : tree_.children(governor.token))
      if (i < c.token && is_subject(page_.token(i).relation)) c.subject = static_cast<std::int32_t>(i);
    return;
  }
  if (t.relation == Relation::advcl) {
    const bool of_object = k && (k->control == Control::object || (k->control == Control::raise && governor.object >= 0));
    if (!marked_from(c) && !(c.infinitive && of_object)) return;
  } else if (k && k->control == Control::subject) {
    return;
  }
  if (governor.lemma == "call" || governor.lemma == "appeal")  // "called on the army to leave"
    for (const std::uint32_t i : tree_.children(governor.token))
      if (i < c.token && page_.token(i).relation == Relation::obl)
        for (const std::uint32_t p : tree_.children(i))
          if (page_.lower(p) == "on" || page_.lower(p) == "to" || page_.lower(p) == "upon") {
            c.subject = static_cast<std::int32_t>(i);
            return;
          }
  const bool owes = k && k->control == Control::raise && governor.lemma == "have";  // "has plans to import"
  if (!governor.passive && governor.object >= 0 && !owes) c.subject = governor.object;
}

bool Clauses::relative(std::int32_t i) const {
  if (i < 0) return false;
  const std::string_view w = page_.lower(static_cast<std::uint32_t>(i));
  return w == "who" || w == "whom" || w == "which" || w == "that";
}

/// "who", "which", "that" of a relative clause are the noun that it hangs on; without one it is the object that is missing.
void Clauses::follow_relative(Clause& c) const {
  std::int32_t noun = -1;
  const lang::Token* t = &page_.token(c.token);
  if (t->relation == Relation::conj && t->head >= 0 && (relative(c.subject) || relative(c.object)))
    t = &page_.token(static_cast<std::uint32_t>(t->head));
  if (t->relation != Relation::acl_relcl) return;
  noun = t->head;
  const bool by_subject = relative(c.subject), by_object = relative(c.object);
  if (by_subject) c.subject = noun;
  if (by_object) c.object = noun;
  if (by_subject || by_object || !c.own_subject || c.object >= 0 || c.passive || !c.verbal) return;
  for (const std::uint32_t i : tree_.children(c.token)) {
    const Relation r = page_.token(i).relation;
    const bool taken = r == Relation::obl || r == Relation::advmod || r == Relation::iobj;  // "the town where he hid"
    if (r == Relation::ccomp || r == Relation::xcomp || (taken && page_.token(i).tag == Tag::relative)) return;
  }
  c.object = noun;
}

}  // namespace stemma::claims::ground::events
