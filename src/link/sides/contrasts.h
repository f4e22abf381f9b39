// What in one phrase excludes another that speaks of the same matter: reasons to put it on the other side, each with the words that show it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "link/sides/phrase.h"

namespace stemma::link::sides {

enum class ContrastKind : std::uint8_t {
  negation,     ///< what happens in one does not in the other: "was beaten" against "nobody was beaten"
  opposite,     ///< another word says the contrary: "rose" against "fell"
  says_false,   ///< one calls the matter false: "hoax", "untrue"
  number,       ///< another number of the same thing, and both cannot hold
  name,         ///< another name at the same place: "the army shelled it" against "the rebels shelled it"
  swapped,      ///< doer and undergoer change places
};
inline constexpr std::size_t contrast_kinds = 6;

struct Contrast {
  ContrastKind kind = ContrastKind::negation;
  bool sure = false;  ///< one who says the one rejects the other; else they may speak of two things
  std::uint32_t claim = nowhere, text = nowhere;  ///< words of the two phrases; nowhere: nothing stands there
};

/// How two phrases' words correspond.
struct Alignment {
  std::vector<std::uint32_t> of_claim;  ///< by word of the claim: the word of the text; nowhere: none. Ascending
  std::uint32_t matter = 0;             ///< corresponding words that carry matter
  std::uint32_t common = 0;             ///< words of matter that both have, in whatever order
  std::uint32_t least_matter = 0;       ///< such words of the phrase that has fewer
  std::uint32_t most_matter = 0;        ///< of the other
  bool related() const { return matter >= 2 && matter * 3 >= least_matter; }
  bool close() const { return matter >= 2 && matter * 10 >= least_matter * 6; }
  bool same_words() const { return common >= 2 && common * 10 >= most_matter * 7; }
  /// The longer says what the shorter says and goes on.
  bool holds_the_shorter() const { return common >= 3 && common * 10 >= least_matter * 9; }
  bool nearly_equal() const { return close() && matter * 10 >= most_matter * 7; }
};

/// The longest common subsequence of the senses of the first 120 words. Cost: 14,400 steps at most.
Alignment align(const Phrase& claim, const Phrase& text);

/// At most one of each kind. Cost: that of align(), and a step for each pair of events, figures and names of the two.
std::vector<Contrast> contrasts(const Phrase& claim, const Phrase& text);

/// An odd number of its words turn what they stand among.
bool is_negated(const Phrase& phrase);

/// Whether these put the text on the other side: an odd number of turns, or something that excludes.
bool opposed(const std::vector<Contrast>& all);
/// None of them is doubtful. Of real reports that share words, nine contrasts of ten are two different things: a fragment of a sentence whose negation
/// stands outside it, two polls, a short name and a long one.
bool sure(const std::vector<Contrast>& all);

/// The contrast in words: 'it says "fell", the others "rose"'.
std::string in_words(const Contrast& contrast, const Phrase& claim, const Phrase& text);

/// Whether two senses are opposites. Constant time.
bool are_opposites(std::string_view sense, std::string_view other);

}  // namespace stemma::link::sides
