// The fields of a CaseModel, told by what they point at: what renumbers a model, writes it down or reads it back walks them here.
// A new field of a struct breaks its structured binding, so that none is forgotten.
#pragma once

#include <cstdint>
#include <type_traits>
#include <utility>
#include <vector>

#include "stemma/claims.h"

namespace stemma::link {

// A visitor has: value(x) for what points nowhere, document(x), agent(x), claim(x) for an index (signed ones may be -1), documents(list), and each(list),
// which visits every item of a list: with each_field() if it is one of the structs below.
template <class V>
void each_field(V& v, AttributionRef& x) {
  auto& [document, attribution] = x;
  v.document(document), v.value(attribution);
}
template <class V>
void each_field(V& v, Reason& x) {
  auto& [text, document, span] = x;
  v.value(text), v.document(document), v.value(span);
}
template <class V>
void each_field(V& v, CaseAgent::Mention& x) {
  auto& [document, agent] = x;
  v.document(document), v.value(agent);
}
template <class V>
void each_field(V& v, CaseAgent& x) {
  auto& [id, name, aliases, kind, role, affiliation, vague, speaks_as, mentions, why, candidates] = x;
  v.value(id), v.value(name), v.value(aliases), v.value(kind), v.value(role), v.agent(affiliation), v.value(vague), v.agent(speaks_as);
  v.each(mentions), v.each(why), v.agents(candidates);
}
template <class V>
void each_field(V& v, Passage& x) {
  auto& [in_child, in_parent, words] = x;
  v.value(in_child), v.value(in_parent), v.value(words);
}
template <class V>
void each_field(V& v, DerivationEdge& x) {
  auto& [child, parent, how, passages, child_covered, parent_covered, why] = x;
  v.document(child), v.document(parent), v.value(how), v.each(passages), v.value(child_covered), v.value(parent_covered), v.each(why);
}
template <class V>
void each_field(V& v, AbsentText::Held& x) {
  auto& [document, span, words] = x;
  v.document(document), v.value(span), v.value(words);
}
template <class V>
void each_field(V& v, AbsentText& x) {
  auto& [issuer, agent, children, no_later, held, why] = x;
  v.value(issuer), v.agent(agent), v.documents(children), v.value(no_later), v.each(held), v.each(why);
}
template <class V>
void each_field(V& v, KinHint& x) {
  auto& [a, b, strong, why] = x;
  v.document(a), v.document(b), v.value(strong), v.each(why);
}
template <class V>
void each_field(V& v, MayBeOne& x) {
  auto& [a, b, why] = x;
  v.value(a), v.value(b), each_field(v, why);
}
template <class V>
void each_field(V& v, SentenceEdit& x) {
  auto& [kind, before, after] = x;
  v.value(kind), v.value(before), v.value(after);
}
template <class V>
void each_field(V& v, SayingEdit& x) {
  auto& [kind, before, after, claims, why] = x;
  v.value(kind), v.value(before), v.value(after), v.claims(claims), v.each(why);
}
template <class V>
void each_field(V& v, CaptureEdit& x) {
  auto& [before, after, dated, corrects, notice, sentences, sayings, why] = x;
  v.document(before), v.document(after), v.value(dated), v.value(corrects), v.value(notice), v.each(sentences), v.each(sayings), v.each(why);
}
template <class V>
void each_field(V& v, ReliesOn& x) {
  auto& [from, to, outlet, why] = x;
  v.document(from), v.document(to), v.agent(outlet), v.each(why);
}
template <class V>
void each_field(V& v, RootEnd& x) {
  auto& [label, kind, withdrawn, members] = x;
  v.value(label), v.value(kind), v.value(withdrawn), v.value(members);
}
template <class V>
void each_field(V& v, Fold& x) {
  auto& [a, b, why, proved] = x;
  v.value(a), v.value(b), each_field(v, why), v.value(proved);
}
template <class V>
void each_field(V& v, Root& x) {
  auto& [id, agent, kind, side, label, not_seen, why, ends, folds] = x;
  v.value(id), v.agent(agent), v.value(kind), v.value(side), v.value(label), v.value(not_seen), v.each(why), v.each(ends), v.each(folds);
}
template <class V>
void each_field(V& v, ClaimMember& x) {
  auto& [attribution, side, root, reaches, chain, why] = x;
  each_field(v, attribution), v.value(side), v.value(root), v.value(reaches);
  v.agents(chain), v.each(why);
}
template <class V>
void each_field(V& v, Independent& x) {
  auto& [supporting, supporting_unknown, denying, denying_unknown] = x;
  v.value(supporting), v.value(supporting_unknown), v.value(denying), v.value(denying_unknown);
}
template <class V>
void each_field(V& v, Claim& x) {
  auto& [id, label, labelled_by, members, roots, independent, reported_by, dropped_by, supporting_at_most, denying_at_most, supporting_at_least,
         denying_at_least, may_be_one] = x;
  v.value(id), v.value(label), each_field(v, labelled_by), v.each(members), v.each(roots), each_field(v, independent);
  v.value(reported_by), v.value(dropped_by), v.value(supporting_at_most), v.value(denying_at_most);
  v.value(supporting_at_least), v.value(denying_at_least), v.each(may_be_one);
}
template <class V>
void each_field(V& v, Denial::Later& x) {
  auto& [attribution, claim, why] = x;
  each_field(v, attribution), v.claim(claim), each_field(v, why);
}
template <class V>
void each_field(V& v, Denial& x) {
  auto& [attribution, claims, blanket, why, may_cover, later] = x;
  each_field(v, attribution), v.claims(claims), v.value(blanket), v.each(why), v.claims(may_cover), v.each(later);
}
template <class V>
void each_field(V& v, FigurePoint& x) {
  auto& [document, figure, claim, root, agent, as_of, stated, stand, to, superseded, why] = x;
  v.document(document), v.value(figure), v.claim(claim), v.value(root), v.agent(agent), v.value(as_of), v.value(stated), v.value(stand);
  v.value(to), v.value(superseded), each_field(v, why);
}
template <class V>
void each_field(V& v, FigureSeries& x) {
  auto& [quantity, points, changed] = x;
  v.value(quantity), v.each(points), v.each(changed);
}
template <class V>
void each_field(V& v, TimelineEntry& x) {
  auto& [date, end, said, document, span, claims] = x;
  v.value(date), v.value(end), v.value(said), v.document(document), v.value(span), v.claims(claims);
}
template <class V>
void each_field(V& v, Ruling& x) {
  auto& [decision, applied, what, why] = x;
  v.value(decision), v.value(applied), v.value(what), v.each(why);
}
/// Not `agent_of`, `publisher` and `withdrawn`, which have a place for each document: who walks the model knows how many there are.
template <class V>
void each_field(V& v, CaseModel& x) {
  auto& [agents, agent_of, publisher, derived, relies, families, absent, hints, captures, edits, withdrawn, claims, denials, figures, timeline, rulings] = x;
  v.each(agents), v.each(derived), v.each(relies);
  v.each_documents(families), v.each_documents(captures);
  v.each(claims), v.each(absent), v.each(hints), v.each(edits), v.each(denials), v.each(figures), v.each(timeline), v.each(rulings);
  (void)agent_of, (void)publisher, (void)withdrawn;
}

/// Gives every index of a model its new number.
class Renumber {
 public:
  /// By old number; an empty list leaves numbers as they are.
  Renumber(std::vector<std::uint32_t> documents, std::vector<std::int32_t> agents, std::vector<std::uint32_t> claims)
      : documents_(std::move(documents)), agents_(std::move(agents)), claims_(std::move(claims)) {}

  template <class T>
  void value(T&) {}
  template <class T>
  void document(T& x) { change(documents_, x); }
  template <class T>
  void agent(T& x) { change(agents_, x); }
  template <class T>
  void claim(T& x) { change(claims_, x); }
  void agents(std::vector<std::uint32_t>& list) {
    for (auto& x : list) agent(x);
  }
  void claims(std::vector<std::uint32_t>& list) {
    for (auto& x : list) claim(x);
  }
  void documents(std::vector<std::uint32_t>& list) {
    for (auto& x : list) document(x);
  }
  void each_documents(std::vector<std::vector<std::uint32_t>>& lists) {
    for (auto& list : lists) documents(list);
  }
  template <class T>
  void each(std::vector<T>& list) {
    for (auto& x : list) each_field(*this, x);
  }

 private:
  template <class Map, class T>
  static void change(const Map& map, T& x) {
    if constexpr (std::is_signed_v<T>)
      if (x < 0) return;
    if (!map.empty()) x = static_cast<T>(map[static_cast<std::size_t>(x)]);
  }
  std::vector<std::uint32_t> documents_;
  std::vector<std::int32_t> agents_;
  std::vector<std::uint32_t> claims_;
};

}  // namespace stemma::link
