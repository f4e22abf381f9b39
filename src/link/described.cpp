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

constexpr std::array<std::string_view, 46> titles = {
    "mr",    "mrs",     "ms",     "miss",    "dr",      "prof",     "professor", "sir",     "dame",     "lord",    "lady",   "judge",
    "justice", "president", "minister", "senator", "general", "colonel", "captain", "major", "sergeant", "chief", "mayor", "governor",
    "prime", "deputy",  "señor",  "señora",  "herr",    "frau",     "monsieur",  "madame",  "don",      "doña",    "rep",    "sen",
    "gov",   "gen",     "col",    "capt",    "lt",      "sgt",      "rev",       "king",    "queen",    "prince"};
constexpr std::array<std::string_view, 10> behind_names = {"jr", "sr", "ii", "iii", "iv", "md", "phd", "mba", "esq", "qc"};

constexpr std::array<std::string_view, 20> body_words = {"ministry",   "committee",   "council",    "commission",   "office",
                                                         "department", "government",  "university", "union",        "association",
                                                         "court",      "parliament",  "senate",     "police",       "ministerio",
                                                         "ministère",  "ministerium", "authority",  "inspectorate", "directorate"};
constexpr std::array<std::string_view, 30> more_offices = {"coastguard", "clinic", "staff", "service", "agency",   "bureau",     "board",  "army",     "navy",   "military",    "forces",
                                                           "embassy", "cabinet",  "presidency", "party",  "tribunal", "mission", "delegation", "chamber",
                                                           "authorities", "administration", "hospital", "institute", "federation", "prosecutors", "state", "party's",
                                                           "hall",    "municipality", "palace"};
constexpr std::array<std::string_view, 10> firm_words = {"company", "firm",  "group",       "manufacturer", "operator",
                                                         "maker",   "owner", "corporation", "contractor",   "business"};

// The head stands before the first preposition, participle or relative: "a clerk at the site", "drivers who...".
constexpr std::array<std::string_view, 32> after_head = {"of",   "at",    "in", "from", "with",   "who",      "whom",        "whose",
                                                         "that", "which", "on", "for",  "close",  "familiar", "interviewed", "living",
                                                         "and",  "to",    "by", "near", "inside", "briefed",  "speaking",    "was",
                                                         "were", "had",   "de", "del",  "du",     "von",      "not",         "que"};
constexpr std::array<std::string_view, 24> counting = {"one",  "two",     "three", "four",   "five", "six",     "seven", "eight",
                                                       "nine", "ten",     "all",   "both",   "some", "several", "many",  "most",
                                                       "few",  "another", "other", "others", "them", "each",    "dozen", "half"};

constexpr std::array<std::string_view, 6> ordinals = {"second", "third", "fourth", "fifth", "sixth", "seventh"};

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
bool is_office_word(std::string_view word) { return contains(body_words, word) || contains(more_offices, word); }
bool is_firm_word(std::string_view word) { return contains(firm_words, word); }

bool is_trade_word(std::string_view word) {
  static constexpr std::array<std::string_view, 51> list = {
      "minerals",   "mining",      "mines",      "energy",   "ltd",        "limited",     "inc",       "incorporated", "corp",        "corporation", "co",
      "holdings",   "bank",        "motors",     "oil",      "airlines",   "airways",     "industries", "steel",       "gas",         "chemicals",   "foods",
      "systems",    "technologies", "partners",  "shipping", "lines",      "ferries",     "works",     "plc",          "line",        "sa",          "ag",
      "llc",        "power",       "pharmaceuticals", "logistics", "construction", "brothers", "sons",  "gmbh",        "paving",      "builders",    "contractors",
      "transport",  "trading",     "insurance",  "railways", "engineering", "medical",    "company"};
  return contains(list, word);
}

bool is_force(std::string_view head) { return equals_any(head, {"police", "army", "navy", "parliament", "prosecutor", "coastguard", "government"}); }

bool holds(std::string_view key, std::string_view word) {
  return any_word(key, [&](std::string_view w) { return w == word; });
}

bool says_office(std::string_view key) { return any_word(key, is_office_word); }

bool says_trade(std::string_view key) { return any_word(key, is_trade_word); }

bool is_spokesman(std::string_view key) {
  return any_word(key, [](std::string_view w) {
    return w.starts_with("spokes") || w.starts_with("sprecher") || w == "press" || w == "duty" || w == "portavoz" || w == "porte";
  });
}

