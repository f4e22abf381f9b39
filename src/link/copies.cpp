#include "link/copies.h"

#include <algorithm>

#include "base/hash.h"
#include "link/partition.h"
#include "link/record.h"
#include "link/shingles.h"

namespace stemma::link {
namespace {

constexpr std::uint32_t longest_gap = 3, shortest_passage = 12;
constexpr std::size_t small_pile = 1000;        // window 8 costs twice the fingerprints and finds single paragraphs
constexpr std::size_t all_pairs_up_to = 16;     // documents that carry one fingerprint
constexpr std::uint32_t most_places = 8;        // of one 5-gram in one document: crafted repetition stays linear

/// The 5-grams of one document, to look up: upper half of the hash, then the position.
class GramIndex {
 public:
  explicit GramIndex(const std::vector<std::uint64_t>& hashes) {
    for (std::size_t i = 0; i < hashes.size(); ++i)
      if (hashes[i] != 0) places_.push_back((hashes[i] & upper) | i);
    std::sort(places_.begin(), places_.end());
  }
  template <class Take>
  void find(std::uint64_t hash, Take take) const {
    auto it = std::lower_bound(places_.begin(), places_.end(), hash & upper);
    for (std::uint32_t n = 0; n < most_places && it != places_.end() && (*it & upper) == (hash & upper); ++it, ++n)
      take(static_cast<std::uint32_t>(*it & ~upper));
  }

