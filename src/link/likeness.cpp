#include "link/likeness.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "base/hash.h"
#include "link/idf.h"
#include "link/lists.h"
#include "link/stories.h"

namespace stemma::link {
namespace {

constexpr std::size_t most_neighbours = 60, widest_posting = 400;
constexpr std::int32_t one = 1024, floor_cosine = 51, unit_length = 1 << 15;

// CONSTANT: what one sentence of a short post must be likelier than a headline, in 1/1024 of a logit. At 0 distorted sentences are kept out at .899 and 110
// restatements join their claim, here at .909 and 98, with the weights for sentences with surroundings at .939 and 67 (bench/quality --only distorted).
constexpr std::int32_t in_a_post = 700;

struct Weights {
  std::int32_t bias;
  std::array<std::int32_t, traits> of;  ///< logit in 1/1024 for a trait of 1024
};
constexpr Weights weights[] = {  // with surroundings; bare
#include "link/likeness_weights.inc"
};

/// ln((1 + N) / (1 + df)) in 1/64, by df: whole numbers, so that sums do not depend on their order. N is the units and 50 more that do not
/// hold the word: in a pile of three reports every word is common.
class Rarity {
 public:
  explicit Rarity(std::size_t n) : by_df_(n + 1) {
    for (std::size_t df = 0; df <= n; ++df)
      by_df_[df] = std::lround(64 * std::log((51.0 + static_cast<double>(n)) / (1.0 + static_cast<double>(df))));
  }
  std::int64_t operator()(std::uint32_t df) const { return by_df_[df]; }

 private:
  std::vector<std::int64_t> by_df_;
};

/// Sum over what both hold; entries are (key, weight), by key.
template <class Key, class Weight, class Take>
void meet(const std::vector<std::pair<Key, Weight>>& a, const std::vector<std::pair<Key, Weight>>& b, Take take) {
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (i->first < j->first) ++i;
    else if (j->first < i->first) ++j;
    else take(i->second, j->second), ++i, ++j;
  }
}

std::int32_t ratio(std::int64_t part, std::int64_t whole) { return whole <= 0 ? 0 : static_cast<std::int32_t>(part * one / whole); }
std::int32_t root(std::int32_t x) { return static_cast<std::int32_t>(std::sqrt(static_cast<double>(std::max(x, 0)) * one)); }
std::int32_t flag(bool b) { return b ? one : 0; }

/// sqrt(1 / (1 + e^-x)) of 1024 for x in 1/16 from -16 to 16. By additions and products alone: the same on every machine.
std::array<std::int32_t, 513> make_curve() {
  std::array<std::int32_t, 513> out{};
  double step = 1, term = 1;  // e^(1/16)
  for (int i = 1; i < 12; ++i) {
    term = term / 16 / i;
    step += term;
  }
  double e = 1;
  std::array<double, 257> power{};
  for (auto& p : power) {
    p = e;
    e *= step;
  }
  for (int i = 0; i < 513; ++i) {
    const double x = power[static_cast<std::size_t>(i < 256 ? 256 - i : i - 256)];
    const double chance = i < 256 ? 1 / (1 + x) : x / (1 + x);
    out[static_cast<std::size_t>(i)] = static_cast<std::int32_t>(std::sqrt(chance) * one + 0.5);
  }
  return out;
}

}  // namespace

std::vector<Likeness::Features> Likeness::words(int least_weight) const {
  std::vector<Features> out;
  for (const auto* u : units_) {
    auto& some = out.emplace_back();
    for (const auto& t : u->terms)
      if (t.weight >= least_weight) some.emplace_back(t.stem, std::int64_t{t.rarity} * t.weight);
  }
  return out;
}

std::vector<Likeness::Features> Likeness::letters_of_headlines() const {
  std::vector<Features> out(units_.size());
  if (units_.size() <= small_pile) return out;
  for (std::uint32_t u = 0; u < units_.size(); ++u)
    if (units_[u]->stands_alone())
      for (const auto g : units_[u]->grams) out[u].emplace_back(g, Idf::one);
  return out;
}

