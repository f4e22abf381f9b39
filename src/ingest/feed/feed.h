// RSS, Atom and JSON feeds -> one Document for each item.
#pragma once

#include <string_view>

#include "ingest/part_sink.h"
#include "stemma/limits.h"

namespace stemma::ingest {

/// Title, then the full text if the feed carries it, else the summary. Document::part is the item's link (or guid). A feed
/// that breaks off gives the items before that place and an error. Errors of the whole feed: over_limit, malformed.
void read_feed(std::string_view bytes, const Limits& limits, const PartSink& sink);

}  // namespace stemma::ingest
