#include "claims/ground/figures/counted.h"

#include <algorithm>

#include "claims/words.h"

namespace stemma::claims::ground {
namespace {

using lang::Relation;
using lang::Tag;

/// How far words that belong together are looked for.
constexpr std::uint32_t kNear = 8;

}  // namespace

bool CountedReader::is_label_before(const Quantity& q, const Counted& c) const {
  if (c.noun < 0 || !c.group.empty() || c.persons || q.range || !q.said.plain || q.said.digits < 3 || q.said.digits > 4) return false;
  const auto noun = static_cast<std::uint32_t>(c.noun);
  if (noun != q.last) return false;
  const std::string_view penn = lang::penn_tags()[page_.token(noun).penn];
  return (penn == "NN" || penn == "NNP") && tables_.nouns.find(page_.lower(noun)) == nullptr && !page_.lower(noun).ends_with('s');
}

/// By rule, and a table for what no rule gives: the rules that the language reader's model has learned cut plurals badly.
std::string CountedReader::base(std::uint32_t i) const {
  const std::string_view w = page_.lower(i);
  if (const std::string_view* single = tables_.nouns.find(w)) return std::string(*single);
  const lang::Token& t = page_.token(i);
  const std::string_view penn = lang::penn_tags()[t.penn];
  if ((penn != "NNS" && penn != "NNPS") || !w.ends_with('s') || w.ends_with("ss") || w.size() < 4) return std::string(w);
  const auto without = [&](std::size_t n, std::string_view ending) { return std::string(w.substr(0, w.size() - n)) + std::string(ending); };
  if (w.ends_with("ies")) return without(3, "y");
  for (const std::string_view es : {"ches", "shes", "sses", "xes", "zzes"})
    if (w.ends_with(es)) return without(2, "");
  return without(1, "");
}

/// The token of the number that leads out of it, and of the words that bind it, which begin at `first`.
std::uint32_t CountedReader::outer(const Quantity& q, std::uint32_t first) const {
  const auto begin = static_cast<std::int32_t>(first), end = static_cast<std::int32_t>(q.last);
  std::uint32_t t = q.number_last - 1;
  for (std::uint32_t i = q.number_last; i-- > q.number_first;)
    if ((head(i) < static_cast<std::int32_t>(q.number_first) || head(i) >= static_cast<std::int32_t>(q.number_last)) &&
        page_.token(i).relation != Relation::punct) {
      t = i;
      break;
    }
  for (int n = 0; n < 4 && head(t) >= begin && head(t) < end; ++n) t = static_cast<std::uint32_t>(head(t));
  return t;
}

bool CountedReader::plural(std::uint32_t i) const {
  const std::string_view penn = lang::penn_tags()[page_.token(i).penn];
  return penn == "NNS" || page_.lower(i) == "people";
}

bool CountedReader::person(std::uint32_t i) const {
  const std::string_view w = page_.lower(i);
  if (const bool* listed = tables_.persons.find(w)) return *listed;
  if (word_class(w) & (kPersonRole | kGroupNoun)) return (word_class(w) & kQuantity) == 0;
  const auto& names = page_.analysis().names;
  const auto n = std::upper_bound(names.begin(), names.end(), i, [](std::uint32_t at, const lang::Name& name) { return at < name.first; });
  if (n != names.begin() && (n - 1)->last > i && (n - 1)->type == lang::NameType::people && w.ends_with('s')) return true;
  if (!page_.token(i).capitalised) return false;
  return w.ends_with("ans") || w.ends_with("ists") || w.ends_with("ites") || w.ends_with("crats");  // "Rovians", "Communists"
}

/// The head of the noun phrase that begins at `from`; -1: none.
std::int32_t CountedReader::noun_head(std::uint32_t from) const {
  std::uint32_t t = from;
  const std::uint32_t end = limit(from);
  for (std::uint32_t n = 0; n < kNear && t < end; ++n) {
    const lang::Token& token = page_.token(t);
    const bool nominal = token.tag == Tag::noun || token.tag == Tag::name || token.tag == Tag::pronoun;
    const bool before = token.head > static_cast<std::int32_t>(t) && token.head < static_cast<std::int32_t>(std::min(end, t + kNear));
    if (nominal) {
      if (token.relation == Relation::compound || token.relation == Relation::nmod_poss || token.relation == Relation::nmod_desc) {
        if (before) {
          t = static_cast<std::uint32_t>(token.head);
          continue;
        }
      }
      return static_cast<std::int32_t>(t);
    }
    const bool modifier = token.tag == Tag::determiner || token.tag == Tag::adjective || token.tag == Tag::possessive ||
        token.tag == Tag::number ||
                          token.tag == Tag::participle || token.tag == Tag::gerund || token.tag == Tag::adverb || token.tag == Tag::owner ||
                              page_.lower(t) == "-" ||
                          token.kind == lang::TokenKind::open_quote;
    if (!modifier) return -1;
    ++t;
  }
  return -1;
}

/// Behind the noun and the prepositional phrases that belong to it.
std::uint32_t CountedReader::phrase_end(std::uint32_t noun) const {
  std::uint32_t e = noun + 1;
  const std::uint32_t end = std::min(limit(noun), noun + 14);
  while (e < end && page_.token(e).tag == Tag::preposition && page_.token(e).relation == Relation::case_) {
    const std::int32_t h = head(e);
    if (h <= static_cast<std::int32_t>(e) || h >= static_cast<std::int32_t>(end)) break;
    const std::int32_t to = head(static_cast<std::uint32_t>(h));
    if (to < static_cast<std::int32_t>(noun) || to >= static_cast<std::int32_t>(e)) break;
    e = static_cast<std::uint32_t>(h) + 1;
  }
  return e;
}

/// "of the 64 residents" behind a share or a part; "of rice" behind a measure, "of people" behind "dozens".
void CountedReader::of_phrase(const Quantity& q, std::uint32_t of, Counted& out) {
  const std::uint32_t from = of + 1;
  if (from >= limit(of)) return;
  const std::int32_t noun = noun_head(from);
  if (noun < 0) return;
  const bool measure = q.unit && q.unit->kind != Unit::Kind::percent;
  const bool definite = page_.token(from).tag == Tag::determiner || page_.token(from).tag == Tag::possessive ||
      page_.token(from).tag == Tag::pronoun;
  const bool part = !measure && !q.said.couple && ((!q.said.vague && q.age.empty()) || definite);
  if (!measure || page_.token(static_cast<std::uint32_t>(noun)).tag == Tag::noun) out.noun = noun;
  if (page_.token(static_cast<std::uint32_t>(noun)).tag == Tag::pronoun) out.noun = -1;
  if (part) out.group = std::string(slice(page_.document(), page_.bytes(of,
      std::max(phrase_end(static_cast<std::uint32_t>(noun)), from + 1))));
}

/// No dash, comma or bracket stands between token `a` and token `b`.
bool CountedReader::nothing_parts(std::uint32_t a, std::uint32_t b) const {
  for (std::uint32_t i = a; i < b && i < a + kNear; ++i)
    if (const std::string_view w = page_.lower(i); w == "—" || w == "–" || w == "--" || w == ";" || w == "(" || w == ":") return false;
  return true;
}

/// The head noun of what a number without a unit counts, `first` being where its phrase begins; `t` is the number's token.
void CountedReader::find_noun(const Quantity& q, std::uint32_t t, std::uint32_t last, std::uint32_t& first, Counted& out) {
  const std::uint32_t end = limit(q.first);
  if (last >= end) return;
  const auto at = [&](std::uint32_t i) { out.noun = static_cast<std::int32_t>(i), first = std::min(first, i); };
  const Relation r = page_.token(t).relation;
  const Tag next = page_.token(last).tag;
  const bool modifies = r == Relation::nummod || r == Relation::amod || r == Relation::det || r == Relation::compound ||
      r == Relation::nmod_desc || r == Relation::advmod;
  const auto befalls = [&](std::uint32_t i) { return class_word(i).other >= 0 &&
      (page_.token(i).tag == Tag::adjective || page_.token(i).tag == Tag::participle); };
  if (page_.lower(last) == "-" && page_.glued(last) && last + 1 < end && page_.glued(last + 1)) {  // "a 12-member panel"
    if (page_.token(last + 1).tag == Tag::noun || page_.token(last + 1).tag == Tag::adjective) first = last + 1, at(last + 1);
    return;
  }
  if (q.said.fraction && (next == Tag::determiner || next == Tag::possessive)) {  // "half the residents"
    const std::int32_t noun = noun_head(last);
    if (noun < 0 || page_.token(static_cast<std::uint32_t>(noun)).tag == Tag::pronoun) return;
    out.noun = noun;
    out.group = std::string(slice(page_.document(), page_.bytes(last, phrase_end(static_cast<std::uint32_t>(noun)))));
    return;
  }
  if (const std::int32_t h = head(t); modifies && h >= static_cast<std::int32_t>(last) &&
      h < static_cast<std::int32_t>(std::min(end, last + kNear)) &&
                                      nothing_parts(last, static_cast<std::uint32_t>(h))) {
    const Tag tag = page_.token(static_cast<std::uint32_t>(h)).tag;
    if (tag == Tag::noun || tag == Tag::name) return void(out.noun = h);
  }
  if (next == Tag::noun || next == Tag::adjective) {
    const std::int32_t noun = noun_head(last);
    const bool common = noun >= 0 && page_.token(static_cast<std::uint32_t>(noun)).tag == Tag::noun;
    if (common && (next == Tag::noun || modifies || plural(static_cast<std::uint32_t>(noun)))) return void(out.noun = noun);
  }
  if (befalls(last)) at(last);  // "12 dead", "30 wounded in the blast"
  else if (page_.token(last).tag == Tag::adverb && last + 1 < end && befalls(last + 1)) at(last + 1);  // "19 seriously injured"
}

/// Whether the noun names persons, and its phrase.
void CountedReader::settle_noun(const Quantity& q, std::uint32_t last, std::uint32_t first, Counted& out) const {
  const auto noun = static_cast<std::uint32_t>(out.noun);
  const CountedClass* befell = out.class_index >= 0 ? &tables_.classes[static_cast<std::size_t>(out.class_index)] : nullptr;
  const bool others = page_.lower(noun) == "others" || page_.lower(noun) == "more", is_noun = page_.token(noun).tag == Tag::noun;
  out.persons = others || !is_noun ? befell && befell->persons : person(noun);
  if (befell && befell->only_persons && out.by_predicate && !out.persons && is_noun && !others) out.class_index = -1;
  const ClassWord w = class_word(noun);
  if (w.noun >= 0 && tables_.classes[static_cast<std::size_t>(w.noun)].persons && page_.lower(noun) != "toll") out.persons = true;
  if (noun < q.last) {  // named by a toll before it
    out.phrase = page_.token(noun).span;
    out.persons = out.persons || w.other >= 0;
    return;
  }
  std::uint32_t from = std::max(std::min(first, noun), last);
  while (from < noun && (page_.token(from).tag == Tag::determiner || page_.token(from).tag == Tag::possessive ||
      page_.token(from).tag == Tag::number)) ++from;
  out.phrase = page_.bytes(std::min(from, noun), std::max(phrase_end(noun), noun + 1));
}

Counted CountedReader::read(const Quantity& q, const Binding& bound) {
  Counted out;
  if (!q.age.empty() || q.ordinal) return out;
  bound_first_ = bound.first;
  const std::uint32_t t = outer(q, bound.first), last = bound.last;
  const bool plain = !q.unit, of = last < limit(q.first) && page_.lower(last) == "of";
  std::uint32_t first = last;
  if (of) of_phrase(q, last, out), first = last + 1;
  else if (plain) find_noun(q, t, last, first, out);
  const auto noun = static_cast<std::uint32_t>(std::max(out.noun, 0));
  const bool part = !out.group.empty();
  if (plain && out.noun >= 0) {
    // "dozens of farmers were held", "12 of the 64 were held": the number is what the predicate has; else its noun
    const bool found = ((of || part) && predicate_class(t, out)) || (!(of && part) && predicate_class(noun, out)) ||
        behind_noun(noun, out) || (of && behind_noun(t, out)) ||
                       (part && toll(t, out));
    // "torched cars and injured dozens of guards", the verb taken for an adjective
    const std::uint32_t before = bound.first - 1;
    const bool participle = !found && bound.first > page_.sentence_of(bound.first).first &&
        page_.token(before).relation == Relation::amod && page_.token(before).tag == Tag::participle &&
                            (head(before) == static_cast<std::int32_t>(t) || head(before) == out.noun);
    if (!found && !(participle && set_class(class_word(before).verb_object, true, out))) noun_class(noun, first, out);
  } else if (plain) {
    out.of_noun = page_.token(t).relation == Relation::nmod || page_.token(t).relation == Relation::appos;
    if (!predicate_class(t, out) && !behind_noun(t, out) && !toll(t, out) && last < limit(q.first)) {
      // "Fewer than 10 escaped", with "fewer" taken for the head of all
      const bool below = head(last) >= static_cast<std::int32_t>(bound.first) && head(last) < static_cast<std::int32_t>(last);
      if (below && page_.token(last).upos == lang::Upos::verb) verb_class(last, Relation::nsubj, t, out);
    }
    if (out.class_index >= 0) out.persons = tables_.classes[static_cast<std::size_t>(out.class_index)].persons;
  }
  if (out.noun >= 0) settle_noun(q, last, first, out);
  return out;
}

Counted CountedReader::read_none(std::uint32_t i) {
  Counted out;
  bound_first_ = i;
  const std::uint32_t end = limit(i);
  std::uint32_t t = i;
  if (page_.lower(i) == "no") {
    const std::int32_t h = head(i);
    if (i + 1 < end && page_.lower(i + 1) == "one") {
      t = i + 1;
    } else {
      if (page_.token(i).tag != Tag::determiner || h <= static_cast<std::int32_t>(i) ||
          h >= static_cast<std::int32_t>(std::min(end, i + 5))) return out;
      t = static_cast<std::uint32_t>(h);
      out.noun = h;
    }
  } else if (i + 1 < end && page_.lower(i + 1) == "of") {
    Quantity q;
    of_phrase(q, i + 1, out);
  }
  if (out.noun >= 0 && out.group.empty()) {
    const auto noun = static_cast<std::uint32_t>(out.noun);
    const ClassWord w = class_word(noun);
    if (!set_class(w.noun, false, out) && !(person(noun) && predicate_class(t, out))) return out;
    out.persons = true;
    out.phrase = page_.bytes(noun, std::max(phrase_end(noun), noun + 1));
    return out;
  }
  if (!predicate_class(t, out)) return out;
  out.persons = out.noun < 0 || person(static_cast<std::uint32_t>(out.noun));
  return out;
}

}  // namespace stemma::claims::ground
