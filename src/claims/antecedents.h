// Whom a pronoun stands for, as the language reader joined mentions to agents, in terms of the grammar's tokens.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
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

  /// The phrase that names, anywhere in the text, whom the phrase with this head stands for: by the language reader's chain, else the only
  /// person of the text in that role (lower case; empty: not asked).
  std::optional<Mention> named(std::uint32_t head, std::string_view role) const;
  /// Of whom a mention with its head in this range stands for: 1 he, 2 she, 0 not known.
  int gender(Range words) const;
  /// The noun that a relative pronoun stands for.
  std::optional<Mention> relative(std::uint32_t pronoun) const;

 private:
  std::int32_t mention_at(std::uint32_t token) const;
  Mention shown(const lang::AgentMention& mention) const;
  std::optional<Mention> naming(std::size_t agent, std::string_view role) const;
  std::uint32_t token_at(std::uint32_t byte) const;

  const View& view_;
  const lang::Analysis& analysis_;
  const lang::Agents& agents_;
  std::vector<std::vector<std::uint32_t>> names_of_;  // by agent: its first few mentions that are names
  std::unordered_map<std::string, std::int32_t> in_role_;  // last word of a role -> its bearer, -1 if there are several
};

}  // namespace stemma::claims
