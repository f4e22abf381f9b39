// NewsML-G2 (IPTC, 2.x) and NITF (IPTC, 3.x) -> one Document for each news item with text.
#pragma once

#include <string_view>

#include "ingest/part_sink.h"
#include "stemma/limits.h"

namespace stemma::ingest {

/// The first kilobytes, in lower case, open a news item, a message of them, or a NITF document.
bool like_newsml(std::string_view start);

/// Reads headline, bylines, dateline, credit line, holder of the rights, provider, dates, language, status and notes, and the body as
/// NITF, XHTML or plain text that stands in the item. Prefixes are not looked at. Document::part is the item's guid where there are
/// several. Items without text of their own (pictures, packages) are counted in one error. Errors: malformed, unsupported, over_limit.
void read_newsml(std::string_view bytes, const Limits& limits, const PartSink& sink);

}  // namespace stemma::ingest
