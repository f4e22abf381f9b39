// RSS 0.9x/1.0/2.0 and Atom 1.0 (RFC 4287) -> the fields of channel and items, as they stand. Prefixes are taken by their customary names
// ("dc:", "content:"); Atom's may be bound to any.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/xml/xml.h"
#include "stemma/limits.h"
#include "stemma/result.h"

namespace stemma::ingest {

/// HTML, or text that was escaped to be HTML; maps lead to the feed in UTF-8.
struct FeedItem {
  MappedText title, body, summary;
  std::string link, guid, published, updated, source, language;  ///< the link is absolute where xml:base or the feed's link make it so
  std::vector<std::string> creators;
};

struct Feed {
  std::string title, link, language, publisher;
  std::vector<FeedItem> items;  ///< those whose end was reached
  std::optional<Error> broken;  ///< where reading stopped, if it did
};

/// REQUIRES: valid UTF-8. Linear.
Feed parse_feed(std::string_view utf8, const Limits& limits);

/// A reference made absolute (RFC 3986, 5.2, without removing dot segments beyond "../"): "/a" on "https://x.example/b" is
/// "https://x.example/a". Unchanged if `base` is no absolute address.
std::string resolve_link(std::string_view base, std::string_view reference);

}  // namespace stemma::ingest
