// Who is meant: the persons and bodies inside one document, each with all phrases that stand for it.
//
//   "Interior Ministry spokeswoman Edda Marlowick said ... Marlowick added ... she ..."   ->   one agent, named Edda Marlowick, a person,
//   role "spokeswoman", affiliation the agent of "Interior Ministry"
//
// In: a document, its analysis (heads, tags, names, quotations) and the encoder's vectors. Out: mentions, and agents made of them. Mentions
// come from the trees by rule (mentions.h), a small trained scorer joins them (scorer.h, clusters.h; after Wiseman et al. 2015, "Learning
// anaphoricity and antecedent ranking features"), and exact rules over the trees say what the agents are (profile.h).
//
// Deterministic: whole numbers and fixed orders only. Costs time linear in tokens and mentions, whatever the text (at most 55 scores a
// mention), and memory likewise: about 600 bytes a mention.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/agents/scorer.h"
#include "lang/analysis.h"
#include "stemma/document.h"

namespace stemma::lang {

enum class FoundKind : std::uint8_t {
  person,        ///< named
  organisation,
  government,    ///< also a country or capital that speaks: "Paris denied"
  media,
  document,      ///< "the report"
  unnamed,       ///< "a spokeswoman", "two officials": somebody whom nobody could ask
  collective,    ///< "residents", "critics"
  place,         ///< a place that nobody lets speak
  other,         ///< a thing
};

std::string_view name(FoundKind);

struct AgentMention {
  std::uint32_t head = 0;             ///< token
  std::uint32_t first = 0, last = 0;  ///< tokens [first, last)
  bool pronoun = false;
  bool together = false;              ///< a coordination; its members are mentions too
  std::uint32_t agent = 0;            ///< index into Agents::agents
};

struct FoundAgent {
  FoundKind kind = FoundKind::other;
  std::string name;                   ///< fullest form in the document, titles and articles left out; of an unnamed one its first phrase
  std::vector<std::string> aliases;   ///< other forms in order of appearance, at most 16; pronouns are none
  std::string role;                   ///< "spokeswoman", "prime minister"; empty if none is given
  std::int32_t affiliation = -1;      ///< index into Agents::agents of the body spoken for; -1 none known
  bool plural = false;
  agents::Gender gender = agents::Gender::unknown;
  std::vector<std::uint32_t> mentions;  ///< indices into Agents::mentions, ascending
};

struct Agents {
  std::vector<AgentMention> mentions;     ///< by first token, the longer first
  std::vector<FoundAgent> agents;         ///< by first mention; most have one mention only
  std::vector<std::int32_t> mention_of;   ///< for each token: the mention that it heads (no coordination), -1 none; the antecedent's for
                                          ///< "who", "which", "that" at the head of a relative clause
  std::vector<std::int32_t> speaker_of;   ///< for each quotation: the mention that speaks it, -1 unknown

  /// The agent whom tokens [first, last) name, by the word in them that the others hang on; -1 nobody. O(last - first).
  std::int32_t agent_of(const Analysis& analysis, std::uint32_t first, std::uint32_t last) const;
};

/// encoded: scorer.width() numbers for each token (LanguageReader::Workspace::encoded()). REQUIRES: that the scorer was trained on the very
/// encoder that made them, and that heads form a tree in each sentence.
Agents find_agents(const Document& document, const Analysis& analysis, std::span<const float> encoded, const agents::Scorer& scorer);

/// The mentions of agents that have several, as GUM and OntoGUM write them in CoNLL-U's MISC column (Entity=), a token each: "(2(3" opens,
/// "3)" ends one, "(4)" is one of a single token; numbers are agents from 1. Empty for most tokens. bench/parts/agents.py reads them.
std::vector<std::string> entity_brackets(const Agents& agents, std::size_t tokens);

}  // namespace stemma::lang
