// What a text says in its own voice: no source, a clause of the headline or body that stands in nobody's words.
#pragma once

#include <string_view>

#include "claims/draft.h"
#include "stemma/attribution.h"

namespace stemma::claims {

/// Attribution::rule of what a text says in its own voice. Of an outlet's report its agent is -1; of a body's own document it is the body.
inline constexpr std::string_view kOwnVoice = "own-voice";

/// Where a clause calls what its subject tells of false ("Reports of a sale are without foundation", subject at `noun`): copula and predicate.
/// Empty if it does not.
Range called_false(const View& view, std::uint32_t noun);

/// A headline that begins so at `i` tells nothing yet: "What is known of the flood", "How the dam failed", "Why nobody came".
bool promises_to_tell(const View& view, std::uint32_t i);

/// The stance of a clause in the text's own voice. `statement`: the text is a statement of a ministry, a company or the like: what it says is not
/// so, it denies, and what it will do, it promises.
Stance own_voice_stance(const View& view, const Draft& draft, bool statement);

}  // namespace stemma::claims
