#include <algorithm>
#include <map>

#include "base/hash.h"
#include "base/utf8.h"
#include "link/families.h"

namespace stemma::link {
namespace {

constexpr std::size_t fewest_anchors = 8, most_anchors = 400, most_blocks = 300, most_carriers = 64;

struct Anchor {
  std::uint64_t hash;
  std::uint32_t block;
};

/// What a translator leaves as it is: names inside sentences, and numbers.
std::vector<Anchor> anchors(const Pile& pile, std::uint32_t d) {
  std::vector<Anchor> out;
  const Document& document = pile.document(d);
  std::size_t block = 0;
  for (const auto& t : pile.analyses[d].tokens) {
    const bool name = t.kind == lang::TokenKind::word && t.capitalised && !t.sentence_start && t.span.size() >= 3;
    const bool number = t.kind == lang::TokenKind::number && t.span.size() >= 2;
    if (!name && !number) continue;
    while (block + 1 < document.blocks.size() && document.blocks[block + 1].span.begin <= t.span.begin) ++block;
    out.push_back({hash64(fold(slice(document, t.span))), static_cast<std::uint32_t>(block)});
    if (out.size() == most_anchors) break;
  }
  return out;
}

std::vector<std::uint64_t> distinct(const std::vector<Anchor>& all) {
  std::vector<std::uint64_t> out;
  for (const auto& a : all) out.push_back(a.hash);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

/// Length of the longest common subsequence.
std::uint32_t in_order(const std::vector<Anchor>& a, const std::vector<Anchor>& b) {
  std::vector<std::uint32_t> row(b.size() + 1, 0);
  for (const auto& x : a) {
    std::uint32_t diagonal = 0;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const auto above = row[j + 1];
      row[j + 1] = x.hash == b[j].hash ? diagonal + 1 : std::max(above, row[j]);
      diagonal = above;
    }
  }
  return row.back();
}

/// Pairs of blocks with anchors in common, in order, most anchors in all; then the lone blocks between two such pairs.
std::vector<std::pair<std::uint32_t, std::uint32_t>> align(const std::vector<Anchor>& a, const std::vector<Anchor>& b, std::size_t a_blocks,
                                                           std::size_t b_blocks) {
  const auto rows = std::min(a_blocks, most_blocks), columns = std::min(b_blocks, most_blocks);
  std::vector<std::vector<std::uint64_t>> in_a(rows), in_b(columns);
  for (const auto& x : a)
    if (x.block < rows) in_a[x.block].push_back(x.hash);
  for (const auto& x : b)
    if (x.block < columns) in_b[x.block].push_back(x.hash);
  for (auto* side : {&in_a, &in_b})
    for (auto& block : *side) std::sort(block.begin(), block.end());
  const auto common = [&](std::size_t i, std::size_t j) {
    std::vector<std::uint64_t> both;
    std::set_intersection(in_a[i].begin(), in_a[i].end(), in_b[j].begin(), in_b[j].end(), std::back_inserter(both));
    return static_cast<std::uint32_t>(both.size());
  };
  std::vector<std::vector<std::uint32_t>> best(rows + 1, std::vector<std::uint32_t>(columns + 1, 0)), score = best;
  for (std::size_t i = rows; i-- > 0;)
    for (std::size_t j = columns; j-- > 0;) {
      score[i][j] = common(i, j);
      best[i][j] = std::max({best[i + 1][j], best[i][j + 1], score[i][j] + best[i + 1][j + 1]});
    }
  std::vector<std::pair<std::uint32_t, std::uint32_t>> out;
  const auto push = [&](std::size_t i, std::size_t j) {
    if (!out.empty() && out.back().first + 2 == i && out.back().second + 2 == j)
      out.emplace_back(static_cast<std::uint32_t>(i - 1), static_cast<std::uint32_t>(j - 1));
    out.emplace_back(static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(j));
  };
  for (std::size_t i = 0, j = 0; i < rows && j < columns;) {
    if (score[i][j] > 0 && best[i][j] == score[i][j] + best[i + 1][j + 1]) {
      push(i++, j++);
    } else if (best[i][j] == best[i + 1][j]) {
      ++i;
    } else {
      ++j;
    }
  }
  return out;
}

}  // namespace

std::vector<Translation> find_translations(const Pile& pile) {
  bool several = false;
  for (std::uint32_t d = 1; d < pile.size(); ++d) several = several || pile.document(d).language != pile.document(0).language;
  if (!several) return {};

  std::vector<std::vector<Anchor>> all(pile.size());
  std::vector<std::pair<std::uint64_t, std::uint32_t>> postings;
  for (std::uint32_t d = 0; d < pile.size(); ++d) {
    if (pile.document(d).language.empty() || pile.document(d).language == "und") continue;
    all[d] = anchors(pile, d);
    for (const auto h : distinct(all[d])) postings.emplace_back(h, d);
  }
  std::sort(postings.begin(), postings.end());
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> shared;
  for (std::size_t first = 0; first < postings.size();) {
    std::size_t last = first;
    while (last < postings.size() && postings[last].first == postings[first].first) ++last;
    for (std::size_t i = first; last - first <= most_carriers && i < last; ++i)
      for (std::size_t j = i + 1; j < last; ++j)
        if (pile.document(postings[i].second).language != pile.document(postings[j].second).language)
          ++shared[{postings[i].second, postings[j].second}];
    first = last;
  }
  std::vector<Translation> out;
  for (const auto& [pair, n] : shared) {
    if (n < fewest_anchors) continue;
    const auto& [a, b] = pair;
    const auto common = in_order(all[a], all[b]);
    const auto shorter = std::min(all[a].size(), all[b].size());
    if (common < fewest_anchors || common * 10 < shorter * 6) continue;
    out.push_back({a, b, align(all[a], all[b], pile.document(a).blocks.size(), pile.document(b).blocks.size()), common,
                   static_cast<std::uint32_t>(all[a].size()), static_cast<std::uint32_t>(all[b].size())});
  }
  return out;
}

}  // namespace stemma::link
