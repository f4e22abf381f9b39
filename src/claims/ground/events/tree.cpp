#include "claims/ground/events/tree.h"

namespace stemma::claims::ground::events {
namespace {

using lang::Relation;

/// What hangs on a noun and is not of its phrase.
bool outside(Relation r) {
  switch (r) {
    case Relation::conj: case Relation::cc: case Relation::cc_preconj: case Relation::punct: case Relation::acl_relcl:
    case Relation::parataxis: case Relation::appos: case Relation::case_: case Relation::mark: case Relation::cop: case Relation::nsubj:
    case Relation::nsubj_outer: case Relation::nsubj_pass: case Relation::aux: case Relation::aux_pass: case Relation::discourse:
    case Relation::dislocated: case Relation::vocative: case Relation::advcl: case Relation::advcl_relcl: case Relation::csubj:
    case Relation::list: case Relation::expl: case Relation::dep: return true;
    default: return false;
  }
}

void widen(Phrase& p, const Phrase& by) {
  p.first = std::min(p.first, by.first);
  p.last = std::max(p.last, by.last);
}

constexpr std::uint32_t most_before = 15, most_behind = 25;

}  // namespace

Tree::Tree(const std::vector<lang::Token>& tokens) {
  const auto n = static_cast<std::uint32_t>(tokens.size());
  first_.assign(n + 2, 0);
  for (const lang::Token& t : tokens)
    if (t.head >= 0) ++first_[static_cast<std::size_t>(t.head) + 2];
  for (std::uint32_t i = 2; i < n + 2; ++i) first_[i] += first_[i - 1];
  children_.resize(n);
  down_.reserve(n), depth_.assign(n, 0);
  for (std::uint32_t i = 0; i < n; ++i)
    if (tokens[i].head >= 0) children_[first_[static_cast<std::size_t>(tokens[i].head) + 1]++] = i;
    else down_.push_back(i);
  for (std::size_t k = 0; k < down_.size(); ++k)
    for (const std::uint32_t c : all_children(down_[k])) depth_[c] = depth_[down_[k]] + 1, down_.push_back(c);
  own_.resize(n);
  std::vector<Phrase> whole(n);
  for (std::uint32_t i = 0; i < n; ++i) own_[i] = whole[i] = {i, i + 1};
  for (auto k = down_.rbegin(); k != down_.rend(); ++k) {
    const std::uint32_t i = *k;
    widen(whole[i], own_[i]);
    const lang::Token& t = tokens[i];
    if (t.head < 0) continue;
    const auto head = static_cast<std::size_t>(t.head);
    const bool infinitive = t.relation == Relation::acl && t.tag == lang::Tag::verb_base;
    const lang::Upos above = tokens[head].upos;
    // "to us" of "to us they were patients"
    const bool of_clause = t.relation == Relation::obl && above != lang::Upos::verb && above != lang::Upos::adj;
    if (!outside(t.relation) && !infinitive && !of_clause) widen(own_[head], whole[i]);
    else if (t.relation == Relation::conj) widen(whole[head], whole[i]);
  }
}

Phrase Tree::phrase(std::uint32_t i) const {
  const Phrase& p = own_[i];
  return {std::max(p.first, i > most_before ? i - most_before : 0), std::min(p.last, i + most_behind)};
}

}  // namespace stemma::claims::ground::events
