// JSON-LD of a page (schema.org), however sloppy: @graph, arrays, references by @id, comments and CDATA marks around it, raw control
// characters, trailing commas and junk behind the end.
#pragma once

#include <string_view>
#include <vector>

#include "ingest/html/page.h"

namespace stemma::ingest {

/// Adds what the scripts state of the page's main article to `facts`. `titles` (from <title> and OpenGraph) tell which of several
/// articles is meant. Never fails: what cannot be read is passed over. Cost: linear; scripts over 4 MB or nested over 100 deep are left out.
void read_json_ld(const std::vector<std::string_view>& scripts, const std::vector<std::string>& titles, Facts& facts);

}  // namespace stemma::ingest
