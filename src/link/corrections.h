// Corrections: what people decided on single attributions, put into a reading (stemma::correct) and found again in it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "link/spots.h"
#include "stemma/decision.h"

namespace stemma::link {

/// Decisions on how one attribution is read; all others are on how attributions, documents and speakers belong together.
bool corrects(DecisionKind kind);

/// The spots of Decision::second of a `spans` by what they are. Nothing if they do not fit Decision::value, or stand in more than one document.
struct Pieces {
  std::span<const Spot> source, cue, content;
};
std::optional<Pieces> pieces_of(const Decision& spans);

/// The attribution that a correction speaks of, before or after it was made. `spots`: of that reading.
std::optional<std::uint32_t> corrected_attribution(const Reading& reading, const Spots& spots, const Decision& correction);

}  // namespace stemma::link
