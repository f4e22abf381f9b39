#include "claims/tree.h"

#include <algorithm>

namespace stemma::claims {

using lang::Relation;

bool hangs_on(const View& v, std::uint32_t i, std::uint32_t top) {
  for (int steps = 0; steps < 20; ++steps) {
    if (i == top) return true;
    if (v.token(i).head < 0) return false;
    i = static_cast<std::uint32_t>(v.token(i).head);
  }
  return false;
}

Range noun_phrase(const View& v, std::uint32_t top) {
  const lang::Sentence& s = v.sentence_of(top);
  const auto is_clause = [&](std::uint32_t i) {
    const Relation r = v.token(i).relation;
    return r == Relation::acl || r == Relation::acl_relcl || r == Relation::parataxis || r == Relation::advcl || r == Relation::advcl_relcl;
  };
  const auto goes_on = [&](std::uint32_t i) { return !v.mark(i) && hangs_on(v, i, top); };
  Range out{top, top + 1};
  while (out.first > s.first && goes_on(out.first - 1)) --out.first;
  while (out.last < s.last && goes_on(out.last) && !is_clause(out.last)) ++out.last;
  return out;
}

std::optional<std::uint32_t> child(const View& v, std::uint32_t head, std::initializer_list<Relation> relations) {
  const lang::Sentence& s = v.sentence_of(head);
  for (std::uint32_t i = s.first; i < s.last; ++i)
    if (v.token(i).head == static_cast<std::int32_t>(head) && std::find(relations.begin(), relations.end(), v.token(i).relation) != relations.end()) return i;
  return {};
}

std::optional<Range> agent_of_passive(const View& v, std::uint32_t verb) {
  const auto who = child(v, verb, {Relation::obl_agent});
  if (!who || *who <= verb) return {};
  Range out = noun_phrase(v, *who);
  while (!out.empty() && !v.is(out.first, "by")) ++out.first;
  ++out.first;
  return out.empty() ? std::nullopt : std::optional(out);
}

}  // namespace stemma::claims
