#include "link/namings.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/hash.h"
#include "base/utf8.h"

namespace stemma::link {
namespace {

struct Name {
  std::vector<std::uint64_t> words;
  std::int32_t outlet;
};

/// Words that make a name a source when they stand in its sentence.
const std::vector<std::uint64_t>& sourcing_words() {
  static const auto list = [] {
    std::vector<std::uint64_t> out;
    for (const std::string_view w :
         {"according", "reported", "reports", "report", "reporting", "told", "tell", "tells", "citing", "cited", "cites", "quoted", "quoting", "said", "says",
          "wrote", "writes", "published", "revealed", "interview", "interviews", "informed", "investigation", "disclosed", "según", "informó", "dijo",
          "publicó", "reveló", "citaba", "selon", "rapporte", "rapporté", "publié", "laut", "berichtet", "berichtete", "zufolge"})
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
  const auto s = std::upper_bound(all.begin(), all.end(), span.begin, [](std::uint32_t at, const lang::Sentence& x) { return at < x.span.begin; });
  return s == all.begin() ? span : (s - 1)->span;
}

}  // namespace

std::vector<std::vector<Naming>> find_namings(const Pile& pile, const Agents& agents) {
  std::unordered_multimap<std::uint64_t, Name> names;
  std::vector<bool> known(agents.all.size(), false);
  for (std::uint32_t d = 0; d < pile.size(); ++d) {
    const auto outlet = agents.publisher[d];
    if (outlet < 0 || known[static_cast<std::size_t>(outlet)] || agents.all[static_cast<std::size_t>(outlet)].kind != AgentKind::media) continue;
    known[static_cast<std::size_t>(outlet)] = true;
    const std::string folded = fold(pile.document(d).publisher.value);
    Name n{{}, outlet};
    std::size_t letters = 0;
    for (const auto w : word_spans(folded)) {
      const auto word = slice(std::string_view(folded), w);
      if (n.words.empty() && (word == "the" || word == "el" || word == "la" || word == "le" || word == "der" || word == "die" || word == "das")) continue;
      n.words.push_back(hash64(word));
      letters += word.size();
    }
    if (n.words.size() >= 2 || letters >= 7) names.emplace(n.words.front(), n);
  }
  std::vector<std::vector<Naming>> out(pile.size());
  for (std::uint32_t d = 0; d < pile.size(); ++d) {
    const DocText& text = pile.texts[d];
    for (std::uint32_t i = 0; i < text.size(); ++i) {
      if (text.furniture[i]) continue;
      if (agents.publisher[d] >= 0 && i > 0 && is_one_of(text.words[i - 1], {"this"}) && is_one_of(text.words[i], {"newspaper", "paper", "magazine", "agency", "website"})) {
        const auto sentence = sentence_at(pile, d, text.spans[i]);
        const auto last = text.within(sentence).second;
        bool reported = false;
        for (auto k = i + 1; k < last && k <= i + 4; ++k) reported = reported || is_one_of(text.words[k], {"reported", "revealed", "wrote", "published", "disclosed"});
        if (reported) out[d].push_back({agents.publisher[d], text.bytes(i - 1, i + 1), sentence, false});
      }
      const auto [from, to] = names.equal_range(text.words[i]);
      for (auto it = from; it != to; ++it) {
        const auto n = static_cast<std::uint32_t>(it->second.words.size());
        if (i + n > text.size() || !std::equal(it->second.words.begin(), it->second.words.end(), text.words.begin() + i)) continue;
        std::size_t first_letter = text.spans[i].begin;
        if (it->second.outlet == agents.publisher[d] || !is_upper(next_code_point(pile.text(d), first_letter))) continue;
        Naming found{it->second.outlet, text.bytes(i, i + n), {}, false};
        found.sentence = sentence_at(pile, d, found.span);
        auto before = i;
        while (before > 0 && is_one_of(text.words[before - 1], {"the", "el", "la", "le", "der", "die", "das"})) --before;
        const auto word = before > 0 ? text.words[before - 1] : 0;
        found.as_source = is_one_of(word, {"via", "source", "fuente", "quelle"});
        bool sourced = found.as_source || is_one_of(word, {"by", "to", "in", "from", "with"});
        const auto [first, last] = text.within(found.sentence);
        for (auto k = first; k < last && !sourced; ++k) sourced = std::binary_search(sourcing_words().begin(), sourcing_words().end(), text.words[k]);
        if (sourced) out[d].push_back(found);
        break;
      }
    }
  }
  return out;
}

}  // namespace stemma::link
