#include "claims/ground/events/clauses.h"

#include "claims/ground/events/lemma.h"

namespace stemma::claims::ground::events {

using lang::Relation;
using lang::Tag;
using lang::Upos;

namespace {

bool is_subject(Relation r) { return r == Relation::nsubj || r == Relation::nsubj_pass || r == Relation::nsubj_outer; }

/// The modality that a word's bits give; did: none.
Modality by_words(std::uint16_t effect) {
  if (effect & (kIf | kWould)) return Modality::would;
  if (effect & kMust) return Modality::must;
  if (effect & (kMight | kWhether)) return Modality::might;
  return effect & kWill ? Modality::will : Modality::did;
}

}  // namespace

Clauses::Clauses(const Page& page, const Tables& tables, const Tree& tree, const std::vector<Saying>& cue)
    : page_(page), tables_(tables), tree_(tree), cue_(cue), at_(page.size(), -1) {
  all_.reserve(page.size() / 6 + 1);
  for (const std::uint32_t i : tree.down()) {
    bool verbal = false;
    if (is_predicate(i, verbal)) add(i, verbal);
  }
}

std::string Clauses::lemma(std::uint32_t i) const {
  const lang::Token& t = page_.token(i);
  const std::string_view form = page_.lower(i);
  if (t.upos == Upos::verb || t.upos == Upos::aux) return verb_lemma(tables_, form);
  if (t.upos == Upos::propn) return std::string(page_.text(i));
  static const std::uint8_t plural = lang::penn_tag("NNS").value_or(0);
  return t.penn == plural ? regular_noun(form) : std::string(form);
}

bool Clauses::is_predicate(std::uint32_t i, bool& verbal) const {
  const lang::Token& t = page_.token(i);
  switch (t.relation) {
    case Relation::aux: case Relation::aux_pass: case Relation::cop: case Relation::compound: case Relation::case_: case Relation::mark: case Relation::fixed:
    case Relation::flat: case Relation::goeswith: case Relation::det: case Relation::punct: case Relation::cc: case Relation::reparandum: return false;
    default: break;
  }
  verbal = t.upos == Upos::verb || (t.upos == Upos::aux && t.tag != Tag::modal);
  if (verbal) return t.relation != Relation::amod || t.tag == Tag::participle;
  if (t.upos == Upos::adj && t.relation == Relation::xcomp) {  // "agreed to free the hostages", where the tagger took it for an adjective
    bool to = false, object = false;
    for (const std::uint32_t c : tree_.children(i)) to |= page_.lower(c) == "to", object |= page_.token(c).relation == Relation::obj;
    if (to && object) return verbal = true;
  }
  if (t.upos != Upos::adj && t.upos != Upos::noun && t.upos != Upos::propn && t.upos != Upos::pron && t.upos != Upos::adv && t.upos != Upos::num) return false;
  for (const std::uint32_t c : tree_.children(i))
    if (page_.token(c).relation == Relation::cop) return true;
  return false;
}

void Clauses::add(std::uint32_t i, bool verbal) {
  Clause c;
  c.token = i, c.verbal = verbal, c.lemma = lemma(i);
  c.complement = page_.lower(i) == "going" ? tables_.complement("going") : page_.lower(i) == "used" ? tables_.complement("used") : tables_.complement(c.lemma);
  gather(c);
  const lang::Token& t = page_.token(i);
  const std::int32_t above = t.head < 0 ? -1 : at_[static_cast<std::size_t>(t.head)];
  Clause* governor = above < 0 ? nullptr : &all_[static_cast<std::size_t>(above)];
  if (t.relation == Relation::conj && governor) share(c, *governor), share_object(c, *governor);
  else take_subject(c, governor);
  perfect(c);
  follow_relative(c);
  if (c.own_subject && none(static_cast<std::uint32_t>(c.subject))) c.negated = !c.negated;
  if (c.object >= 0 && none(static_cast<std::uint32_t>(c.object))) c.negated = !c.negated;
  colour_by_governor(c, governor);
  c.transparent = t.upos == Upos::aux && c.object < 0 && (c.lemma == "have" || c.lemma == "do");  // left over: "who had"
  at_[i] = static_cast<std::int32_t>(all_.size());
  all_.push_back(std::move(c));
}

std::uint16_t Clauses::colour(std::uint32_t i) const {
  std::uint16_t out = 0;
  for (const std::uint32_t c : tree_.children(i)) {
    const lang::Token& t = page_.token(c);
    switch (t.relation) {
      case Relation::aux: case Relation::aux_pass: case Relation::advmod: case Relation::mark: case Relation::det: case Relation::cc: case Relation::cc_preconj: case Relation::case_:
      case Relation::amod: case Relation::discourse: break;
      default: continue;
    }
    const std::string_view word = page_.lower(c);
    std::uint16_t effect = tables_.effect(word) & (kNot | kWill | kMust | kMight | kWould | kIf | kWhether);
    if (word == "longer" && c > 0 && page_.lower(c - 1) == "no") effect = kNot;
    if (!effect) continue;
    // "not only"; "had" cut short before a participle; the month and the noun
    if ((effect & kNot) && t.relation == Relation::advmod && (page_.lower(c + 1) == "only" || page_.lower(c + 1) == "just" || page_.lower(c + 1) == "least")) continue;
    if (effect == kWould && word.size() <= 4 && word.ends_with('d') && word.front() != 'w' && page_.token(i).tag == Tag::participle) continue;
    if ((word == "may" || word == "will" || word == "can") && t.relation != Relation::aux) continue;
    if (effect & kNot) out ^= kNot;
    out |= static_cast<std::uint16_t>(effect & ~kNot);
  }
  return out;
}

bool Clauses::none(std::uint32_t i) const {
  if (tables_.effect(page_.lower(i)) & kNobody) return true;
  for (const std::uint32_t c : tree_.children(i)) {
    const Relation r = page_.token(c).relation;
    if ((r == Relation::det || r == Relation::cc_preconj || r == Relation::advmod || r == Relation::cc) && (tables_.effect(page_.lower(c)) & kNot) && page_.lower(c) != "nor") return true;
  }
  return false;
}

/// "with no warning", "without warning": nothing of the predicate's.
bool Clauses::with(std::uint32_t i) const {
  for (const std::uint32_t c : tree_.children(i))
    if (page_.token(c).relation == Relation::case_ && page_.lower(c).starts_with("with")) return true;
  return false;
}

/// What hangs on the predicate itself.
void Clauses::gather(Clause& c) const {
  const VerbEntry* verb = c.verbal ? tables_.verb(c.lemma) : nullptr;
  const bool giving = verb && verb->giving;
  for (const std::uint32_t i : tree_.children(c.token)) {
    const Relation r = page_.token(i).relation;
    if (is_subject(r)) {
      if (c.subject < 0 || r != Relation::nsubj_outer) c.subject = static_cast<std::int32_t>(i);
      c.own_subject = true;
      c.passive |= r == Relation::nsubj_pass;
    } else if (r == Relation::obj && c.object < 0) {
      c.object = static_cast<std::int32_t>(i);
    } else if (r == Relation::obj && giving && c.recipient < 0) {
      c.recipient = c.object;
      c.object = static_cast<std::int32_t>(i);
    } else if (r == Relation::xcomp && c.object < 0 && giving && page_.token(i).upos == Upos::noun) {
      c.object = static_cast<std::int32_t>(i);
    } else if (r == Relation::aux_pass) {
      c.passive = true;
    } else if (r == Relation::compound_prt) {
      c.particle = static_cast<std::int32_t>(i);
    } else if (r == Relation::mark && page_.lower(i) == "to") {
      c.infinitive = true;
    }
  }
  const std::uint16_t effect = colour(c.token);
  bool never = false;
  for (const std::uint32_t i : tree_.children(c.token))
    if ((page_.token(i).relation == Relation::obl || page_.token(i).relation == Relation::obl_unmarked) && none(i)) never |= !with(i);  // "at no time"
  c.negated = c.negated_word = ((effect & kNot) != 0) != never;
  c.modality = by_words(effect);
  if ((effect & kIf) && page_.token(c.token).relation == Relation::ccomp) c.modality = Modality::might;  // "asked if they had left"
  c.own_modality = c.modality != Modality::did;
}

/// A coordinated predicate has its elder's subject, and its auxiliaries where its form cannot stand alone.
void Clauses::share(Clause& c, const Clause& head) const {
  const Tag tag = page_.token(c.token).tag;
  const bool bare = c.verbal && !c.infinitive && (tag == Tag::verb_base || tag == Tag::participle || tag == Tag::gerund);
  if (!c.own_subject) {
    c.subject = head.subject;
    const VerbEntry* verb = c.verbal ? tables_.verb(c.lemma) : nullptr;
    const std::string_view form = page_.lower(c.token);  // "was taken and kept", where the tagger took it for a past tense
    const bool past = tag == Tag::verb_past && c.object < 0 && !(verb && (verb->alone || verb->undergone)) && (form.ends_with('d') || form.ends_with('t'));
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
      if (!acts || (c.passive && c.infinitive)) c.passive = true, c.subject = t.head;
      else if (t.tag == Tag::gerund && !c.infinitive) {
        bool marked = false;  // "the crime of killing": not the crime's doing
        for (const std::uint32_t i : tree_.children(c.token)) marked |= page_.token(i).relation == Relation::mark;
        if (!marked) c.subject = t.head;
      } else if (const Complement* k = t.head < 0 ? nullptr : tables_.complement(lemma(static_cast<std::uint32_t>(t.head))); k && k->control == Control::object) {
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
const Clause* Clauses::above_noun(std::int32_t noun) const { return noun < 0 ? nullptr : of(page_.token(static_cast<std::uint32_t>(noun)).head); }

/// "Release them": a bare form that begins what is said.
bool Clauses::imperative(const Clause& c) const {
  const lang::Token& t = page_.token(c.token);
  if (t.tag != Tag::verb_base || !c.verbal || c.own_subject || c.infinitive) return false;
  const std::uint32_t i = c.token;
  return t.sentence_start || (i > 0 && (page_.token(i - 1).kind == lang::TokenKind::open_quote || page_.lower(i - 1) == "not" || page_.lower(i - 1) == "n't"));
}

/// "Minister to meet envoy, office says".
bool Clauses::headline(const Clause& c, const Clause& governor) const {
  return page_.token(c.token).relation == Relation::xcomp && c.infinitive && c.token < governor.token && cue_[governor.token] != Saying::none;
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
    bool marked = false;  // "prevented them from leaving", "accused them of killing"
    for (const std::uint32_t i : tree_.children(c.token)) marked |= page_.token(i).relation == Relation::mark && (page_.lower(i) == "from" || page_.lower(i) == "of");
    if (!marked && !(c.infinitive && k && (k->control == Control::object || (k->control == Control::raise && governor.object >= 0)))) return;
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
  if (!governor.passive && governor.object >= 0) c.subject = governor.object;
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
  if (t->relation == Relation::conj && t->head >= 0 && (relative(c.subject) || relative(c.object))) t = &page_.token(static_cast<std::uint32_t>(t->head));
  if (t->relation != Relation::acl_relcl) return;
  noun = t->head;
  const bool by_subject = relative(c.subject), by_object = relative(c.object);
  if (by_subject) c.subject = noun;
  if (by_object) c.object = noun;
  if (by_subject || by_object || !c.own_subject || c.object >= 0 || c.passive || !c.verbal) return;
  for (const std::uint32_t i : tree_.children(c.token)) {
    const Relation r = page_.token(i).relation;
    if (r == Relation::ccomp || r == Relation::xcomp || ((r == Relation::obl || r == Relation::advmod || r == Relation::iobj) && page_.token(i).tag == Tag::relative)) return;
  }
  c.object = noun;
}

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
    case Relation::advcl: {
      if (c.infinitive) {
        if (k && k->control == Control::raise) k = nullptr;
        break;
      }
      bool marked = false;
      for (const std::uint32_t i : tree_.children(c.token)) marked |= page_.token(i).relation == Relation::mark && (page_.lower(i) == "from" || page_.lower(i) == "of");
      if (!marked) k = nullptr;
      break;
    }
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
    if (governor && k->control == Control::raise && !governor->passive && governor->object >= 0 && t.relation == Relation::xcomp) {
      // "expects them to leave": an attitude of somebody's
    } else if (governor && k->control == Control::raise && (t.relation == Relation::xcomp || t.relation == Relation::csubj || t.relation == Relation::ccomp) &&
               (c.infinitive || gerund || t.relation != Relation::xcomp)) {
      governor->transparent = true;
    } else if (k->control == Control::raise && t.relation == Relation::xcomp) {
      k = nullptr;  // "had him killed"
    }
  }
  const bool denied = k && k->negates && saying == Saying::denial;  // what a source denies is its stance, not what it says
  const bool that = t.relation == Relation::ccomp;
  if (k && k->negates && !denied && (!that || !governor || !governor->verbal || governor->lemma == "deny")) c.negated = !c.negated;
  if (!c.own_modality) {
    if (k && k->modality != Modality::did && (!that || k->modality == Modality::might || (k->modality == Modality::must && subjunctive(c)))) c.modality = k->modality;
    else if (governor && headline(c, *governor)) c.modality = Modality::will;
    else if (t.relation == Relation::xcomp && governor) c.modality = governor->modality;
    else if (loose && c.infinitive && !k) c.modality = Modality::might;  // "to stop the attack": a purpose
  }
  if (governor && t.relation == Relation::xcomp && governor->negated && (saying == Saying::none || (k && k->modality == Modality::did))) c.negated = !c.negated;
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
