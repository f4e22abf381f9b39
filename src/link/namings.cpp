#include "link/namings.h"

#include <algorithm>
#include <unordered_map>

#include "base/hash.h"
#include "base/utf8.h"
#include "link/printed.h"

namespace stemma::link {
namespace {

/// Words that make a name a source when they stand in its sentence.
const std::vector<std::uint64_t>& sourcing_words() {
  static const auto list = [] {
    std::vector<std::uint64_t> out;
    for (const std::string_view w :
         {"according", "reported",  "reports",  "report",    "reporting",  "told",     "tell",          "tells",
          "citing",    "cited",     "cites",    "quoted",    "quoting",    "said",     "says",          "wrote",
          "writes",    "published", "revealed", "interview", "interviews", "informed", "investigation", "disclosed",
          "described", "printed",   "article",  "articles",  "story",
          "según",     "informó",   "dijo",     "publicó",   "reveló",     "citaba",   "selon",         "rapporte",
          "rapporté",  "publié",    "laut",     "berichtet", "berichtete", "zufolge"})
      out.push_back(hash64(w));
    std::sort(out.begin(), out.end());
    return out;
  }();
  return list;
}

bool is_one_of(std::uint64_t word, std::initializer_list<std::string_view> list) {
  return std::any_of(list.begin(), list.end(), [&](std::string_view w) { return hash64(w) == word; });
}

ByteSpan sentence_at(const Pile& pile, std::uint32_t d, ByteSpan span) {
  const auto& all = pile.analyses[d].sentences;
  const auto s =
      std::upper_bound(all.begin(), all.end(), span.begin, [](std::uint32_t at, const lang::Sentence& x) { return at < x.span.begin; });
  return s == all.begin() ? span : (s - 1)->span;
}

bool has_sourcing_word(const DocText& text, ByteSpan sentence) {
  const auto [first, last] = text.within(sentence);
  const auto& list = sourcing_words();
  return std::any_of(text.words.begin() + first, text.words.begin() + last,
                     [&](std::uint64_t w) { return std::binary_search(list.begin(), list.end(), w); });
}

bool is_capital(const Pile& pile, std::uint32_t d, std::uint32_t word) {
  std::size_t at = pile.texts[d].spans[word].begin;
  return is_upper(next_code_point(pile.text(d), at));
}

bool is_article(std::uint64_t word) { return is_one_of(word, {"the", "el", "la", "le", "der", "die", "das"}); }

/// The sentence speaks of a day before the document's own, or of "earlier", "last week".
bool speaks_of_before(const Pile& pile, std::uint32_t d, ByteSpan sentence) {
  const DocText& text = pile.texts[d];
  const auto [first, last] = text.within(sentence);
  if (std::any_of(text.words.begin() + first, text.words.begin() + last,
                  [](std::uint64_t w) { return is_one_of(w, {"earlier", "previously", "ago", "last", "first"}); }))
    return true;
  const std::string day = pile.document(d).published.value.substr(0, 10);
  return std::any_of(pile.readings[d]->times.begin(), pile.readings[d]->times.end(), [&](const TimeExpression& t) {
    return sentence.contains(t.span) && !t.latest.empty() && t.latest.substr(0, 10) < day;
  });
}

/// "as this newspaper reported", "told this newspaper on Wednesday", "the Mercury reported last week" in the Mercury: an earlier report of
/// its own. What it was told for the report that one reads is none.
bool own_report(const Pile& pile, std::uint32_t d, std::uint32_t first, std::uint32_t words, ByteSpan sentence) {
  const DocText& text = pile.texts[d];
  const auto last = std::min(text.within(sentence).second, first + words + 4);
  const bool reported =
      std::any_of(text.words.begin() + first + words, text.words.begin() + std::max(last, first + words), [](std::uint64_t w) {
        return is_one_of(w, {"reported", "revealed", "wrote", "published", "disclosed"});
      });
  if (reported) return true;
  auto before = first;
  while (before > 0 && is_article(text.words[before - 1])) --before;
  return before > 0 && is_one_of(text.words[before - 1], {"told", "to"}) && speaks_of_before(pile, d, sentence);
}

void this_newspaper(const Pile& pile, std::uint32_t d, std::int32_t publisher, std::vector<Naming>& out) {
  const DocText& text = pile.texts[d];
  for (std::uint32_t i = 1; i < text.size(); ++i) {
    if (!is_one_of(text.words[i], {"newspaper", "paper", "magazine", "agency", "website"}) || !is_one_of(text.words[i - 1], {"this"}))
      continue;
    const auto sentence = sentence_at(pile, d, text.spans[i]);
    if (own_report(pile, d, i - 1, 2, sentence)) out.push_back({publisher, text.bytes(i - 1, i + 1), sentence, false, false});
  }
}

/// The last word of each outlet's name, if the name has more and no other outlet of the pile ends so: "the Ledger".
class ShortNames {
 public:
  void add(std::string_view name, std::int32_t outlet) {
    const std::string key = name_key(name);
    const auto words = key_words(key);
    if (words.size() < 2 || words.back().size() < 4) return;
    const auto [it, fresh] = outlet_.emplace(hash64(words.back()), outlet);
    if (!fresh && it->second != outlet) it->second = -1;
  }
  /// -1: none, or not for certain.
  std::int32_t at(const Pile& pile, std::uint32_t d, std::uint32_t i) const {
    const DocText& text = pile.texts[d];
    const auto it = outlet_.find(text.words[i]);
    if (it == outlet_.end() || i == 0 || !is_article(text.words[i - 1]) || !is_capital(pile, d, i)) return -1;
    const bool goes_on = i + 1 < text.size() && text.spans[i + 1].begin == text.spans[i].end + 1 && is_capital(pile, d, i + 1);
    return goes_on ? -1 : it->second;
  }

