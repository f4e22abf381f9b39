#include "link/copies.h"

#include <algorithm>
#include <bit>
#include <bitset>
#include <numeric>
#include <optional>
#include <string_view>

#include "base/hash.h"
#include "link/partition.h"
#include "link/record.h"
#include "link/shingles.h"
#include "link/thresholds.h"

namespace stemma::link {
namespace {

using thresholds::longest_gap, thresholds::shortest_passage;
constexpr std::size_t small_pile = 1000;        // window 8 costs twice the fingerprints and finds single paragraphs
constexpr std::uint32_t all_pairs_up_to = 16;     // documents that carry one fingerprint
constexpr std::uint32_t most_places = 8;        // of one 5-gram in one document: crafted repetition stays linear

/// The 5-grams of one document, to look up: a table of hashes with room to spare, and the places of each in order. Made anew for one
/// document after the other without giving its memory back.
class GramIndex {
 public:
  void fill(const std::vector<std::uint64_t>& grams) {
    const auto slots = std::bit_ceil(std::max<std::size_t>(64, grams.size() * 2));
    mask_ = slots - 1;
    first_.assign(slots, 0);
    next_.resize(grams.size());
    for (auto i = static_cast<std::uint32_t>(grams.size()); i-- > 0;) {  // backwards: the first place is found first
      if (grams[i] == 0) continue;
      std::uint64_t& slot = first_[find(grams[i])];
      next_[i] = static_cast<std::uint32_t>(slot);
      slot = (grams[i] & upper) | (i + 1);
    }
  }
  /// Calls take(position) for the first places of what has the same upper half of its hash.
  template <class Take>
  void places(std::uint64_t hash, Take take) const {
    auto at = static_cast<std::uint32_t>(first_[find(hash)]);
    for (std::uint32_t n = 0; n < most_places && at != 0; ++n, at = next_[at - 1]) take(at - 1);
  }

 private:
  static constexpr std::uint64_t upper = 0xFFFFFFFF00000000ULL;
  /// Of the hash, or of the free slot where it would stand.
  std::size_t find(std::uint64_t hash) const {
    auto s = (hash >> 32) & mask_;
    while (first_[s] != 0 && (first_[s] & upper) != (hash & upper)) s = (s + 1) & mask_;
    return s;
  }

