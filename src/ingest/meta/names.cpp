#include "ingest/meta/names.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.h"
#include "ingest/meta/date_words.h"

namespace stemma::ingest {
namespace {

constexpr std::pair<std::string_view, std::string_view> kAgencies[] = {
#include "ingest/meta/news_agencies.inc"
};

template <std::size_t N>
bool in(const std::string_view (&list)[N], std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

constexpr std::string_view kAgencyWords[] = {
    "press", "news", "newswire", "wire", "wires", "agency", "agencies", "agence", "agencia", "agencias", "agenzia", "agentur",
    "agentura", "presse", "prensa", "stampa", "imprensa", "telegraphic", "newsroom", "syndicate", "prnewswire", "globenewswire",
    "newsource",
};
constexpr std::string_view kOutletWords[] = {
    "times", "post", "herald", "tribune", "gazette", "chronicle", "journal", "courier", "observer", "guardian", "telegraph",
    "mail", "express", "mirror", "inquirer", "examiner", "bulletin", "dispatch", "sentinel", "echo", "register", "reporter",
    "standard", "independent", "daily", "weekly", "magazine", "radio", "television", "tv", "broadcasting", "network", "media",
    "channel", "online", "ledger", "record", "newspaper", "newspapers", "zeitung", "tagblatt", "diario", "periodico",
    "journaux", "correo", "giornale", "corriere", "gazzetta", "service",
};
constexpr std::string_view kBodyWords[] = {
    "ministry", "minister", "office", "department", "committee", "commission", "council", "government", "university",
    "institute", "foundation", "union", "association", "company", "group", "ltd", "inc", "llc", "trust", "cooperative",
    "corporation", "society", "centre", "center", "team", "staff", "desk", "bureau", "editors", "redaction", "redaccion",
    "redaktion", "redazione", "redacao", "contributors", "archive", "editorial",
};
constexpr std::string_view kRoleWords[] = {
    "editor", "correspondent", "reporter", "writer", "columnist", "photographer", "producer", "analyst", "anchor", "freelance",
    "senior", "chief", "deputy", "associate", "assistant", "managing", "executive", "political", "foreign", "national",
    "international", "diplomatic", "business", "economics", "health", "science", "technology", "environment", "sports", "sport",
    "culture", "education", "crime", "world", "general", "special", "digital", "opinion", "by", "photo", "photos", "photograph",
    "image", "picture", "video", "graphic", "credit", "source", "published", "updated", "posted", "last", "advertisement",
    "share", "print", "comments", "read", "more", "home", "about", "contact", "subscribe", "translation", "translated",
    "traduccion", "traduction", "read", "min", "minute", "minutes", "guest", "contributor", "dr", "facebook", "twitter",
    "instagram", "telegram", "google", "whatsapp", "linkedin", "youtube", "email", "licensing", "rights", "edition", "revised",
    "forum", "moderator", "blog", "blogs", "search", "privacy", "policy", "cookie", "cookies", "terms", "login", "sign",
    "follow", "related", "articles", "article", "story", "stories", "latest", "topics", "view", "all", "click", "here",
    "purchase", "notes", "newsletter", "today", "watch", "listen", "live", "points",
};
constexpr std::string_view kParticles[] = {
    "de", "da", "do", "dos", "das", "del", "della", "di", "la", "le", "van", "von", "der", "den", "ter", "ten", "bin", "bint",
    "ibn", "al", "el", "ben", "zu", "zur", "af", "av", "y", "e", "du", "des",
};
constexpr std::string_view kCompanyTails[] = {
    "trust", "ltd", "limited", "inc", "llc", "plc", "gmbh", "cooperative", "corporation", "corp", "company", "co", "group",
    "staff", "desk", "newsroom", "team", "reporters", "correspondents", "writers", "foreign", "world", "news", "online",
    "editors", "agency",
};

// Letters, digits, apostrophes of a word, plain.
std::string bare(std::string_view word) {
  std::string out;
  for (const char c : plain_word(word))
    if (static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
  return out;
}

std::string_view without_the(std::string_view s) {
  if (s.size() > 4 && (s.starts_with("The ") || s.starts_with("the ") || s.starts_with("THE "))) s.remove_prefix(4);
  return s;
}

bool capitalised(std::string_view word) {
  if (word.empty()) return false;
  std::size_t at = 0;
  return is_upper(next_code_point(word, at));
}

template <std::size_t N>
bool any_word(std::string_view name, const std::string_view (&list)[N]) {
  const auto words = split_words(name);
  return std::any_of(words.begin(), words.end(), [&](std::string_view w) { return in(list, bare(w)); });
}

// Words without "the" in front, plain, company tails off; never empties a name.
std::vector<std::string> outlet_key(std::string_view name) {
  std::vector<std::string> key;
  for (const std::string_view w : split_words(without_the(trim(name))))
    if (std::string b = bare(w); !b.empty()) key.push_back(std::move(b));
  while (key.size() > 1 && in(kCompanyTails, key.back())) key.pop_back();
  return key;
}

std::string initials_only(std::string_view s) {
  std::string out;
  for (const char c : s)
    if (c != '.') out += c;
  return out;
}

}  // namespace

bool like_body(std::string_view name) { return name.size() <= 120 && any_word(name, kBodyWords); }

std::vector<std::string_view> split_words(std::string_view s) {
  std::vector<std::string_view> words;
  std::size_t i = 0;
  while (i < s.size()) {
    const std::size_t begin = s.find_first_not_of(" \t\r\n", i);
    if (begin == std::string_view::npos) break;
    i = std::min(s.find_first_of(" \t\r\n", begin), s.size());
    words.push_back(s.substr(begin, i - begin));
  }
  return words;
}

bool known_agency(std::string_view name) {
  name = without_the(trim(name));
  const bool shouted = name.size() >= 4 && std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' &&
      c <= 'z'; });  // "JIJI", "REUTERS"
  const std::string small = shouted ? ascii_lower(name) : std::string();
  return std::any_of(std::begin(kAgencies), std::end(kAgencies), [&](const auto& a) { return a.first == name || (shouted &&
      ascii_lower(a.first) == small); });
}

bool like_agency(std::string_view name) {
  return name.size() <= 80 && (known_agency(name) || (any_word(name, kAgencyWords) && !any_word(name, kBodyWords)));
}

bool surely_agency(std::string_view name) {
  static constexpr std::string_view common[] = {
      "RSS", "BETA", "Beta", "AA", "MAP", "UNI", "NAN", "Context", "CP", "NA", "STA", "MIA", "TAP", "ABI", "PA", "Petra", "Saba", "Fars",
      "Mehr", "Maan", "APP", "Andina", "Belga", "CNA", "INA", "SPA", "IPS", "ENA", "ATA", "RIA", "DW", "HINA", "MENA", "TT", "CNS", "ANI",
  };
  static constexpr std::string_view ends[] = {"press", "newswire", "wire", "agency", "presse", "prensa", "stampa", "imprensa"};
  static constexpr std::string_view begins[] = {"agence", "agencia", "agenzia", "agentur"};
  name = without_the(trim(name));
  if (known_agency(name)) return !in(common, name);
  const auto words = split_words(name);
  if (words.size() < 2 || words.size() > 5 || any_word(name, kBodyWords) || any_word(name, kRoleWords)) return false;
  if (!std::all_of(words.begin(), words.end(), [](std::string_view w) { return capitalised(w) || bare(w) == "of" || bare(w) == "de"; }))
    return false;
  static constexpr std::string_view vague[] = {"latest", "breaking", "local", "wordpress", "free", "printing", "university", "in",
                                               "your", "our", "get"};
  return !in(vague, bare(words.front())) && (in(ends, bare(words.back())) || in(begins, bare(words.front())));
}

std::string_view agency_inside(std::string_view words) {
  const auto list = split_words(words);
  const auto part = [&](std::size_t from, std::size_t to) {
    const char* begin = list[from].data();
    return std::string_view(begin, static_cast<std::size_t>(list[to - 1].data() + list[to - 1].size() - begin));
  };
  for (std::size_t n = std::min<std::size_t>(list.size(), 4); n > 0; --n)
    for (const std::string_view run : {part(list.size() - n, list.size()), part(0, n)})
      if (known_agency(run) && surely_agency(run)) return without_the(run);
  return {};
}

bool like_outlet(std::string_view name) {
  return name.size() <= 80 && (like_agency(name) || (any_word(name, kOutletWords) && !any_word(name, kBodyWords)));
}

bool like_organisation(std::string_view name) {
  return name.size() <= 80 && (like_outlet(name) || like_body(name) || like_acronym(name) || known_agency(name));
}

bool has_role_word(std::string_view line) { return any_word(line, kRoleWords); }

bool like_person(std::string_view name) {
  if (name.size() > 60) return false;
  const auto words = split_words(name);
  if (words.size() < 2 || words.size() > 5 || known_agency(name)) return false;
  std::size_t strong = 0, full = 0;
  for (const std::string_view w : words) {
    const std::string b = bare(w);
    if (b.empty() || std::any_of(b.begin(), b.end(), [](char c) { return c >= '0' && c <= '9'; })) return false;
    if (w.find_first_of(":;!?()[]{}\"/\\|<>=+*#") != std::string_view::npos || w.ends_with("'s") || w.ends_with("\xE2\x80\x99s"))
      return false;
    if (in(kAgencyWords, b) || in(kOutletWords, b) || in(kBodyWords, b) || in(kRoleWords, b) || is_weekday(b) || b == "the")
      return false;
    if (month_number(b) && b.size() > 3 && b != "april" && b != "june" && b != "august") return false;
    if (capitalised(w)) {
      ++strong;
      full += b.size() > 1;
    } else if (!in(kParticles, b) && !w.starts_with("al-") && !w.starts_with("d'") && !w.starts_with("d\xE2\x80\x99")) {
      return false;
    }
  }
  std::string_view last = words.back();
  for (const std::string_view elided : {"d'", "d\xE2\x80\x99"})
    if (last.starts_with(elided)) last.remove_prefix(elided.size());  // "Jean d'Arc"
  return strong + (last.size() < words.back().size()) >= 2 && full >= 1 && capitalised(last);
}

bool like_acronym(std::string_view name) {
  const std::string s = initials_only(name);
  return s.size() >= 2 && s.size() <= 6 && std::all_of(s.begin(), s.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool acronym_of(std::string_view acronym, std::string_view name) {
  if (!like_acronym(acronym) || name.size() > 80) return false;
  const std::string letters = plain_word(initials_only(acronym));
  const auto words = split_words(without_the(name));
  if (words.size() < 2) return false;
  std::size_t used = 0;
  for (const std::string_view& w : words) {
    const std::string b = bare(w);
    if (b.empty()) return false;
    if (in(kParticles, b) || b == "of" || b == "and" || b == "the" || b == "for") {
      if (used < letters.size() && letters[used] == b[0] && capitalised(w)) ++used;
      continue;
    }
    if (used >= letters.size() || letters[used] != b[0]) return false;
    ++used;
    // Further letters inside the word ("Newswire" gives N and W), unless the next word starts with them.
    if (&w == &words.back())
      for (std::size_t i = 1; i < b.size() && used < letters.size(); ++i)
        if (b[i] == letters[used]) ++used;
  }
  return used == letters.size();
}

bool same_outlet(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty() || a.size() > 200 || b.size() > 200) return false;
  const auto x = outlet_key(a), y = outlet_key(b);
  if (x.empty() || y.empty()) return false;
  return x == y || acronym_of(a, b) || acronym_of(b, a);
}

std::string outlet_letters(std::string_view name) {
  std::string s = plain_word(without_the(trim(name)));
  if (s.find(' ') == std::string::npos)
    if (const auto dot = s.rfind('.'); dot != std::string::npos && dot > 2 && s.size() - dot <= 8) {
      s.resize(dot);
      for (const std::string_view second : {".co", ".com", ".org", ".net"})
        if (s.ends_with(second)) s.resize(s.size() - second.size());
    }
  std::string out;
  for (const char c : s)
    if (static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
  return out.starts_with("the") && out.size() > 6 ? out.substr(3) : out;
}

std::string expand_acronym(std::string_view acronym, std::string_view publisher, std::string_view text) {
  if (!like_acronym(acronym)) return std::string(acronym);
  if (acronym_of(acronym, publisher)) return std::string(publisher);
  for (const auto& [printed, full] : kAgencies)
    if (printed == acronym && full != acronym && text.find(full) != std::string_view::npos) return std::string(full);
  if (known_agency(acronym)) return std::string(acronym);
  text = text.substr(0, 256 << 10);  // reports name their agency early; a phrase costs some microseconds to try
  // A phrase of capitalised words; starts are tried only at words with the right initial, each over at most five words.
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != acronym[0] || (at > 0 && text[at - 1] != ' ' && text[at - 1] != '\n' && text[at - 1] != '(')) continue;
    const std::string_view window = text.substr(at, std::min<std::size_t>(text.substr(at, 100).find('\n'), 100));
    std::size_t end = 0;
    for (int words = 0; words < 5 && end < window.size(); ++words) {
      end = std::min(window.find_first_of(" ,.;:()\"", end + 1), window.size());
      const std::string_view phrase = window.substr(0, end);
      if (words > 0 && acronym_of(acronym, phrase) && capitalised(split_words(phrase).back()) && like_outlet(phrase))
        return std::string(phrase);
      if (end < window.size() && window[end] != ' ') break;
    }
  }
  return std::string(acronym);
}

std::string agency_name(std::string_view printed) {
  std::string_view s = trim(printed);
  const auto strip = [](std::string_view v) {
    const std::size_t begin = v.find_first_not_of(" .,;:-()[]/|"), end = v.find_last_not_of(" .,;:-()[]/|");
    return begin == std::string_view::npos ? std::string_view{} : v.substr(begin, end - begin + 1);
  };
  s = strip(s);
  const std::string_view full = s;
  s = without_the(s);
  for (;;) {
    const std::size_t space = s.rfind(' ');
    if (space == std::string_view::npos) break;
    const std::string last = bare(s.substr(space + 1));
    const bool lower_tail = !capitalised(s.substr(space + 1));
    if (last != "staff" && last != "reporters" && last != "correspondents" && last != "writers" &&
        !(lower_tail && in(kCompanyTails, last))) break;
    s = strip(s.substr(0, space));
  }
  return std::string(s.empty() ? full : s);
}

}  // namespace stemma::ingest
