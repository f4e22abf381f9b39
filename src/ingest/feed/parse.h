// RSS 0.9x/1.0/2.0 and Atom 1.0 (RFC 4287) -> the fields of channel and items, as they stand.
//
// Expat without external entities; a feed that declares entities of its own is refused (no feed needs them, bombs do).
// Prefixes are taken by their customary names ("dc:", "content:"): many feeds forget to bind them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stemma/result.h"

namespace stemma::ingest {

/// HTML, or text that was escaped to be HTML.
struct FeedItem {
  std::string title, body, summary, link, guid, published, updated, source;
  std::vector<std::string> creators;
};

struct Feed {
  std::string title, link, language, publisher, copyright;
  std::vector<FeedItem> items;  ///< those whose end was reached
  std::optional<Error> broken;  ///< where reading stopped, if it did
};

/// REQUIRES: valid UTF-8. Linear.
Feed parse_feed(std::string_view utf8);

}  // namespace stemma::ingest
