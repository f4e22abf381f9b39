// A source phrase taken apart: name, role, body spoken for, kind. "the ministry's spokeswoman, Mirjam Oduya" -> a named person, role
// "spokeswoman", of "the ministry".
#pragma once

#include <array>
#include <string>
#include <unordered_map>
#include <vector>

#include "claims/phrases.h"
#include "stemma/attribution.h"

namespace stemma::claims {

/// Names of a whole document, read once: full names behind surnames, places.
class NameBook {
 public:
  explicit NameBook(const View& view);
  /// The only full name in the text that ends in this surname (lower case); empty if there is none, or two.
  std::string full_name(const std::string& surname) const;
  bool has_full_name(const std::string& surname) const { return full_names_.contains(surname); }
  /// Where the name stands that these letters are short for: "International Relief Council (IRC)". Empty if the text does not say.
  Range spelled_out(const std::string& letters) const;
  /// Where the only name of a body of several words stands that begins with this word: "Halcyon" of Halcyon Energy. Empty if there is none, or two.
  Range longer_name(const std::string& word) const;
  /// A country, a capital, or what this text treats as a place ("in X", the dateline).
  bool place(std::string_view lower) const;
  /// Persons named at the start of a sentence: they may be "she" later without having spoken yet.
  const std::vector<Range>& subjects() const { return subjects_; }
  /// What the language reader takes a name (lower case) for most often in this text; `other` if it never marked it.
  lang::NameType type(std::string_view lower) const;

 private:
  std::unordered_map<std::string, std::string> full_names_;  // surname -> first full name; empty if two differ
  std::unordered_map<std::string, Range> spelled_out_;        // lower-case letters -> the name before their first brackets
  std::unordered_map<std::string, Range> longer_;             // first word, lower case -> name; empty if two differ
  std::unordered_map<std::string, int> places_;
  std::unordered_map<std::string, std::array<std::uint16_t, 10>> types_;  // lower-case name -> votes by NameType
  std::vector<Range> subjects_;
};

/// A source phrase taken apart.
struct SourcePhrase {
  Range range;                 ///< the phrase without its relative clauses
  SourceKind kind = SourceKind::unattributed;
  AgentKind agent = AgentKind::unnamed;
  std::string name;            ///< proper name, or the whole phrase if it has none
  bool named = false, definite = false, vague = false, plural = false;
  int gender = 0;              ///< by its title: 1 he, 2 she, 0 not known
  bool doctor = false;         ///< by its title
  std::uint32_t head_at = 0;   ///< its token
  std::string head;            ///< lower-case head noun of an unnamed source, or the word that gives a body's kind ("ministry")
  std::string role;            ///< "spokeswoman"
  Range body;                  ///< tokens of the body spoken for, if the phrase names it ("the ministry's spokeswoman")
  Range report_by;             ///< "a report by X": X
  enum class Pronoun : std::uint8_t { none, he, she, they, it, first, other } pronoun = Pronoun::none;
};

SourcePhrase parse_source(const View& view, const Phrases& phrases, const NameBook& names, Range source);

}  // namespace stemma::claims
