// What a stage saw, as text that stays the same: golden file, bug report and debugger in one. Spans are bytes of Document::text. For the
// language reader see conllu.h.
#pragma once

#include <string>

#include "stemma/attribution.h"

namespace stemma {

/// Metadata with its origins, then the blocks with their words.
std::string dump_ingest(const Document& document);

/// Attributions as a tree of who says what, then the agents.
std::string dump_claims(const Reading& reading);

// What claims/ground/ found, a line a value; offsets in code points.
std::string dump_times(const Reading& reading);  ///< and the days on which attributions were made
std::string dump_figures(const Reading& reading);
std::string dump_places(const Reading& reading);
std::string dump_events(const Reading& reading);

}  // namespace stemma
