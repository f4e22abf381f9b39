#include "link/series.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

#include "base/hash.h"
#include "base/utf8.h"
#include "link/partition.h"
#include "link/wording.h"
#include "link/words.h"

namespace stemma::link {
namespace {

// CONSTANT: of 1024. Tuned on the figures of the example and the invented families in bench/sets/cases.
constexpr std::int32_t floor_score = 60, same_number = 130, threshold = 150;
constexpr std::size_t opening_blocks = 4;
constexpr std::int32_t same_noun = 100, same_unit = 0;
constexpr std::int32_t one_number = 140;
constexpr std::size_t most_of_class = 100, most_in_text = 30;
constexpr std::int32_t other_paragraph = 80, one_sentence = 200;
constexpr std::int32_t small_number = 90;
constexpr std::int32_t same_class = 160, one_claim = 200, beside = 220, other_noun = 400, other_person = 80, conflict = -4096;
constexpr std::uint32_t nearest_figures = 4;  // of one text that are looked at on each side

/// What befell the counted: classes of claims/ground/figures/classes.tsv. Two of these never count the same.
bool befell(std::string_view counted) {
  static constexpr std::array<std::string_view, 26> classes = {
      "abducted", "accused",   "arrested", "casualty",   "convicted", "damaged",  "destroyed", "dismissed", "displaced",
      "fled",     "flooded",   "held",     "hired",      "ill",       "infected", "injured",   "killed",    "missing",
      "released", "rescued",   "survived", "suspended",  "trapped",   "vaccinated"};
  return std::find(classes.begin(), classes.end(), counted) != classes.end();
}

struct Node {
  const Figure* figure = nullptr;
  Unit words;          ///< of the sentence around it
  std::string befell;  ///< class; empty: only a noun or nothing is told
  std::string noun;    ///< one word for all of one sense; empty: none, or people in general
  bool people = false;
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

class Series {
 public:
  Series(const Pile& pile, const std::vector<Counted>& figures) : pile_(pile), figures_(figures), groups_(figures.size()) {
    for (const auto& f : figures) nodes_.push_back(node(f));
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
    Node n{.figure = &f, .words = make_unit(pile_, c.document, 0, around(c)), .befell = {}, .noun = {}, .people = f.unit == "people"};
    if (befell(f.counted)) n.befell = f.counted;
    else if (!f.counted.empty() && f.counted != "person") n.noun = sense(stem(fold(f.counted)));
    return n;
  }

  /// The sentence without the number; of a sentence with several figures the part from the last comma or conjunction before it to the
  /// first before the next.
  Spans around(const Counted& c) const {
    const auto& all = pile_.readings[c.document]->figures;
    const Figure& f = all[c.figure];
    ByteSpan s = sentence_around(pile_, c.document, f.span);
    if (c.figure > 0 && all[c.figure - 1].span.end > s.begin && all[c.figure - 1].span.end < f.span.begin)
      s.begin = border(c.document, {all[c.figure - 1].span.end, f.span.begin});
    if (c.figure + 1 < all.size() && all[c.figure + 1].span.begin < s.end && all[c.figure + 1].span.begin > f.span.end)
      s.end = border(c.document, {f.span.end, all[c.figure + 1].span.begin});
    Spans out;
    const ByteSpan number = s.contains(f.number_span) && !f.number_span.empty() ? f.number_span : f.span;
    if (s.begin < number.begin) out.push_back({s.begin, number.begin});
    if (number.end < s.end) out.push_back({number.end, s.end});
    return out;
  }
  /// Where between two figures the one's words end and the other's begin: the last comma or conjunction, else the end of the first.
  std::uint32_t border(std::uint32_t d, ByteSpan between) const {
    const auto& tokens = pile_.analyses[d].tokens;
    std::uint32_t out = between.begin;
    for (auto t = lang::token_at(tokens, between.begin); t < tokens.size() && tokens[t].span.begin < between.end; ++t) {
      const auto word = slice(pile_.text(d), tokens[t].span);
      if (word == "," || word == ";" || word == ":" || tokens[t].tag == lang::Tag::conjunction || word == "while" || word == "after")
        out = std::max(out, tokens[t].span.begin);
    }
    return out;
  }

  std::uint32_t root(std::uint32_t i) { return groups_.head(i); }
  void join(std::uint32_t a, std::uint32_t b) { groups_.join(a, b); }

  /// One unit of measure or currency, one kind.
  static bool comparable(const Node& a, const Node& b) {
    const Figure &x = *a.figure, &y = *b.figure;
    if (x.kind != y.kind) return false;
    if (x.kind == FigureKind::count) return a.befell.empty() || b.befell.empty() || a.befell == b.befell;
    return x.unit == y.unit;
  }
  /// What speaks against two nouns' counting the same: nothing, if one of them tells no noun of its own.
  static std::int32_t apart(const Node& a, const Node& b) {
    const bool things = (!a.noun.empty() && !a.people) || (!b.noun.empty() && !b.people);
    const bool told = (!a.noun.empty() || !a.befell.empty() || a.people) && (!b.noun.empty() || !b.befell.empty() || b.people);
    if (!told || a.noun == b.noun) return 0;
    return things ? other_noun : !a.noun.empty() && !b.noun.empty() ? other_person : 0;
  }

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
    if (!a.noun.empty() && a.noun == b.noun) score += same_noun;
    if (a.figure->kind != FigureKind::count && !a.figure->unit.empty()) score += same_unit;
    score -= apart(a, b);
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
    for (const auto& s : alike_in_words(units, floor_score)) alike[{heads[s.a], heads[s.b]}] = s.score;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::int32_t> extra;
    std::map<Number, std::vector<std::uint32_t>> of_number;
    for (const auto i : heads) {
      if (!is_distinctive(*nodes_[i].figure)) continue;
      auto& all = of_number[number(*nodes_[i].figure)];
      for (std::size_t k = all.size() - std::min<std::size_t>(all.size(), nearest_figures); k < all.size(); ++k)
        if (same_matter(figures_[all[k]].document, figures_[i].document)) extra[ordered(all[k], i)] = one_number;
      all.push_back(i);
    }
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
    for (std::uint32_t i = 0; i + 1 < figures_.size(); ++i)
      if (figures_[i].document == figures_[i + 1].document && root(i) != root(i + 1) && in_one_sentence(i, i + 1) && !set_beside(i, i + 1))
        extra[ordered(root(i), root(i + 1))] = -one_sentence;
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
    if (block_of(pile_.document(d), a.figure->span.begin) != block_of(pile_.document(d), b.figure->span.begin)) return false;
    if (!a.befell.empty() && !b.befell.empty()) return a.befell == b.befell;
    const bool bare = (a.noun.empty() && a.befell.empty() && a.figure->unit.empty()) || (b.noun.empty() && b.befell.empty() && b.figure->unit.empty());
    return bare;
  }

