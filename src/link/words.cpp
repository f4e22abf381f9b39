#include "link/words.h"

#include <algorithm>
#include <array>

#include "link/lists.h"

namespace stemma::link {
namespace {

// English first; the commonest of Spanish, French and German, so that a translated content is not compared by its articles.
constexpr auto stop_words = sorted(std::to_array<std::string_view>(
    {"a",     "about",   "above",   "after",      "again",   "all",    "also",    "although", "am",     "among",  "an",      "and",
     "any",   "anybody", "anyone",  "are",        "as",      "at",     "be",      "because",  "been",   "before", "being",   "between",
     "both",  "but",     "by",      "can",        "could",   "did",    "do",      "does",     "doing",  "down",   "during",  "each",
     "for",   "from",    "further", "had",        "has",     "have",   "having",  "he",       "her",    "here",   "hers",    "herself",
     "him",   "himself", "his",     "how",        "i",       "if",     "in",      "into",     "is",     "it",     "its",     "itself",
     "just",  "may",     "me",      "might",      "more",    "most",   "must",    "my",       "myself", "no",     "nobody",  "nor",
     "not",   "now",     "of",      "off",        "on",      "once",   "only",    "or",       "other",  "our",    "ours",    "out",
     "over",  "own",     "same",    "shall",      "she",     "should", "so",      "some",     "such",   "than",   "that",    "the",
     "their", "theirs",  "them",    "themselves", "then",    "there",  "these",   "they",     "this",   "those",  "through", "to",
     "too",   "under",   "until",   "up",         "upon",    "us",     "very",    "was",      "we",     "were",   "what",    "when",
     "where", "whether", "which",   "while",      "who",     "whom",   "whose",   "why",      "will",   "with",   "without", "would",
     "you",   "your",    "s",       "t",          "d",       "ll",     "re",      "ve",       "don",    "didn",   "isn",     "wasn",
     "weren", "never",   "none",    "neither",    "nothing", "one",    "number",  "numbers",  "done",   "get",    "got",     "like",
     "yet",   "even",    "still",   "ever",       "many",    "much",   "another", "every",    "el",     "la",     "los",     "las",
     "un",    "una",     "de",      "del",        "al",      "y",      "que",     "en",       "por",    "con",    "para",    "se",
     "su",    "sus",     "lo",      "es",         "no",      "le",     "les",     "des",      "du",     "et",     "une",     "dans",
     "pour",  "sur",     "par",     "qui",        "est",     "ne",     "pas",     "ce",       "il",     "elle",   "der",     "die",
     "das",   "und",     "den",     "dem",        "ein",     "eine",   "zu",      "von",      "mit",    "auf",    "ist",     "im",
     "nicht", "sich",    "sie",     "er"}));

constexpr auto negations = sorted(std::to_array<std::string_view>({
    "not", "no", "never", "nobody", "none", "nothing", "neither", "nor", "nowhere", "cannot", "t", "n't", "without",
    "nunca", "nadie", "ningun", "ningún", "ninguna", "ne", "jamais", "aucun", "aucune", "nicht", "kein", "keine", "niemand", "nie"}));

constexpr auto false_words = sorted(std::to_array<std::string_view>({
    "untrue", "false", "baseless", "unfounded", "groundless", "fabricated", "fabrication", "invention", "invented", "hoax", "lie", "lies",
    "nonsense", "fiction", "incorrect", "wrong", "untruth", "falso", "falsa", "faux", "fausse", "falsch",
    "forgery", "forged", "fantasy", "mistaken", "fabricating"}));

constexpr auto statement_nouns = sorted(std::to_array<std::string_view>({
    "report", "charg", "allegation", "accusation", "account", "story", "claim", "finding", "rumour", "rumor", "suggestion", "articl",
    "statement", "assertion", "version", "conclusion", "testimony", "reporting", "coverag", "news", "figur", "criticism", "complaint",
    "tale", "talk", "campaign", "insinuation", "propaganda"}));

constexpr auto denying = sorted(std::to_array<std::string_view>({
    "deny", "denial", "reject", "rejection", "dismiss", "refut", "rebut", "disput", "contradict", "contest", "negó", "desmintió", "rechazó",
    "niega", "nie", "dément", "rejett", "bestreitet", "bestritt", "dementiert"}));

struct Sense {
  std::string_view stem, sense;
};
// Irregular forms first of all: an English past tense shares few letters with its present.
constexpr auto senses = std::to_array<Sense>({
#include "link/senses.inc"
});

constexpr std::array<std::string_view, 20> small_numbers = {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
                                                            "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
                                                            "seventeen", "eighteen", "nineteen"};
constexpr std::array<std::string_view, 10> tens = {"", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};

template <std::size_t N>
bool in(const std::array<std::string_view, N>& list, std::string_view w) {
  return std::binary_search(list.begin(), list.end(), w);
}

/// "stopp" -> "stop", "agreed" -> "agree": what is left when an ending with a vowel goes.
std::string mend(std::string s) {
  const auto n = s.size();
  if (n >= 3 && s[n - 1] == s[n - 2] && std::string_view("bdgmnprt").find(s[n - 1]) != std::string_view::npos) s.pop_back();
  else if (n >= 3 && s.back() == 'i') s.back() = 'y';
  else if (n >= 3 && s.back() == 'e') s.pop_back();
  return s;
}

}  // namespace

bool is_stop_word(std::string_view w) { return in(stop_words, w); }
bool negates_an_infinitive(std::string_view before, std::string_view behind) {
  return behind == "to" && !(before == "is" || before == "are" || before == "was" || before == "were" || before == "be" || before == "been");
}
bool is_negation(std::string_view w) { return in(negations, w) && w != "without"; }
bool bounds_a_number(std::string_view first, std::string_view second, std::string_view third) {
  return (first == "no" || first == "not") && (second == "fewer" || second == "less" || second == "more" || second == "later" || second == "earlier") && third == "than";
}
bool says_false(std::string_view w) { return in(false_words, w); }
bool is_statement_noun(std::string_view s) { return in(statement_nouns, s); }

bool is_denying(std::string_view s) { return in(denying, s); }

std::string_view sense(std::string_view s) {
  static const auto index = [] {
    auto list = senses;
    std::sort(list.begin(), list.end(), [](const Sense& x, const Sense& y) { return x.stem < y.stem; });
    return list;
  }();
  const auto it = std::lower_bound(index.begin(), index.end(), s, [](const Sense& x, std::string_view w) { return x.stem < w; });
  return it != index.end() && it->stem == s ? it->sense : s;
}

std::string stem(std::string_view word) {
  std::string s(word);
  const auto ends = [&](std::string_view e, std::size_t left) { return s.size() >= e.size() + left && s.ends_with(e); };
  if (ends("ies", 2)) {
    s.replace(s.size() - 3, 3, "y");
  } else if (ends("sses", 2) || ends("ches", 2) || ends("shes", 2) || ends("xes", 2)) {
    s.resize(s.size() - 2);
  } else if (ends("s", 3) && !ends("ss", 1) && !ends("us", 1) && !ends("is", 1)) {
    s.pop_back();
  }
  if (ends("ied", 2)) {
    s.replace(s.size() - 3, 3, "y");
  } else if (ends("ed", 3)) {
    s.resize(s.size() - 2);
    return mend(std::move(s));
  } else if (ends("ing", 3)) {
    s.resize(s.size() - 3);
    return mend(std::move(s));
  } else if (ends("ly", 4)) {
    s.resize(s.size() - 2);
  }
  if (s.size() >= 5 && s.back() == 'e') s.pop_back();
  return s;
}

std::string number_of(std::string_view word) {
  if (!word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; })) return std::string(word);
  for (std::size_t i = 2; i < small_numbers.size(); ++i)
    if (word == small_numbers[i]) return std::to_string(i);
  for (std::size_t t = 2; t < tens.size(); ++t)
    if (word == tens[t]) return std::to_string(t * 10);
  return {};
}

}  // namespace stemma::link
