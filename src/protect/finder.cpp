#include "protect/finder.h"

#include <algorithm>

#include "base/utf8.h"

namespace stemma::protect {
namespace {

constexpr std::size_t shortest_run = 5;  ///< words of a passage that are not found by chance

bool is_address_form(std::string_view w) {
  return equals_any(w, {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "madam", "mme", "mlle", "monsieur", "madame", "herr", "frau",
                        "senor", "senora", "sr", "sra", "rev", "fr", "sister", "brother", "father", "sgt", "capt", "col", "gen", "lt"});
}
bool is_particle(std::string_view w) {
  return equals_any(w, {"al", "el", "bin", "ibn", "de", "da", "del", "della", "di", "du", "dos", "la", "le", "van", "von", "der", "den", "ter", "of", "the", "y", "e"});
}

/// Accents spelled out, as addresses and telexes do.
std::string spelled_out(std::string_view word) {
  std::string out;
  for (std::size_t at = 0; at < word.size();) {
    const char32_t c = next_code_point(word, at);
    switch (c) {
      case U'ä': case U'Ä': case U'æ': case U'Æ': out += "ae"; break;
      case U'ö': case U'Ö': case U'ø': case U'Ø': case U'œ': out += "oe"; break;
      case U'ü': case U'Ü': out += "ue"; break;
      case U'å': case U'Å': out += "aa"; break;
      case U'ñ': case U'Ñ': out += "ny"; break;
      case U'š': case U'Š': case U'ş': case U'Ş': out += "sh"; break;
      case U'č': case U'Č': case U'ç': case U'Ç': out += "ch"; break;
      case U'ž': case U'Ž': out += "zh"; break;
      default: append_utf8(out, c);
    }
  }
  return out;
}

bool capital(std::string_view text, const SearchWord& w) {
  std::size_t at = w.span.begin;
  return is_upper(next_code_point(text, at));
}

/// Neither part of an address nor of a file's name.
bool in_prose(std::string_view text, const SearchWord& w) {
  const auto joins = [](char c) { return c == '/' || c == '.' || c == '-' || c == '_' || c == '@' || c == '%' || c == '+' || c == '='; };
  if (w.span.begin > 0 && joins(text[w.span.begin - 1])) return false;
  return w.span.end + 1 >= text.size() || !joins(text[w.span.end]) || text[w.span.end + 1] == ' ' || text[w.span.end + 1] == '\n';
}

bool starts_sentence(std::string_view text, const SearchWord& w) {
  std::size_t at = w.span.begin;
  while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '"' || text[at - 1] == '(' || (static_cast<unsigned char>(text[at - 1]) & 0x80) != 0)) --at;
  return at == 0 || text[at - 1] == '\n' || text[at - 1] == '.' || text[at - 1] == '!' || text[at - 1] == '?' || text[at - 1] == ':';
}

/// What may stand between two words of one name. `before`: the word in front of it; a full stop ends a sentence unless it shortens that word.
bool joins_a_name(std::string_view between, std::string_view before) {
  if (between.size() > 8) return false;
  if (between.find(". ") != std::string_view::npos && before.size() > 1 && !is_address_form(before)) return false;
  std::size_t commas = 0;
  for (std::size_t at = 0; at < between.size();) {
    const char32_t c = next_code_point(between, at);
    commas += c == ',' || c == '%';
    if (!is_space(c) && !(c < 0x80 && std::string_view(".,-_+/%'&").find(static_cast<char>(c)) != std::string_view::npos) && c != 0x2019 && c != 0x2010 && c != 0x2011 && c != 0xAD &&
        !(c >= 0x200B && c <= 0x200F) && c != 0x2060)
      return false;
  }
  return commas <= 1;
}

/// "As-\nkand": one word over the end of a line.
bool broken(std::string_view between) {
  return between.size() >= 2 && between.front() == '-' && between.find('\n') != std::string_view::npos && trim(between.substr(1)).empty();
}

std::vector<Hit> tidy(std::vector<Hit> hits) {
  std::sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return std::tie(a.span.begin, b.span.end) < std::tie(b.span.begin, a.span.end); });
  std::vector<Hit> out;
  for (const Hit& h : hits) {
    if (out.empty() || h.span.begin >= out.back().span.end) {
      out.push_back(h);
      continue;
    }
    if (h.person != out.back().person) out.back().person = -1;  // two secrets in one place: a mark says least
    out.back().span.end = std::max(out.back().span.end, h.span.end);
  }
  return out;
}

}  // namespace