 private:
  std::unordered_map<std::uint64_t, std::int32_t> outlet_;
};

/// "the Ledger has it", "the Mercury had the telephone calls": a verb of having right behind the name; or "Island Voice's fisherman".
bool holds_it(const Pile& pile, std::uint32_t d, std::uint32_t next) {
  const DocText& text = pile.texts[d];
  return next < text.size() && is_one_of(text.words[next], {"has", "had", "s"}) && text.spans[next].begin <= text.spans[next - 1].end + 3;
}

}  // namespace

std::vector<std::vector<Naming>> find_namings(const Pile& pile, const Agents& agents) {
  PrintedNames names;
  ShortNames short_names;
  std::vector<bool> known(agents.all.size(), false);
  for (std::uint32_t d = 0; d < pile.size(); ++d) {
    const auto outlet = agents.publisher[d];
    if (outlet < 0 || known[static_cast<std::size_t>(outlet)] || agents.all[static_cast<std::size_t>(outlet)].kind != AgentKind::media)
      continue;
    known[static_cast<std::size_t>(outlet)] = true;
    names.add(pile.document(d).publisher.value, static_cast<std::uint32_t>(outlet));
    short_names.add(pile.document(d).publisher.value, outlet);
  }
  std::vector<std::vector<Naming>> out(pile.size());
  for (std::uint32_t d = 0; d < pile.size(); ++d) {
    const DocText& text = pile.texts[d];
    const auto take = [&](std::int32_t outlet, std::uint32_t first, std::uint32_t words) {
      Naming found{outlet, text.bytes(first, first + words), {}, false, false};
      found.sentence = sentence_at(pile, d, found.span);
      if (outlet == agents.publisher[d]) {
        if (own_report(pile, d, first, words, found.sentence) && speaks_of_before(pile, d, found.sentence)) out[d].push_back(found);
        return;
      }
      auto before = first;
      while (before > 0 && is_article(text.words[before - 1])) --before;
      const auto word = before > 0 ? text.words[before - 1] : 0;
      found.as_source = is_one_of(word, {"via", "source", "fuente", "quelle"});
      const bool beside = is_one_of(word, {"by", "to", "in", "from", "with", "as"});
      const bool sourcing = found.as_source || beside || has_sourcing_word(text, found.sentence);
      if (!sourcing && !holds_it(pile, d, first + words)) return;
      found.loose = !sourcing;
      out[d].push_back(found);
    };
    for (const auto& f : names.find(text))
      if (is_capital(pile, d, f.first) && !text.furniture[f.first]) take(static_cast<std::int32_t>(f.name), f.first, f.words);
    for (std::uint32_t i = 1; i < text.size(); ++i)
      if (const auto outlet = short_names.at(pile, d, i); outlet >= 0 && !text.furniture[i]) take(outlet, i, 1);
    if (agents.publisher[d] >= 0) this_newspaper(pile, d, agents.publisher[d], out[d]);
  }
  return out;
}

}  // namespace stemma::link
