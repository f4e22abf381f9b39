#include "claims/ground/events/clauses.h"

#include "claims/ground/word_forms.h"

namespace stemma::claims::ground::events {

using lang::Relation;
using lang::Tag;
using lang::Upos;

namespace {

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
  if (t.upos == Upos::verb || t.upos == Upos::aux) return VerbForms::built_in()->lemma(form);
  if (t.upos == Upos::propn) return std::string(page_.text(i));
  static const std::uint8_t plural = lang::penn_tag("NNS").value_or(0);
  return t.penn == plural ? regular_noun(form) : std::string(form);
}

bool Clauses::is_predicate(std::uint32_t i, bool& verbal) const {
  const lang::Token& t = page_.token(i);
  switch (t.relation) {
    case Relation::aux: case Relation::aux_pass: case Relation::cop: case Relation::compound: case Relation::case_: case Relation::mark:
    case Relation::fixed: case Relation::flat: case Relation::goeswith: case Relation::det: case Relation::punct: case Relation::cc:
    case Relation::reparandum: return false;
    default: break;
  }
  verbal = t.upos == Upos::verb || (t.upos == Upos::aux && t.tag != Tag::modal);
  if (verbal) return t.relation != Relation::amod || t.tag == Tag::participle;
  if (t.upos == Upos::adj && t.relation == Relation::xcomp) {  // "agreed to free the hostages", where the tagger took it for an adjective
    bool to = false, object = false;
    for (const std::uint32_t c : tree_.children(i)) to |= page_.lower(c) == "to", object |= page_.token(c).relation == Relation::obj;
    if (to && object) return verbal = true;
  }
  switch (t.upos) {
    case Upos::adj: case Upos::noun: case Upos::propn: case Upos::pron: case Upos::adv: case Upos::num: break;
    default: return false;
  }
  for (const std::uint32_t c : tree_.children(i))
    if (page_.token(c).relation == Relation::cop) return true;
  return false;
}

void Clauses::add(std::uint32_t i, bool verbal) {
  Clause c;
  c.token = i, c.verbal = verbal, c.lemma = lemma(i);
  const std::string_view form = page_.lower(i);
  c.complement = tables_.complement(form == "going" || form == "used" ? form : c.lemma);
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
      case Relation::aux: case Relation::aux_pass: case Relation::advmod: case Relation::mark: case Relation::det: case Relation::cc:
      case Relation::cc_preconj: case Relation::case_: case Relation::amod: case Relation::discourse: break;
      default: continue;
    }
    const std::string_view word = page_.lower(c);
    std::uint16_t effect = tables_.effect(word) & (kNot | kWill | kMust | kMight | kWould | kIf | kWhether);
    if (word == "longer" && c > 0 && page_.lower(c - 1) == "no") effect = kNot;
    if (!effect) continue;
    const std::string_view next = page_.lower(c + 1);
    // "not only"; "had" cut short before a participle; the month and the noun
    if ((effect & kNot) && t.relation == Relation::advmod && (next == "only" || next == "just" || next == "least")) continue;
    if (effect == kWould && word != "would" && page_.token(i).tag == Tag::participle) continue;
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
    if (r != Relation::det && r != Relation::cc_preconj && r != Relation::advmod && r != Relation::cc) continue;
    if ((tables_.effect(page_.lower(c)) & kNot) && page_.lower(c) != "nor") return true;
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
  for (const std::uint32_t i : tree_.children(c.token)) {
    const Relation r = page_.token(i).relation;
    if ((r == Relation::obl || r == Relation::obl_unmarked) && none(i)) never |= !with(i);  // "at no time"
  }
  c.negated = c.negated_word = ((effect & kNot) != 0) != never;
  c.modality = by_words(effect);
  if ((effect & kIf) && page_.token(c.token).relation == Relation::ccomp) c.modality = Modality::might;  // "asked if they had left"
  c.own_modality = c.modality != Modality::did;
}

}  // namespace stemma::claims::ground::events
