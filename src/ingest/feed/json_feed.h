// JSON Feed 1.1 (jsonfeed.org, 2020) -> the fields of its items.
#pragma once

#include <string_view>

#include "ingest/feed/parse.h"

namespace stemma::ingest {

/// Says that it is a JSON Feed: a "version" of jsonfeed.org in the first kilobytes.
bool like_json_feed(std::string_view start);

/// Errors in Feed::broken: malformed. An item that is no object counts as one without text.
Feed parse_json_feed(std::string_view utf8);

}  // namespace stemma::ingest
