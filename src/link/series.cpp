#include "link/series.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <tuple>

#include "base/hash.h"
#include "base/utf8.h"
#include "link/units.h"
#include "link/words.h"

namespace stemma::link {
namespace {

// CONSTANT: of 1024. Tuned on the figures of the example and the invented families in bench/sets/cases.
constexpr std::int32_t floor_score = 60, same_number = 110, threshold = 230;
constexpr std::int32_t same_class = 130, one_claim = 200, beside = 220, other_noun = 160, conflict = -4096;
constexpr std::uint32_t nearest_figures = 4;  // of one text that are looked at on each side

/// What befell the counted: classes of claims/ground/figures/classes.tsv. Two of these never count the same.
bool befell(std::string_view counted) {
  static constexpr std::array<std::string_view, 26> classes = {
      "abducted", "accused",   "arrested", "casualty",   "convicted", "damaged",  "destroyed", "dismissed", "displaced",
      "fled",     "flooded",   "held",     "hired",      "ill",       "infected", "injured",   "killed",    "missing",
      "released", "rescued",   "survived", "suspended",  "trapped",   "vaccinated"};
  return std::find(classes.begin(), classes.end(), counted) != classes.end();
}

/// Nouns that any number of people may stand with.
bool any_person(const Figure& f) { return f.unit == "people" && !befell(f.counted); }

struct Node {
  const Figure* figure = nullptr;
  Unit words;          ///< of the sentence around it
  std::string befell;  ///< class; empty: only a noun or nothing is told
  std::string noun;    ///< one word for all of one sense; empty: none, or people in general
};

using Number = std::tuple<FigureKind, std::optional<double>, std::optional<double>, std::optional<double>>;
Number number(const Figure& f) { return {f.kind, f.value, f.low, f.high}; }

ByteSpan sentence_around(const Pile& pile, std::uint32_t d, ByteSpan at) {
  const auto& analysis = pile.analyses[d];
  const auto token = lang::token_at(analysis.tokens, at.begin);
  const auto it = std::upper_bound(analysis.sentences.begin(), analysis.sentences.end(), token,
                                   [](std::uint32_t t, const lang::Sentence& s) { return t < s.first; });
  if (it == analysis.sentences.begin()) return at;
  const auto& s = *std::prev(it);
  if (token >= s.last) return at;
  return {std::min(at.begin, analysis.tokens[s.first].span.begin), std::max(at.end, analysis.tokens[s.last - 1].span.end)};
}

std::uint32_t block_at(const Pile& pile, std::uint32_t d, std::uint32_t byte) {
  const auto& blocks = pile.document(d).blocks;
  const auto it = std::upper_bound(blocks.begin(), blocks.end(), byte, [](std::uint32_t at, const Block& b) { return at < b.span.begin; });
  return static_cast<std::uint32_t>(it - blocks.begin());
}

class Series {
 public:
  Series(const Pile& pile, const std::vector<Counted>& figures) : pile_(pile), figures_(figures) {
    for (const auto& f : figures) nodes_.push_back(node(f));
    up_.resize(figures.size());
    std::iota(up_.begin(), up_.end(), 0u);
  }

  std::vector<std::uint32_t> run() {
    repeat();
    compare();
    equal_numbers();
    return link();
  }

 private:
  struct Pair {
    std::uint32_t a, b;
    std::int32_t score;
    bool together;  ///< in one claim, or side by side
  };

  Node node(const Counted& c) const {
    const Figure& f = pile_.readings[c.document]->figures[c.figure];
    Node n{.figure = &f, .words = make_unit(pile_, c.document, 0, {sentence_around(pile_, c.document, f.span)}), .befell = {}, .noun = {}};
    if (befell(f.counted)) n.befell = f.counted;
    else if (!f.counted.empty() && !any_person(f)) n.noun = sense(stem(fold(f.counted)));
    return n;
  }

  std::uint32_t root(std::uint32_t i) {
    while (up_[i] != i) i = up_[i] = up_[up_[i]];
    return i;
  }
  void join(std::uint32_t a, std::uint32_t b) {
    a = root(a);
    b = root(b);
    up_[std::max(a, b)] = std::min(a, b);
  }

  /// One unit of measure or currency, one kind.
  static bool comparable(const Node& a, const Node& b) {
    const Figure &x = *a.figure, &y = *b.figure;
    if (x.kind != y.kind) return false;
    if (x.kind == FigureKind::count) return a.befell.empty() || b.befell.empty() || a.befell == b.befell;
    return x.unit == y.unit;
  }
  static bool other_things(const Node& a, const Node& b) { return !a.noun.empty() && !b.noun.empty() && a.noun != b.noun; }

  /// The same number in the same sentence: a copy. One of them stands for all.
  void repeat() {
    std::map<std::tuple<std::uint64_t, Number, std::uint32_t>, std::uint32_t> first;
    std::map<std::pair<std::uint32_t, std::uint64_t>, std::uint32_t> nth;  // of a sentence that gives a number twice
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
      const std::uint32_t n = nth[{figures_[i].document, mix64(nodes_[i].words.hash)}]++;
      const auto [at, is_new] = first.try_emplace({nodes_[i].words.hash, number(*nodes_[i].figure), n}, i);
      if (!is_new) join(i, at->second);
    }
  }

  void add(std::uint32_t i, std::uint32_t k, std::int32_t score, bool together) {
    const Node &a = nodes_[i], &b = nodes_[k];
    if (!comparable(a, b)) return;
    if (!a.befell.empty() && a.befell == b.befell) score += same_class;
    if (other_things(a, b)) score -= other_noun;
    pairs_.push_back({std::min(i, k), std::max(i, k), score, together});
  }

