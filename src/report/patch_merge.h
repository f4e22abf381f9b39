// What a patch would do to a case: which of its decisions are new, and where two people decided differently. Nothing is ever chosen here.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "report/patch.h"
#include "stemma/decision.h"

namespace stemma::report {

/// Two decisions, one of this case and one of the patch, of which neither side knew when it made its own, that cannot both hold.
struct Disagreement {
  std::string id;         ///< six hex digits that depend on the two decisions alone
  Decision ours, theirs;  ///< with the numbers that they have in the case, `theirs` with the one that it would get
  /// Of an undo: what it takes back.
  std::optional<Decision> ours_undoes, theirs_undoes;
};

struct PatchMerge {
  std::vector<Decision> fresh;         ///< those that the case does not have; `number` and `undoes` as they would be in the case
  std::size_t there = 0;               ///< how many it has already
  std::size_t agreed = 0;              ///< of the fresh ones: say what one of this case says that holds
  std::vector<Disagreement> disagreements;
};

/// `known_to_them`: decisions of this case up to this number were in theirs when they made what the patch holds (0 if that cannot be told).
/// Both as if neither knew of the other's undos of the same: an undo of what both know is taken over, unless it takes back a protection
/// (a label, a redaction) that holds here, or what this case chose over one that they kept.
PatchMerge merge(std::span<const Decision> ours, const Patch& patch, std::uint64_t known_to_them);

enum class Choice : std::uint8_t { ours, theirs, neither };

/// The undos that carry out a choice, in the words of decisions: by `by`, with the reason given.
void settle(const Disagreement& disagreement, Choice choice, const std::string& by, const std::string& why, std::vector<Decision>& undos);

/// Whether no reading of a case can honour both. Of one kind of contradiction only: what the two name.
bool contradict(const Decision& a, const Decision& b);

}  // namespace stemma::report
