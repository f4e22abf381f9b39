#include "link/namings.h"

#include <algorithm>

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

/// "as this newspaper reported last week": an earlier report of its own.
void this_newspaper(const Pile& pile, std::uint32_t d, std::int32_t publisher, std::vector<Naming>& out) {
  const DocText& text = pile.texts[d];
  for (std::uint32_t i = 1; i < text.size(); ++i) {
    if (!is_one_of(text.words[i], {"newspaper", "paper", "magazine", "agency", "website"}) || !is_one_of(text.words[i - 1], {"this"}))
      continue;
    const auto sentence = sentence_at(pile, d, text.spans[i]);
    const auto last = std::min(text.within(sentence).second, i + 5);
    const bool reported = std::any_of(text.words.begin() + i, text.words.begin() + std::max(last, i), [](std::uint64_t w) {
      return is_one_of(w, {"reported", "revealed", "wrote", "published", "disclosed"});
    });
    if (reported) out.push_back({publisher, text.bytes(i - 1, i + 1), sentence, false});
  }
}

}  // namespace

std::vector<std::vector<Naming>> find_namings(const Pile& pile, const Agents& agents) {
  PrintedNames names;
  std::vector<bool> known(agents.all.size(), false);
  for (std::uint32_t d = 0; d < pile.size(); ++d) {
    const auto outlet = agents.publisher[d];
    if (outlet < 0 || known[static_cast<std::size_t>(outlet)] || agents.all[static_cast<std::size_t>(outlet)].kind != AgentKind::media)
      continue;
    known[static_cast<std::size_t>(outlet)] = true;
    names.add(pile.document(d).publisher.value, static_cast<std::uint32_t>(outlet));
  }
  std::vector<std::vector<Naming>> out(pile.size());
  for (std::uint32_t d = 0; d < pile.size(); ++d) {
    const DocText& text = pile.texts[d];
    for (const auto& f : names.find(text)) {
      const auto outlet = static_cast<std::int32_t>(f.name);
      std::size_t first_letter = text.spans[f.first].begin;
      const bool capital = is_upper(next_code_point(pile.text(d), first_letter));
      if (outlet == agents.publisher[d] || !capital || text.furniture[f.first]) continue;
      Naming found{outlet, text.bytes(f.first, f.first + f.words), {}, false};
      found.sentence = sentence_at(pile, d, found.span);
      auto before = f.first;
      while (before > 0 && is_one_of(text.words[before - 1], {"the", "el", "la", "le", "der", "die", "das"})) --before;
      const auto word = before > 0 ? text.words[before - 1] : 0;
      found.as_source = is_one_of(word, {"via", "source", "fuente", "quelle"});
      const bool beside = is_one_of(word, {"by", "to", "in", "from", "with"});
      if (found.as_source || beside || has_sourcing_word(text, found.sentence)) out[d].push_back(found);
    }
    if (agents.publisher[d] >= 0) this_newspaper(pile, d, agents.publisher[d], out[d]);
  }
  return out;
}

}  // namespace stemma::link