  /// Pairs worth comparing: alike in words, of one claim, or beside each other in one text.
  void compare() {
    std::vector<std::uint32_t> heads;
    std::vector<const Unit*> units;
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
      if (root(i) != i) continue;
      heads.push_back(i);
      units.push_back(&nodes_[i].words);
    }
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::int32_t> alike;
    for (const auto& s : similar_units(units, floor_score)) alike[{heads[s.a], heads[s.b]}] = s.score;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::int32_t> extra;
    std::map<std::uint32_t, std::vector<std::uint32_t>> in_claim;
    for (std::uint32_t i = 0; i < figures_.size(); ++i)
      for (const auto c : figures_[i].claims) {
        auto& all = in_claim[c];
        for (std::size_t k = all.size() - std::min<std::size_t>(all.size(), nearest_figures); k < all.size(); ++k)
          if (root(all[k]) != root(i)) extra[ordered(root(all[k]), root(i))] = one_claim;
        all.push_back(i);
      }
    for (std::uint32_t i = 0; i < figures_.size(); ++i)
      for (std::uint32_t k = i + 1; k < figures_.size() && k <= i + nearest_figures && figures_[k].document == figures_[i].document; ++k)
        if (root(i) != root(k) && set_beside(i, k)) extra[ordered(root(i), root(k))] = beside;
    for (const auto& [pair, bonus] : extra) alike.try_emplace(pair, 0);
    for (const auto& [pair, score] : alike) {
      const auto bonus = extra.find(pair);
      add(pair.first, pair.second, score + (bonus == extra.end() ? 0 : bonus->second), bonus != extra.end());
    }
  }
  static std::pair<std::uint32_t, std::uint32_t> ordered(std::uint32_t a, std::uint32_t b) { return {std::min(a, b), std::max(a, b)}; }

  /// "The figure overtakes the 17 names that a lawmaker read out and the 'at least 12' deaths": one block, another number, nothing else
  /// that it could count.
  bool set_beside(std::uint32_t i, std::uint32_t k) const {
    const Node &a = nodes_[i], &b = nodes_[k];
    const auto d = figures_[i].document;
    if (block_at(pile_, d, a.figure->span.begin) != block_at(pile_, d, b.figure->span.begin)) return false;
    if (!a.befell.empty() && !b.befell.empty()) return a.befell == b.befell;
    const bool bare = (a.noun.empty() && a.befell.empty() && a.figure->unit.empty()) || (b.noun.empty() && b.befell.empty() && b.figure->unit.empty());
    return bare;
  }

  void equal_numbers() {
    for (const auto& p : pairs_)
      if (number(*nodes_[p.a].figure) == number(*nodes_[p.b].figure) && p.score >= same_number) join(p.a, p.b);
  }

  /// Groups of equal numbers by average link; how alike two groups are is how alike their most alike figures are.
  std::vector<std::uint32_t> link() {
    std::vector<std::uint32_t> heads, place(nodes_.size(), 0);
    std::vector<std::uint64_t> hashes;
    std::vector<std::string> classes;
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
      if (root(i) == i) {
        place[i] = static_cast<std::uint32_t>(heads.size());
        heads.push_back(i);
        hashes.push_back(hash(nodes_[i]));
        classes.push_back(nodes_[i].befell);
      }
      const auto h = place[root(i)];
      hashes[h] = std::min(hashes[h], hash(nodes_[i]));
      if (classes[h].empty()) classes[h] = nodes_[i].befell;
    }
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::int32_t> best;
    for (const auto& p : pairs_) {
      const auto a = place[root(p.a)], b = place[root(p.b)];
      if (a == b) continue;
      auto score = p.score;
      if (!classes[a].empty() && !classes[b].empty() && classes[a] != classes[b]) score = conflict;
      const auto [at, is_new] = best.try_emplace(ordered(a, b), score);
      if (!is_new && at->second != conflict) at->second = std::max(at->second, score);
    }
    std::vector<Similar> scored;
    for (const auto& [pair, score] : best) scored.push_back({pair.first, pair.second, std::min(score, 1024)});
    const auto clusters = average_link(heads.size(), scored, hashes, threshold);
    std::vector<std::uint32_t> out(nodes_.size());
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) out[i] = heads[clusters[place[root(i)]]];
    return out;
  }
  static std::uint64_t hash(const Node& n) { return mix64(n.words.hash ^ hash64(n.figure->number)); }

  const Pile& pile_;
  const std::vector<Counted>& figures_;
  std::vector<Node> nodes_;
  std::vector<std::uint32_t> up_;
  std::vector<Pair> pairs_;
};

}  // namespace

std::vector<std::uint32_t> same_quantity(const Pile& pile, const std::vector<Counted>& figures) { return Series(pile, figures).run(); }

Interval interval(const Figure& f) {
  constexpr double open = std::numeric_limits<double>::infinity();
  const double v = f.value.value_or(f.low.value_or(f.high.value_or(0)));
  switch (f.bound) {
    case Bound::exact: return {v, v};
    case Bound::at_least: return {f.low.value_or(v), open};
    case Bound::more_than: return {std::nextafter(f.low.value_or(v), open), open};
    case Bound::at_most: return {-open, f.high.value_or(v)};
    case Bound::less_than: return {v * .9, v};
    case Bound::about: return {v * .9, v * 1.1};
    case Bound::between: return {f.low.value_or(v), f.high.value_or(v)};
    case Bound::vague: {
      const double low = f.low.value_or(v);
      return {low, f.high.value_or(low >= 24 ? low / 24 * 99 : open)};
    }
  }
  return {v, v};
}

}  // namespace stemma::link
