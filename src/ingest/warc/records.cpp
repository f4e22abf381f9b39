#include "ingest/warc/records.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"

namespace stemma::ingest {
namespace {

constexpr std::size_t kMaxHead = 64 << 10;

// Start of the next line that begins "WARC/", from `from` on; the end if none.
std::size_t next_record(std::string_view s, std::size_t from) {
  for (std::size_t at = from; (at = s.find("\nWARC/", at)) != std::string_view::npos; ++at) return at + 1;
  return s.size();
}

std::size_t skip_breaks(std::string_view s, std::size_t i) {
  while (i < s.size() && (s[i] == '\r' || s[i] == '\n')) ++i;
  return i;
}

}  // namespace

WarcParser::WarcParser(std::uint64_t max_block, bool compressed, std::function<bool(const WarcRecord&)> take,
                       std::function<bool(Error)> report)
    : max_block_(max_block), compressed_(compressed), take_(std::move(take)), report_(std::move(report)) {}

void WarcParser::drop() {
  carry_.clear();
  need_ = discard_ = 0;
}

bool WarcParser::fault(std::uint64_t at, std::string what) {
  return report_(Error{ErrorKind::malformed, std::move(what), at, "the other records are read; get the file again for this one"});
}

// ISO 28500, clause 4: version line, named fields, blank line. DEVIATION: bare LF accepted, some crawlers write it.
Result<WarcParser::Head> WarcParser::head(std::string_view s, bool complete) const {
  Head h;
  std::size_t i = s.find('\n');
  bool has_length = false;
  std::string* last = nullptr;
  while (i != std::string_view::npos && i < kMaxHead) {
    const std::size_t begin = i + 1, end = s.find('\n', begin);
    if (end == std::string_view::npos) break;
    const std::string_view raw = s.substr(begin, end - begin), line = trim(raw);
    i = end;
    if (line.empty()) {
      if (!has_length) return fail(ErrorKind::malformed, "record without a Content-Length");
      h.size = end + 1;
      return h;
    }
    if (raw[0] == ' ' || raw[0] == '\t') {
      if (last) *last += std::string(line);
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || line.starts_with("WARC/")) return fail(ErrorKind::malformed, "record header is broken");
    const std::string name = ascii_lower(line.substr(0, std::min<std::size_t>(colon, 64)));
    const std::string_view value = trim(line.substr(colon + 1));
    last = nullptr;
    if (name == "warc-type") h.record.type = ascii_lower(value);
    else if (name == "content-type") h.record.content_type = value;
    else if (name == "warc-target-uri") {
      h.record.uri = value;
      last = &h.record.uri;
    } else if (name == "content-length") {
      if (value.empty() || value.size() > 18 || value.find_first_not_of("0123456789") != std::string_view::npos)
        return fail(ErrorKind::malformed, "Content-Length is no number");
      h.length = std::stoull(std::string(value));
      has_length = true;
    }
  }
  if (complete || s.size() > kMaxHead) return fail(ErrorKind::malformed, "record header has no end");
  return h;
}

WarcParser::Step WarcParser::one(std::string_view s, std::size_t& pos, Boundary boundary) {
  const auto verdict = [](bool go_on) { return go_on ? Step::go_on : Step::stop; };
  const bool complete = boundary == Boundary::file;
  if (discard_ > 0) {
    const std::uint64_t n = std::min<std::uint64_t>(discard_, s.size() - pos);
    discard_ -= n;
    pos += n;
    if (complete) discard_ = 0;
    return pos < s.size() ? Step::go_on : Step::need_more;
  }
  pos = skip_breaks(s, pos);
  const std::string_view rest = s.substr(pos);
  if (rest.empty()) return Step::need_more;
  const std::uint64_t at = compressed_ ? base_ : base_ + pos;
  if (!rest.starts_with("WARC/")) {
    if (rest.size() < 5 && boundary == Boundary::more) return Step::need_more;
    const std::size_t next = next_record(s, pos);
    const bool reported = in_garbage_;
    in_garbage_ = next == s.size();
    const std::size_t lost = next - pos;
    pos = next;
    return verdict(reported || fault(at, fmt::format("{} bytes that belong to no record", lost)));
  }
  in_garbage_ = false;

  auto h = head(rest, complete);
  if (!h) {
    const bool go_on = fault(at, h.error().what);
    pos = next_record(s, pos);
    return verdict(go_on);
  }
  if (h->size == 0) {
    need_ = 2 * rest.size();  // doubling: a header that comes in crumbs is not read again for each of them
    return Step::need_more;
  }
  h->record.at = at;
  if (h->record.uri.starts_with('<') && h->record.uri.ends_with('>')) h->record.uri = h->record.uri.substr(1, h->record.uri.size() - 2);
  const std::size_t body = pos + h->size;
  const std::uint64_t there = s.size() - body;
  if (h->length > there && boundary != Boundary::file) {
    if (h->length > max_block_) {
      const bool go_on = report_(Error{ErrorKind::over_limit, fmt::format("record of {} bytes skipped ({})", h->length,
                                                                          printable(h->record.uri)), at, ""});
      discard_ = h->length;
      pos = body;
      return verdict(go_on);
    }
    need_ = h->size + h->length + 4;
    return Step::need_more;
  }
  bool clean = h->length <= there;
  if (clean) {
    const std::string_view after = s.substr(body + h->length);
    if (boundary == Boundary::more && after.size() < 4) {
      need_ = h->size + h->length + 4;
      return Step::need_more;
    }
    const std::size_t breaks = skip_breaks(after, 0);
    clean = after.starts_with("\r\n\r\n") || after.starts_with("\n\n") || after.substr(breaks).starts_with("WARC/") ||
        breaks == after.size();
  }
  if (!clean) {
    const std::size_t next = next_record(s, body - 1);
    const std::string what = h->length > there ? fmt::format("record says {} bytes, only {} are left ({})", h->length, there,
                                                             printable(h->record.uri))
                                               : fmt::format("record says {} bytes, but it does not end there ({})", h->length,
                                                             printable(h->record.uri));
    pos = next;
    in_garbage_ = next == s.size();
    return verdict(fault(at, what));
  }
  pos = body + h->length;
  if (h->length > max_block_)
    return verdict(report_(Error{ErrorKind::over_limit, fmt::format("record of {} bytes skipped ({})", h->length,
                                                                    printable(h->record.uri)), at, ""}));
  h->record.block = s.substr(body, h->length);
  return verdict(take_(h->record));
}

bool WarcParser::feed(std::string_view bytes, std::uint64_t at, Boundary boundary) {
  // A new gzip member that opens with a record: the record before it lied about its length.
  if (boundary != Boundary::more && bytes.starts_with("WARC/")) discard_ = 0;
  if (!carry_.empty() && boundary != Boundary::more && bytes.starts_with("WARC/") && carry_.starts_with("WARC/")) {
    const std::string unfinished = std::move(carry_);
    drop();
    if (!feed(unfinished, carry_at_, Boundary::file)) return false;
  }
  std::string_view s = bytes;
  if (carry_.empty()) {
    base_ = at;
  } else {
    carry_ += bytes;
    s = carry_;
    base_ = carry_at_;
  }
  if (s.size() < need_ && boundary != Boundary::file) {
    if (carry_.empty()) carry_ = s, carry_at_ = base_;
    return true;
  }
  need_ = 0;
  std::size_t pos = 0;
  Step step = Step::go_on;
  while (step == Step::go_on && pos < s.size()) step = one(s, pos, boundary);
  if (step == Step::stop) return false;
  std::string left(s.substr(pos));
  if (boundary == Boundary::file) left.clear();
  if (!left.empty()) carry_at_ = pos > 0 && !carry_.empty() ? at : base_;
  carry_ = std::move(left);
  return true;
}

}  // namespace stemma::ingest
