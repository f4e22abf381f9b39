#include "link/sides/decide.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "base/utf8.h"
#include "link/propositions.h"
#include "link/sides/contrasts.h"
#include "link/words.h"

namespace stemma::link {
namespace {

constexpr std::size_t most_candidates = 16, most_compared = 64, most_asked = 3, nearly_the_same = 600;

class Decider {
 public:
  Decider(const Pile& pile, const std::vector<Stander>& members) : pile_(pile), members_(members) {}

  std::vector<Stand> decide() {
    find_claim();
    std::vector<Stand> out;
    for (const auto& m : members_) out.push_back(stand(m));
    return out;
  }

 private:
  const Attribution& attribution(const Stander& m) const { return pile_.readings[m.attribution.document]->attributions[m.attribution.attribution]; }

  /// One for each text, however often it was printed.
  const sides::Phrase& phrase(const Stander& m) {
    const auto [it, fresh] = phrases_.try_emplace(m.text);
    if (fresh) it->second = sides::make_phrase(*pile_.readings[m.attribution.document], pile_.analyses[m.attribution.document], m.pieces);
    return it->second;
  }
  bool asserts(const Stander& m) const { return !m.is_notice && !is_neutral(attribution(m)) && attribution(m).stance != Stance::denies; }

  /// A cue that turns its content round: "denied that", "rejected as untrue".
  bool cue_denies(const Stander& m) const {
    for (const auto c : attribution(m).cue) {
      const std::string folded = fold(slice(pile_.document(m.attribution.document), c));
      for (const auto w : word_spans(folded)) {
        const auto word = slice(std::string_view(folded), w);
        if (is_denying(stem(word)) || says_false(word)) return true;
      }
    }
    return false;
  }

  void find_claim() {
    std::vector<const Stander*> texts;  // one for each text that asserts something
    std::map<std::uint64_t, std::set<std::pair<std::int64_t, std::int64_t>>> speakers;
    for (const auto& m : members_) {
      if (!asserts(m)) continue;
      if (speakers[m.text].empty() && texts.size() < most_compared) texts.push_back(&m);
      speakers[m.text].insert(m.speaker);
    }
    std::optional<std::int64_t> best;
    for (std::size_t i = 0; i < texts.size() && i < most_candidates; ++i) {
      std::vector<const Stander*> agree{texts[i]};
      std::set<std::pair<std::int64_t, std::int64_t>> with = speakers[texts[i]->text], against;
      for (const auto* t : texts) {
        if (t == texts[i]) continue;
        const bool opposed = sides::opposed(sides::contrasts(phrase(*texts[i]), phrase(*t)));
        if (!opposed) agree.push_back(t);
        (opposed ? against : with).insert(speakers[t->text].begin(), speakers[t->text].end());
      }
      const auto more = static_cast<std::int64_t>(with.size()) - static_cast<std::int64_t>(against.size());
      if (best && more <= *best) continue;
      best = more;
      claim_ = std::move(agree);
    }
  }

  /// Against the claim by its words alone, if most who say the claim are contradicted; with what shows it first.
  struct Opposition {
    bool opposed = false;
    std::string words;
    std::uint32_t document = 0;
    ByteSpan at;
  };
  const Opposition& opposition(const Stander& m) {
    const auto [it, fresh] = oppositions_.try_emplace(m.text);
    if (!fresh) return it->second;
    it->second.document = m.attribution.document;
    if (std::any_of(claim_.begin(), claim_.end(), [&](const Stander* c) { return c->text == m.text; })) return it->second;
    std::size_t asked = 0, against = 0;
    for (const auto* c : nearest(m)) {
      const auto found = sides::contrasts(phrase(*c), phrase(m));
      ++asked;
      if (sides::opposed(found) && ++against == 1) {
        it->second.words = sides::in_words(found.front(), phrase(*c), phrase(m));
        it->second.at = found.front().text == sides::nowhere ? m.pieces.front() : phrase(m).words[found.front().text].span;
      }
      if (asked == 1 && likeness(phrase(*c), phrase(m)) >= nearly_the_same) break;
    }
    it->second.opposed = against * 2 > asked;
    return it->second;
  }

  /// Of 1024: the share of their words of matter that both have.
  static std::size_t likeness(const sides::Phrase& x, const sides::Phrase& y) {
    std::size_t both = 0;
    for (std::size_t i = 0, k = 0; i < x.matter.size() && k < y.matter.size();) {
      if (x.matter[i] == y.matter[k]) ++both, ++i, ++k;
      else if (x.matter[i] < y.matter[k]) ++i;
      else ++k;
    }
    return both * 1024 / std::max<std::size_t>(1, x.matter.size() + y.matter.size() - both);
  }
  /// Those who speak for the claim in words most like the member's; among equals the earlier.
  std::vector<const Stander*> nearest(const Stander& m) {
    std::vector<std::pair<std::size_t, const Stander*>> order;
    for (const auto* c : claim_) order.emplace_back(likeness(phrase(*c), phrase(m)), c);
    std::stable_sort(order.begin(), order.end(), [](const auto& x, const auto& y) { return x.first > y.first; });
    std::vector<const Stander*> out;
    for (const auto& [like, c] : order)
      if (out.size() < most_asked) out.push_back(c);
    return out;
  }

  Stand stand(const Stander& m) {
    const auto& a = attribution(m);
    const auto at_cue = a.cue.empty() ? a.content.front() : a.cue.front();
    const auto d = m.attribution.document;
    if (m.is_notice && a.stance != Stance::denies) return {Side::neutral, {{"It stands in the notice that withdraws the item.", d, a.content.front()}}};
    if (is_neutral(a)) return {Side::neutral, {{"It takes no side.", d, at_cue}}};
    const auto& words = opposition(m);
    if (a.stance == Stance::denies) {
      if (words.opposed && cue_denies(m)) return {Side::supports, {}};
      return {Side::denies, {{"It denies what the others say.", d, at_cue}}};
    }
    if (!words.opposed) return {Side::supports, {}};
    // The words may have been looked at in another document, where they are the same.
    return {Side::denies, {{fmt::format("It excludes what the others say: {}.", words.words), d, words.document == d ? words.at : a.content.front()}}};
  }

  const Pile& pile_;
  const std::vector<Stander>& members_;
  std::map<std::uint64_t, sides::Phrase> phrases_;
  std::map<std::uint64_t, Opposition> oppositions_;
  std::vector<const Stander*> claim_;  ///< what is the claim, then who agrees with it, 64 in all
};

}  // namespace

std::vector<Stand> decide_sides(const Pile& pile, const std::vector<Stander>& members) { return Decider(pile, members).decide(); }

}  // namespace stemma::link