  bool in_one_sentence(std::uint32_t i, std::uint32_t k) const {
    const auto d = figures_[i].document;
    return sentence_around(pile_, d, nodes_[i].figure->span).overlaps(sentence_around(pile_, d, nodes_[k].figure->span));
  }

  void equal_numbers() {
    for (const auto& p : pairs_)
      if (number(*nodes_[p.a].figure) == number(*nodes_[p.b].figure) && p.score >= same_number + (is_small(*nodes_[p.a].figure) ? small_number : 0))
        join(p.a, p.b);
  }

  /// Two texts about one matter rarely give a number like 87 of different things.
  static bool is_distinctive(const Figure& f) {
    const double v = f.value.value_or(f.low.value_or(0));
    return f.kind != FigureKind::percentage && (f.value || f.low) && v >= 20;
  }
  /// Their headlines and first paragraphs share two names.
  bool same_matter(std::uint32_t x, std::uint32_t y) {
    const auto &a = names(x), &b = names(y);
    std::vector<std::string> both;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    return both.size() >= 2;
  }
  const std::vector<std::string>& names(std::uint32_t d) {
    auto& out = names_[d];
    if (!out.empty() || pile_.document(d).blocks.empty()) return out;
    Spans opening;
    for (std::size_t i = 0; i < pile_.document(d).blocks.size() && i < opening_blocks; ++i) opening.push_back(pile_.document(d).blocks[i].span);
    const Unit u = make_unit(pile_, d, 0, opening);
    for (const auto& s : u.stems)
      if (!std::binary_search(u.matter.begin(), u.matter.end(), s)) out.push_back(s);
    return out;
  }

  /// Any two texts count two of something.
  static bool is_small(const Figure& f) { return f.kind == FigureKind::count && f.value.value_or(f.low.value_or(0)) < 10; }

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
    std::map<std::string, std::vector<std::uint32_t>> of_class;
    for (std::uint32_t h = 0; h < heads.size(); ++h)
      if (!classes[h].empty()) of_class[classes[h]].push_back(h);
    for (const auto& [name, all] : of_class)
      for (std::size_t i = 0; i < all.size() && all.size() <= most_of_class; ++i)
        for (std::size_t k = i + 1; k < all.size(); ++k) best[{all[i], all[k]}] = same_class;
    for (const auto& p : pairs_) {
      const auto a = place[root(p.a)], b = place[root(p.b)];
      if (a == b) continue;
      auto score = p.score;
      if (!classes[a].empty() && !classes[b].empty() && classes[a] != classes[b]) score = conflict;
      const auto [at, is_new] = best.try_emplace(ordered(a, b), score);
      if (!is_new && at->second != conflict) at->second = std::max(at->second, score);
    }
    for (const auto& [pair, n] : apart_in_texts(place))
      if (const auto at = best.find(pair); at != best.end() && at->second != conflict) at->second -= other_paragraph;
    std::vector<Similar> scored;
    for (const auto& [pair, score] : best) scored.push_back({pair.first, pair.second, std::min(score, 1024)});
    const auto clusters = average_link(heads.size(), scored, hashes, threshold);
    std::vector<std::uint32_t> out(nodes_.size());
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) out[i] = heads[clusters[place[root(i)]]];
    return out;
  }
  /// Groups that one text gives in different paragraphs and none sets beside each other: a text has one number for one thing, or says in
  /// one breath that there are two. Value: such texts.
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> apart_in_texts(const std::vector<std::uint32_t>& place) {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> out;
    std::set<std::pair<std::uint32_t, std::uint32_t>> joined;
    for (std::uint32_t i = 0; i < figures_.size(); ++i)
      for (std::uint32_t k = i + 1; k < figures_.size() && k <= i + most_in_text && figures_[k].document == figures_[i].document; ++k) {
        const auto a = place[root(i)], b = place[root(k)];
        if (a == b || !comparable(nodes_[i], nodes_[k])) continue;
        if (set_beside(i, k)) joined.insert(ordered(a, b));
        else ++out[ordered(a, b)];
      }
    for (const auto& pair : joined) out.erase(pair);
    return out;
  }
  static std::uint64_t hash(const Node& n) { return mix64(n.words.hash ^ hash64(n.figure->number)); }

  const Pile& pile_;
  const std::vector<Counted>& figures_;
  std::vector<Node> nodes_;
  Partition groups_;
  std::vector<Pair> pairs_;
  std::map<std::uint32_t, std::vector<std::string>> names_;  ///< by document: those of its opening
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
