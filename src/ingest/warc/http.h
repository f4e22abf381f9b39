// An HTTP response as a WARC record holds it (RFC 9112): status, headers, body with its transfer and content codings undone.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "stemma/limits.h"
#include "stemma/result.h"

namespace stemma::ingest {

struct HttpResponse {
  int status = 0;
  std::string type;      ///< "text/html", lower case, no parameters; may be empty
  std::string charset;   ///< from Content-Type
  std::string_view body; ///< as it stands in the record
  bool chunked = false;
  std::string coding;    ///< "gzip", "deflate", "br"...; lower case, may be empty
};

/// Errors: malformed (no status line, headers without an end).
Result<HttpResponse> parse_http(std::string_view block);

/// The body in clear. Crawlers that undid a coding but kept the header are believed by the bytes. Errors: malformed,
/// unsupported, over_limit.
Result<std::string> http_body(const HttpResponse& response, const Limits& limits);

/// "text/html; charset=x" -> type and charset.
void split_content_type(std::string_view value, std::string& type, std::string& charset);

}  // namespace stemma::ingest
