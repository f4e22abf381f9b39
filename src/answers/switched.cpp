// What a claim's count would be with roots and folds switched off, any number at once. Pure: the model stays as it is.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "answers/routes.h"
#include "link/partition.h"
#include "report/phrases.h"
#include "report/view.h"

namespace stemma::answers {
namespace {

/// A claim some folds of whose roots have been cut, one by one.
class Cuts {
 public:
  explicit Cuts(const Claim& claim) : claim_(claim) {
    for (std::uint32_t r = 0; r < claim.roots.size(); ++r) {
      numbers_.emplace_back();
      for (std::uint32_t f = 0; f < claim.roots[r].folds.size(); ++f) numbers_.back().push_back(f);
      origin_.push_back(r);
    }
  }

  /// Numbers as in the claim that it began with. False if there is no such fold.
  bool cut(std::uint32_t root, std::uint32_t fold) {
    for (std::uint32_t r = 0; r < claim_.roots.size(); ++r) {
      if (origin_[r] != root) continue;
      const auto at = std::find(numbers_[r].begin(), numbers_[r].end(), fold);
      if (at == numbers_[r].end()) continue;
      split(r, static_cast<std::uint32_t>(at - numbers_[r].begin()));
      return true;
    }
    return false;
  }

  const Claim& claim() const { return claim_; }
  const std::set<std::uint32_t>& moved() const { return moved_; }

 private:
  void split(std::uint32_t r, std::uint32_t fold) {
    const Counted counted = without_fold(claim_, r, fold);
    claim_.independent = counted.independent;
    claim_.supporting_at_most = counted.supporting_at_most, claim_.denying_at_most = counted.denying_at_most;
    moved_.insert(counted.move.begin(), counted.move.end());

    const Root whole = claim_.roots[r];
    const auto numbers = numbers_[r];
    link::Partition halves(whole.ends.size());
    for (std::uint32_t f = 0; f < whole.folds.size(); ++f)
      if (f != fold) halves.join(whole.folds[f].a, whole.folds[f].b);
    const auto first = halves.head(0);
    Root parts[] = {whole, whole};  // that with the end which names the root; the other
    std::vector<std::uint32_t> place(whole.ends.size()), kept[2];
    for (Root& p : parts) p.ends.clear(), p.folds.clear();
    for (std::uint32_t e = 0; e < whole.ends.size(); ++e) {
      Root& to = parts[halves.head(e) == first ? 0 : 1];
      place[e] = static_cast<std::uint32_t>(to.ends.size());
      to.ends.push_back(whole.ends[e]);
    }
    for (std::uint32_t f = 0; f < whole.folds.size(); ++f) {
      if (f == fold) continue;
      const std::size_t which = halves.head(whole.folds[f].a) == first ? 0 : 1;
      Fold moved = whole.folds[f];
      moved.a = place[moved.a], moved.b = place[moved.b];
      parts[which].folds.push_back(std::move(moved));
      kept[which].push_back(numbers[f]);
    }
    parts[1].kind = parts[1].ends.front().kind;
    const auto other = static_cast<std::uint32_t>(claim_.roots.size());
    const auto holds = [](const Root& root, std::uint32_t m) {
      return std::any_of(root.ends.begin(), root.ends.end(), [&](const RootEnd& e) { return std::find(e.members.begin(), e.members.end(), m) != e.members.end(); });
    };
    for (std::uint32_t m = 0; m < claim_.members.size(); ++m) {
      ClaimMember& member = claim_.members[m];
      if (!holds(parts[1], m)) continue;
      if (holds(parts[0], m)) {
        member.reaches.push_back(other);
        continue;
      }
      for (auto& x : member.reaches) x = x == r ? other : x;
      std::sort(member.reaches.begin(), member.reaches.end());
      if (member.root == static_cast<std::int32_t>(r)) member.root = static_cast<std::int32_t>(other);
    }
    claim_.roots[r] = std::move(parts[0]);
    claim_.roots.push_back(std::move(parts[1]));
    numbers_[r] = std::move(kept[0]);
    numbers_.push_back(std::move(kept[1]));
    origin_.push_back(origin_[r]);
  }

