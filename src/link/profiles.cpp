#include "link/profiles.h"

#include <algorithm>
#include <bit>

#include "base/hash.h"

namespace stemma::link {
namespace {

constexpr std::size_t most_members = 12;   ///< of a claim, whose paragraphs are looked at
constexpr std::size_t most_holders = 100;  ///< a word of more claims finds none by itself

/// Stems, and their first five letters: "closing" and "closure", "detained" and "detention" have those in common.
std::vector<std::uint64_t> words_of(const Unit& u) {
  std::vector<std::uint64_t> out;
  for (const auto& s : u.stems) {
    out.push_back(hash64(s));
    if (s.size() > 5) out.push_back(hash64("~" + s.substr(0, 5)));
    else if (s.size() == 5) out.push_back(hash64("~" + s));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace

Profiles::Profiles(const Pile& pile, const std::vector<Claim>& claims) : narrow_(claims.size()), wide_(claims.size()), members_(claims.size()), said_(claims.size()) {
  for (std::uint32_t c = 0; c < claims.size(); ++c) {
    std::vector<Words> wide;
    for (const auto& m : claims[c].members) {
      const auto d = m.attribution.document;
      const auto& a = pile.readings[d]->attributions[m.attribution.attribution];
      if (a.stance == Stance::denies || wide.size() == most_members) continue;
      Unit said = make_unit(pile, d, m.attribution.attribution, a.content);
      members_[c].push_back(words_of(said));
      said_[c].push_back({std::move(said.stems), said.negated});
      Spans around;
      for (const auto& b : pile.document(d).blocks)
        if (b.span.overlaps(a.content.front())) around.push_back(b.span);
      wide.push_back(words_of(make_unit(pile, d, m.attribution.attribution, around)));
    }
    narrow_[c] = merged(members_[c]);
    wide.insert(wide.end(), members_[c].begin(), members_[c].end());
    wide_[c] = merged(wide);
    for (const auto& w : narrow_[c]) holders_[w.hash].push_back(c);
  }
}

/// The words of all, each with how common it is among them: half for one of many, the whole for every second.
std::vector<Profiles::Word> Profiles::merged(const std::vector<Words>& all) {
  std::vector<std::uint64_t> every;
  for (const auto& words : all) every.insert(every.end(), words.begin(), words.end());
  std::sort(every.begin(), every.end());
  std::vector<Word> out;
  for (auto at = every.begin(); at != every.end();) {
    const auto next = std::upper_bound(at, every.end(), *at);
    const auto part = 2 * (next - at) * 512 / static_cast<std::ptrdiff_t>(all.size());
    out.push_back({*at, 512 + static_cast<std::int32_t>(std::min<std::ptrdiff_t>(512, part))});
    at = next;
  }
  return out;
}

std::int32_t Profiles::nearest_member(const Unit& own, std::uint32_t claim) const {
  const auto mine = words_of(own);
  std::int64_t weight_of_mine = 0, best = 0;
  for (const auto w : mine) weight_of_mine += weight(w);
  for (const auto& theirs : members_[claim]) {
    std::int64_t all = weight_of_mine, common = 0;
    for (const auto w : theirs) {
      const auto x = weight(w);
      all += x;
      if (std::binary_search(mine.begin(), mine.end(), w)) common += 2 * x;
    }
    if (all > 0) best = std::max(best, common * 1024 / all);
  }
  return static_cast<std::int32_t>(best);
}

bool Profiles::shares_words(const Unit& own, std::uint32_t claim) const {
  return std::any_of(said_[claim].begin(), said_[claim].end(), [&](const Said& theirs) { return share_words(own.stems, theirs.stems, thresholds::common_words_of_denials); });
}

bool Profiles::speaks_of_it(const Unit& own, std::uint32_t claim) const {
  return std::any_of(said_[claim].begin(), said_[claim].end(), [&](const Said& theirs) { return speaks_of(own, theirs.stems); });
}

bool Profiles::holds(const Unit& own, std::uint32_t claim, bool negated) const {
  return std::any_of(said_[claim].begin(), said_[claim].end(), [&](const Said& theirs) {
    return theirs.negated == negated && share_words(own.stems, theirs.stems, thresholds::common_words_of_many);
  });
}

/// Four times the logarithm of how many times fewer claims have it, and a little for itself.
std::int64_t Profiles::weight(std::uint64_t word) const {
  const auto at = holders_.find(word);
  const std::size_t df = at == holders_.end() ? 1 : at->second.size();
  const std::uint64_t ratio = (narrow_.size() + df) * 16 / df;  // at least 16
  return 2 + static_cast<std::int64_t>(std::bit_width(ratio * ratio)) - 8;
}

std::int32_t Profiles::share(const Unit& own, const std::vector<Word>& words) const {
  std::int64_t all = 0, common = 0;
  for (const auto w : words_of(own)) {
    const auto x = weight(w);
    all += x;
    const auto at = std::lower_bound(words.begin(), words.end(), w, [](const Word& a, std::uint64_t b) { return a.hash < b; });
    if (at != words.end() && at->hash == w) common += x * at->common;
  }
  return all == 0 ? 0 : static_cast<std::int32_t>(common / all);
}

std::vector<std::uint32_t> Profiles::candidates(const Unit& own) const {
  std::vector<std::uint32_t> out;
  for (const auto w : words_of(own))
    if (const auto at = holders_.find(w); at != holders_.end() && at->second.size() <= most_holders)
      out.insert(out.end(), at->second.begin(), at->second.end());
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace stemma::link
