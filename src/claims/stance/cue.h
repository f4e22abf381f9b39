// What a cue says: its words and the senses that they have, which of them leads, whether it is negated.
#pragma once

#include <string>
#include <vector>

#include "claims/stance/words.h"
#include "claims/view.h"

namespace stemma::claims::stance {

struct CueWord {
  std::uint32_t token = 0;
  std::string stem;
  SenseSet senses = 0;   ///< its own, and those that it has with a word behind it ("push ... back")
  bool helper = false;   ///< auxiliary, negation, article, "who": says nothing of its own
};

struct Cue {
  std::vector<CueWord> words;      ///< without marks, in order of the text; at most kMostWords
  std::int32_t main = -1;          ///< index of the word that the others hang on; -1: none that says something
  std::int32_t last_verb = -1;     ///< index of the last verb that is no auxiliary: "confirm" of "declined to confirm"; -1: none
  SenseSet senses = 0;             ///< of all words
  bool negated = false;            ///< not, never, nobody; by the cue or by the source ("None of them", "Few")
  bool refuses = false;            ///< refuse, stop short of
  bool passive = false, modal = false, future = false, infinitive = false;
  bool colon = false;              ///< nothing but a colon or dash

  static constexpr std::size_t kMostWords = 24;
};

Cue read_cue(const View& view, const Ranges& source, const Ranges& cue, const Words& words);

}  // namespace stemma::claims::stance
