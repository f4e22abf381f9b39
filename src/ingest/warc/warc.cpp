#include "ingest/warc/warc.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>

#include "base/utf8.h"
#include "ingest/compress/gzip.h"
#include "ingest/html/html.h"
#include "ingest/text/text.h"
#include "ingest/warc/http.h"
#include "ingest/warc/records.h"

namespace stemma::ingest {
namespace {

class WarcReader {
 public:
  WarcReader(std::string_view bytes, const Limits& limits, const PartSink& sink)
      : bytes_(bytes), limits_(limits), sink_(sink),
        parser_(limits.max_page_bytes, gzip_magic(bytes), [this](const WarcRecord& r) { return record(r); },
                [this](Error e) { return ++faults_, sink_(tl::unexpected(std::move(e))); }) {}

  void run() {
    const bool done = gzip_magic(bytes_) ? members() : parser_.feed(bytes_, 0, Boundary::file);
    if (done) finish();
  }

 private:
  bool members();
  bool stream_member(std::uint64_t& at);
  bool broken(std::uint64_t& at, Error e);
  bool record(const WarcRecord& r);
  bool page(const WarcRecord& r, std::string_view html, std::string charset);
  bool give(Result<Document>&& d, const WarcRecord& r);
  void finish();

  std::string_view bytes_;
  const Limits& limits_;
  const PartSink& sink_;
  WarcParser parser_;
  std::optional<Document> held_;  ///< the last document waits for the closing warning
  std::unordered_map<std::string, int> seen_;
  std::map<std::string, std::uint64_t> skipped_;
  std::uint64_t documents_ = 0, faults_ = 0, spent_ = 0;
};

bool WarcReader::give(Result<Document>&& d, const WarcRecord& r) {
  if (!d) {
    Error e = std::move(d.error());
    e.what = fmt::format("{}: {}", ellipsize(printable(r.uri), 120), e.what);
    e.at = r.at;
    ++faults_;
    return sink_(tl::unexpected(std::move(e)));
  }
  if (++documents_ > limits_.max_documents) {
    sink_(fail(ErrorKind::over_limit, fmt::format("more than {} documents in one file", limits_.max_documents), r.at,
               "split the file"));
    return false;
  }
  const std::string uri = r.uri.empty() ? fmt::format("record at {}", r.at) : to_valid_utf8(r.uri);
  const int times = ++seen_[uri];
  d->part = times == 1 ? uri : fmt::format("{} ({})", uri, times);
  if (held_ && !sink_(std::move(*held_))) {
    held_.reset();
    return false;
  }
  held_ = std::move(*d);
  return true;
}

bool WarcReader::page(const WarcRecord& r, std::string_view html, std::string charset) {
  auto d = read_html(html, {std::move(charset), to_valid_utf8(r.uri)}, limits_);
  if (d) d->format = "warc+html";
  return give(std::move(d), r);
}

bool WarcReader::record(const WarcRecord& r) {
  const auto skip = [&](std::string why) {
    ++skipped_[std::move(why)];
    return true;
  };
  if (r.type == "warcinfo" || r.type == "request" || r.type == "metadata") return true;
  std::string type, charset;
  if (r.type == "response") {
    if (!r.block.starts_with("HTTP/")) return skip("not HTTP");
    const auto http = parse_http(r.block);
    if (!http) return give(tl::unexpected(http.error()), r);
    if (http->status != 200 && http->status != 203) return skip(fmt::format("status {}", http->status));
    type = http->type;
    if (!type.empty() && type != "text/html" && type != "application/xhtml+xml") return skip("not a page");
    const auto body = http_body(*http, limits_);
    if (!body) return give(tl::unexpected(body.error()), r);
    if (type.empty() && body->substr(0, 1024).find('<') == std::string::npos) return skip("not a page");
    if (trim(*body).empty()) return skip("empty page");
    return page(r, *body, http->charset);
  }
  if (r.type != "resource" && r.type != "conversion") return skip(r.type.empty() ? "no type" : printable(r.type.substr(0, 20)));
  split_content_type(r.content_type, type, charset);
  if (trim(r.block).empty()) return skip("empty page");
  if (type == "text/html" || type == "application/xhtml+xml") return page(r, r.block, charset);
  if (type != "text/plain") return skip("not a page");
  auto d = read_text(r.block, limits_);
  if (d) {
    d->format = "warc+text";
    d->url = {to_valid_utf8(r.uri), "warc"};
  }
  return give(std::move(d), r);
}

// A member that cannot be read: says so, and finds the next one that starts a record.
bool WarcReader::broken(std::uint64_t& at, Error e) {
  parser_.drop();
  ++faults_;
  e.at = at + (e.at == Error::nowhere ? 0 : e.at);
  if (!sink_(tl::unexpected(std::move(e)))) return false;
  // Work on bad members is bounded: their sizes add up, and a file made of overlapping bad members would cost its size squared.
  spent_ += std::min<std::uint64_t>(bytes_.size() - at, limits_.max_page_bytes);
  if (spent_ > 16 * limits_.max_page_bytes + 8 * bytes_.size()) {
    sink_(fail(ErrorKind::malformed, "too much of this file is damaged: reading stopped", at, "get the file again"));
    return false;
  }
  for (std::uint64_t next = at + 1; next < bytes_.size(); ++next) {
    const std::size_t found = bytes_.find("\x1f\x8b\x08", next);
    if (found == std::string_view::npos) break;
    next = found;
    if (gzip_magic(bytes_.substr(next)) && gunzip_start(bytes_.substr(next, 512), 5) == "WARC/") {
      at = next;
      return true;
    }
  }
  at = bytes_.size();
  return true;
}

// A member larger than a page may be (a whole WARC in one member): in steps, by zlib.
bool WarcReader::stream_member(std::uint64_t& at) {
  z_stream z{};
  if (inflateInit2(&z, 15 + 16) != Z_OK) return broken(at, {ErrorKind::internal, "zlib does not start"});
  std::string chunk(1 << 20, '\0');
  int status = Z_OK;
  bool go_on = true, bomb = false;
  std::uint64_t fed = at;
  while (status == Z_OK && go_on && !bomb) {
    if (z.avail_in == 0 && fed < bytes_.size()) {
      const std::size_t n = std::min<std::size_t>(bytes_.size() - fed, 1 << 20);
      z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes_.data() + fed));
      z.avail_in = static_cast<uInt>(n);
      fed += n;
    }
    z.next_out = reinterpret_cast<Bytef*>(chunk.data());
    z.avail_out = static_cast<uInt>(chunk.size());
    status = inflate(&z, Z_NO_FLUSH);
    bomb = z.total_out > std::max<std::uint64_t>(1 << 20, z.total_in * limits_.max_expansion);
    const std::string_view made(chunk.data(), chunk.size() - z.avail_out);
    if (!bomb && !made.empty()) go_on = parser_.feed(made, at, status == Z_STREAM_END ? Boundary::member : Boundary::more);
  }
  const std::uint64_t used = z.total_in, out = z.total_out;
  inflateEnd(&z);
  if (!go_on) return false;
  if (bomb)
    return broken(at, {ErrorKind::over_limit, fmt::format("gzip data grow beyond {} bytes, far out of proportion", out), 0,
                       "decompress it yourself if you trust it"});
  if (status != Z_STREAM_END)
    return broken(at, {ErrorKind::malformed, status == Z_DATA_ERROR ? "gzip data are damaged" : "gzip data end too soon", used,
                       "get the file again"});
  at += used;
  return true;
}

