// What a name or a description tells about an agent: keys to compare names by, and the noun that says what an unnamed source is.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "link/pile.h"

namespace stemma::link {

/// Has a capital letter beyond a leading article: "The Ministry of Works", not "the ministry".
bool is_capitalised(std::string_view name);
/// Its words from the first on after which all have a capital: "Jamal Orlec" of "defensive tackle Jamal Orlec". Empty if the last has none.
std::string_view capital_tail(std::string_view name);
/// A small word before a name that makes it somebody else's: "of", "by", "and".
bool ties_names(std::string_view word);
/// Whether its capital_tail() names somebody else: "three drivers interviewed by Halcyon", "the wife of Jamal Orlec".
bool is_of_tail(std::string_view name);
/// Full names without titles, letters behind them and initials between: "Judge Ines B. Pell, MD" -> "ines pell".
std::string person_key(std::string_view name);
/// 1 he, 2 she, by a title at the front or a pronoun; 0 not told.
int gender_of(std::string_view form);
/// Calls itself a ministry, committee, court...: speaks for itself and is no outlet. REQUIRES: a name_key.
bool is_body_name(std::string_view key);
/// "Army", "armed forces", "general staff": those of one state are one. REQUIRES: a name_key.
bool says_army(std::string_view key);
/// Stands in what says_army() means, and says nothing else.
bool is_army_word(std::string_view word);
/// One of the words of is_body_name.
bool is_body_word(std::string_view word);
/// The noun of an office, a force, a board: alone, or with others of its kind, it names none.
bool is_office_word(std::string_view word);
/// Has such a word. REQUIRES: a name_key.
bool says_office(std::string_view key);
/// Any of the words of a key.
template <class Is>
bool any_word(std::string_view key, Is is) {
  for (const auto w : key_words(key))
    if (is(w)) return true;
  return false;
}
/// Forces of a state that texts do not name: "police", "army". REQUIRES: a head_noun.
bool is_force(std::string_view head);
/// The word is one of those of the key.
bool holds(std::string_view key, std::string_view word);
/// "company", "firm", "manufacturer".
bool is_firm_word(std::string_view word);
/// Stands in the names of firms: "Minerals", "Shipping", "Ltd".
bool is_trade_word(std::string_view word);
/// Has such a word. REQUIRES: a name_key.
bool says_trade(std::string_view key);
/// Speaks for somebody else: "spokesman", "press officer". REQUIRES: a name_key.
bool is_spokesman(std::string_view key);
/// "she", "who": stands for somebody whom other words name.
bool is_pronoun(std::string_view word);
/// "the minister", "its director": of somebody known. Headlines leave articles out, so "a", "an", "one" and the like must stand there for no.
bool is_definite(std::string_view description);

/// "a senior official of the ministry" -> "official". Singular, folded. Empty for what only counts or points: "all nine", "one of them".
std::string head_noun(std::string_view description);
/// Speaks of several: "residents", "two people close to him".
bool is_plural(std::string_view description);
/// The words that say which: "provincial health officials", "health officials of the province" -> {"health", "provin"}, without the head, in
/// order, cut to six letters; nothing behind a comma or "who".
std::vector<std::string> marks(std::string_view description);
/// What a description that names a part says of the whole.
struct Partitive {
  std::string number;  ///< of "all nine", "seven of the nine", "most of the 31"; empty: not told
  std::string head;    ///< as head_noun(), of "one of three drivers"; empty: not told, as in "one of them"
  std::string after;   ///< of "a third": the number of those before, "two"
};

/// Part of a group: "one of them", "two of the eight", "all three", "both", "one of three drivers interviewed by Halcyon", "a third". Nothing for
/// what is a group itself ("two drivers", "some") or somebody beside it ("another", "others").
std::optional<Partitive> partitive(std::string_view description);
/// Both say more than their common noun, and nothing that they say is the same: "a U.N. official", "officials in Maine".
bool says_otherwise(std::string_view x, std::string_view y);
/// A share of many whom nobody has met: "53 percent of adults".
bool is_share(std::string_view description);
/// Begins with a number: "nine former detainees".
bool is_counted(std::string_view description);
/// Has the number among its words: "nine former detainees".
bool counts(std::string_view description, std::string_view number);

}  // namespace stemma::link