  Claim claim_;
  std::vector<std::vector<std::uint32_t>> numbers_;  // by root: what its folds were called
  std::vector<std::uint32_t> origin_;                // by root: what it was a part of
  std::set<std::uint32_t> moved_;
};

/// All of these roots set aside. Each is counted by itself: what falls rests on none but these.
Counted without_roots(const Claim& claim, const std::set<std::uint32_t>& roots) {
  Counted out{claim.independent, claim.supporting_at_most, claim.denying_at_most, {}, {}};
  const auto less = [](std::uint32_t& x, std::uint32_t now, std::uint32_t then) { x -= now - then; };
  for (const auto r : roots) {
    const Counted one = without_root(claim, r);
    less(out.independent.supporting, claim.independent.supporting, one.independent.supporting);
    less(out.independent.supporting_unknown, claim.independent.supporting_unknown, one.independent.supporting_unknown);
    less(out.independent.denying, claim.independent.denying, one.independent.denying);
    less(out.independent.denying_unknown, claim.independent.denying_unknown, one.independent.denying_unknown);
    less(out.supporting_at_most, claim.supporting_at_most, one.supporting_at_most);
    less(out.denying_at_most, claim.denying_at_most, one.denying_at_most);
  }
  for (std::uint32_t m = 0; m < claim.members.size(); ++m) {
    const auto& reaches = claim.members[m].reaches;
    const auto gone = std::count_if(reaches.begin(), reaches.end(), [&](auto r) { return roots.contains(r); });
    if (gone > 0) (gone == std::ssize(reaches) ? out.fall : out.move).push_back(m);
  }
  return out;
}

std::uint32_t root_called(const Claim& claim, std::string_view id) {
  for (std::uint32_t r = 0; r < claim.roots.size(); ++r)
    if (claim.roots[r].id == id) return r;
  refuse(400, "This claim has no such root", fmt::format("It does not rest on {} (any more).", shown(id)), "Take it out of the address: switch all roots on again.");
}

}  // namespace

Json switched(const State& s, const Claim& claim, const Query& q) {
  const auto roots = q.list("without"), folds = q.list("without_fold");
  if (roots.empty() && folds.empty()) return nullptr;
  std::set<std::uint32_t> gone;
  for (const auto& id : roots) gone.insert(root_called(claim, id));
  Cuts cuts(claim);
  for (const auto& one : folds) {
    const auto colon = std::min(one.find(':'), one.size());
    const auto root = root_called(claim, std::string_view(one).substr(0, colon));
    std::uint32_t fold = 0;
    const auto digits = std::string_view(one).substr(std::min(colon + 1, one.size()));
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), fold);
    if (error != std::errc() || end != digits.data() + digits.size() || fold >= claim.roots[root].folds.size())
      refuse(400, "This root has no such fold", fmt::format("\"{}\" names none.", shown(one)), "Take it out of the address: switch all folds on again.");
    if (!gone.contains(root)) cuts.cut(root, fold);
  }
  const Counted counted = without_roots(cuts.claim(), gone);
  const auto ids = [&](const auto& members) {
    Json out = Json::array();
    for (const auto m : members) out.push_back(attribution_id(s, claim.members[m].attribution));
    return out;
  };
  std::set<std::uint32_t> move = cuts.moved();
  move.insert(counted.move.begin(), counted.move.end());
  for (const auto m : counted.fall) move.erase(m);
  return {{"independent", independent(counted.independent)}, {"supporting_at_most", counted.supporting_at_most}, {"denying_at_most", counted.denying_at_most},
          {"headline", report::headline(report::renumbered(s.model, claim, counted))}, {"fall", ids(counted.fall)}, {"move", ids(move)}};
}

}  // namespace stemma::answers
