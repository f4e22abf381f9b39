#include "report/patch_merge.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/hash.h"

namespace stemma::report {
namespace {

using Kind = DecisionKind;

/// What makes two decisions the same one, in two copies of a case.
std::string sense(Decision d) {
  d.number = 0;
  return to_json(d);
}

/// What it says, whoever says it, when and why.
std::string meaning(Decision d) {
  d.number = 0;
  d.by = d.at = d.why = {};
  return to_json(d);
}

bool meet(const Subject& a, const Subject& b) {
  return std::any_of(a.spots.begin(), a.spots.end(), [&](const Spot& x) {
    return std::any_of(b.spots.begin(), b.spots.end(), [&](const Spot& y) {
      if (x.document != y.document) return false;
      const bool whole = x.begin == x.end || y.begin == y.end;
      return whole ? x.begin == y.begin && x.end == y.end : x.begin < y.end && y.begin < x.end;
    });
  });
}

bool one_agent(const Subject& a, const Subject& b) { return (!a.label.empty() && a.label == b.label) || meet(a, b); }

template <class Same>
bool one_pair(const Decision& a, const Decision& b, Same&& same) {
  return (same(a.first, b.first) && same(a.second, b.second)) || (same(a.first, b.second) && same(a.second, b.first));
}

bool either(const Decision& a, const Decision& b, Kind x, Kind y) { return (a.kind == x && b.kind == y) || (a.kind == y && b.kind == x); }

bool corrects(Kind k) { return k == Kind::accept || k == Kind::reject || k == Kind::stance || k == Kind::spans || k == Kind::speaker; }

/// On one attribution: who says that there is none, or that it is right, says no to every correction of it.
bool contradict_on_one(const Decision& a, const Decision& b) {
  if (!meet(a.first, b.first)) return false;
  if (a.kind != b.kind) return either(a, b, Kind::spans, Kind::speaker) || a.kind == Kind::reject || b.kind == Kind::reject || a.kind == Kind::accept || b.kind == Kind::accept;
  return a.value != b.value || a.second.spots != b.second.spots;
}

/// That all of two claims is one, and that a part of them is another.
bool contradict_on_claims(const Decision& merge, const Decision& split) {
  Subject whole = merge.first;
  whole.spots.insert(whole.spots.end(), merge.second.spots.begin(), merge.second.spots.end());
  return meet(whole, split.first) && meet(whole, split.second);
}

bool contradict_on_copies(const Decision& a, const Decision& b) {
  if (!one_pair(a, b, meet)) return false;
  return a.kind != b.kind || (a.kind == Kind::copy && !meet(a.first, b.first));
}

/// Labels and redactions keep people from harm: taking one back is never taken over unseen.
bool protects(const Decision& d) { return name(d.kind) == "label" || name(d.kind) == "redact"; }

}  // namespace

bool contradict(const Decision& a, const Decision& b) {
  if (corrects(a.kind) && corrects(b.kind)) return contradict_on_one(a, b);
  if (a.kind == Kind::merge && b.kind == Kind::split) return contradict_on_claims(a, b);
  if (a.kind == Kind::split && b.kind == Kind::merge) return contradict_on_claims(b, a);
  const bool sides = (a.kind == Kind::side || a.kind == Kind::cut_denial) && (b.kind == Kind::side || b.kind == Kind::cut_denial);
  if (sides) return (a.kind != b.kind || a.value != b.value) && meet(a.first, b.first) && meet(a.second, b.second);
  const bool copies = (a.kind == Kind::copy || a.kind == Kind::not_a_copy) && (b.kind == Kind::copy || b.kind == Kind::not_a_copy);
  if (copies) return contradict_on_copies(a, b);
  if (either(a, b, Kind::same_agent, Kind::not_same_agent)) return one_pair(a, b, one_agent);
  if (either(a, b, Kind::same_root, Kind::not_same_root)) return one_pair(a, b, meet);
  return a.kind == b.kind && name(a.kind) == "verdict" && a.value != b.value && meet(a.first, b.first);
}

namespace {

class Merger {
 public:
  Merger(std::span<const Decision> ours, const Patch& patch, std::uint64_t known_to_them) : ours_(ours), patch_(patch), known_(known_to_them) {}