Vocabulary vocabulary_of(std::span<const Reading> readings, const CaseModel& model) {
  Vocabulary out;
  for (const Reading& r : readings)
    for (auto& w : search_words(r.document.text)) {
      const std::string_view text = r.document.text;
      std::size_t at = w.span.begin;
      if (!is_upper(next_code_point(text, at)) && in_prose(text, w)) out.common.insert(std::move(w.folded));
    }
  for (const CaseAgent& a : model.agents) {
    std::set<std::string> words;
    for (auto& w : search_words(a.name)) words.insert(std::move(w.folded));
    for (const auto& w : words) ++out.names[w];
  }
  return out;
}

Finder::Finder(const Secrets& secrets, const Vocabulary& vocabulary) : people_(secrets.people.size()) {
  for (std::uint32_t p = 0; p < secrets.people.size(); ++p) {
    Names& n = people_[p];
    std::uint32_t own_agents = static_cast<std::uint32_t>(std::max<std::size_t>(1, secrets.people[p].agents.size()));
    for (const auto& name : secrets.people[p].names) {
      for (const auto& form : {name, spelled_out(name)})
        for (const auto& w : search_words(form)) {
          if (is_address_form(w.folded) || is_particle(w.folded) || (w.folded.size() < 2)) continue;
          n.all.insert(w.folded);
          const auto others = vocabulary.names.find(w.folded);
          if (others != vocabulary.names.end() && others->second > own_agents) continue;
          (vocabulary.common.contains(w.folded) || w.folded.size() < 3 ? n.shy : n.own).insert(w.folded);
        }
    }
    for (const auto& w : n.all) by_word_[w].push_back(p);
    for (const auto& w : n.own)
      if (w.size() >= 5) inside_.emplace_back(w, p);
  }
  for (const Passage& p : secrets.passages) {
    Grams g;
    for (auto& w : search_words(p.words)) g.words.push_back(std::move(w.folded));
    for (std::uint32_t i = 0; i < g.words.size(); ++i) g.at.emplace(g.words[i], i);
    if (!g.words.empty()) passages_.push_back(std::move(g));
  }
}

bool Finder::bears(const Names& n, const std::string& word) const {
  if (n.all.contains(word)) return true;
  return std::any_of(n.own.begin(), n.own.end(), [&](const std::string& own) { return own.size() >= 5 && word.size() > own.size() && word.find(own) != std::string::npos; });
}

void Finder::people(std::string_view text, const Words& given, std::vector<Hit>& out) const {
  if (people_.empty()) return;
  Words words;
  words.reserve(given.size());
  for (const auto& w : given) {
    if (!words.empty() && broken(text.substr(words.back().span.end, w.span.begin - words.back().span.end))) {
      const std::string whole = words.back().folded + w.folded;
      const bool name = by_word_.contains(whole) || std::any_of(inside_.begin(), inside_.end(), [&](const auto& i) { return whole.find(i.first) != std::string::npos; });
      if (name) {
        words.back() = {whole, {words.back().span.begin, w.span.end}};
        continue;
      }
    }
    words.push_back(w);
  }
  const auto candidates = [&](const std::string& word) {
    std::vector<std::uint32_t> found;
    if (const auto it = by_word_.find(word); it != by_word_.end()) found = it->second;
    if (word.size() > 5)
      for (const auto& [own, p] : inside_)
        if (word.size() > own.size() && word.find(own) != std::string::npos && std::find(found.begin(), found.end(), p) == found.end()) found.push_back(p);
    return found;
  };
  const auto between = [&](std::size_t i) { return text.substr(words[i].span.end, words[i + 1].span.begin - words[i].span.end); };
  for (std::size_t i = 0; i < words.size(); ++i)
    for (const auto p : candidates(words[i].folded)) {
      const Names& n = people_[p];
      std::size_t first = i, last = i;
      std::set<std::string> met{words[i].folded};
      bool own = !n.all.contains(words[i].folded) || n.own.contains(words[i].folded);
      bool initial = false;
      const auto is_initial = [&](const std::string& w) {
        return w.size() == 1 && std::any_of(n.all.begin(), n.all.end(), [&](const std::string& x) { return x.front() == w.front(); });
      };
      for (std::size_t j = i; j + 1 < words.size() && joins_a_name(between(j), words[j].folded); ++j) {
        const std::string& w = words[j + 1].folded;
        const bool bears_it = bears(n, w);
        if (!bears_it && !(w.size() == 1 && capital(text, words[j + 1])) && !is_particle(w)) break;
        if (!bears_it) {
          initial = initial || is_initial(w);
          continue;
        }
        last = j + 1;
        met.insert(w);
        own = own || !n.all.contains(w) || n.own.contains(w);
      }
      while (first > 0 && joins_a_name(between(first - 1), words[first - 1].folded) && words[first - 1].folded.size() == 1 && capital(text, words[first - 1]) &&
             between(first - 1).find(',') == std::string_view::npos) {
        initial = initial || is_initial(words[first - 1].folded);
        --first;
      }
      const bool shy = n.shy.contains(words[i].folded) && capital(text, words[i]) && !starts_sentence(text, words[i]);
      if (!own && met.size() < 2 && !initial && !shy) continue;
      if (first > 0 && is_address_form(words[first - 1].folded) && joins_a_name(between(first - 1), words[first - 1].folded)) --first;
      ByteSpan span{words[first].span.begin, words[last].span.end};
      // An address is nothing but its words: what is left of it would still lead there.
      std::size_t from = span.begin, to = span.end;
      while (from > 0 && static_cast<unsigned char>(text[from - 1]) > ' ' && text[from - 1] != '"' && text[from - 1] != '(' && text[from - 1] != '<') --from;
      while (to < text.size() && static_cast<unsigned char>(text[to]) > ' ' && text[to] != '"' && text[to] != ')' && text[to] != '>') ++to;
      const std::string_view whole = text.substr(from, to - from);
      if (whole.find("://") != std::string_view::npos || whole.find("www.") != std::string_view::npos || whole.find('@') != std::string_view::npos)
        span = {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)};
      out.push_back({span, static_cast<std::int32_t>(p)});
    }
}

