#include "ingest/warc/http.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "ingest/compress/brotli.h"
#include "ingest/compress/gzip.h"
#include "ingest/compress/zstd.h"

namespace stemma::ingest {

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
      r.head = i;
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

namespace {

// One content coding off `body`, if the bytes bear it out; false: they are in clear already.
Result<bool> undo_coding(std::string_view coding, HttpBody& body, const Limits& limits) {
  const std::string_view bytes = body.bytes;
  const std::uint64_t cap = limits.max_page_bytes, expansion = limits.max_expansion;
  const bool blank = bytes.find_first_not_of(" \t\r\n") == std::string_view::npos;
  Result<std::string> clear = std::string{};
  if (coding == "gzip") {
    if (!gzip_magic(bytes)) return false;
    clear = gunzip(bytes, cap, expansion);
  } else if (coding == "deflate") {
    if (blank || bytes.substr(0, 256).find('<') != std::string_view::npos) return false;
    clear = inflate_http(bytes, cap, expansion);
  } else if (coding == "zstd") {
    if (!zstd_magic(bytes)) return false;
    clear = unzstd(bytes, cap, expansion);
  } else if (coding == "br") {
    // No magic number: text in clear that happens to be read as Brotli breaks off at once.
    if (blank) return false;
    clear = unbrotli(bytes, cap, expansion);
    if (!clear && clear.error().kind == ErrorKind::malformed &&
        find_invalid_utf8(bytes.substr(0, 64)) >= std::min<std::size_t>(bytes.size(), 60))
      return false;
  } else {
    // A coding that nobody announced to us holds bytes that no page has; a page in clear under such a header is read as it is.
    if (blank || find_invalid_utf8(bytes.substr(0, 64)) >= std::min<std::size_t>(bytes.size(), 60)) return false;
    return fail(ErrorKind::unsupported, fmt::format("page is compressed as \"{}\"", printable(coding)), Error::nowhere,
                "crawl with gzip, or convert the WARC");
  }
  if (!clear) return tl::unexpected(std::move(clear.error()));
  body.undone.emplace_back(coding, bytes.size());
  body.bytes = std::move(*clear);
  return true;
}

}  // namespace

Result<HttpBody> http_body(const HttpResponse& response, const Limits& limits) {
  HttpBody body;
  if (response.chunked && unchunk(response.body, body.bytes)) body.undone.emplace_back("chunked", response.body.size());
  else body.bytes = response.body;
  std::vector<std::string> codings;  // as applied: undone from the last to the first
  for (std::size_t i = 0; i < response.coding.size();) {
    const std::size_t end = std::min(response.coding.find(',', i), response.coding.size());
    std::string coding(trim(std::string_view(response.coding).substr(i, end - i)));
    if (coding.starts_with("x-")) coding.erase(0, 2);
    if (!coding.empty() && coding != "identity" && coding != "none" && coding != "utf-8") codings.push_back(std::move(coding));
    i = end + 1;
  }
  if (codings.size() > 4) return fail(ErrorKind::over_limit, fmt::format("{} codings on one page", codings.size()));
  for (; !codings.empty(); codings.pop_back())
    if (const auto undone = undo_coding(codings.back(), body, limits); !undone) return tl::unexpected(undone.error());
  if (body.undone.size() < 4 && gzip_magic(body.bytes))  // servers that forget to say so
    if (const auto undone = undo_coding("gzip", body, limits); !undone) return tl::unexpected(undone.error());
  return body;
}

}  // namespace stemma::ingest
