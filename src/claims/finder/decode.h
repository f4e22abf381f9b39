// From logits to attributions: which tokens are triggers, and which of the tokens around each are its source, cue and content.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "claims/finder/network.h"

namespace stemma::claims {

/// One attribution in tokens of the analysis, each list ascending. Source and cue may be empty, content is not.
struct Found {
  std::uint32_t trigger = 0;
  std::vector<std::uint32_t> source, cue, content;
  float confidence = 0;  ///< that the trigger is one, 0 to 1
};

/// Logit from which a token counts as a trigger.
inline constexpr float kTriggerLogit = 0.4F;

/// Reads off the roles of the tokens [first, first + roles.size() / kRoles) around `trigger`. False if there is no content.
bool decode(const NetworkInput& text, std::span<const float> roles, std::uint32_t first, Found& found);

}  // namespace stemma::claims
