// ninjs 1.x, 2.x and 3.x (IPTC, News in JSON) -> Document.
#pragma once

#include <string_view>

#include "ingest/part_sink.h"
#include "stemma/limits.h"

namespace stemma::ingest {

/// An object with a "uri" (or "guid") and a "versioncreated" (or "versionCreated"), or that names the ninjs schema.
bool like_ninjs(std::string_view bytes);

/// One item. Its names are taken in both spellings ("pubstatus", "pubStatus"), its texts in those of 1.x (body_xhtml, body_text) and of
/// 2.x and 3.x (bodies, headlines); inner items (associations) are not read. Errors: malformed, unsupported (no text), over_limit.
void read_ninjs(std::string_view bytes, const Limits& limits, const PartSink& sink);

}  // namespace stemma::ingest
