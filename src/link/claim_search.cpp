#include "link/claim_search.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <tuple>

#include "base/hash.h"
#include "base/utf8.h"
#include "link/words.h"

namespace stemma::link {
namespace {

constexpr double k1 = 1.0, length_share = 0.4;
constexpr std::int64_t one = 1024, stems_share = 512, grams_share = 512, pairs_share = 154;
constexpr std::size_t gram = 4;
constexpr std::size_t shortest_part = 3, shortest_joined = 7, longest_joined = 40;  // code units

bool begins_address(std::string_view s) { return starts_with_any(s, {"http://", "https://", "www.", "pic.twitter.com/"}); }

/// Text without web addresses; where a small letter meets a capital a space goes between.
std::string plain(std::string_view text) {
  std::string out;
  char32_t before = ' ';
  for (std::size_t at = 0; at < text.size();) {
    if (begins_address(text.substr(at))) {
      while (at < text.size() && static_cast<unsigned char>(text[at]) > ' ') ++at;
      continue;
    }
    const char32_t c = next_code_point(text, at);
    const bool joint = is_letter(before) && ((!is_upper(before) && is_upper(c)) || is_digit(c));
    if (joint || c == '_') out += ' ';
    if (c != '_') append_utf8(out, c);
    before = c;
  }
  return out;
}

struct Terms {
  std::vector<std::uint64_t> stems, grams, pairs;
};

void add_grams(const std::string& word, std::vector<std::uint64_t>& out) {
  const std::string padded = "_" + word + "_";
  if (padded.size() <= gram) return out.push_back(hash64(padded));
  for (std::size_t i = 0; i + gram <= padded.size(); ++i) out.push_back(hash64(std::string_view(padded).substr(i, gram)));
}

void add_word(const std::string& word, Terms& out) {
  const std::uint64_t s = hash64(stem(word));
  if (!out.stems.empty()) out.pairs.push_back(mix64(out.stems.back() * 31 + s));
  out.stems.push_back(s);
  add_grams(word, out.grams);
}

template <class Take>
void each_word(std::string_view text, Take take) {
  const std::string cut = plain(text);
  for (const ByteSpan span : word_spans(cut))
    if (const std::string word = fold(slice(std::string_view(cut), span)); !is_stop_word(word)) take(word);
}

Terms terms_of(std::string_view text) {
  Terms out;
  each_word(text, [&](const std::string& word) { add_word(word, out); });
  return out;
}

/// Weight of a term in a text of that length, of 1024.
std::int32_t bm25(double texts, double holding, double times, double length, double mean) {
  const double rarity = std::log(1 + (texts - holding + 0.5) / (holding + 0.5));
  return static_cast<std::int32_t>(std::lround(one * rarity * times * (k1 + 1) / (times + k1 * (1 - length_share + length_share * length / mean))));
}

}  // namespace

void ClaimIndex::Field::fill(const std::vector<std::vector<std::uint64_t>>& terms) {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> all;
  for (std::uint32_t c = 0; c < terms.size(); ++c)
    for (const auto t : terms[c]) all.emplace_back(t, c);
  if (all.empty()) return;
  const double mean = static_cast<double>(all.size()) / static_cast<double>(terms.size());
  std::sort(all.begin(), all.end());
  for (std::size_t i = 0; i < all.size();) {
    const auto key = all[i].first;
    keys.push_back(key);
    starts.push_back(static_cast<std::uint32_t>(postings.size()));
    while (i < all.size() && all[i].first == key) {
      const auto claim = all[i].second;
      std::int32_t times = 0;
      for (; i < all.size() && all[i] == std::pair(key, claim); ++i) ++times;
      postings.push_back({claim, times});
    }
    const auto holding = static_cast<double>(postings.size() - starts.back());
    for (auto p = postings.begin() + starts.back(); p != postings.end(); ++p)
      p->weight = bm25(static_cast<double>(terms.size()), holding, p->weight, static_cast<double>(terms[p->claim].size()), mean);
  }
  starts.push_back(static_cast<std::uint32_t>(postings.size()));
}

std::span<const ClaimIndex::Posting> ClaimIndex::Field::of(std::uint64_t term) const {
  const auto k = static_cast<std::size_t>(std::lower_bound(keys.begin(), keys.end(), term) - keys.begin());
  if (k == keys.size() || keys[k] != term) return {};
  return std::span(postings).subspan(starts[k], starts[k + 1] - starts[k]);
}

ClaimIndex::Field::Sums ClaimIndex::Field::sums(std::vector<std::uint64_t> query, std::size_t claims) const {
  std::sort(query.begin(), query.end());
  query.erase(std::unique(query.begin(), query.end()), query.end());
  Sums out{std::vector<std::int64_t>(claims, 0), std::vector<std::int64_t>(claims, 0), 1, static_cast<std::int64_t>(query.size())};
  for (const auto t : query) {
    for (const Posting& p : of(t)) {
      auto& sum = out.weight[p.claim] += p.weight;
      ++out.terms[p.claim];
      out.best = std::max(out.best, sum);
    }
  }
  return out;
}

/// "#saveourharbour": two words that the index knows, the commonest two, where it does not know the whole.
std::optional<std::pair<std::string, std::string>> ClaimIndex::parts(const std::string& word) const {
  std::optional<std::pair<std::string, std::string>> out;
  if (word.size() < shortest_joined || word.size() > longest_joined || !stems_.of(hash64(stem(word))).empty()) return out;
  std::size_t most = 0;
  for (std::size_t at = shortest_part; at + shortest_part <= word.size(); ++at) {
    if ((static_cast<unsigned char>(word[at]) & 0xC0) == 0x80) continue;  // inside a letter
    const auto texts = stems_.of(hash64(stem(word.substr(0, at)))).size() * stems_.of(hash64(stem(word.substr(at)))).size();
    if (texts > most) most = texts, out.emplace(word.substr(0, at), word.substr(at));
  }
  return out;
}

ClaimIndex::ClaimIndex(const std::vector<std::string>& texts) : size_(texts.size()) {
  std::vector<std::vector<std::uint64_t>> stems, grams, pairs;
  for (const auto& text : texts) {
    Terms t = terms_of(text);
    stems.push_back(std::move(t.stems)), grams.push_back(std::move(t.grams)), pairs.push_back(std::move(t.pairs));
  }
  stems_.fill(stems), grams_.fill(grams), pairs_.fill(pairs);
}

std::vector<ClaimHit> ClaimIndex::search(std::string_view query, std::size_t limit) const {
  const std::string valid = to_valid_utf8(query);
  Terms terms;
  std::vector<std::string> joined;
  each_word(valid, [&](const std::string& word) {
    add_word(word, terms);
    if (auto two = parts(word)) joined.push_back(std::move(two->first)), joined.push_back(std::move(two->second));
  });
  for (const auto& word : joined)
    if (!is_stop_word(word)) add_word(word, terms);
  const auto stems = stems_.sums(std::move(terms.stems), size_), grams = grams_.sums(std::move(terms.grams), size_),
             pairs = pairs_.sums(std::move(terms.pairs), size_);
  std::vector<ClaimHit> out;
  for (std::uint32_t c = 0; c < size_; ++c) {
    const auto score = stems.weight[c] * stems_share / stems.best + grams.weight[c] * grams_share / grams.best +
                       pairs.weight[c] * pairs_share / stems.best;
    const auto held = stems.terms[c] * one / std::max<std::int64_t>(stems.asked, 1);
    if (score > 0) out.push_back({c, static_cast<std::int32_t>(score), static_cast<std::int32_t>(held)});
  }
  std::stable_sort(out.begin(), out.end(), [](const ClaimHit& a, const ClaimHit& b) { return a.score > b.score; });
  if (out.size() > limit) out.resize(limit);
  return out;
}

std::vector<std::string> claim_texts(const CaseModel& model, std::span<const Reading> readings) {
  std::vector<std::string> out;
  for (const Claim& claim : model.claims) {
    std::string text = claim.label;
    std::set<std::string> seen{claim.label};
    for (const ClaimMember& m : claim.members) {
      const Reading& reading = readings[m.attribution.document];
      std::string content;
      for (const ByteSpan piece : reading.attributions[m.attribution.attribution].content)
        content.append(content.empty() ? "" : " ").append(slice(reading.document, piece));
      if (seen.insert(content).second) text.append("\n").append(content);
    }
    out.push_back(std::move(text));
  }
  return out;
}

}  // namespace stemma::link
