// Who the sources of one document are: parses each source phrase, joins "the ministry", "its spokeswoman", "she" to one agent.
// Conservative: two persons shown as one are worse than one shown as two.
#pragma once

#include <string>
#include <vector>

#include "claims/antecedents.h"
#include "claims/source_phrase.h"

namespace stemma::claims {

class AgentBook {
 public:
  AgentBook(const View& view, const Phrases& phrases, const Antecedents& antecedents, std::vector<Agent>& agents);

  /// The agent of a source phrase, -1 for nobody (expletive, first person). Call in order of text.
  std::int32_t resolve(Range source, SourceKind& kind, int depth = 0);
  /// REQUIRES: an agent that resolve() or publisher() gave.
  /// The same for the source of an attribution, who may be "he" in the next.
  std::int32_t speaker(Range source, SourceKind& kind);
  SourceKind kind_of(std::int32_t agent) const;
  /// The issuing body or outlet of the document; -1 if it has no publisher.
  std::int32_t publisher();
  /// Call last: "a newspaper investigation" above the line that names the newspaper. For each agent, the one that it turned out to
  /// be (itself, mostly); those that turned out to be another are taken out of the list.
  std::vector<std::int32_t> look_ahead();
  /// Its name does not say so, but the publisher is a body whose document is its statement.
  void speaks_for_itself();
  /// The publisher is a body that speaks for itself, not an outlet.
  bool issued_by_body();

  SourcePhrase parse(Range source) const;

 private:
  struct Known {
    std::vector<std::string> words;  ///< lower-case words of the name
    std::string head, role;
    AgentKind kind = AgentKind::person;
    bool named = false, plural = false;
    bool doctor = false;             ///< "Dr Ortiz"
    bool headline = false;           ///< met in a headline first: "official says"
    bool itself = false;             ///< "this newspaper"
    bool reported = false;           ///< the author of a report: "a report by the committee"
    int gender = 0;                  ///< 1 he, 2 she, 0 not known
    std::uint32_t last = 0;          ///< token of the latest mention
    std::uint32_t turn = 0;          ///< counts mentions: the latest has the highest
  };

  std::int32_t add(const SourcePhrase& phrase);
  std::int32_t add_named(std::string name, AgentKind kind, Range at);
  void mention(std::int32_t agent, Range at);
  void forget(std::size_t agents, std::size_t marks, std::size_t ties);
  std::int32_t find_named(const SourcePhrase& phrase) const;
  std::int32_t find_bearer(const SourcePhrase& phrase);
  std::int32_t met_here(const SourcePhrase& phrase) const;
  bool speaks_of_itself(const SourcePhrase& phrase);
  bool told_apart(const SourcePhrase& phrase, const Known& known) const;
  std::int32_t find_definite(const SourcePhrase& phrase) const;
  std::int32_t find_pronoun(SourcePhrase::Pronoun pronoun, std::uint32_t at);
  std::int32_t find_antecedent(SourcePhrase::Pronoun pronoun, std::uint32_t at);
  std::int32_t find_latest(SourcePhrase::Pronoun pronoun, std::uint32_t at);
  std::int32_t find_speaker(SourcePhrase::Pronoun pronoun, std::uint32_t at) const;
  int gender_shown(Range source) const;
  void make_person(std::int32_t agent);
  bool may_be(SourcePhrase::Pronoun pronoun, const Known& known) const;
  /// First agent that is still looked at: a page with thousands of names stays linear.
  std::size_t oldest() const { return known_.size() > 500 ? known_.size() - 500 : 0; }
  void pass_names(std::uint32_t at);

  const View& v_;
  const Phrases& p_;
  const Antecedents& antecedents_;
  std::vector<Agent>& agents_;
  struct Mark {
    std::uint32_t token = 0;
    std::int32_t before = -1;  ///< what agent_at_ held
  };
  std::vector<std::int32_t> agent_at_;  ///< by token: the agent of the latest mention that holds it; -1 none
  std::vector<Mark> marks_;             ///< every change of it, so that a phrase can be taken back
  std::vector<std::int32_t> ties_;      ///< every agent that was given an affiliation, in order, for the same reason
  NameBook names_;
  std::vector<Known> known_;
  std::size_t passed_ = 0;  ///< names_.subjects() before the source in hand
  Range silent_;                 ///< the latest of them that is no agent yet
  std::uint32_t silent_turn_ = 0;
  std::uint32_t turn_ = 0;
  std::int32_t publisher_ = -2;
  std::int32_t speaker_ = -1;    ///< the latest source of an attribution
  Range spoke_;                  ///< its words
};

}  // namespace stemma::claims
