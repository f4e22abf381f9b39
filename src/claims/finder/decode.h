// From logits to attributions: the likeliest spans around a trigger, and whether to believe it.
//
// The network gives each token of a window its role probabilities one by one. Taking the best role of each token puts an edge where the
// probability passes one half: at the median of the places where the edge may be. A span is right only if its edge is, so here an edge
// stands at the likeliest place: where the probability changes most. Between two neighbours as much as can be of each role's mass stays
// with the role (the smaller of both), and what is left moves from the roles that lose to those that gain, in proportion. This is a Markov
// chain that has the network's own probabilities at every token and changes as seldom as these allow; its likeliest path, found by Viterbi,
// is the answer, under these rules: one cue, which holds the trigger; one source at most; some content.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "claims/finder/network.h"

namespace stemma::claims {

/// One attribution in tokens of the analysis, each list ascending. Source and cue may be empty, content is not.
struct Found {
  std::uint32_t trigger = 0;
  std::vector<std::uint32_t> source, cue, content;
  float score = 0;  ///< log odds of the trigger and twice the mean log probabilities of the spans; found if above 0
};

/// Scores down to this are believed where somebody else speaks inside the content, else only those above 0.
inline constexpr float kLeastScore = -0.3F;

/// Memory is for one window. The arithmetic is in doubles in a fixed order, with its own exponential and logarithm: the same on every machine.
class Decoder {
 public:
  /// Reads off the roles of the tokens [first, first + roles.size() / kRoles), the trigger among them, and its score. `logit`: the trigger's.
  Found decode(std::uint32_t trigger, float logit, std::span<const float> roles, std::uint32_t first);

 private:
  using Row = std::array<double, kRoles>;
  /// What the path has had so far goes into its state: role, whether the source has begun, whether content has.
  static constexpr std::size_t kStates = 12;
  using Scores = std::array<double, kStates>;

  void probabilities(std::span<const float> roles);
  void keep_what_is_sure(std::size_t trigger);
  void walk(std::size_t trigger);

  std::vector<Row> share_, logs_;                                ///< role probabilities of a token, and their logarithms
  std::vector<std::array<bool, kRoles>> barred_;                 ///< roles that a token may not have
  std::vector<std::array<std::uint8_t, kStates>> back_;
  std::vector<Role> path_;
};

}  // namespace stemma::claims
