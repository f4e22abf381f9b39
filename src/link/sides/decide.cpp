#include "link/sides/decide.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <span>

#include "base/utf8.h"
#include "link/denied.h"
#include "link/lists.h"
#include "link/propositions.h"
#include "link/sides/contrasts.h"
#include "link/words.h"

namespace stemma::link {
namespace {

constexpr std::size_t most_placed = 64, most_asked = 3, nearly_the_same = 600, much_the_same = 400;

/// Who speaks, as Stander has it.
using Speakers = std::set<std::pair<std::int64_t, std::int64_t>>;

class Decider {
 public:
  Decider(const Pile& pile, const std::vector<Stander>& members) : pile_(pile), members_(members) {}

  std::vector<Stand> decide() {
    for (const auto* m : asserting()) place(*m);
    find_common_ground();
    turn();
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
  bool asserts(const Stander& m) const { return !m.is_notice && !m.is_beside && !is_neutral(attribution(m)) && attribution(m).stance != Stance::denies; }

  /// Those that say something, what more speakers say before what fewer say: it is what the others are held against.
  std::vector<const Stander*> asserting() const {
    std::map<std::uint64_t, Speakers> of;
    std::vector<const Stander*> out;
    for (const auto& m : members_)
      if (asserts(m)) {
        of[m.text].insert(m.speaker);
        out.push_back(&m);
      }
    std::stable_sort(out.begin(), out.end(), [&](const Stander* x, const Stander* y) { return of[x->text].size() > of[y->text].size(); });
    return out;
  }

  /// A text that asserts something, on one of two sides that have no name yet.
  struct Placed {
    const Stander* member = nullptr;
    bool other = false;
    bool aside = false;       ///< it may exclude what those most like it say, or speak of something else
    bool common_ground = false;  ///< both sides say it
    std::uint32_t group = 0;  ///< texts that are tied to each other by common words; of different groups nothing tells who contradicts whom
  };

  /// On the side of the texts before it that are most like it, or on the other one if it excludes them.
  void place(const Stander& m) {
    const auto [known, fresh] = place_of_.try_emplace(m.text, static_cast<std::uint32_t>(placed_.size()));
    if (!fresh) {
      speakers_[known->second].insert(m.speaker);
      return;
    }
    const auto asked = ask(m);
    Placed p{&m, asked.other, asked.doubtful, false,
             asked.near < 0 ? static_cast<std::uint32_t>(placed_.size()) : placed_[static_cast<std::size_t>(asked.near)].group};
    placed_.push_back(p);
    speakers_.push_back({m.speaker});
  }

  struct Answer {
    std::int32_t near = -1;  ///< the placed text most like it; -1: none has a word of matter in common
    bool other = false;
    bool doubtful = false;    ///< most of those asked may be excluded, or not be spoken of
  };
  Answer ask(const Stander& m) {
    std::vector<std::pair<std::size_t, std::uint32_t>> order;
    for (std::uint32_t i = 0; i < placed_.size() && i < most_placed; ++i)
      if (const auto like = placed_[i].aside ? 0 : likeness(phrase(*placed_[i].member), phrase(m))) order.emplace_back(like, i);
    std::stable_sort(order.begin(), order.end(), [](const auto& x, const auto& y) { return x.first > y.first; });
    Answer out;
    std::size_t asked = 0, others = 0, doubtful = 0;
    for (const auto& [like, i] : order) {
      if (out.near >= 0 && placed_[i].group != placed_[static_cast<std::size_t>(out.near)].group) continue;
      if (out.near < 0) out.near = static_cast<std::int32_t>(i);
      ++asked;
      const auto found = sides::contrasts(phrase(*placed_[i].member), phrase(m));
      if (sides::opposed(found) && !sides::sure(found)) ++doubtful;
      else others += placed_[i].other != sides::opposed(found);
      if (asked == most_asked || (asked == 1 && like >= nearly_the_same)) break;
    }
    out.doubtful = doubtful * 2 > asked;
    out.other = others * 2 > asked - doubtful;
    return out;
  }

  /// What both sides say: it excludes none of either, and is as like the other side as its own. It is of the claim, whichever side that is.
  bool is_common_ground(const Placed& p) {
    std::array<std::size_t, 2> like{};  // by side
    for (const Placed& q : first_placed())
      if (is_beside(p, q)) like[q.other] = std::max(like[q.other], likeness(phrase(*q.member), phrase(*p.member)));
    if (like[p.other] == 0 || like[!p.other] < like[p.other]) return false;
    const auto excludes = [&](const Placed& q) { return is_beside(p, q) && sides::opposed(sides::contrasts(phrase(*q.member), phrase(*p.member))); };
    return std::ranges::none_of(first_placed(), excludes);
  }
  static bool is_beside(const Placed& p, const Placed& q) { return &q != &p && !q.aside && q.group == p.group; }
  std::span<Placed> first_placed() { return std::span(placed_).first(std::min(placed_.size(), most_placed)); }
  void find_common_ground() {
    if (std::none_of(placed_.begin(), placed_.end(), [](const Placed& p) { return p.other; })) return;
    for (Placed& p : first_placed()) p.common_ground = !p.aside && is_common_ground(p);
  }

  /// In each group the side that more speakers take is the claim; among equals that of what was said first.
  void turn() {
    std::map<std::uint32_t, std::array<Speakers, 2>> of;
    for (std::size_t i = 0; i < placed_.size(); ++i)
      if (!placed_[i].aside && !placed_[i].common_ground) of[placed_[i].group][placed_[i].other].insert(speakers_[i].begin(), speakers_[i].end());
    for (auto& p : placed_) {
      const auto& sides = of[p.group];
      // The first of a group stands on its first side.
      if (p.common_ground) p.other = false;
      else if (sides[1].size() > sides[0].size()) p.other = !p.other;
    }
  }

  /// Of 1024: the share of their words of matter that both have.
  static std::size_t likeness(const sides::Phrase& x, const sides::Phrase& y) {
    const auto both = static_cast<std::size_t>(common(x.matter, y.matter));
    return both * 1024 / std::max<std::size_t>(1, x.matter.size() + y.matter.size() - both);
  }
  /// "There is no evidence of an attack", "there was no evidence of a terrorist attack": both have the negation, and neither excludes the other.
  const Placed* same_statement(const Stander& m) {
    const Placed* out = nullptr;
    std::size_t best = much_the_same;
    for (const Placed& p : first_placed()) {
      const auto like = p.aside ? 0 : likeness(phrase(*p.member), phrase(m));
      if (like <= best || sides::is_negated(phrase(*p.member)) != sides::is_negated(phrase(m)) || sides::opposed(sides::contrasts(phrase(*p.member), phrase(m)))) continue;
      best = like;
      out = &p;
    }
    return out;
  }
  /// What shows that a text excludes the claim: words of it beside those of the supporting text most like it.
  Reason reason(const Stander& m, std::string_view what) {
    std::size_t best = 0;
    Reason out{"It is of one mind with those who exclude what the others say.", m.attribution.document, m.pieces.front()};
    for (std::size_t i = 0; i < placed_.size() && i < most_placed; ++i) {
      const auto like = likeness(phrase(*placed_[i].member), phrase(m));
      if (placed_[i].other || placed_[i].aside || like <= best) continue;
      const auto found = sides::contrasts(phrase(*placed_[i].member), phrase(m));
      if (!sides::opposed(found)) continue;
      best = like;
      out.text = fmt::format("{}: {}.", what, sides::in_words(found.front(), phrase(*placed_[i].member), phrase(m)));
    }
    return out;
  }

  Stand stand(const Stander& m) {
    const auto& a = attribution(m);
    const auto at_cue = a.cue.empty() ? a.content.front() : a.cue.front();
    const auto d = m.attribution.document;
    if (m.is_beside) return {};
    if (m.is_notice && a.stance != Stance::denies) return {Side::neutral, {{"It stands in the notice that withdraws the item.", d, a.content.front()}}};
    if (is_neutral(a)) return {Side::neutral, {{"It takes no side.", d, at_cue}}};
    if (a.stance == Stance::denies && is_opposition(pile_, d, m.attribution.attribution)) return {Side::neutral, {{"It is against what is or is to be, not against what is said.", d, at_cue}}};
    if (a.stance == Stance::denies && only_states(pile_, m.attribution))
      if (const auto* p = same_statement(m)) return p->other ? Stand{Side::denies, {reason(m, "It excludes what the others say")}} : Stand{Side::supports, {}};
    if (a.stance == Stance::denies) {
      // "Denied that nobody was beaten"
      if (cue_rejects(pile_, m.attribution) && ask(m).other) return {Side::supports, {}};
      return {Side::denies, {{"It denies what the others say.", d, at_cue}}};
    }
    const Placed& placed = placed_[place_of_.at(m.text)];
    if (placed.aside) return {Side::neutral, {reason(m, "It may exclude what the others say, or speak of something else")}};
    if (!placed.other) return {Side::supports, {}};
    return {Side::denies, {reason(m, "It excludes what the others say")}};
  }

  const Pile& pile_;
  const std::vector<Stander>& members_;
  std::map<std::uint64_t, sides::Phrase> phrases_;
  std::map<std::uint64_t, std::uint32_t> place_of_;  ///< by text
  std::vector<Placed> placed_;
  std::vector<Speakers> speakers_;                   ///< by text
};

}  // namespace

std::vector<Stand> decide_sides(const Pile& pile, const std::vector<Stander>& members) { return Decider(pile, members).decide(); }

}  // namespace stemma::link