bool is_pronoun(std::string_view word) {
  static constexpr std::array<std::string_view, 26> list = {"he",   "she",   "it",   "they",  "him", "her",  "them", "his", "hers",
                                                            "its",  "their", "who",  "i",     "we",  "us",   "me",   "you", "one",
                                                            "both", "él",    "ella", "ellos", "il",  "elle", "er",   "sie"};
  return contains(list, word);
}

bool is_definite(std::string_view description) {
  const std::string folded = fold(description);
  const auto words = key_words(folded);
  return !words.empty() && words.front() != "a" && words.front() != "an" && words.front() != "another" && !contains(counting, words.front());
}

bool is_capitalised(std::string_view name) {
  const auto words = word_spans(name);
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::size_t at = words[i].begin;
    const auto word = slice(name, words[i]);
    const bool article = i == 0 && equals_any(word, {"The", "A", "An", "El", "La", "Le", "His", "Her", "Its", "Their", "Our", "This", "That"});
    if (!article && is_upper(next_code_point(name, at))) return true;
  }
  return false;
}

std::string_view capital_tail(std::string_view name) {
  name = name.substr(0, name.find(','));
  const auto words = word_spans(name);
  std::size_t first = words.size();
  while (first > 0) {
    std::size_t at = words[first - 1].begin;
    if (!is_upper(next_code_point(name, at)) && !is_digit(next_code_point(name, at = words[first - 1].begin))) break;
    --first;
  }
  return first == words.size() ? std::string_view() : name.substr(words[first].begin);
}

bool ties_names(std::string_view word) {
  return equals_any(word, {"of", "for", "by", "with", "to", "from", "and", "at", "in", "on", "near", "than", "against", "like", "s"});
}

bool is_of_tail(std::string_view name) {
  const auto tail = capital_tail(name);
  auto words = word_spans(name.substr(0, tail.empty() ? 0 : static_cast<std::size_t>(tail.data() - name.data())));
  while (!words.empty() && equals_any(to_lower(slice(name, words.back())), {"the", "a", "an"})) words.pop_back();
  return !words.empty() && ties_names(to_lower(slice(name, words.back())));
}

bool is_body_name(std::string_view key) { return any_word(key, is_body_word); }

bool is_army_word(std::string_view word) { return equals_any(word, {"army", "military", "armed", "defence", "defense", "forces", "general", "staff"}); }

bool says_army(std::string_view key) {
  const auto words = key_words(key);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "army" || words[i] == "military") return true;
    const auto next = i + 1 < words.size() ? words[i + 1] : std::string_view();
    if ((equals_any(words[i], {"armed", "defence", "defense"}) && next == "forces") || (words[i] == "general" && next == "staff")) return true;
  }
  return false;
}

std::string person_key(std::string_view name) {
  const std::string key = name_key(name.substr(0, name.find(',')));
  auto words = key_words(key);
  while (words.size() > 1 && contains(titles, words.front())) words.erase(words.begin());
  std::string_view son;  // "Donald Roe Jr." is another than Donald Roe
  while (words.size() > 1 && contains(behind_names, words.back())) {
    if (equals_any(words.back(), {"jr", "ii", "iii", "iv"})) son = words.back();
    words.pop_back();
  }
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool initial = i > 0 && i + 1 < words.size() && words[i].size() == 1;
    if (!initial) out += (out.empty() ? "" : " ") + std::string(words[i]);
    if (i == 0 && !son.empty() && words.size() > 1) out += "-" + std::string(son);
  }
  return out;
}

int gender_of(std::string_view form) {
  const std::string key = name_key(form);
  const auto words = key_words(key);
  if (words.empty()) return 0;
  const auto first = words.front();
  if (words.size() == 1) {
    if (first == "he" || first == "him" || first == "his") return 1;
    if (first == "she" || first == "her" || first == "hers") return 2;
  }
  if (first == "mr" || first == "sir" || first == "lord" || first == "señor" || first == "herr" || first == "monsieur") return 1;
  if (first == "mrs" || first == "ms" || first == "miss" || first == "dame" || first == "lady" || first == "señora" || first == "frau" || first == "madame")
    return 2;
  return words.back() == "spokeswoman" || words.back() == "chairwoman" ? 2 : 0;
}

std::string head_noun(std::string_view description) {
  std::string out = raw_head_of_any(description);
  if (out == "people" || out == "persons") return "person";
  if (out.ends_with("men")) return out.replace(out.size() - 3, 3, "man");
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
  return head == "people" || head.ends_with("men") || (head.size() > 3 && head.ends_with("s") && !head.ends_with("ss"));
}