Likeness::Space Likeness::make_space(const std::vector<Features>& features, bool with_rows) const {
  const auto n = features.size();
  std::vector<std::pair<std::uint64_t, std::uint32_t>> all;  // key, unit
  for (std::uint32_t u = 0; u < n; ++u)
    for (const auto& f : features[u]) all.emplace_back(f.first, u);
  std::sort(all.begin(), all.end());
  struct Posting { std::uint32_t first, last; };
  std::vector<Posting> postings;
  std::vector<std::uint64_t> names;
  for (std::uint32_t i = 0; i < all.size();) {
    std::uint32_t j = i;
    while (j < all.size() && all[j].first == all[i].first) ++j;
    postings.push_back({i, j});
    names.push_back(all[i].first);
    i = j;
  }
  const Rarity rarity(n);
  Space out;
  out.of.resize(n);
  for (std::uint32_t u = 0; u < n; ++u) {
    std::vector<std::pair<std::uint32_t, std::int64_t>> raw;
    double squares = 0;
    for (const auto& [key, weight] : features[u]) {
      const auto term = static_cast<std::uint32_t>(std::lower_bound(names.begin(), names.end(), key) - names.begin());
      const auto df = postings[term].last - postings[term].first;
      const std::int64_t w = weight * rarity(df) / 64;
      squares += static_cast<double>(w) * static_cast<double>(w);
      if (df > 1) raw.emplace_back(term, w);
    }
    for (const auto& [term, w] : raw)
      out.of[u].push_back({term, static_cast<std::int32_t>(static_cast<double>(w) * unit_length / std::sqrt(squares))});
  }
  if (!with_rows) return out;
  std::vector<Entry> holders(all.size());  // unit in `term`, value
  std::vector<std::uint32_t> fill(postings.size());
  for (std::size_t t = 0; t < postings.size(); ++t) fill[t] = postings[t].first;
  for (std::uint32_t u = 0; u < n; ++u)
    for (const auto& e : out.of[u]) holders[fill[e.term]++] = {u, e.value};
  out.rows.reserve(n);
  in_slices<std::vector<Row>>(
      n,
      [&](std::uint32_t first, std::uint32_t last) {
        std::vector<Row> some;
        std::vector<std::int64_t> sum(n, 0);
        std::vector<std::uint32_t> touched;
        for (auto u = first; u < last; ++u) {
          touched.clear();
          for (const auto& e : out.of[u]) {
            if (fill[e.term] - postings[e.term].first > widest_posting) continue;
            for (auto i = postings[e.term].first; i < fill[e.term]; ++i) {
              auto& s = sum[holders[i].term];
              if (s == 0) touched.push_back(holders[i].term);
              s += std::int64_t{e.value} * holders[i].value + 1;
            }
          }
          Row row;
          for (const auto v : touched) {
            const auto c = static_cast<std::int32_t>(sum[v] >> 20);
            if (v != u && c > floor_cosine) row.emplace_back(v, c);
            sum[v] = 0;
          }
          if (row.size() > most_neighbours) {
            std::nth_element(row.begin(), row.begin() + most_neighbours, row.end(), [&](const auto& x, const auto& y) {
              return std::tuple(-x.second, units_[x.first]->hash, x.first) < std::tuple(-y.second, units_[y.first]->hash, y.first);
            });
            row.resize(most_neighbours);
          }
          row.emplace_back(u, one);
          std::sort(row.begin(), row.end());
          some.push_back(std::move(row));
        }
        return some;
      },
      [&](std::vector<Row>&& some) { out.rows.insert(out.rows.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end())); });
  for (const auto& row : out.rows) {
    std::int64_t squares = 0;
    for (const auto& [v, c] : row) squares += std::int64_t{c - floor_cosine} * (c - floor_cosine);
    out.squares.push_back(squares);
  }
  return out;
}

Likeness::Likeness(const std::vector<const Unit*>& units)
    : units_(units), stories_(find_stories(units)), own_(make_space(words(4), false)), context_(make_space(words(2), true)), wide_(make_space(words(1), true)), letters_(make_space(letters_of_headlines(), units.size() > small_pile)) {
  const auto n = units.size();
  const Rarity rarity(n);
  std::vector<std::uint32_t> gram_df(std::size_t{1} << gram_bits, 0);
  std::vector<std::uint64_t> stems;
  for (const auto* u : units) {
    for (const auto g : u->grams) ++gram_df[g];
    for (const auto& t : u->terms)
      if (t.weight == 4) stems.push_back(t.stem);
  }
  std::sort(stems.begin(), stems.end());
  for (const auto* u : units) {
    double squares = 0;
    auto& grams = grams_.emplace_back();
    for (const auto g : u->grams) {
      const auto w = (rarity(gram_df[g]) + 48) * (rarity(gram_df[g]) + 48);
      grams.emplace_back(g, w);
      squares += static_cast<double>(w);
    }
    gram_length_.push_back(std::sqrt(squares));
    auto& own = stems_.emplace_back();
    for (const auto& t : u->terms) {
      if (t.weight < 4) continue;
      const auto [first, last] = std::equal_range(stems.begin(), stems.end(), t.stem);
      own.emplace_back(t.stem, static_cast<std::int32_t>(rarity(static_cast<std::uint32_t>(last - first)) + 48));
    }
  }
}

