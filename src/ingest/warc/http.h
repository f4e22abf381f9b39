// An HTTP response as a WARC record holds it (RFC 9112): status, headers, body with its transfer and content codings undone.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stemma/limits.h"
#include "stemma/result.h"

namespace stemma::ingest {

struct HttpResponse {
  int status = 0;
  std::string type;      ///< "text/html", lower case, no parameters; may be empty
  std::string charset;   ///< from Content-Type
  std::string_view body; ///< as it stands in the record
  std::uint64_t head = 0; ///< bytes before the body
  bool chunked = false;
  std::string coding;    ///< "gzip", "deflate", "br", "gzip, br"...; lower case, may be empty
};

/// A body in clear, and what was undone for it: codings as in Source, each with the size of the data it was undone on.
struct HttpBody {
  std::string bytes;
  std::vector<std::pair<std::string, std::uint64_t>> undone;
};

/// Errors: malformed (no status line, headers without an end).
Result<HttpResponse> parse_http(std::string_view block);

/// The body in clear: chunks joined; gzip, deflate, br and zstd undone, at most four of them. Crawlers that undid a coding but kept the
/// header are believed by the bytes. Errors: malformed, unsupported (another coding), over_limit.
Result<HttpBody> http_body(const HttpResponse& response, const Limits& limits);

/// RFC 9112, 7.1. False: the bytes are not chunked. A body that breaks off gives what is there.
bool unchunk(std::string_view body, std::string& out);

/// "text/html; charset=x" -> type and charset.
void split_content_type(std::string_view value, std::string& type, std::string& charset);

}  // namespace stemma::ingest
