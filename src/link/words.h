// What words of a content are compared by: stems, numbers, negation. Small closed lists; no model.
#pragma once

#include <string>
#include <string_view>

namespace stemma::link {

/// Carries no matter of its own: articles, pronouns, auxiliaries, prepositions. REQUIRES: folded.
bool is_stop_word(std::string_view word);
/// Turns a proposition into its opposite: not, never, nobody. REQUIRES: folded.
bool is_negation(std::string_view word);
/// "no fewer than", "not less than", "no more than": the words of a number, no negation. Three words in a row; later ones may be empty.
bool bounds_a_number(std::string_view first, std::string_view second, std::string_view third);
/// "Warned them not to drink": of the word before "not" and the one behind it. What "were not to be sold" negates is the sale. REQUIRES: folded.
bool negates_an_infinitive(std::string_view before, std::string_view behind);
/// Says by itself that a content is false: untrue, baseless, unfounded. REQUIRES: folded.
bool says_false(std::string_view word);
/// A word without its English endings: "beaten" stays, "guards" -> "guard", "denied" -> "deny". REQUIRES: folded.
std::string stem(std::string_view word);
/// One word for all that report the same kind of event: held, kept, detained -> "hold"; died, dead, deaths -> "die". A short list of
/// what news is about; anything else is its own sense. REQUIRES: a stem.
std::string_view sense(std::string_view stem);
/// A cue that by itself turns its content round: deny, reject, refute. REQUIRES: a stem.
bool is_denying(std::string_view stem);
/// "seventeen" -> "17", "40" -> "40"; empty if it is no number. REQUIRES: folded.
std::string number_of(std::string_view word);
/// What the press calls other people's statements: report, charges, allegation, account, story. REQUIRES: a stem.
bool is_statement_noun(std::string_view stem);

}  // namespace stemma::link