  PatchMerge run() {
    take_in();
    all_.assign(ours_.begin(), ours_.end());
    all_.insert(all_.end(), out_.fresh.begin(), out_.fresh.end());
    for (const Decision* d : holding(ours_)) ours_hold_.insert(d->number);
    std::vector<Decision> theirs;  // what they know, with our numbers
    for (const Decision& d : all_)
      if (in_patch_.contains(d.number) || d.number <= known_) theirs.push_back(d);
    for (const Decision* d : holding(theirs)) they_hold_.insert(d->number);
    for (const auto n : ours_hold_) ours_say_.insert(meaning(at(n)));
    for (const auto n : they_hold_) they_say_.insert(meaning(at(n)));
    compare_decisions();
    compare_undos();
    return std::move(out_);
  }

 private:
  const Decision& at(std::uint64_t number) const { return all_[number - 1]; }
  bool known_to_them(std::uint64_t number) const { return number <= known_ || in_patch_.contains(number); }
  bool known_to_us(std::uint64_t number) const { return number <= ours_.size(); }

  /// The patch's decisions with the numbers that they have, or would have, in the case.
  void take_in() {
    std::map<std::string, std::uint64_t> there;
    for (const Decision& d : ours_) there.emplace(sense(d), d.number);
    std::map<std::uint64_t, std::uint64_t> number_of;
    for (Decision d : patch_.decisions) {
      const auto named = d.number;
      if (const auto it = number_of.find(d.undoes); d.kind == Kind::undo && it != number_of.end()) d.undoes = it->second;
      const auto [it, fresh] = there.emplace(sense(d), ours_.size() + out_.fresh.size() + 1);
      number_of[named] = it->second;
      in_patch_.insert(it->second);
      if (!fresh) {
        out_.there += known_to_us(it->second);
        continue;
      }
      d.number = it->second;
      out_.fresh.push_back(std::move(d));
    }
  }

  void add(const Decision& ours, const Decision& theirs) {
    Disagreement d{sha256_hex(sense(ours) + "\n" + sense(theirs)).substr(0, 6), ours, theirs, {}, {}};
    if (ours.kind == Kind::undo) d.ours_undoes = at(ours.undoes);
    if (theirs.kind == Kind::undo) d.theirs_undoes = at(theirs.undoes);
    out_.disagreements.push_back(std::move(d));
  }

  void compare_decisions() {
    for (const Decision& theirs : out_.fresh) {
      if (theirs.kind == Kind::undo || !they_hold_.contains(theirs.number)) continue;
      if (ours_say_.contains(meaning(theirs))) {
        ++out_.agreed;
        continue;
      }
      for (const auto n : ours_hold_)
        if (!known_to_them(n) && !they_say_.contains(meaning(at(n))) && contradict(at(n), theirs)) add(at(n), theirs);
    }
  }

  void compare_undos() {
    for (const Decision& theirs : out_.fresh) {
      if (theirs.kind != Kind::undo || !known_to_us(theirs.undoes) || !ours_hold_.contains(theirs.undoes)) continue;
      const Decision& kept = at(theirs.undoes);  // here, and taken back by them
      if (protects(kept)) add(kept, theirs);
      for (const Decision& ours : ours_) {
        if (ours.kind != Kind::undo || known_to_them(ours.number) || ours_hold_.contains(ours.undoes)) continue;
        if (they_hold_.contains(ours.undoes) && contradict(kept, at(ours.undoes))) add(ours, theirs);
      }
    }
  }

  std::span<const Decision> ours_;
  const Patch& patch_;
  std::uint64_t known_;
  PatchMerge out_;
  std::vector<Decision> all_;
  std::set<std::uint64_t> in_patch_, ours_hold_, they_hold_;
  std::set<std::string> ours_say_, they_say_;
};

}  // namespace

PatchMerge merge(std::span<const Decision> ours, const Patch& patch, std::uint64_t known_to_them) { return Merger(ours, patch, known_to_them).run(); }

void settle(const Disagreement& d, Choice choice, const std::string& by, const std::string& why, std::vector<Decision>& undos) {
  const auto take_back = [&](const Decision& what) {
    if (std::any_of(undos.begin(), undos.end(), [&](const Decision& u) { return u.undoes == what.number; })) return;
    Decision undo;
    undo.kind = Kind::undo;
    undo.undoes = what.number;
    undo.by = by;
    undo.why = why;
    undos.push_back(std::move(undo));
  };
  // An undo that stands has done its work already; of two undos that are both taken over neither decision holds.
  const bool undone_by_them = d.theirs.kind == Kind::undo;
  if (choice == Choice::ours) take_back(d.theirs);
  if (choice == Choice::theirs && (!undone_by_them || d.ours.kind == Kind::undo)) take_back(d.ours);
  if (choice == Choice::neither && !undone_by_them) {
    take_back(d.theirs);
    take_back(d.ours);
  }
}

}  // namespace stemma::report
