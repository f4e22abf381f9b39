// What a name or a description tells about an agent: keys to compare names by, and the noun that says what an unnamed source is.
#pragma once

#include <string>
#include <string_view>

namespace stemma::link {

/// Has a capital letter beyond a leading article: "The Ministry of Works", not "the ministry".
bool is_capitalised(std::string_view name);
/// Full names without titles: "Judge Ines Pell" -> "ines pell".
std::string person_key(std::string_view name);
/// "Government of Kestria" and "Kestria", as a speaker, are one.
std::string body_key(std::string_view name);
/// Calls itself a ministry, committee, court...: speaks for itself and is no outlet. REQUIRES: a name_key.
bool is_body_name(std::string_view key);
/// One of the words of is_body_name.
bool is_body_word(std::string_view word);

/// "a senior official of the ministry" -> "official". Singular, folded. Empty for what only counts or points: "all nine", "one of them".
std::string head_noun(std::string_view description);
/// Speaks of several: "residents", "two people close to him".
bool is_plural(std::string_view description);

}  // namespace stemma::link
