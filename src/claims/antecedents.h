// Whom a pronoun stands for, as the language reader joined mentions to agents, in terms of the grammar's tokens.
#pragma once

#include <cstdint>
#include <vector>

#include "claims/view.h"
#include "lang/agents/agents.h"

namespace stemma::claims {

class Antecedents {
 public:
  /// REQUIRES: `agents` was found in `analysis`, and `view` was made of it; both outlive this.
  Antecedents(const View& view, const lang::Analysis& analysis, const lang::Agents& agents);

  struct Mention {
    Range words;             ///< of the whole phrase
    std::uint32_t head = 0;  ///< the word that the others hang on
  };
  /// The latest mentions before token `pronoun` of whom it stands for that are no pronouns, nearest first, at most 8; none if it is not
  /// known whom.
  std::vector<Mention> before(std::uint32_t pronoun) const;

 private:
  std::uint32_t token_at(std::uint32_t byte) const;

  const View& view_;
  const lang::Analysis& analysis_;
  const lang::Agents& agents_;
};

}  // namespace stemma::claims