 private:
  static constexpr std::uint64_t upper = 0xFFFFFFFF00000000ULL;
  std::vector<std::uint64_t> places_;
};

/// Maximal runs, greedily from the left of `a`: each word of `a` is used once, so the cost is linear in its length.
std::vector<Run> find_runs(const DocText& a, const std::vector<std::uint64_t>& a_grams, const DocText& b, const GramIndex& index) {
  std::vector<Run> out;
  std::uint32_t expected = 0;  // where b goes on if the texts run in step
  for (std::uint32_t i = 0; i < a_grams.size();) {
    Run best;
    if (a_grams[i] != 0) {
      index.find(a_grams[i], [&](std::uint32_t j) {
        std::uint32_t n = 0;
        while (i + n < a.size() && j + n < b.size() && a.words[i + n] == b.words[j + n] && !a.furniture[i + n] && !b.furniture[j + n]) ++n;
        const bool nearer = n == best.words && best.b < expected && j >= expected;
        if (n >= gram && (n > best.words || nearer)) best = {i, j, n};
      });
    }
    if (best.words == 0) {
      ++i;
      continue;
    }
    out.push_back(best);
    i += best.words;
    expected = best.b + best.words;
  }
  return out;
}

std::uint32_t quoted_words(const DocText& text, std::uint32_t first, std::uint32_t last) {
  return static_cast<std::uint32_t>(std::count(text.quoted.begin() + first, text.quoted.begin() + last, true));
}

struct Wording {
  std::uint32_t words = 0, first_person = 0, speech = 0;
};

/// Unquoted words that sound like a speaker (I, we, my) or like a reporter (said, told).
Wording wording(const DocText& text, std::uint32_t first, std::uint32_t last) {
  static const auto hashes = [](std::initializer_list<std::string_view> words) {
    std::vector<std::uint64_t> out;
    for (const auto w : words) out.push_back(hash64(w));
    std::sort(out.begin(), out.end());
    return out;
  };
  static const auto speaker = hashes({"i", "we", "my", "our", "us", "me", "myself", "ourselves"});
  static const auto reporter = hashes({"said", "says", "told", "added", "according", "reported", "asked", "wrote"});
  Wording out;
  for (auto i = first; i < last; ++i) {
    if (text.quoted[i]) continue;
    ++out.words;
    out.first_person += std::binary_search(speaker.begin(), speaker.end(), text.words[i]);
    out.speech += std::binary_search(reporter.begin(), reporter.end(), text.words[i]);
  }
  return out;
}

/// All of the words [first, last) stand in the headline or in a short block at the end.
bool in_edges(const std::vector<bool>& edges, std::uint32_t first, std::uint32_t last) {
  return std::find(edges.begin() + first, edges.begin() + last, false) == edges.begin() + last;
}

/// `a_edges`, `b_edges`: edge_words() of the two.
Kin compare(const Pile& pile, std::uint32_t a, std::uint32_t b, const std::vector<std::uint64_t>& a_grams, const GramIndex& index, const std::vector<bool>& a_edges,
            const std::vector<bool>& b_edges) {
  const DocText &x = pile.texts[a], &y = pile.texts[b];
  Kin kin{.a = a, .b = b, .runs = find_runs(x, a_grams, y, index), .passages = {}, .reporting = 0};
  for (const auto& run : kin.runs) {
    const Shared here{run.a, run.a + run.words, run.b, run.b + run.words, run.words, false};
    if (!kin.passages.empty()) {
      Shared& last = kin.passages.back();
      if (here.a_first <= last.a_last + longest_gap && here.b_first >= last.b_last && here.b_first <= last.b_last + longest_gap) {
        last.a_last = here.a_last;
        last.b_last = here.b_last;
        last.equal += here.equal;
        continue;
      }
    }
    kin.passages.push_back(here);
  }
  std::erase_if(kin.passages, [](const Shared& p) { return p.equal < shortest_passage; });

  Wording all;
  for (auto& p : kin.passages) {
    // One side may print a speech without marks: the side that quotes more decides.
    const auto quoted = std::max(quoted_words(x, p.a_first, p.a_last) * std::uint64_t{p.b_last - p.b_first},
                                 quoted_words(y, p.b_first, p.b_last) * std::uint64_t{p.a_last - p.a_first});
    p.statement = quoted * 10 >= 6 * std::uint64_t{p.a_last - p.a_first} * (p.b_last - p.b_first);
    const auto w = wording(x, p.a_first, p.a_last);
    all.words += w.words;
    all.first_person += w.first_person;
    all.speech += w.speech;
  }
  // CONSTANT: 1.5 % and .2 % part reprinted speeches and letters from wire copy (research/reconciliation.md 3.2).
  const bool spoken = all.words >= 40 && all.first_person * 1000 >= all.words * 15 && all.speech * 1000 <= all.words * 2;
  const bool one_piece = !pile.document(a).url.empty() && pile.document(a).url.value == pile.document(b).url.value;
  bool inside = false;
  for (auto& p : kin.passages) {
    if (spoken && !one_piece) p.statement = true;
    if (p.statement) continue;
    kin.reporting += p.equal;
    inside = inside || !in_edges(a_edges, p.a_first, p.a_last) || !in_edges(b_edges, p.b_first, p.b_last);
  }
  // A headline, a disclaimer, a line of background at the end: two pages are too few to learn it, and it is no report taken over, unless it
  // is a good part of a short one.
  if (!inside && kin.reporting * 3 < std::min(x.own_words, y.own_words)) kin.reporting = 0;
  return kin;
}

void count_own_words(DocText& text) {
  text.own_words = text.size() - static_cast<std::uint32_t>(std::count(text.furniture.begin(), text.furniture.end(), true));
}

/// Words of blocks that stand, word for word, in three documents of one outlet: disclaimers inside bodies. Only where they are
/// 40 words at most and less than a third of the document: versions of one story repeat most of themselves.
void add_repeated_blocks(const Pile& pile, std::vector<std::vector<bool>>& house) {
  struct Block {
    std::uint64_t key;  // outlet and words
    std::uint32_t document, first, last;
  };
  std::vector<Block> blocks;
  for (std::uint32_t d = 0; d < pile.size(); ++d) {
    const DocText& text = pile.texts[d];
    if (pile.outlet[d].empty()) continue;
    for (std::uint32_t first = 0, last = 0; first < text.size(); first = last) {
      std::uint64_t key = hash64(pile.outlet[d]);
      for (last = first; last < text.size() && text.block[last] == text.block[first]; ++last) key = mix64(key * 31 + text.words[last]);
      if (last - first >= shortest_passage) blocks.push_back({key, d, first, last});
    }
  }
  std::sort(blocks.begin(), blocks.end(), [](const Block& x, const Block& y) {
    return std::tie(x.key, x.document, x.first) < std::tie(y.key, y.document, y.first);
  });
  std::vector<std::vector<Block>> repeated(pile.size());
  for (std::size_t first = 0, last = 0; first < blocks.size(); first = last) {
    std::size_t documents = 0;
    for (last = first; last < blocks.size() && blocks[last].key == blocks[first].key; ++last)
      documents += last == first || blocks[last].document != blocks[last - 1].document;
    for (auto i = first; documents >= 3 && i < last; ++i) repeated[blocks[i].document].push_back(blocks[i]);
  }
  for (std::uint32_t d = 0; d < pile.size(); ++d) {
    std::uint32_t words = 0;
    for (const auto& b : repeated[d]) words += b.last - b.first;
    if (words > 40 || words * 3 >= pile.texts[d].size()) continue;
    for (const auto& b : repeated[d]) std::fill(house[d].begin() + b.first, house[d].begin() + b.last, true);
  }
}

}  // namespace

std::vector<std::pair<std::uint32_t, std::uint32_t>> copy_candidates(const Pile& pile, std::uint32_t window, std::uint32_t shared) {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> postings;
  for (std::uint32_t d = 0; d < pile.size(); ++d)
    for (const auto h : winnow(grams(pile.texts[d]), window)) postings.emplace_back(h, d);
  std::sort(postings.begin(), postings.end());
  postings.erase(std::unique(postings.begin(), postings.end()), postings.end());

  std::vector<std::pair<std::uint32_t, std::uint32_t>> hits;
  for (std::size_t first = 0; first < postings.size();) {
    std::size_t last = first;
    while (last < postings.size() && postings[last].first == postings[first].first) ++last;
    // A text printed a thousand times would give half a million pairs: each print is compared with the first ones and with those
    // just before it, which keeps the family in one piece.
    for (std::size_t j = first + 1; j < last; ++j) {
      for (std::size_t i = first; i < j; ++i) {
        if (i >= first + all_pairs_up_to && i + all_pairs_up_to < j) i = j - all_pairs_up_to;
        hits.emplace_back(postings[i].second, postings[j].second);
      }
    }
    first = last;
  }
  std::sort(hits.begin(), hits.end());
  std::vector<std::pair<std::uint32_t, std::uint32_t>> out;
  for (std::size_t i = 0; i < hits.size();) {
    std::size_t j = i;
    while (j < hits.size() && hits[j] == hits[i]) ++j;
    if (j - i >= shared) out.push_back(hits[i]);
    i = j;
  }
  return out;
}

std::vector<Kin> find_kin(const Pile& pile) {
  const bool small = pile.size() <= small_pile;
  const auto pairs = small ? copy_candidates(pile, 8, 1) : copy_candidates(pile, 16, 2);
  // Sorted by the second document as well, so that one index at a time is enough.
  std::vector<std::vector<std::uint32_t>> partners(pile.size());
  for (const auto& [a, b] : pairs) partners[b].push_back(a);
  std::vector<std::vector<std::uint64_t>> hashes(pile.size());
  std::vector<std::vector<bool>> edges(pile.size());
  for (std::uint32_t d = 0; d < pile.size(); ++d) {
    hashes[d] = grams(pile.texts[d]);
    edges[d] = edge_words(pile.document(d), pile.texts[d]);
  }
  std::vector<Kin> out;
  for (std::uint32_t b = 0; b < pile.size(); ++b) {
    if (partners[b].empty()) continue;
    const GramIndex index(hashes[b]);
    for (const auto a : partners[b]) {
      Kin kin = compare(pile, a, b, hashes[a], index, edges[a], edges[b]);
      if (!kin.passages.empty()) out.push_back(std::move(kin));
    }
  }
  std::sort(out.begin(), out.end(), [](const Kin& x, const Kin& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
  return out;
}

void mark_furniture(Pile& pile) {
  // Documents whose bodies share text tell one story: what they have in common at the edges is no house text yet.
  std::vector<std::vector<bool>> edges(pile.size());
  for (std::uint32_t d = 0; d < pile.size(); ++d) edges[d] = edge_words(pile.document(d), pile.texts[d]);
  add_repeated_blocks(pile, edges);
  for (std::uint32_t d = 0; d < pile.size(); ++d) pile.texts[d].furniture = edges[d];
  Partition told(pile.size());
  for (const auto& [a, b] : copy_candidates(pile, 16, 2)) told.join(a, b);
  for (auto& text : pile.texts) text.furniture.assign(text.size(), false);

  struct Place {
    std::uint64_t key;  // outlet and 5-gram
    std::uint32_t story, document, word;
  };
  std::vector<Place> places;
  for (std::uint32_t d = 0; d < pile.size(); ++d) {
    if (pile.outlet[d].empty()) continue;
    const auto outlet = hash64(pile.outlet[d]);
    const auto hashes = grams(pile.texts[d]);
    for (std::uint32_t i = 0; i < hashes.size(); ++i)
      if (edges[d][i] && edges[d][i + gram - 1]) places.push_back({mix64(outlet ^ hashes[i]), told.head(d), d, i});
  }
  std::sort(places.begin(), places.end(), [](const Place& x, const Place& y) {
    return std::tie(x.key, x.story, x.document, x.word) < std::tie(y.key, y.story, y.document, y.word);
  });
  for (std::size_t first = 0; first < places.size();) {
    std::size_t last = first, stories = 0;
    while (last < places.size() && places[last].key == places[first].key) {
      stories += last == first || places[last].story != places[last - 1].story;
      ++last;
    }
    for (std::size_t i = first; stories >= 3 && i < last; ++i) {
      auto& text = pile.texts[places[i].document];
      for (std::uint32_t k = places[i].word; k < places[i].word + gram; ++k) text.furniture[k] = true;
    }
    first = last;
  }
  for (auto& text : pile.texts) count_own_words(text);
}

void mark_known_furniture(Pile& pile, const std::vector<std::vector<std::uint32_t>>& keys) {
  for (std::uint32_t d = 0; d < pile.size(); ++d) {
    const auto& known = keys[pile.given[d]];
    if (known.empty()) continue;
    DocText& text = pile.texts[d];
    const auto edge = edge_words(pile.document(d), text);
    const auto outlet = outlet_key(pile.document(d).publisher.value);
    const auto hashes = grams(text);
    for (std::uint32_t i = 0; i < hashes.size(); ++i)
      if (edge[i] && edge[i + gram - 1] && std::binary_search(known.begin(), known.end(), edge_key(outlet, hashes[i])))
        std::fill_n(text.furniture.begin() + i, gram, true);
    count_own_words(text);
  }
}

}  // namespace stemma::link
