// What a content says about the stance on it: how it opens, its first clause's verb and mood, hedges, questions, denials in it.
#pragma once

#include <string>
#include <vector>

#include "claims/stance/words.h"
#include "claims/view.h"

namespace stemma::claims::stance {

/// What stands first in a content, quotation marks left out.
enum class Opening : std::uint8_t {
  that, to, whether, how, gerund, clause,  ///< clause: a noun phrase with a finite verb behind it
  phrase,                                  ///< a noun phrase alone
  imperative, preposition, other,
};

/// The first finite verb, or the lack of one.
enum class Mood : std::uint8_t {
  none, present, past, will, would, should, may, can,
  going,  ///< "is going to"
};

struct Content {
  std::vector<std::string> stems;   ///< of its first words, at most kMostWords
  std::vector<std::uint32_t> tokens;///< theirs
  Opening opening = Opening::other;
  Mood mood = Mood::none;
  std::string subject;              ///< first word of the first clause, lower-case, behind "that" and quotation marks
  std::string verb;                 ///< stem of the first clause's main verb; empty if there is none
  std::string root;                 ///< stem of the word that the rest hangs on
  bool own = false;                 ///< its subject stands for the source: "the mayor said she", "we"
  bool act = false;                 ///< its verb does something: "will close", not "will be late"
  bool quoted = false;              ///< opens with a quotation mark
  bool question = false;            ///< has a question mark behind its first or last sentence
  bool denies = false;              ///< opens with "No", "Nobody", "There was no", "not true"
  bool negated = false;             ///< its first clause holds a negation
  bool falsehood = false;           ///< its first sentence calls something untrue
  bool before = false;              ///< stands before the cue
  bool obliged = false, future = false, possible = false, probable = false;  ///< words of its first sentence
  std::uint32_t size = 0;           ///< tokens, of all pieces

  static constexpr std::size_t kMostWords = 6;
};

/// "No" before token `next` says that there is none, unlike in "no more than 64", "no longer", "no doubt".
bool no_means_none(const View& view, std::uint32_t next);

Content read_content(const View& view, const Ranges& source, const Ranges& cue, const Ranges& content, const Words& words);

}  // namespace stemma::claims::stance