void Finder::runs(std::string_view text, const Words& words, bool loose, std::vector<Hit>& out) const {
  for (const Grams& g : passages_)
    for (std::size_t i = 0; i < words.size();) {
      std::size_t longest = 0;
      const auto [from, to] = g.at.equal_range(words[i].folded);
      for (auto it = from; it != to; ++it) {
        std::size_t n = 1;
        while (it->second + n < g.words.size() && i + n < words.size() && g.words[it->second + n] == words[i + n].folded) ++n;
        const bool whole = n == g.words.size();
        const bool at_its_end = loose && n >= 2 && ((i + n == words.size() && it->second == 0) || (i == 0 && it->second + n == g.words.size()));
        if (whole || n >= shortest_run || (loose && n >= 3) || at_its_end) longest = std::max(longest, n);
      }
      // One short word is a passage only where the decision found it.
      if (longest > 0 && !(longest == 1 && g.words.front().size() < 4))
        out.push_back({{words[i].span.begin, words[i + longest - 1].span.end}, -1});
      i += std::max<std::size_t>(1, longest);
    }
  if (!loose || lost_.empty()) return;
  for (const auto& w : words)
    if (lost_.contains(w.folded)) out.push_back({w.span, -1});
  (void)text;
}

/// Words without white space that say something else when they are decoded.
void Finder::encoded(std::string_view text, std::vector<Hit>& out) const {
  for (std::size_t at = 0; at < text.size();) {
    while (at < text.size() && static_cast<unsigned char>(text[at]) <= ' ') ++at;
    std::size_t end = at;
    while (end < text.size() && static_cast<unsigned char>(text[end]) > ' ') ++end;
    if (end > at) {
      const std::string plain = decoded(text.substr(at, end - at));
      if (!plain.empty() && !find(plain, false, false).empty()) out.push_back({{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)}, -1});
    }
    at = end;
  }
}

std::vector<Hit> Finder::find(std::string_view text, bool loose, bool decode) const {
  std::vector<Hit> out;
  const Words words = search_words(text);
  people(text, words, out);
  runs(text, words, loose, out);
  if (decode) encoded(text, out);
  return tidy(std::move(out));
}

std::vector<Hit> Finder::in_text(std::string_view text) const { return find(text, false, true); }
std::vector<Hit> Finder::in_string(std::string_view text) const { return find(text, true, true); }

bool Finder::in_bytes(std::string_view bytes) const {
  const std::string text = to_valid_utf8(bytes);
  if (!find(text, false, true).empty()) return true;
  const std::string plain = decoded(text);
  if (!plain.empty() && !find(plain, false, false).empty()) return true;
  if (find_invalid_utf8(bytes) == std::string_view::npos) return false;
  std::string latin;  // of the charsets with one byte a letter the one that most old pages have
  for (const char c : bytes) append_utf8(latin, static_cast<unsigned char>(c));
  return !find(latin, false, true).empty();
}

}  // namespace stemma::protect
