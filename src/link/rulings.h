// Rulings: people's decisions as the steps of link/ meet them, their subjects found in the pile. Each step takes the ones of its kind as
// constraints and says what it did with them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "link/average_link.h"
#include "link/pile.h"
#include "stemma/claims.h"
#include "stemma/decision.h"

namespace stemma::link {

struct Families;
struct Propositions;
struct Unit;

/// An agent of a document; -1 is its publisher.
using LocalAgent = std::pair<std::uint32_t, std::int32_t>;

/// A decision that holds, with what it names. Indices of the pile.
struct Found {
  const Decision* decision = nullptr;
  std::vector<AttributionRef> first, second;
  std::vector<LocalAgent> first_agents, second_agents;
  std::int64_t first_document = -1, second_document = -1;  ///< -1: gone
  bool holds = true;                                       ///< something is left to apply
  Ruling outcome;

  DecisionKind kind() const { return decision->kind; }
  Reason reason(std::uint32_t document, ByteSpan span) const { return {reason_words(*decision), document, span}; }
  void applied(Reason why) {
    outcome.applied = true;
    outcome.what.clear();
    const auto same = [&](const Reason& r) { return r.document == why.document && r.span == why.span; };
    if (std::none_of(outcome.why.begin(), outcome.why.end(), same)) outcome.why.push_back(std::move(why));
  }
};

class Rulings {
 public:
  /// Finds the subjects. Where two decisions contradict each other only the later one is kept. What corrects a reading goes into the pile
  /// at once: this keeps the corrected readings, and must outlive it.
  Rulings(Pile& pile, std::span<const Decision> decisions);
  Rulings(const Rulings&) = delete;
  Rulings& operator=(const Rulings&) = delete;

  /// Those of a kind of which there is something left to apply, in order.
  std::vector<Found*> of(DecisionKind kind);
  /// The decision that parts two documents; nullptr if none does.
  Found* not_a_copy(std::uint32_t a, std::uint32_t b);

  /// Before claims are made: what merges and splits ask of units. `units`: those that can be members.
  UnitLinks links(const std::vector<Unit>& units) const;
  /// When claims and denials are made: moves what they still have wrong, cuts denials, sets sides, notes the reasons.
  void settle(Propositions& propositions, std::vector<Denial>& denials);

  /// What became of each, in order.
  std::vector<Ruling> outcomes() const;

 private:
  void drop_contradicted();
  void drop_contradicted_claims();
  void drop_contradicted_agents();
  void correct_readings(Pile& pile, const std::map<std::string_view, std::uint32_t>& documents);

  const Pile& pile_;
  std::deque<Found> all_;
  std::deque<Reading> corrected_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, Found*> not_copies_;
};

}  // namespace stemma::link
