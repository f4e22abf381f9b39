// Mentions of a document: the phrases that can stand for somebody or something. training/agents/mentions.py finds the same.
//
// A mention is the part of a head's subtree that stands together, without what hangs on the head from outside: prepositions before it,
// coordinated phrases, loosely joined clauses. Appositions belong to the phrase that they explain. A coordination is a mention besides its
// members. Heads are nouns, names and pronouns; relative pronouns are none ("who": see find_agents()).
#pragma once

#include <cstdint>
#include <vector>

#include "lang/agents/view.h"

namespace stemma::lang::agents {

struct Mention {
  std::uint32_t head = 0;
  std::uint32_t first = 0, last = 0;  ///< tokens [first, last)
  bool together = false;              ///< a coordination: "Venn and his deputy"
  friend bool operator==(const Mention&, const Mention&) = default;
};

/// In the order of their first token, the longer first; no two have the same tokens. At most two a token, in time linear in the tokens.
std::vector<Mention> find_mentions(const View& view);

}  // namespace stemma::lang::agents
