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

}  // namespace stemma
