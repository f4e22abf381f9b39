// What befell the counted: the class by the noun, by what modifies it, by its predicate.
#include <algorithm>

#include "claims/ground/figures/counted.h"

namespace stemma::claims::ground {
namespace {

using lang::Relation;
using lang::Tag;

/// How far words that belong together are looked for.
constexpr std::uint32_t kNear = 8;

bool is_object(Relation r) { return r == Relation::obj || r == Relation::nsubj_pass || r == Relation::iobj; }
bool is_subject(Relation r) { return r == Relation::nsubj || r == Relation::nsubj_pass; }
bool is_finite_verb(lang::Upos u) { return u == lang::Upos::verb || u == lang::Upos::aux; }

}  // namespace

ClassWord CountedReader::class_word(std::uint32_t i) const {
  const ClassWord* printed = tables_.class_words.find(page_.lower(i));
  ClassWord out = printed ? *printed : ClassWord{};
  if (page_.token(i).tag == Tag::noun)
    if (const ClassWord* noun = tables_.class_words.find(base(i)); noun && out.noun < 0) out.noun = noun->noun;
  verb_form(i, [&](std::string_view verb) {
    const ClassWord* found = tables_.class_words.find(verb);
    if (!found || (found->verb_passive < 0 && found->verb_subject < 0)) return false;
    out.verb_object = found->verb_object;
    out.verb_subject = found->verb_subject;
    out.verb_passive = found->verb_passive;
    return true;
  });
  return out;
}

bool CountedReader::set_class(std::int16_t index, bool by_predicate, Counted& out) const {
  if (index < 0) return false;
  out.class_index = index;
  out.by_predicate = by_predicate;
  return true;
}

/// The class of a noun and of what modifies it: "12 deaths", "12 dead", "12 wounded soldiers", "12 prisoners".
void CountedReader::noun_class(std::uint32_t noun, std::uint32_t first, Counted& out) const {
  for (std::uint32_t i = first; i < noun && i < first + 4; ++i) {
    const Tag tag = page_.token(i).tag;
    if ((tag == Tag::adjective || tag == Tag::participle) && set_class(class_word(i).other, false, out)) return;
  }
  const ClassWord w = class_word(noun);
  if (!set_class(w.noun, false, out)) set_class(w.other, false, out);
}

/// A word in [a, b) that hangs on `from` and names a class: "leaving 12 dead", "were reported missing", "is in custody".
bool CountedReader::near_class(std::uint32_t from, std::uint32_t a, std::uint32_t b, Counted& out) const {
  for (std::uint32_t i = a; i < b; ++i) {
    if (head(i) != static_cast<std::int32_t>(from)) continue;
    const lang::Token& t = page_.token(i);
    if (t.tag == Tag::adjective || t.tag == Tag::participle || t.relation == Relation::xcomp) {
      if (set_class(class_word(i).other, true, out)) return true;
    }
  }
  return false;
}

/// What the verb makes of its participant `t`.
bool CountedReader::verb_class(std::uint32_t verb, Relation relation, std::uint32_t t, Counted& out) const {
  const ClassWord w = class_word(verb);
  const bool participle = page_.token(verb).tag == Tag::participle;
  if (is_object(relation) && set_class(relation == Relation::nsubj_pass ? w.verb_passive : w.verb_object, true, out)) return true;
  if (is_subject(relation) && set_class(w.verb_subject, true, out)) return true;
  const std::uint32_t end = std::min(limit(verb), std::max(verb, t) + kNear);
  if (is_subject(relation)) {
    if (page_.token(verb).tag != Tag::noun || w.other >= 0) {
      const bool copula = !is_finite_verb(page_.token(verb).upos) || participle || page_.token(verb).tag == Tag::gerund;
      if (copula && set_class(w.other, true, out)) return true;
    }
    if (out.noun < 0 && page_.token(verb).tag == Tag::noun && verb > t) {  // "12 were women"
      out.noun = static_cast<std::int32_t>(verb);
      return true;
    }
    if (near_class(verb, verb + 1, end, out)) return true;
    // "were among the dead", "were in custody"
    for (std::uint32_t i = verb + 1; i < end && i < verb + 5; ++i)
      if ((page_.lower(i) == "in" || page_.lower(i) == "among" || page_.lower(i) == "under") && head(static_cast<std::uint32_t>(i)) >= 0) {
        const std::int32_t noun = head(i);
        const bool hangs = noun > static_cast<std::int32_t>(i) &&
            (head(static_cast<std::uint32_t>(noun)) == static_cast<std::int32_t>(verb));
        if (hangs) {
          const ClassWord place = class_word(static_cast<std::uint32_t>(noun));
          return set_class(page_.lower(i) == "among" ? place.other : place.noun, true, out);
        }
      }
  }
  if (is_object(relation)) return near_class(verb, t + 1, end, out);
  return false;
}

/// "the death toll rose to 17", "bringing the number of wounded to 30", "a toll of 17".
bool CountedReader::toll(std::uint32_t t, Counted& out) const {
  const std::int32_t up = head(t);
  if (up < 0 || (bound_first_ > 0 && page_.lower(bound_first_ - 1) == "per")) return false;  // "12 deaths per 100,000"
  const auto names_class = [&](std::uint32_t i) {
    if (page_.lower(i) == "number" || page_.lower(i) == "numbers" || page_.lower(i) == "total" || page_.lower(i) == "count") {
      if (page_.lower(i + 1) != "of") return false;
      for (std::uint32_t k = i + 2; k < std::min(limit(i), i + 5); ++k) {
        const ClassWord w = class_word(k);
        if (set_class(w.other >= 0 ? w.other : w.noun, false, out)) return out.noun = static_cast<std::int32_t>(k), true;
      }
      out.noun = noun_head(i + 2);  // "put the number of lorries at 40"
      return out.noun >= 0;
    }
    if (page_.token(i).tag != Tag::noun || !set_class(class_word(i).noun, false, out)) return false;
    if (page_.lower(i) != "toll") out.noun = static_cast<std::int32_t>(i);
    return true;
  };
  const auto u = static_cast<std::uint32_t>(up);
  const Relation r = page_.token(t).relation;
  if (r == Relation::nmod || r == Relation::appos) return u < t && t - u < 4 && names_class(u);
  if (r != Relation::obl && r != Relation::xcomp && r != Relation::obj && r != Relation::advcl && r != Relation::advmod &&
      r != Relation::ccomp && r != Relation::root) return false;
  const std::uint32_t from = std::max(page_.sentence_of(t).first, t > 16 ? t - 16 : 0);
  for (std::uint32_t i = t; i-- > from;)
    if (head(i) == up && (page_.token(i).relation == Relation::nsubj || page_.token(i).relation == Relation::obj ||
        page_.token(i).relation == Relation::nsubj_pass)) return names_class(i);
  return false;
}

/// "12 people killed in the blast", "12 who died".
bool CountedReader::behind_noun(std::uint32_t noun, Counted& out) const {
  const std::uint32_t end = std::min(limit(noun), noun + kNear);
  for (std::uint32_t i = noun + 1; i < end; ++i) {
    if (head(i) != static_cast<std::int32_t>(noun)) continue;
    const lang::Token& t = page_.token(i);
    const ClassWord w = class_word(i);
    if (t.relation == Relation::acl) return set_class(t.tag == Tag::participle ? w.verb_passive : w.verb_subject, true, out) ||
        set_class(w.other, true, out);
    if (t.relation == Relation::acl_relcl) {
      bool passive = false;
      for (std::uint32_t k = noun + 1; k < i; ++k) passive = passive || page_.token(k).relation == Relation::aux_pass;
      return set_class(passive ? w.verb_passive : w.verb_subject, true, out) || (passive && set_class(w.other, true, out));
    }
    if (t.relation == Relation::amod && set_class(w.other, true, out)) return true;
  }
  return false;
}

/// "Officials said at least 19 people, among them five children, had been killed", the people taken for the object of "said".
bool CountedReader::told_below(std::uint32_t verb, std::uint32_t t, Counted& out) const {
  const std::uint32_t end = std::min(limit(t), t + 2 * kNear);
  for (std::uint32_t i = t + 1; i < end; ++i) {
    if (head(i) != static_cast<std::int32_t>(verb) || page_.token(i).relation != Relation::ccomp) continue;
    bool passive = false;
    for (std::uint32_t k = t + 1; k < i; ++k) {
      if (head(k) != static_cast<std::int32_t>(i)) continue;
      if (is_subject(page_.token(k).relation)) return false;
      passive = passive || page_.token(k).relation == Relation::aux_pass;
    }
    return verb_class(i, passive ? Relation::nsubj_pass : Relation::nsubj, i, out);
  }
  return false;
}

/// The class that the verb over `t` gives it.
bool CountedReader::predicate_class(std::uint32_t t, Counted& out) const {
  std::uint32_t at = t;
  for (int n = 0; n < 4; ++n) {
    const std::int32_t up = head(at);
    if (up < 0) return false;
    const auto verb = static_cast<std::uint32_t>(up);
    Relation r = page_.token(at).relation;
    // "killed at least 12 people": what stands right behind the verb is its object, whatever the parser made of "at" and "to"
    if (r == Relation::obl && verb + 1 == bound_first_) r = Relation::obj;
    if (is_subject(r) || is_object(r)) {
      out.subject = true;
      if (verb_class(verb, r, t, out)) return true;
      if (r == Relation::obj && told_below(verb, at, out)) return true;
      // "were reported to have died": the verb below tells; not in "deserves to die"
      if (r == Relation::nsubj && !verb_form(verb, [&](std::string_view w) { return (tables_.guard(w) & kSeem) != 0; })) return false;
      const std::uint32_t end = std::min(limit(verb), verb + kNear);
      for (std::uint32_t i = verb + 1; i < end; ++i) {
        if (head(i) != up || page_.token(i).relation != Relation::xcomp) continue;
        bool passive = false;
        for (std::uint32_t k = verb + 1; k < i; ++k)
          passive = passive || (page_.token(k).relation == Relation::aux_pass && head(k) == static_cast<std::int32_t>(i));
        const bool object = is_object(r) && !is_subject(r);
        return verb_class(i, object ? Relation::obj : passive ? Relation::nsubj_pass : Relation::nsubj, i, out);
      }
      return false;
    }
    if (r == Relation::conj) {
      // "killed 12 people and wounded 30": a verb of its own was looked for; "12 people and 3 dogs were killed": that of the first
      at = verb;
      continue;
    }
    if (r == Relation::nmod && page_.lower(verb) == "number") {
      at = verb;
      continue;
    }
    return false;
  }
  return false;
}

}  // namespace stemma::claims::ground
