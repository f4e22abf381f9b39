#include "link/kin_hints.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "base/hash.h"
#include "base/utf8.h"
#include "link/idf.h"
#include "link/lists.h"
#include "link/stories.h"
#include "link/thresholds.h"

namespace stemma::link {
namespace {

constexpr std::size_t most_items = 200, most_carriers = 8, common_spelling = 3, shortest_name = 5;
constexpr std::int32_t least_odd = 9 * Idf::one;  // CONSTANT: a word that ten of 32,000 articles print is spelt so by others as well
constexpr std::uint32_t shortest_cut = 4, longest_cut = 14;  // words of a quotation

/// A quotation or a figure, in order of the text.
struct Item {
  std::uint64_t hash = 0;
  ByteSpan span;
  bool quotation = false, rare_alike = false;  ///< rare_alike: a short cut, or an exact number: says something if nobody else has it
};

/// 137, 4,251, 12.7: nobody comes upon it by rounding.
bool is_exact(double v) { return v >= 100 ? std::fmod(v, 10) != 0 : std::floor(v) != v; }

std::vector<Item> items_of(const Pile& pile, std::uint32_t d) {
  std::vector<Item> out;
  const DocText& text = pile.texts[d];
  for (const auto& q : pile.analyses[d].quotations) {
    const auto [first, last] = text.within(q.inner);
    if (last - first < shortest_cut) continue;
    std::uint64_t h = 0;
    for (auto w = first; w < last; ++w) h = mix64(h * 31 + text.words[w]);
    out.push_back({h, q.inner, true, last - first <= longest_cut});
  }
  for (const auto& f : pile.readings[d]->figures) {
    if (!f.value || f.kind == FigureKind::age || f.kind == FigureKind::ordinal || *f.value < 3) continue;
    out.push_back({hash64(fmt::format("{} {} {}", *f.value, f.unit, name(f.kind))), f.span, false, is_exact(*f.value)});
  }
  std::sort(out.begin(), out.end(), [](const Item& x, const Item& y) { return std::tie(x.span, x.hash) < std::tie(y.span, y.hash); });
  if (out.size() > most_items) out.resize(most_items);
  return out;
}

/// The longest list of items that both have in one order: places in `a`.
std::vector<std::size_t> in_order(const std::vector<Item>& a, const std::vector<Item>& b) {
  std::vector<std::vector<std::uint16_t>> best(a.size() + 1, std::vector<std::uint16_t>(b.size() + 1, 0));
  for (auto i = a.size(); i-- > 0;)
    for (auto k = b.size(); k-- > 0;)
      best[i][k] = a[i].hash == b[k].hash ? static_cast<std::uint16_t>(best[i + 1][k + 1] + 1) : std::max(best[i + 1][k], best[i][k + 1]);
  std::vector<std::size_t> out;
  for (std::size_t i = 0, k = 0; i < a.size() && k < b.size();) {
    if (a[i].hash == b[k].hash) out.push_back(i), ++i, ++k;
    else if (best[i + 1][k] >= best[i][k + 1]) ++i;
    else ++k;
  }
  return out;
}

/// One letter too many, too few or another, neither in the first place nor at the end: no plural and no people of a country.
bool misspells(const std::string& a, const std::string& b) {
  std::size_t front = 0, back = 0;
  while (front < a.size() && front < b.size() && a[front] == b[front]) ++front;
  while (back < a.size() - front && back < b.size() - front && a[a.size() - 1 - back] == b[b.size() - 1 - back]) ++back;
  const auto x = a.size() - front - back, y = b.size() - front - back;
  return front > 0 && back > 0 && x <= 1 && y <= 1 && x + y > 0;
}

class Finder {
 public:
  Finder(const Pile& pile, const Families& families, const Relies& relies) : pile_(pile), family_(pile.size()) {
    for (std::uint32_t d = 0; d < pile.size(); ++d) family_[d] = d;
    for (const auto& f : families.families)
      for (const auto d : f) family_[d] = f.front();
    for (const auto& e : relies.edges)
      if (e.to >= 0) tied_.insert(std::minmax(e.from, static_cast<std::uint32_t>(e.to)));
    for (const auto& t : families.translations) tied_.insert({t.a, t.b});
  }

  std::vector<KinHint> run() {
    for (std::uint32_t d = 0; d < pile_.size(); ++d) items_.push_back(items_of(pile_, d));
    carry();
    spell();
    std::vector<KinHint> out;
    for (const auto& [pair, n] : shared_)
      if (auto hint = weigh(pair.first, pair.second); !hint.why.empty()) out.push_back(std::move(hint));
    return out;
  }

 private:
  bool strangers(std::uint32_t a, std::uint32_t b) const {
    return family_[a] != family_[b] && (pile_.outlet[a].empty() || pile_.outlet[a] != pile_.outlet[b]) && !tied_.contains({a, b});
  }

  /// Iceland in a text of 2012 and in one of 2023 is Iceland.
  bool may_tell_one_event(std::uint32_t a, std::uint32_t b) const {
    if (pile_.at[a] && pile_.at[b] && std::abs(*pile_.at[a] - *pile_.at[b]) > thresholds::copy_days * 86400) return false;
    return tell_one_story(names_of(pile_, a), names_of(pile_, b));
  }