std::vector<std::string> marks(std::string_view description) {
  static constexpr std::array<std::string_view, 12> empty = {"senior", "local", "other", "several", "his", "her", "its", "their", "some", "two", "three", "the"};
  const std::string key = name_key(description.substr(0, description.find(',')));
  const std::string head = raw_head(key);
  std::vector<std::string> out;
  for (const auto w : key_words(key)) {
    if (w == "who" || w == "which" || w == "that" || w == "whose") break;
    if (w.size() < 4 || w == head || contains(empty, w) || contains(after_head, w) || contains(counting, w) || is_office_word(w)) continue;
    std::size_t end = std::min<std::size_t>(w.size(), 6);
    while (end > 0 && end < w.size() && (static_cast<unsigned char>(w[end]) & 0xC0) == 0x80) --end;
    out.emplace_back(w.substr(0, end));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

namespace {

bool is_year(std::string_view word) { return word.size() == 4 && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; }); }

bool is_number(std::string_view word) {
  static constexpr std::array<std::string_view, 12> small = {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "dozen"};
  return contains(small, word) || (!word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

}  // namespace

std::optional<Partitive> partitive(std::string_view description) {
  const auto comma = description.find(", ");
  if (comma != std::string_view::npos && name_key(description.substr(comma + 1)).starts_with("one of ")) return partitive(description.substr(comma + 1));  // "a student, one of a dozen marchers"
  if (is_share(description)) return std::nullopt;
  const std::string key = name_key(description.substr(0, comma));
  const auto words = key_words(key);
  std::size_t i = 0;
  while (i < words.size() && (contains(counting, words[i]) || contains(ordinals, words[i]) || is_number(words[i]) || equals_any(words[i], {"older", "younger", "majority"}))) ++i;
  if (i == 0) return std::nullopt;
  Partitive out;
  if (i == words.size()) {
    const bool indefinite = fold(description).starts_with("a ");
    if (words.size() == 1 && words[0] == "second" && indefinite) return out.after = "one", out;
    if (words.size() == 1 && words[0] == "third" && indefinite) return out.after = "two", out;
    if (words[0] == "both") return out.number = "two", out;
    const bool whole = words.size() == 2 && words[0] == "all";
    if ((!whole && words.size() > 1) || !is_number(words.back()) || is_year(words.back())) return std::nullopt;
    return out.number = words.back(), out;
  }
  if (words[i] != "of" || i + 1 == words.size()) return std::nullopt;
  std::size_t of = i + 1;
  while (of < words.size() && equals_any(words[of], {"the", "these", "those", "a", "an", "his", "her", "its", "their"})) ++of;
  if (of == words.size()) return std::nullopt;
  if (words[of] == "them") return comma == std::string_view::npos ? std::optional(out) : std::nullopt;  // "one of them, a welder" is somebody
  if (is_number(words[of])) out.number = words[of++];
  const auto whole = of < words.size() ? std::string_view(key).substr(static_cast<std::size_t>(words[of].data() - key.data())) : std::string_view();
  const bool share = contains(ordinals, words[i - 1]) || equals_any(words[i - 1], {"half", "most", "many", "few", "some", "all", "majority", "several"});
  if (!share && !whole.empty() && is_plural(whole)) out.head = head_noun(whole);  // "most of the voters" are no group that somebody has met
  return out.number.empty() && out.head.empty() ? std::nullopt : std::optional(out);
}

bool says_otherwise(std::string_view x, std::string_view y) {
  const std::string head = head_noun(x);
  const auto says = [&](std::string_view description) {
    std::vector<std::string> out;
    const std::string key = name_key(description);
    for (const auto w : key_words(key))
      if (!w.starts_with(head) && !contains(counting, w) && !contains(after_head, w) && !equals_any(w, {"the", "a", "an", "senior", "top", "other", "more", "older", "younger", "his", "her", "its", "their"}) && !is_number(w))
        out.emplace_back(w.substr(0, 6));
    return out;
  };
  const auto of_x = says(x), of_y = says(y);
  return !of_x.empty() && !of_y.empty() && std::none_of(of_x.begin(), of_x.end(), [&](const std::string& w) { return std::find(of_y.begin(), of_y.end(), w) != of_y.end(); });
}

bool is_share(std::string_view description) {
  const std::string folded = fold(description);
  return folded.find('%') != std::string::npos || folded.find("percent") != std::string::npos || folded.find("per cent") != std::string::npos;
}

bool is_counted(std::string_view description) {
  const std::string key = name_key(description);
  const auto words = key_words(key);
  return words.size() > 1 && is_number(words[0]);
}

bool counts(std::string_view description, std::string_view number) {
  return holds(name_key(description), number);
}

}  // namespace stemma::link
