// Plain text and agency copy as sent -> Document.
#pragma once

#include <string_view>

#include "stemma/document.h"
#include "stemma/limits.h"
#include "stemma/result.h"

namespace stemma::ingest {

/// The first lines look like agency copy: mail headers, or a slug line ("BPX / KESTRIA-DEPOT / PORT ALDANE").
bool like_wire(std::string_view start);

/// Plain text in any encoding: paragraphs, the first line as title if it is short, byline and date lines behind it. Errors: over_limit.
Result<Document> read_text(std::string_view bytes, const Limits& limits);

/// As read_text, for agency copy: mail headers, slug and routing lines, sign-off and copyright lines are metadata and no text.
Result<Document> read_wire(std::string_view bytes, const Limits& limits);

}  // namespace stemma::ingest
