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

// "<urn:uuid:...>" as record ids stand, and URIs in old files.
std::string_view bare(std::string_view value) {
  return value.size() >= 2 && value.front() == '<' && value.back() == '>' ? value.substr(1, value.size() - 2) : value;
}

using TextField = std::string WarcRecord::*;
constexpr std::pair<std::string_view, TextField> kTextFields[] = {
    {"content-type", &WarcRecord::content_type}, {"warc-target-uri", &WarcRecord::uri}, {"warc-record-id", &WarcRecord::id},
    {"warc-date", &WarcRecord::date}, {"warc-refers-to", &WarcRecord::refers_to},
    {"warc-refers-to-target-uri", &WarcRecord::refers_to_uri}, {"warc-refers-to-date", &WarcRecord::refers_to_date},
    {"warc-payload-digest", &WarcRecord::payload_digest}, {"warc-profile", &WarcRecord::profile},
    {"warc-truncated", &WarcRecord::truncated}, {"warc-segment-number", &WarcRecord::segment}};

TextField text_field(std::string_view name) {
  for (const auto& [word, field] : kTextFields)
    if (word == name) return field;
  return nullptr;
}

}  // namespace

WarcParser::WarcParser(std::uint64_t max_block, bool compressed, std::function<bool(const WarcRecord&)> take,
                       std::function<bool(Error)> report)
    : max_block_(max_block), compressed_(compressed), take_(std::move(take)), report_(std::move(report)) {}

void WarcParser::drop() {
  carry_.clear();
  marks_.clear();
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
    else if (name == "warc-concurrent-to") {
      if (h.record.concurrent_to.size() < 8) h.record.concurrent_to.emplace_back(bare(value));
    } else if (const auto field = text_field(name)) {
      h.record.*field = bare(value);
      last = &(h.record.*field);
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
  const Mark& mark = mark_of(base_ + pos);
  const std::uint64_t at = compressed_ ? mark.file : mark.file + (base_ + pos - mark.stream);
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
  h->record.uri = bare(h->record.uri);  // folded lines are joined only now
  h->record.head = h->size;
  const std::uint64_t begin = base_ + pos - mark.stream, size = h->size + h->length;
  if (compressed_) h->record.place = {at, file_end_ - at, begin, begin + size};
  else h->record.place = {at, size, 0, size};
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

const WarcParser::Mark& WarcParser::mark_of(std::uint64_t stream) const {
  const auto behind = std::partition_point(marks_.begin(), marks_.end(), [&](const Mark& m) { return m.stream <= stream; });
  return *std::prev(behind);
}

bool WarcParser::run(std::string_view s, std::size_t& pos, Boundary boundary) {
  Step step = Step::go_on;
  while (step == Step::go_on && pos < s.size()) step = one(s, pos, boundary);
  return step != Step::stop;
}

bool WarcParser::feed(std::string_view bytes, std::uint64_t begin, std::uint64_t end, Boundary boundary) {
  const bool opens = boundary != Boundary::more && bytes.starts_with("WARC/");
  // A new gzip member that opens with a record: the record before it lied about its length.
  if (opens) discard_ = 0;
  if (opens && carry_.starts_with("WARC/")) {
    const std::string unfinished = std::move(carry_);
    carry_.clear();
    need_ = discard_ = 0;
    std::size_t pos = 0;
    if (!run(unfinished, pos, Boundary::file)) return false;
  }
  if (carry_.empty()) {
    base_ = stream_;
    marks_.clear();
  }
  if (marks_.empty() || (compressed_ && marks_.back().file != begin)) marks_.push_back({stream_, begin});
  file_end_ = end;
  stream_ += bytes.size();
  std::string_view s = bytes;
  if (!carry_.empty()) {
    carry_ += bytes;
    s = carry_;
  }
  if (s.size() < need_ && boundary != Boundary::file) {
    if (carry_.empty()) carry_ = s;
    return true;
  }
  need_ = 0;
  std::size_t pos = 0;
  if (!run(s, pos, boundary)) return false;
  std::string left(s.substr(pos));
  if (boundary == Boundary::file) left.clear();
  carry_ = std::move(left);
  base_ += pos;
  while (marks_.size() > 1 && marks_[1].stream <= base_) marks_.pop_front();
  return true;
}

}  // namespace stemma::ingest
