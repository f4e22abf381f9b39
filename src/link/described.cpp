#include "link/described.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "link/pile.h"

namespace stemma::link {
namespace {

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

constexpr std::array<std::string_view, 34> titles = {
    "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "judge", "justice", "president", "minister",
    "senator", "general", "colonel", "captain", "major", "sergeant", "chief", "mayor", "governor", "prime", "deputy", "señor",
    "señora", "herr", "frau", "monsieur", "madame", "don", "doña"};

constexpr std::array<std::string_view, 20> body_words = {"ministry",   "committee",   "council",    "commission",   "office",
                                                         "department", "government",  "university", "union",        "association",
                                                         "court",      "parliament",  "senate",     "police",       "ministerio",
                                                         "ministère",  "ministerium", "authority",  "inspectorate", "directorate"};

// The head stands before the first preposition, participle or relative: "a clerk at the site", "drivers who...".
constexpr std::array<std::string_view, 32> after_head = {"of",   "at",    "in", "from", "with",   "who",      "whom",        "whose",
                                                         "that", "which", "on", "for",  "close",  "familiar", "interviewed", "living",
                                                         "and",  "to",    "by", "near", "inside", "briefed",  "speaking",    "was",
                                                         "were", "had",   "de", "del",  "du",     "von",      "not",         "que"};
constexpr std::array<std::string_view, 24> counting = {"one",  "two",     "three", "four",   "five", "six",     "seven", "eight",
                                                       "nine", "ten",     "all",   "both",   "some", "several", "many",  "most",
                                                       "few",  "another", "other", "others", "them", "each",    "dozen", "half"};

/// The raw head of one stretch between commas: "senior officials" of "two senior officials of the ministry".
std::string raw_head(std::string_view stretch) {
  const std::string key = name_key(stretch);
  const auto words = key_words(key);
  std::size_t n = 0;
  while (n < words.size() && !contains(after_head, words[n])) ++n;
  if (n == 0 || contains(counting, words[n - 1]) ||
      std::all_of(words[n - 1].begin(), words[n - 1].end(), [](char c) { return c >= '0' && c <= '9'; }))
    return {};
  return std::string(words[n - 1]);
}

std::string raw_head_of_any(std::string_view description) {
  for (std::size_t at = 0; at <= description.size();) {
    const auto comma = std::min(description.find(',', at), description.size());
    if (auto head = raw_head(description.substr(at, comma - at)); !head.empty()) return head;
    at = comma + 1;
  }
  return {};
}

}  // namespace

bool is_body_word(std::string_view word) { return contains(body_words, word); }

bool is_capitalised(std::string_view name) {
  const auto words = word_spans(name);
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::size_t at = words[i].begin;
    const auto word = slice(name, words[i]);
    const bool article = i == 0 && (word == "The" || word == "A" || word == "An" || word == "El" || word == "La" || word == "Le");
    if (!article && is_upper(next_code_point(name, at))) return true;
  }
  return false;
}

bool is_body_name(std::string_view key) {
  const auto words = key_words(key);
  return std::any_of(words.begin(), words.end(), [](std::string_view w) { return is_body_word(w); });
}

std::string person_key(std::string_view name) {
  const std::string key = name_key(name);
  std::string out;
  for (const auto w : key_words(key)) {
    if (out.empty() && contains(titles, w)) continue;
    if (!out.empty()) out += ' ';
    out += w;
  }
  return out;
}

/// "Government of Kestria" and "Kestria", as a speaker, are one.
std::string body_key(std::string_view name) {
  const std::string key = name_key(name);
  std::string out;
  for (const auto w : key_words(key)) {
    if (w == "government" || w == "of" || w == "the") continue;
    if (!out.empty()) out += ' ';
    out += w;
  }
  return out.empty() ? key : out;
}

std::string head_noun(std::string_view description) {
  std::string out = raw_head_of_any(description);
  if (out == "people" || out == "persons") return "person";
  if (out == "men" || out == "women") return out == "men" ? "man" : "woman";
  if (out.size() > 3 && out.ends_with("ies")) return out.substr(0, out.size() - 3) + "y";
  if (out.size() > 3 && out.ends_with("s") && !out.ends_with("ss")) out.pop_back();
  return out;
}

bool is_plural(std::string_view description) {
  const std::string key = name_key(description);
  const auto words = key_words(key);
  if (words.empty() || words.front() == "one" || words.front() == "another" || words.front() == "each") return false;
  if (contains(counting, words.front())) return true;
  const std::string head = raw_head_of_any(description);
  return head == "people" || head == "men" || head == "women" || (head.size() > 3 && head.ends_with("s") && !head.ends_with("ss"));
}

}  // namespace stemma::link