bool WarcReader::members() {
  std::uint64_t at = 0;
  while (at < bytes_.size()) {
    const std::string_view rest = bytes_.substr(at);
    if (!gzip_magic(rest)) {
      if (rest.find_first_not_of('\0') == std::string_view::npos) break;
      if (!broken(at, {ErrorKind::malformed, "something that is not gzip stands between the records", 0, "the other records are read"}))
        return false;
      continue;
    }
    auto member = gunzip_member(rest, limits_.max_page_bytes, limits_.max_expansion);
    if (member) {
      if (!parser_.feed(member->data, at, Boundary::member)) return false;
      at += member->consumed;
    } else if (member.error().kind == ErrorKind::over_limit) {
      if (!stream_member(at)) return false;
    } else if (!broken(at, std::move(member.error()))) {
      return false;
    }
  }
  return parser_.feed("", bytes_.size(), Boundary::file);
}

void WarcReader::finish() {
  std::string what;
  for (const auto& [why, n] : skipped_) what += fmt::format("{}{} {}", what.empty() ? "" : ", ", n, why);
  if (held_) {
    if (!what.empty()) held_->warnings.push_back(fmt::format("records of the WARC passed over: {}", what));
    sink_(std::move(*held_));
  } else if (faults_ == 0) {
    sink_(fail(ErrorKind::unsupported, what.empty() ? "no pages in this WARC"
               : fmt::format("no pages in this WARC (passed over: {})", what), 0,
               "pages are response records with status 200"));
  }
}

}  // namespace

void read_warc(std::string_view bytes, const Limits& limits, const PartSink& sink) { WarcReader(bytes, limits, sink).run(); }

}  // namespace stemma::ingest
