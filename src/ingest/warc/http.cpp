#include "ingest/warc/http.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "ingest/compress/gzip.h"

namespace stemma::ingest {
namespace {

int hex_digit(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F'
                       ? c - 'A' + 10 : -1; }

// RFC 9112, 7.1. False: the bytes are not chunked.
bool unchunk(std::string_view body, std::string& out) {
  std::size_t i = 0;
  for (;;) {
    std::uint64_t size = 0;
    const std::size_t start = i;
    for (; i < body.size() && i - start < 8 && hex_digit(body[i]) >= 0; ++i)
      size = size * 16 + static_cast<std::uint64_t>(hex_digit(body[i]));
    if (i == start) return false;
    const std::size_t line = body.find('\n', i);
    if (line == std::string_view::npos || line - i > 256) return false;
    i = line + 1;
    if (size == 0) return true;
    if (size > body.size() - i) {  // cut short: what is there
      out += body.substr(i);
      return true;
    }
    out += body.substr(i, size);
    i += size;
    if (i < body.size() && body[i] == '\r') ++i;
    if (i < body.size() && body[i] == '\n') ++i;
    if (i >= body.size()) return true;
  }
}

}  // namespace

void split_content_type(std::string_view value, std::string& type, std::string& charset) {
  const std::string lower = ascii_lower(value);
  type = std::string(trim(std::string_view(lower).substr(0, lower.find(';'))));
  const std::size_t at = lower.find("charset=");
  if (at == std::string::npos) return;
  std::string_view label = std::string_view(lower).substr(at + 8);
  label = trim(label.substr(0, label.find(';')));
  while (!label.empty() && (label.front() == '"' || label.front() == '\'')) label.remove_prefix(1);
  while (!label.empty() && (label.back() == '"' || label.back() == '\'')) label.remove_suffix(1);
  charset = label.substr(0, 64);
}

Result<HttpResponse> parse_http(std::string_view block) {
  if (!block.starts_with("HTTP/")) return fail(ErrorKind::malformed, "no HTTP status line", 0);
  HttpResponse r;
  const std::size_t space = block.substr(0, 32).find(' ');
  for (std::size_t i = space; space != std::string_view::npos && i + 1 < block.size() && i < space + 3 && block[i + 1] >= '0' &&
       block[i + 1] <= '9'; ++i)
    r.status = r.status * 10 + (block[i + 1] - '0');
  std::size_t i = 0;
  bool first = true;
  while (i < block.size()) {
    const std::size_t end = block.find('\n', i);
    if (end == std::string_view::npos || i > (256 << 10)) return fail(ErrorKind::malformed, "HTTP headers without an end", i);
    const std::string_view line = trim(block.substr(i, end - i));
    i = end + 1;
    if (line.empty()) {
      r.body = block.substr(i);
      return r;
    }
    const std::size_t colon = line.find(':');
    if (!first && colon != std::string_view::npos && colon < 64) {
      const std::string name = ascii_lower(line.substr(0, colon));
      const std::string_view value = trim(line.substr(colon + 1));
      if (name == "content-type") split_content_type(value, r.type, r.charset);
      if (name == "transfer-encoding") r.chunked = ascii_lower(value).find("chunked") != std::string::npos;
      if (name == "content-encoding") r.coding = ascii_lower(value);
    }
    first = false;
  }
  return fail(ErrorKind::malformed, "HTTP headers without an end", block.size());
}

Result<std::string> http_body(const HttpResponse& response, const Limits& limits) {
  std::string body;
  if (!response.chunked || !unchunk(response.body, body)) body = response.body;
  const std::string& coding = response.coding;
  if (gzip_magic(body)) return gunzip(body, limits.max_page_bytes, limits.max_expansion);
  if (coding == "deflate" && body.find_first_not_of(" \t\r\n") != std::string::npos &&
      body.substr(0, 256).find('<') == std::string::npos)
    return inflate_http(body, limits.max_page_bytes, limits.max_expansion);
  // Brotli and zstd pages hold bytes that no page has; a page in clear under such a header is read as it is.
  if ((coding == "br" || coding == "zstd") && find_invalid_utf8(std::string_view(body).substr(0, 64)) < 60)
    return fail(ErrorKind::unsupported, fmt::format("page is compressed as \"{}\"", coding), Error::nowhere,
                "crawl with gzip, or convert the WARC");
  return body;
}

}  // namespace stemma::ingest