std::int32_t Likeness::cosine(const Vector& a, const Vector& b) {
  std::int64_t sum = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (i->term < j->term) ++i;
    else if (j->term < i->term) ++j;
    else sum += std::int64_t{i->value} * j->value, ++i, ++j;
  }
  return static_cast<std::int32_t>(sum >> 20);
}

std::int32_t Likeness::profile(const Space& s, std::uint32_t a, std::uint32_t b, std::int32_t direct) {
  // What third units say of the two: their own likeness is another trait.
  std::int64_t sum = 0, lost_a = 0, lost_b = 0;
  const auto square = [](std::int64_t c) { return (c - floor_cosine) * (c - floor_cosine); };
  for (auto i = s.rows[a].begin(), j = s.rows[b].begin(); i != s.rows[a].end() || j != s.rows[b].end();) {
    const bool in_a = j == s.rows[b].end() || (i != s.rows[a].end() && i->first <= j->first);
    const bool in_b = i == s.rows[a].end() || (j != s.rows[b].end() && j->first <= i->first);
    const auto unit = in_a ? i->first : j->first;
    if (unit == a || unit == b) {
      if (in_a) lost_a += square(i->second);
      if (in_b) lost_b += square(j->second);
    } else if (in_a && in_b) {
      sum += std::int64_t{i->second - floor_cosine} * (j->second - floor_cosine);
    }
    i += in_a;
    j += in_b;
  }
  const auto squares = static_cast<double>(s.squares[a] - lost_a) * static_cast<double>(s.squares[b] - lost_b);
  return squares <= 0 ? direct : static_cast<std::int32_t>(static_cast<double>(sum) * one / std::sqrt(squares));
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> Likeness::candidates() const {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> out;
  const auto n = static_cast<std::uint32_t>(units_.size());
  if (n <= small_pile) {
    for (std::uint32_t u = 0; u < n; ++u)
      for (auto v = u + 1; v < n; ++v) out.emplace_back(u, v);
    return out;
  }
  for (std::uint32_t u = 0; u < n; ++u) {
    for (const auto* space : {&context_, &wide_, &letters_})
      for (const auto& [v, c] : space->rows[u])
        if (v != u) out.emplace_back(std::min(u, v), std::max(u, v));
    // Units come in the order of their texts: neighbours follow each other.
    for (auto v = u + 1; v < units_.size() && v < u + 8; ++v) {
      if (units_[v]->document != units_[u]->document) break;
      if (units_[v]->first_sentence <= units_[u]->last_sentence + 1) out.emplace_back(u, v);
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Traits Likeness::compare(std::uint32_t a, std::uint32_t b) const {
  const Unit &x = *units_[a], &y = *units_[b];
  Traits out{};
  const auto set = [&](Trait t, std::int32_t v) { out[static_cast<std::size_t>(t)] = v; };

  std::int64_t grams = 0;
  meet(grams_[a], grams_[b], [&](std::int64_t w, std::int64_t) { grams += w; });
  const double length = gram_length_[a] * gram_length_[b];
  const auto gram_cosine = length == 0 ? 0 : static_cast<std::int32_t>(static_cast<double>(grams) * one / length);
  std::int64_t both = 0, all_a = 0, all_b = 0;
  meet(stems_[a], stems_[b], [&](std::int32_t w, std::int32_t) { both += w; });
  for (const auto& s : stems_[a]) all_a += s.second;
  for (const auto& s : stems_[b]) all_b += s.second;
  auto context = cosine(context_.of[a], context_.of[b]), wide = cosine(wide_.of[a], wide_.of[b]);
  auto like_context = profile(context_, a, b, context), like_wide = profile(wide_, a, b, wide);
  const auto gap = x.first_sentence > y.first_sentence ? x.first_sentence - y.first_sentence : y.first_sentence - x.first_sentence;
  if (x.document == y.document && gap <= 2) context = wide = like_context = like_wide = cosine(own_.of[a], own_.of[b]);  // one stretch of text stands around both
  set(Trait::grams, gram_cosine);
  set(Trait::jaccard, ratio(both, all_a + all_b - both));
  set(Trait::contained, ratio(both, std::min(all_a, all_b)));
  set(Trait::context, context);
  set(Trait::profile, like_context);
  set(Trait::wide_context, wide);
  set(Trait::wide_profile, like_wide);
  set(Trait::root_grams, root(gram_cosine));
  set(Trait::root_context, root(context));
  set(Trait::root_profile, root(like_context));
  set(Trait::root_wide_profile, root(like_wide));

  // Own words of one that the other's text holds around it.
  const auto in_context = [](const Unit& u, const Unit& v) {
    std::int64_t held = 0, weight = 0;
    auto j = v.terms.begin();
    for (const auto& t : u.terms) {
      if (t.weight < 4) continue;
      weight += t.rarity;
      while (j != v.terms.end() && j->stem < t.stem) ++j;
      if (j != v.terms.end() && j->stem == t.stem) held += t.rarity;
    }
    return ratio(held, weight);
  };
  set(Trait::in_context, std::max(in_context(x, y), in_context(y, x)));

  set(Trait::classes, std::min(2, common(x.classes, y.classes)) * one);
  set(Trait::people, std::min(3, common(x.people, y.people)) * one);
  set(Trait::numbers, std::min(2, common(x.numbers, y.numbers)) * one);
  set(Trait::counted, std::min(2, common(x.counted, y.counted)) * one);
  set(Trait::one_content, flag(x.document == y.document && x.attribution == y.attribution));
  set(Trait::denials, (x.denies + y.denies) * one);
  set(Trait::weak, (x.weak + y.weak) * one);
  set(Trait::only_names, flag(both > 0 && common(x.matter, y.matter) == 0));
  set(Trait::headline_lead, flag(x.document == y.document && x.headline != y.headline && std::max(x.paragraph, y.paragraph) <= 2));
  set(Trait::own_voices, (x.own_voice + y.own_voice) * (one - ratio(both, all_a + all_b - both)));
  set(Trait::intents, flag(x.intent != y.intent));
  return out;
}

std::int32_t Likeness::score(std::uint32_t a, std::uint32_t b) const {
  static const auto curve = make_curve();
  if (!bare(a, b) && stories_[a] != stories_[b] && stories_[a] != no_story && stories_[b] != no_story) return 0;
  const Traits t = compare(a, b);
  const auto chance = [&](const Weights& w, std::int32_t less) {
    std::int64_t logit = std::int64_t{w.bias - less} * one;
    for (std::size_t i = 0; i < traits; ++i) logit += std::int64_t{w.of[i]} * t[i];
    return curve[static_cast<std::size_t>(std::clamp<std::int64_t>((logit >> 16) + 256, 0, 512))];  // 1/1024 twice, to 1/16
  };
  const auto trait = [&](Trait which) { return t[static_cast<std::size_t>(which)]; };
  // One place or person and nothing that happened there: in a pile of three reports that is all that the weights have to go by.
  const bool setting = trait(Trait::only_names) > 0 && trait(Trait::classes) + trait(Trait::numbers) + trait(Trait::counted) == 0;
  const bool posts = bare(a, b) && !(units_[a]->stands_alone() && units_[b]->stands_alone());
  const auto best = chance(weights[bare(a, b)], posts ? in_a_post : 0);
  return setting ? best / 2 : best;
}

std::vector<Similar> similar_units(const std::vector<const Unit*>& units) {
  const Likeness likeness(units);
  const auto pairs = likeness.candidates();
  std::vector<Similar> scored;
  scored.reserve(pairs.size());
  in_slices<std::vector<Similar>>(
      pairs.size(),
      [&](std::uint32_t first, std::uint32_t last) {
        std::vector<Similar> some;
        for (auto i = first; i < last; ++i)
          some.push_back({pairs[i].first, pairs[i].second, likeness.score(pairs[i].first, pairs[i].second)});
        return some;
      },
      [&](std::vector<Similar>&& some) { scored.insert(scored.end(), some.begin(), some.end()); });
  return scored;
}

}  // namespace stemma::link
