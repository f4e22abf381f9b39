// How a source phrase is taken apart: around the word that the others hang on stand determiners and owners, a name, an apposition.
#pragma once

#include "claims/source_phrase.h"

namespace stemma::claims {

class SourceParser {
 public:
  SourceParser(const View& view, const Phrases& phrases, const NameBook& names, Range source) : v_(view), p_(phrases), names_(names), r_(source) {
    s_.range = source;
  }
  SourcePhrase parse() {
    if (!r_.empty() && !read_pronoun() && cut() && !(proper_ && read_name())) read_common_noun();
    return std::move(s_);
  }

 private:
  // source_phrase.cpp: pronouns and names
  bool read_pronoun();
  bool cut();
  std::uint32_t chief() const;
  bool hangs_on_head(Range name) const;
  void find_name();
  bool is_surname(std::uint32_t i) const;
  bool is_abbreviation(std::uint32_t i) const;
  void find_run_of_names();
  Range whole_name();
  AgentKind kind_of_name(Range name, std::string& head) const;
  bool is_of_state(Range name) const;
  AgentKind kind_by_type(Range name) const;
  AgentKind kind_by_description(Range name, AgentKind kind);
  AgentKind kind_of_bare_name(Range name, std::uint32_t first, AgentKind kind) const;
  void read_apposition();
  Range body_before_role(Range role) const;
  bool read_people(Range name);
  bool read_initials(Range name);
  bool read_name();
  // source_nouns.cpp: what bears no name
  void read_common_noun();
  bool read_share();
  void read_document();
  void read_vague();
  void read_body();
  void settle_noun();
  void is(SourceKind kind, AgentKind agent, bool plural);

  const View& v_;
  const Phrases& p_;
  const NameBook& names_;
  const Range r_;
  SourcePhrase s_;
  // The phrase is [r_.first, main_), an apposition [apposition_, r_.last) may follow. Behind determiners and owners stands the core
  // [b_, core_) with its head; a name fills [n_, core_).
  std::uint32_t main_ = 0, apposition_ = 0, b_ = 0, core_ = 0, n_ = 0, head_ = 0;
  bool proper_ = false;
};

/// What a word class says of a body or a document; a person if it says nothing.
AgentKind agent_kind_of(std::uint64_t cls);
/// An office of a state: "the electoral office", "National Lands Office", "a central bank". The noun stands at `head`, what describes it from `first` on.
bool is_bureau(const View& view, std::uint32_t first, std::uint32_t head);
SourceKind source_kind_of(AgentKind kind, bool plural);

}  // namespace stemma::claims
