#include "link/stories.h"

#include <algorithm>
#include <map>

#include "base/hash.h"
#include "link/average_link.h"
#include "link/thresholds.h"

namespace stemma::link {
namespace {

constexpr std::size_t fewest_names = 3, most_documents = 2000;

using Names = std::vector<DocumentName>;

std::int64_t weight(const Names& names) {
  std::int64_t out = 0;
  for (const auto& n : names) out += n.weight;
  return out;
}

/// Of 1024: how much of the names of the one is named in the other; of the one that names less.
std::int32_t in_common(const Names& x, const Names& y) {
  std::int64_t both = 0;
  for (auto i = x.begin(), j = y.begin(); i != x.end() && j != y.end();) {
    if (i->stem < j->stem) ++i;
    else if (j->stem < i->stem) ++j;
    else both += std::min(i->weight, j->weight), ++i, ++j;
  }
  const auto all = std::min(weight(x), weight(y));
  return all == 0 ? 0 : static_cast<std::int32_t>(both * 1024 / all);
}

}  // namespace

std::vector<std::uint32_t> find_stories(const std::vector<const Unit*>& units) {
  std::vector<const Names*> names;  // of documents that have enough
  std::vector<std::uint64_t> hashes;
  std::map<std::uint32_t, std::uint32_t> index;
  for (const auto* u : units) {
    if (!u->names || u->names->size() < fewest_names || !index.emplace(u->document, static_cast<std::uint32_t>(names.size())).second) continue;
    names.push_back(u->names.get());
    std::uint64_t hash = 0;
    for (const auto& n : *u->names) hash = mix64(hash ^ n.stem);
    hashes.push_back(hash);
  }
  std::vector<std::uint32_t> out(units.size(), no_story);
  if (names.size() > most_documents) return out;
  std::vector<Similar> pairs;
  for (std::uint32_t i = 0; i < names.size(); ++i)
    for (auto j = i + 1; j < names.size(); ++j)
      if (const auto score = in_common(*names[i], *names[j]); score > 0) pairs.push_back({i, j, score});
  const auto story = average_link(names.size(), pairs, hashes, thresholds::one_story);
  for (std::size_t u = 0; u < units.size(); ++u)
    if (const auto it = index.find(units[u]->document); it != index.end()) out[u] = story[it->second];
  return out;
}

}  // namespace stemma::link