  std::size_t mask_ = 0;
  std::vector<std::uint64_t> first_;  // upper half of the hash, then position + 1; 0: free
  std::vector<std::uint32_t> next_;   // position + 1 of the next place of the same; 0: none
};

/// Words that are the same from here on. Equal 5-grams in a row are equal words, of which none is house text.
std::uint32_t equal_words(const std::vector<std::uint64_t>& a, std::size_t i, const std::vector<std::uint64_t>& b, std::size_t j) {
  const auto most = std::min(a.size() - i, b.size() - j);
  std::size_t n = 0;
  while (n < most && a[i + n] == b[j + n] && a[i + n] != 0) ++n;
  return n == 0 ? 0 : static_cast<std::uint32_t>(n) + gram - 1;
}

/// Maximal runs, greedily from the left of `a`: each word of `a` is used once, so the cost is linear in its length.
std::vector<Run> find_runs(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b, const GramIndex& index) {
  std::vector<Run> out;
  std::uint32_t expected = 0;  // where b goes on if the texts run in step
  for (std::uint32_t i = 0; i < a.size();) {
    Run best;
    if (a[i] != 0) {
      index.places(a[i], [&](std::uint32_t j) {
        const auto n = equal_words(a, i, b, j);
        const bool nearer = n == best.words && best.b < expected && j >= expected;
        if (n > 0 && (n > best.words || nearer)) best = {i, j, n};
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

/// Words of one kind or another.
struct Wording {
  std::uint32_t quoted = 0;
  std::uint32_t first_person = 0, speech = 0;  // unquoted, that sound like a speaker (I, we, my) or like a reporter (said, told)
};

/// How many words of each kind stand before each word of a document: a passage is two of these.
class Wordings {
 public:
  bool empty() const { return before_.empty(); }
  void fill(const DocText& text) {
    before_.reserve(text.size() + std::size_t{1});
    before_.emplace_back();
    for (std::uint32_t i = 0; i < text.size(); ++i) {
      Wording w = before_.back();
      if (text.quoted[i]) ++w.quoted;
      else if (const auto voice = voices().find(text.words[i])) ++(*voice == Voice::speaker ? w.first_person : w.speech);
      before_.push_back(w);
    }
  }
  Wording in(std::uint32_t first, std::uint32_t last) const {
    const Wording &x = before_[first], &y = before_[last];
    return {y.quoted - x.quoted, y.first_person - x.first_person, y.speech - x.speech};
  }

 private:
  enum class Voice : std::uint8_t { speaker, reporter };
  class Voices {
   public:
    Voices() {
      for (const auto w : {"i", "we", "my", "our", "us", "me", "myself", "ourselves"}) add(w, Voice::speaker);
      for (const auto w : {"said", "says", "told", "added", "according", "reported", "asked", "wrote"}) add(w, Voice::reporter);
      std::sort(words_.begin(), words_.end());
    }
    std::optional<Voice> find(std::uint64_t word) const {
      if (!maybe_[word >> 54]) return std::nullopt;
      const auto it = std::lower_bound(words_.begin(), words_.end(), std::pair(word, Voice::speaker));
      return it != words_.end() && it->first == word ? std::optional(it->second) : std::nullopt;
    }

   private:
    void add(std::string_view word, Voice voice) {
      words_.emplace_back(hash64(word), voice);
      maybe_[words_.back().first >> 54] = true;
    }
    std::bitset<1024> maybe_;  // nearly all words are none of these
    std::vector<std::pair<std::uint64_t, Voice>> words_;
  };
  static const Voices& voices() {
    static const Voices all;
    return all;
  }
  std::vector<Wording> before_;
};

/// Runs with small gaps between them, of enough words.
std::vector<Shared> join_runs(const std::vector<Run>& runs) {
  std::vector<Shared> out;
  for (const auto& run : runs) {
    const Shared here{run.a, run.a + run.words, run.b, run.b + run.words, run.words, false};
    if (!out.empty()) {
      Shared& last = out.back();
      if (here.a_first <= last.a_last + longest_gap && here.b_first >= last.b_last && here.b_first <= last.b_last + longest_gap) {
        last.a_last = here.a_last;
        last.b_last = here.b_last;
        last.equal += here.equal;
        continue;
      }
    }
    out.push_back(here);
  }
  std::erase_if(out, [](const Shared& p) { return p.equal < shortest_passage; });
  return out;
}

/// The words [first, last) are whole blocks, all of them the headline or short ones at the end.
bool in_edges(const DocText& text, const std::vector<bool>& edges, std::uint32_t first, std::uint32_t last) {
  const bool whole = (first == 0 || text.block[first - 1] != text.block[first]) && (last == text.size() || text.block[last] != text.block[last - 1]);
  return whole && std::find(edges.begin() + first, edges.begin() + last, false) == edges.begin() + last;
}

/// Tells which passages are somebody's words, and counts the others. `a`, `b`: of the two texts; `a_edges`, `b_edges`: edge_words() of them.
void judge(const Pile& pile, Kin& kin, const Wordings& a, const Wordings& b, const std::vector<bool>& a_edges, const std::vector<bool>& b_edges) {
  std::uint32_t unquoted = 0;
  Wording all;
  for (auto& p : kin.passages) {
    const auto x = a.in(p.a_first, p.a_last), y = b.in(p.b_first, p.b_last);
    const std::uint64_t x_words = p.a_last - p.a_first, y_words = p.b_last - p.b_first;
    // One side may print a speech without marks: the side that quotes more decides.
    p.statement = std::max(x.quoted * y_words, y.quoted * x_words) * 10 >= 6 * x_words * y_words;
    unquoted += static_cast<std::uint32_t>(x_words) - x.quoted;
    all.first_person += x.first_person;
    all.speech += x.speech;
  }
  // CONSTANT: 1.5 % and .2 % part reprinted speeches and letters from wire copy (research/reconciliation.md 3.2).
  const bool spoken = unquoted >= 40 && all.first_person * 1000 >= unquoted * 15 && all.speech * 1000 <= unquoted * 2;
  const bool one_piece = !pile.document(kin.a).url.empty() && pile.document(kin.a).url.value == pile.document(kin.b).url.value;
  bool inside = false;
  for (auto& p : kin.passages) {
    if (spoken && !one_piece) p.statement = true;
    if (p.statement) continue;
    kin.reporting += p.equal;
    inside = inside || !in_edges(pile.texts[kin.a], a_edges, p.a_first, p.a_last) || !in_edges(pile.texts[kin.b], b_edges, p.b_first, p.b_last);
  }
  // A headline, a disclaimer, a line of background at the end: two pages are too few to learn it, and it is no report taken over, unless it
  // is a good part of a short one.
  if (!inside && kin.reporting * 3 < std::min(pile.texts[kin.a].own_words, pile.texts[kin.b].own_words)) kin.reporting = 0;
}

using Grams = std::vector<std::vector<std::uint64_t>>;  // by document, as in shingles.h
using Pair = std::pair<std::uint32_t, std::uint32_t>;

Grams all_grams(const Pile& pile) {
  Grams out(pile.size());
  for (std::uint32_t d = 0; d < pile.size(); ++d) out[d] = grams(pile.texts[d]);
  return out;
}

struct Posting {
  std::uint64_t hash;
  std::uint32_t document;
};

/// The fingerprints of all documents, by hash and document, each once. Parted by the first bits of the hash before they are sorted: what is
/// sorted then fits into a cache.
std::vector<Posting> find_postings(const Grams& grams, std::uint32_t window) {
  constexpr int bits = 10;
  std::vector<Posting> found;
  for (std::uint32_t d = 0; d < grams.size(); ++d)
    winnow(grams[d], window, [&](std::uint64_t hash) { found.push_back({hash, d}); });
  std::vector<std::size_t> ends((std::size_t{1} << bits) + 1, 0);
  for (const auto& p : found) ++ends[(p.hash >> (64 - bits)) + 1];
  std::partial_sum(ends.begin(), ends.end(), ends.begin());
  auto starts = ends;
  std::vector<Posting> out(found.size());
  for (const auto& p : found) out[starts[p.hash >> (64 - bits)]++] = p;
  for (std::size_t k = 0; k + 1 < ends.size(); ++k) {
    std::sort(out.begin() + static_cast<std::ptrdiff_t>(ends[k]), out.begin() + static_cast<std::ptrdiff_t>(ends[k + 1]),
              [](const Posting& x, const Posting& y) { return x.hash != y.hash ? x.hash < y.hash : x.document < y.document; });
  }
  const auto same = [](const Posting& x, const Posting& y) { return x.hash == y.hash && x.document == y.document; };
  out.erase(std::unique(out.begin(), out.end(), same), out.end());
  return out;
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

std::vector<Pair> copy_candidates(const Grams& grams, std::uint32_t window, std::uint32_t shared) {
  const auto postings = find_postings(grams, window);
  // Of each document the postings before which another one has the same fingerprint.
  std::vector<std::uint32_t> first(postings.size());
  std::vector<std::uint32_t> ends(grams.size() + 1, 0);
  const auto repeats = [&](std::uint32_t p) { return p > 0 && postings[p].hash == postings[p - 1].hash; };
  for (std::uint32_t p = 0; p < postings.size(); ++p) {
    first[p] = repeats(p) ? first[p - 1] : p;
    if (first[p] < p) ++ends[postings[p].document + 1];
  }
  std::partial_sum(ends.begin(), ends.end(), ends.begin());
  std::vector<std::uint32_t> of(ends.back());
  for (std::uint32_t p = 0; p < postings.size(); ++p)
    if (first[p] < p) of[ends[postings[p].document]++] = p;

  std::vector<Pair> out;
  std::vector<std::uint32_t> hits(grams.size(), 0), met;
  for (std::uint32_t b = 0, k = 0; b < grams.size(); ++b) {
    met.clear();
    for (; k < ends[b]; ++k) {
      // A text printed a thousand times would give half a million pairs: each print is compared with the first ones and with those
      // just before it, which keeps the family in one piece.
      const auto head = first[of[k]], own = of[k];
      const auto some = std::min(own, head + all_pairs_up_to);
      const auto hit = [&](std::uint32_t p) {
        const auto a = postings[p].document;
        if (hits[a]++ == 0) met.push_back(a);
      };
      for (auto p = head; p < some; ++p) hit(p);
      for (auto p = std::max(some, own - std::min(own, all_pairs_up_to)); p < own; ++p) hit(p);
    }
    std::sort(met.begin(), met.end());
    for (const auto a : met) {
      if (hits[a] >= shared) out.emplace_back(a, b);
      hits[a] = 0;
    }
  }
  return out;
}

std::vector<Pair> copy_candidates(const Pile& pile, std::uint32_t window, std::uint32_t shared) {
  return copy_candidates(all_grams(pile), window, shared);
}

std::vector<Kin> find_kin(const Pile& pile) {
  const bool small = pile.size() <= small_pile;
  const auto grams = all_grams(pile);
  std::vector<Kin> out;
  std::vector<Wordings> wordings(pile.size());
  const auto wording = [&](std::uint32_t d) -> const Wordings& {
    if (wordings[d].empty()) wordings[d].fill(pile.texts[d]);
    return wordings[d];
  };
  std::vector<std::vector<bool>> edges(pile.size());
  const auto edge = [&](std::uint32_t d) -> const std::vector<bool>& {
    if (edges[d].empty()) edges[d] = edge_words(pile.document(d), pile.texts[d]);
    return edges[d];
  };
  GramIndex index;
  std::int64_t indexed = -1;
  for (const auto& [a, b] : small ? copy_candidates(grams, 8, 1) : copy_candidates(grams, 16, 2)) {
    if (indexed != b) index.fill(grams[b]);
    indexed = b;
    Kin kin{.a = a, .b = b, .runs = find_runs(grams[a], grams[b], index), .passages = {}, .reporting = 0};
    kin.passages = join_runs(kin.runs);
    if (kin.passages.empty()) continue;
    judge(pile, kin, wording(a), wording(b), edge(a), edge(b));
    out.push_back(std::move(kin));
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