  /// Pairs by the items that few documents have.
  void carry() {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> postings;
    for (std::uint32_t d = 0; d < pile_.size(); ++d)
      for (const auto& i : items_[d]) postings.emplace_back(i.hash, d);
    make_set(postings);
    for (std::size_t first = 0, last = 0; first < postings.size(); first = last) {
      for (last = first; last < postings.size() && postings[last].first == postings[first].first; ++last) {}
      carriers_[postings[first].first] = static_cast<std::uint32_t>(last - first);
      for (auto i = first; last - first <= most_carriers && i < last; ++i)
        for (auto k = i + 1; k < last; ++k)
          if (strangers(postings[i].second, postings[k].second)) ++shared_[{postings[i].second, postings[k].second}];
    }
    std::erase_if(shared_, [](const auto& pair) { return pair.second < 3; });
  }

  struct OddSpelling {
    std::string name;
    std::uint32_t a, b;               ///< documents that print it
    std::vector<std::string> others;  ///< as others print it
  };
  /// Names by the documents that print them; those of two documents that others spell otherwise.
  void spell() {
    std::map<std::string, std::map<std::uint32_t, ByteSpan>> names;
    for (std::uint32_t d = 0; d < pile_.size(); ++d)
      for (const auto& t : pile_.analyses[d].tokens)
        if (t.kind == lang::TokenKind::word && t.capitalised && !t.sentence_start && t.span.size() >= shortest_name)
          names[fold(slice(pile_.document(d), t.span))].emplace(d, t.span);
    std::map<std::string, std::vector<std::string>> near;  // a name without one letter -> common names
    for (const auto& [name, documents] : names)
      if (documents.size() >= common_spelling)
        for (std::size_t i = 0; i <= name.size(); ++i) near[i == 0 ? name : name.substr(0, i - 1) + name.substr(i)].push_back(name);
    std::vector<OddSpelling> odd;
    for (const auto& [name, documents] : names) {
      if (documents.size() != 2) continue;
      const auto a = documents.begin()->first, b = documents.rbegin()->first;
      if (Idf::built_in().word(hash64(name)) < least_odd || !strangers(a, b)) continue;
      std::vector<std::string> others;
      for (std::size_t i = 0; i <= name.size(); ++i)
        if (const auto it = near.find(i == 0 ? name : name.substr(0, i - 1) + name.substr(i)); it != near.end())
          for (const auto& o : it->second)
            if (misspells(name, o) && !names[o].contains(a) && !names[o].contains(b)) others.push_back(o);
      make_set(others);
      if (!others.empty() && may_tell_one_event(a, b)) odd.push_back({name, a, b, std::move(others)});
    }
    std::set<std::string> small;  // those that are also written so: "the rover"
    for (const auto& o : odd) small.insert(o.name), small.insert(o.others.begin(), o.others.end());
    small = written_small(small);
    for (auto& o : odd) {
      std::erase_if(o.others, [&](const std::string& other) { return small.contains(other); });
      if (o.others.empty() || small.contains(o.name)) continue;
      const auto& [document, span] = *names[o.others.front()].begin();
      shared_.try_emplace({o.a, o.b}, 0);
      spelled_[{o.a, o.b}].push_back({fmt::format("It spells a name as the other one does ({}), and as nobody else: {} print “{}”.", slice(pile_.document(o.a), names[o.name].at(o.a)),
                                                  names[o.others.front()].size(), slice(pile_.document(document), span)),
                                      o.b, names[o.name].at(o.b)});
    }
  }

  /// Those of them that stand somewhere without a capital.
  std::set<std::string> written_small(const std::set<std::string>& names) const {
    std::set<std::string> out;
    for (std::uint32_t d = 0; d < pile_.size() && !names.empty(); ++d)
      for (const auto& t : pile_.analyses[d].tokens)
        if (t.kind == lang::TokenKind::word && !t.capitalised && t.span.size() >= shortest_name)
          if (auto word = fold(slice(pile_.document(d), t.span)); names.contains(word)) out.insert(std::move(word));
    return out;
  }

  KinHint weigh(std::uint32_t a, std::uint32_t b) const {
    KinHint out{a, b, false, {}};
    std::set<std::uint64_t> theirs, common, quotations, rare;
    for (const auto& i : items_[b]) theirs.insert(i.hash);
    ByteSpan shown;
    for (const auto& i : items_[a]) {
      if (!theirs.contains(i.hash)) continue;
      common.insert(i.hash);
      if (i.quotation) quotations.insert(i.hash);
      if (i.rare_alike && carriers_.at(i.hash) == 2 && rare.insert(i.hash).second && rare.size() == 1) shown = i.span;
    }
    const auto order = in_order(items_[a], items_[b]);
    std::set<std::uint64_t> ordered;
    for (const auto i : order) ordered.insert(items_[a][i].hash);
    const auto figures = common.size() - quotations.size();
    if (ordered.size() * 5 >= common.size() * 4 && (ordered.size() >= 6 || (ordered.size() >= 5 && quotations.size() >= 2 && figures >= 2)))
      out.why.push_back({fmt::format("{} quotations and figures stand in the same order in both.", ordered.size()), a, items_[a][order.front()].span});
    if (const auto it = spelled_.find({a, b}); it != spelled_.end()) out.why.push_back(it->second.front());
    if (rare.size() >= 3) out.why.push_back({fmt::format("{} quotations cut alike or exact figures stand in these two only.", rare.size()), a, shown});
    out.strong = out.why.size() >= 2;
    return out;
  }

  const Pile& pile_;
  std::vector<std::uint32_t> family_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> tied_;
  std::vector<std::vector<Item>> items_;
  std::map<std::uint64_t, std::uint32_t> carriers_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> shared_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<Reason>> spelled_;
};

}  // namespace

std::vector<KinHint> find_hints(const Pile& pile, const Families& families, const Relies& relies) { return Finder(pile, families, relies).run(); }

}  // namespace stemma::link
