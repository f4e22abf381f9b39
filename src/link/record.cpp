#include "link/record.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "base/hash.h"
#include "base/time.h"
#include "base/utf8.h"
#include "link/lists.h"
#include "link/families.h"
#include "link/idf.h"
#include "link/pile.h"
#include "link/shingles.h"

namespace stemma::link {
namespace {

constexpr std::size_t most_terms = 40, leading_terms = 16;
constexpr std::uint32_t window = 16;
constexpr std::int32_t too_common = 3 * Idf::one;  // in one article of eight: says nothing
constexpr std::size_t words_read = 4000;           // what an article is about stands in its first pages

std::uint32_t small(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32); }

std::int64_t when(const Document& d) {
  for (const Stated* s : {&d.published, &d.modified, &d.captured})
    if (const auto at = instant(s->value)) return *at;
  return Record::undated;
}

/// Times a word stands in a text -> what each time adds, in quarters.
std::int64_t damped(std::uint32_t times) { return times == 1 ? 4 : times == 2 ? 6 : times <= 4 ? 8 : times <= 8 ? 10 : 12; }

std::vector<HeavyWord> find_terms(const Document& document, const DocText& text, const std::vector<bool>& edge) {
  std::unordered_map<std::uint64_t, std::uint32_t> times;
  const std::string title = fold(document.title.value);
  for (const auto span : word_spans(title)) times[hash64(slice(std::string_view(title), span))] += 2;
  for (std::uint32_t i = 0; i < std::min<std::size_t>(text.size(), words_read); ++i)
    if (!edge[i] || text.block[i] == 0) ++times[text.words[i]];
  const std::string house = fold(document.publisher.value);
  for (const auto span : word_spans(house)) times.erase(hash64(slice(std::string_view(house), span)));

  struct Weighed {
    std::int64_t weight;
    std::uint64_t word;
  };
  std::vector<Weighed> all;
  const Idf& idf = Idf::built_in();
  for (const auto& [word, n] : times)
    if (const auto w = idf.word(word); w >= too_common) all.push_back({w * damped(n), word});
  std::sort(all.begin(), all.end(), [](const Weighed& x, const Weighed& y) { return x.weight != y.weight ? x.weight > y.weight : x.word < y.word; });
  if (all.size() > most_terms) all.resize(most_terms);
  std::int64_t squares = 0;
  for (const auto& w : all) squares += w.weight * w.weight;
  const auto length = std::max<std::int64_t>(1, static_cast<std::int64_t>(std::sqrt(static_cast<double>(squares))));
  std::vector<HeavyWord> out;
  for (std::size_t i = 0; i < all.size(); ++i)
    out.push_back({small(all[i].word) & ~1U, static_cast<std::uint16_t>(all[i].weight * 1024 / length), i < leading_terms});
  std::sort(out.begin(), out.end(), [](const HeavyWord& x, const HeavyWord& y) { return x.key != y.key ? x.key < y.key : x.weight > y.weight; });
  out.erase(std::unique(out.begin(), out.end(), [](const HeavyWord& x, const HeavyWord& y) { return x.key == y.key; }), out.end());
  out.shrink_to_fit();
  return out;
}

}  // namespace

std::uint32_t outlet_key(std::string_view name) { return name.empty() ? 0 : std::max(1U, small(hash64(name_key(name)))); }
std::uint32_t edge_key(std::uint32_t outlet, std::uint64_t hash) { return small(mix64(outlet ^ hash)); }

Record make_record(const Reading& reading) {
  const Document& d = reading.document;
  Record out;
  out.at = when(d);
  out.hash = mix64(hash64(d.id) * 3 + hash64(d.path)) ^ hash64(d.text);
  out.outlet = outlet_key(d.publisher.value);
  out.language = d.language.empty() || d.language == "und" ? 0 : small(hash64(d.language));
  out.withdraws = is_kill_notice(d);

  DocText text = cut_words(d);
  const auto edge = edge_words(d, text);
  if (out.outlet != 0) {
    const auto all = grams(text);
    for (std::uint32_t i = 0; i < all.size(); ++i)
      if (edge[i] && edge[i + gram - 1]) out.edges.push_back(edge_key(out.outlet, all[i]));
    make_set(out.edges);
  }
  out.terms = find_terms(d, text, edge);
  text.furniture = edge;
  for (const auto h : winnow(grams(text), window)) out.prints.push_back(small(h) | 1U);
  make_set(out.prints);
  for (const auto& a : reading.agents)
    if (a.kind == AgentKind::media && !a.vague) out.named.push_back(outlet_key(a.name));
  for (const auto& name : credited(d)) out.named.push_back(outlet_key(name));
  make_set(out.named);
  std::erase(out.named, out.outlet);
  return out;
}

std::uint32_t likeness(const Record& a, const Record& b) {
  std::uint32_t sum = 0;
  for (auto x = a.terms.begin(), y = b.terms.begin(); x != a.terms.end() && y != b.terms.end();) {
    if (x->key < y->key) ++x;
    else if (y->key < x->key) ++y;
    else sum += std::uint32_t{x++->weight} * y++->weight;
  }
  return std::min(1024U, sum >> 10);
}

std::uint32_t shared_prints(const Record& a, const Record& b, std::uint32_t enough) {
  std::uint32_t n = 0;
  for (auto x = a.prints.begin(), y = b.prints.begin(); n < enough && x != a.prints.end() && y != b.prints.end();) {
    if (*x < *y) ++x;
    else if (*y < *x) ++y;
    else ++n, ++x, ++y;
  }
  return n;
}

}  // namespace stemma::link
