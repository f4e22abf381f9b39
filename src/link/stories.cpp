#include "link/stories.h"

#include <algorithm>
#include <map>

#include "base/hash.h"
#include "base/utf8.h"
#include "link/average_link.h"
#include "link/idf.h"
#include "link/thresholds.h"
#include "link/words.h"

namespace stemma::link {
namespace {

constexpr std::size_t fewest_names = 3, most_documents = 2000;
constexpr std::size_t most_often = 6;   // that a name counts
constexpr std::size_t most_names = 200;  // of a document: what it is about is among them, and a list of ten thousand would be compared with every other

using Names = std::vector<DocumentName>;

std::int64_t weight(const Names& names) {
  std::int64_t out = 0;
  for (const auto& n : names) out += n.weight;
  return out;
}

/// Of 1024: how much of the names of the one is named in the other. `all`: the weight of the one that names less.
std::int32_t in_common(const Names& x, const Names& y, std::int64_t all) {
  std::int64_t both = 0;
  for (auto i = x.begin(), j = y.begin(); i != x.end() && j != y.end();) {
    if (i->stem < j->stem) ++i;
    else if (j->stem < i->stem) ++j;
    else both += std::min(i->weight, j->weight), ++i, ++j;
  }
  return all == 0 ? 0 : static_cast<std::int32_t>(both * 1024 / all);
}

}  // namespace

std::vector<DocumentName> names_of(const Pile& pile, std::uint32_t document) {
  const Idf& idf = Idf::built_in();
  std::vector<std::string_view> outlet = key_words(pile.outlet[document]);  // names itself in every line of house text
  std::sort(outlet.begin(), outlet.end());
  Names out;
  for (const auto& t : pile.analyses[document].tokens) {
    if (t.kind != lang::TokenKind::word || t.tag != lang::Tag::name || !t.capitalised) continue;
    const std::string folded = fold(slice(pile.document(document), t.span));
    for (const auto span : word_spans(folded)) {
      const auto word = slice(std::string_view(folded), span);
      if (is_stop_word(word) || std::binary_search(outlet.begin(), outlet.end(), word)) continue;
      const std::string root = stem(word);
      const std::string_view key = sense(root);
      out.push_back({hash64(key), static_cast<std::uint16_t>(idf.stem(key))});
    }
  }
  // Who is named once may be the agency; what a story is about is named again and again.
  std::sort(out.begin(), out.end(), [](const DocumentName& x, const DocumentName& y) { return x.stem < y.stem; });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < out.size();) {
    auto next = i;
    while (next < out.size() && out[next].stem == out[i].stem) ++next;
    out[kept++] = {out[i].stem, static_cast<std::uint16_t>(out[i].weight * std::min<std::size_t>(most_often, next - i))};
    i = next;
  }
  out.resize(kept);
  if (out.size() > most_names) {
    std::nth_element(out.begin(), out.begin() + most_names, out.end(), [](const DocumentName& x, const DocumentName& y) { return std::pair(y.weight, x.stem) < std::pair(x.weight, y.stem); });
    out.resize(most_names);
    std::sort(out.begin(), out.end(), [](const DocumentName& x, const DocumentName& y) { return x.stem < y.stem; });
  }
  return out;
}

bool tell_one_story(const Names& x, const Names& y) {
  return x.size() < fewest_names || y.size() < fewest_names || in_common(x, y, std::min(weight(x), weight(y))) >= thresholds::one_story;
}

std::vector<std::uint32_t> find_stories(const std::vector<const Unit*>& units) {
  std::vector<const Names*> names;  // of documents that have enough
  std::vector<std::int64_t> weights;
  std::vector<std::uint64_t> hashes;
  std::map<std::uint32_t, std::uint32_t> index;
  for (const auto* u : units) {
    if (!u->names || u->names->size() < fewest_names || !index.emplace(u->document, static_cast<std::uint32_t>(names.size())).second) continue;
    names.push_back(u->names.get());
    weights.push_back(weight(*u->names));
    std::uint64_t hash = 0;
    for (const auto& n : *u->names) hash = mix64(hash ^ n.stem);
    hashes.push_back(hash);
  }
  std::vector<std::uint32_t> out(units.size(), no_story);
  if (names.size() > most_documents) return out;
  std::vector<Similar> pairs;
  for (std::uint32_t i = 0; i < names.size(); ++i)
    for (auto j = i + 1; j < names.size(); ++j)
      if (const auto score = in_common(*names[i], *names[j], std::min(weights[i], weights[j])); score > 0) pairs.push_back({i, j, score});
  const auto story = average_link(names.size(), pairs, hashes, thresholds::one_story);
  for (std::size_t u = 0; u < units.size(); ++u)
    if (const auto it = index.find(units[u]->document); it != index.end()) out[u] = story[it->second];
  return out;
}

}  // namespace stemma::link
