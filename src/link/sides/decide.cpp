#include "link/sides/decide.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/utf8.h"
#include "link/propositions.h"
#include "link/sides/contrasts.h"
#include "link/words.h"

namespace stemma::link {
namespace {

constexpr std::size_t most_candidates = 16, most_compared = 64, most_supporters = 5;

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
    if (fresh) it->second = sides::make_phrase(*pile_.readings[m.attribution.document], pile_.analyses[m.attribution.document], *m.pieces);
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
    std::size_t best = 0;
    for (std::size_t i = 0; i < texts.size() && i < most_candidates; ++i) {
      std::vector<const Stander*> agree;
      std::set<std::pair<std::int64_t, std::int64_t>> with;
      for (const auto* t : texts) {
        if (t != texts[i] && sides::opposed(sides::contrasts(phrase(*texts[i]), phrase(*t)))) continue;
        agree.push_back(t);
        with.insert(speakers[t->text].begin(), speakers[t->text].end());
      }
      if (with.size() <= best) continue;
      best = with.size();
      claim_.assign(1, texts[i]);
      for (const auto* t : agree)
        if (t != texts[i] && claim_.size() < most_supporters) claim_.push_back(t);
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
    std::size_t against = 0;
    for (const auto* c : claim_) {
      const auto found = sides::contrasts(phrase(*c), phrase(m));
      if (!sides::opposed(found)) continue;
      if (++against > 1 || found.empty()) continue;
      it->second.words = sides::in_words(found.front(), phrase(*c), phrase(m));
      it->second.at = found.front().text == sides::nowhere ? m.pieces->front() : phrase(m).words[found.front().text].span;
    }
    const bool is_claim = std::any_of(claim_.begin(), claim_.end(), [&](const Stander* c) { return c->text == m.text; });
    it->second.opposed = !is_claim && against * 2 > claim_.size();
    return it->second;
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
  std::vector<const Stander*> claim_;  ///< one that is the claim, then others that agree with it
};

}  // namespace

std::vector<Stand> decide_sides(const Pile& pile, const std::vector<Stander>& members) { return Decider(pile, members).decide(); }

}  // namespace stemma::link
