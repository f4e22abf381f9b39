// A news item as agencies send it, whatever it is written in, and the Document made of it.
#pragma once

#include <string>
#include <vector>

#include "ingest/xml/xml.h"
#include "stemma/document.h"
#include "stemma/limits.h"
#include "stemma/result.h"

namespace stemma::ingest {

/// Words as they stand; maps lead to the file in UTF-8.
struct NewsItem {
  std::string guid, status;      ///< status without its scheme, lower case: "usable", "withheld", "canceled"; empty: usable
  bool correction = false;       ///< the item says that it corrects an earlier version of itself
  MappedText headline, body;     ///< plain text; HTML
  MappedText note;               ///< to editors: "CORRECTS spelling of name", "Kill the item ..."
  std::vector<std::string> bylines;
  std::string dateline, credit_line, copyright_holder, provider, service, created, versioned, language;
};

/// A canceled or withheld item is withdrawn; a canceled one is a kill notice for its earlier versions as well, and may have no body. The
/// note of a correction or kill becomes a correction block. Agency: the credit line, else the holder of the rights or the provider if it is
/// one. Errors: malformed (no text), over_limit.
Result<Document> read_news_item(const NewsItem& item, const ByteMap& decoding, const Limits& limits);

/// "stat:canceled", "http://cv.iptc.org/newscodes/pubstatusg2/canceled" -> "canceled"; "cancelled" is meant too.
std::string news_status(std::string_view printed);

}  // namespace stemma::ingest
