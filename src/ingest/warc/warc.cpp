#include "ingest/warc/warc.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "base/utf8.h"
#include "ingest/meta/dates.h"
#include "ingest/read_as.h"
#include "ingest/source.h"
#include "ingest/warc/http.h"
#include "ingest/warc/index.h"
#include "ingest/warc/packed.h"
#include "ingest/warc/records.h"

namespace stemma::ingest {
namespace {

constexpr std::size_t kMostMethods = 10'000;

// What a record carries: a report, or the reason why it is passed over.
struct Payload {
  PartContext context;
  std::unique_ptr<const std::string> unpacked;  ///< by pointer: the payload is moved, and `bytes` must not be left behind
  std::string_view bytes;  ///< of the record, or of `unpacked`
  std::vector<std::pair<std::string, std::uint64_t>> undone;
  std::uint64_t from = 0, size = 0;  ///< in the record, as it stands there
  std::string_view format;
  std::string skip;
};

class WarcReader {
 public:
  WarcReader(const std::vector<WarcFile>& files, const Limits& limits, const PartSink& sink)
      : files_(files), limits_(limits), sink_(sink) {}

  void run();

 private:
  bool read(std::uint32_t file);
  bool record(const WarcRecord& r);
  bool request(const WarcRecord& r);
  bool revisit(const WarcRecord& r);
  bool report(const WarcRecord& r, std::string note);
  bool give(Result<Document>&& d, const WarcRecord& r, const Payload& payload, const std::string& note);
  bool fault(Error e) { return ++faults_, sink_(tl::unexpected(std::move(e))); }
  bool revisits();
  bool again(const RecordIndex::Revisit& v, const RecordIndex::Target& target);
  std::string method_of(const WarcRecord& r) const;
  void wrap(Document& d, const WarcRecord& r, const Payload& payload) const;
  void finish();

  const std::vector<WarcFile>& files_;
  const Limits& limits_;
  const PartSink& sink_;
  std::vector<std::unique_ptr<PackedWarc>> packed_;  ///< one a file; null for a plain one
  RecordIndex index_;
  std::optional<Document> held_;  ///< the last document waits for the closing warning, or for its request
  std::string held_record_;
  std::unordered_map<std::string, int> seen_;
  std::unordered_set<std::string> given_;                ///< ids of records that gave a document
  std::unordered_map<std::string, std::string> methods_;  ///< by record id: of a request that is no GET, or of what it is concurrent to
  std::map<std::string, std::uint64_t> skipped_;
  std::uint64_t documents_ = 0, faults_ = 0, read_again_ = 0;
};

bool text_about(std::string_view method) { return method == "HEAD" || method == "OPTIONS"; }

std::string method_note(const std::string& method) {
  return fmt::format("it answers a {} request: the address alone does not bring it back", printable(method));
}

// The report in a record, by the media type that it states and by its bytes.
Result<Payload> payload_of(const WarcRecord& r, const Limits& limits) {
  Payload p;
  p.context.url = to_valid_utf8(r.uri);
  p.from = r.head;
  p.size = r.block.size();
  p.bytes = r.block;
  if (r.block.starts_with("HTTP/") && r.type != "conversion") {
    const auto http = parse_http(r.block);
    if (!http) return tl::unexpected(http.error());
    if (http->status != 200 && http->status != 203) {
      p.skip = fmt::format("status {}", http->status);
      return p;
    }
    p.context.type = http->type;
    p.context.charset = http->charset;
    p.from += http->head;
    p.size -= http->head;
    // Pictures and scripts need not be unpacked to be passed over.
    for (const std::string_view kind : {"image/", "video/", "audio/", "font/", "text/css", "javascript"})
      if (http->type.find(kind) != std::string::npos) {
        p.skip = "not a page";
        return p;
      }
    auto body = http_body(*http, limits);
    if (!body) return tl::unexpected(std::move(body.error()));
    p.unpacked = std::make_unique<const std::string>(std::move(body->bytes));
    p.undone = std::move(body->undone);
    p.bytes = *p.unpacked;
  } else if (r.type == "response") {
    p.skip = "not HTTP";
    return p;
  } else {
    split_content_type(r.content_type, p.context.type, p.context.charset);
  }
  if (p.context.type == "text/plain" && r.type == "conversion") p.format = "text";
  else p.format = part_format(p.bytes, p.context);
  if (p.format.empty()) p.skip = "not a page";
  else if (trim(p.bytes).empty()) p.skip = "empty page";
  return p;
}

void WarcReader::wrap(Document& d, const WarcRecord& r, const Payload& payload) const {
  if (d.source.length == 0) d.source = {0, payload.bytes.size(), {}};
  for (auto step = payload.undone.rbegin(); step != payload.undone.rend(); ++step) wrap_source(d, 0, step->second, step->first);
  const RecordPlace& place = r.place;
  if (const auto& packed = packed_[place.file]) packed->wrap(d, place, payload.from + d.source.offset, d.source.length);
  else d.source.offset += place.offset + payload.from;
  files_[place.file].wrap(d);
}

bool WarcReader::give(Result<Document>&& d, const WarcRecord& r, const Payload& payload, const std::string& note) {
  if (!d) {
    Error e = std::move(d.error());
    e.what = fmt::format("{}: {}", ellipsize(printable(r.uri), 120), e.what);
    e.at = r.at;
    return fault(std::move(e));
  }
  if (++documents_ > limits_.max_documents) {
    fault({ErrorKind::over_limit, fmt::format("more than {} documents in one file", limits_.max_documents), r.at, "split the file"});
    return false;
  }
  const std::string uri = (r.uri.empty() ? fmt::format("record at {}", r.at) : to_valid_utf8(r.uri)) + 
      (d->part.empty() ? "" : "#" + d->part);
  const int times = ++seen_[uri];
  d->part = times == 1 ? uri : fmt::format("{} ({})", uri, times);
  d->format = "warc+" + d->format;
  if (d->url.empty() && !r.uri.empty()) d->url = {to_valid_utf8(r.uri), "warc"};
  if (auto date = parse_date(r.date)) d->captured = {std::move(*date), "WARC-Date"};
  if (!note.empty()) d->warnings.push_back(note);
  if (!r.truncated.empty() || !r.segment.empty()) {
    d->repaired = true;
    d->warnings.push_back(r.truncated.empty() ? "the record goes on in another one: only its first segment was read"
                                              : fmt::format("the crawler cut the record short ({})", printable(r.truncated)));
  }
  wrap(*d, r, payload);
  if (!r.id.empty()) given_.insert(r.id);
  std::optional<Document> before = std::move(held_);
  held_ = std::move(*d);
  held_record_ = r.id;
  return !before || sink_(std::move(*before));
}

bool WarcReader::report(const WarcRecord& r, std::string note) {
  auto payload = payload_of(r, limits_);
  if (!payload) return give(tl::unexpected(std::move(payload.error())), r, {}, note);
  if (!payload->skip.empty()) {
    ++skipped_[payload->skip];
    return true;
  }
  bool go_on = true;
  read_as(payload->format, payload->bytes, payload->context, limits_,
          [&](Result<Document>&& d) { return go_on = give(std::move(d), r, *payload, note); });
  return go_on;
}

// The request may stand before or after its response, and either of them may name the other.
bool WarcReader::request(const WarcRecord& r) {
  std::string method(r.block.substr(0, std::min<std::size_t>(r.block.find(' '), 16)));
  if (method == "GET" || method.empty()) return true;
  if (held_ && !held_record_.empty() &&
      std::find(r.concurrent_to.begin(), r.concurrent_to.end(), held_record_) != r.concurrent_to.end()) {
    held_->warnings.push_back(method_note(method));
    return true;
  }
  if (methods_.size() > kMostMethods) return true;
  for (const std::string& id : r.concurrent_to) methods_.emplace(id, method);
  if (!r.id.empty()) methods_.emplace(r.id, std::move(method));
  return true;
}

std::string WarcReader::method_of(const WarcRecord& r) const {
  if (const auto hit = methods_.find(r.id); hit != methods_.end() && !r.id.empty()) return hit->second;
  for (const std::string& id : r.concurrent_to)
    if (const auto hit = methods_.find(id); hit != methods_.end()) return hit->second;
  return {};
}

bool WarcReader::revisit(const WarcRecord& r) {
  if (const auto http = parse_http(r.block); http && !http->type.empty())
    if (PartContext context{http->type, {}, r.uri, 0}; part_format("<html>", context).empty() && http->type != "text/plain" &&
        http->type.find("json") == std::string::npos && http->type.find("xml") == std::string::npos) {
      ++skipped_["not a page"];
      return true;
    }
  index_.add_revisit(r);
  return true;
}

bool WarcReader::record(const WarcRecord& r) {
  const auto skip = [&](std::string why) {
    ++skipped_[std::move(why)];
    return true;
  };
  if (r.type == "request") return request(r);
  if (r.type == "warcinfo" || r.type == "metadata") return true;
  if (r.type == "revisit") return revisit(r);
  if (r.type != "response" && r.type != "resource" && r.type != "conversion")
    return skip(r.type.empty() ? "no type" : printable(r.type.substr(0, 20)));
  if (r.type == "conversion") {
    if (given_.contains(r.refers_to)) return skip("conversion of a page that was read");
    return report(r, "");
  }
  index_.add_response(r);
  const std::string method = method_of(r);
  if (text_about(method)) return skip("answer to " + method);
  return report(r, method.empty() ? "" : method_note(method));
}

bool WarcReader::again(const RecordIndex::Revisit& v, const RecordIndex::Target& target) {
  Result<std::string> bytes = std::string{};
  const RecordPlace& place = target.place;
  if (const auto& packed = packed_[place.file]) bytes = packed->record(place);
  else bytes = std::string(files_[place.file].bytes.substr(place.offset, place.length));
  if (!bytes) return fault(std::move(bytes.error()));
  bool go_on = true;
  WarcParser parser(limits_.max_page_bytes, false,
                    [&](const WarcRecord& found) {
                      WarcRecord r = found;
                      r.uri = v.uri;
                      r.date = v.date;
                      r.at = target.at;
                      r.place = place;
                      return go_on = report(r, fmt::format("a revisit: the text is that of the record at byte {}", target.at));
                    },
                    [&](Error e) { return go_on = fault(std::move(e)); });
  parser.feed(*bytes, 0, bytes->size(), Boundary::file);
  return go_on;
}

bool WarcReader::revisits() {
  index_.close();
  std::uint64_t size = 0, costly = 0;
  for (const WarcFile& f : files_) size += f.bytes.size();
  std::vector<const RecordIndex::Revisit*> missing, cyclic;
  for (const RecordIndex::Revisit& v : index_.revisits()) {
    RecordIndex::Target target;
    const auto fate = index_.resolve(v, target);
    if (fate == RecordIndex::Fate::missing) missing.push_back(&v);
    if (fate == RecordIndex::Fate::cyclic) cyclic.push_back(&v);
    if (fate != RecordIndex::Fate::found) continue;
    // Small revisits of one large record must not cost more than the file is worth.
    read_again_ += std::max(target.place.end, target.place.length);
    if (read_again_ > limits_.max_page_bytes + 8 * size) ++costly;
    else if (!again(v, target)) return false;
  }
  const auto said = [&](const std::vector<const RecordIndex::Revisit*>& which, std::string_view what, std::string next) {
    return which.empty() ||
        fault({ErrorKind::malformed, fmt::format("{} revisit record{} {}: {}", which.size(), which.size() == 1 ? "" : "s", what,
                                                                     ellipsize(printable(which.front()->uri), 120)),
                                   which.front()->at, std::move(next)});
  };
  return said(missing, "of captures that are not in this file, first", "add the WARC that holds them as well") &&
         said(cyclic, "that refer to each other in a circle, first", "get the file again") &&
         (costly == 0 ||
             fault({ErrorKind::over_limit, fmt::format("{} more revisit records were not followed: they repeat too much", costly),
                                Error::nowhere, "the records that they refer to are read"}));
}

bool WarcReader::read(std::uint32_t file) {
  const std::string_view bytes = files_[file].bytes;
  const bool packed = PackedWarc::is_packed(bytes);
  const auto report_fault = [this](Error e) { return fault(std::move(e)); };
  packed_.push_back(packed ? std::make_unique<PackedWarc>(bytes, limits_, report_fault) : nullptr);
  const auto take = [&](const WarcRecord& found) {
    if (file == 0) return record(found);
    WarcRecord r = found;
    r.place.file = file;
    return record(r);
  };
  WarcParser parser(limits_.max_page_bytes, packed, take, report_fault);
  return packed ? packed_.back()->run(parser) : parser.feed(bytes, 0, bytes.size(), Boundary::file);
}

void WarcReader::run() {
  bool go_on = true;
  for (std::uint32_t file = 0; go_on && file < files_.size(); ++file) go_on = read(file);
  if (go_on && revisits()) finish();
}

void WarcReader::finish() {
  std::string what;
  for (const auto& [why, n] : skipped_) what += fmt::format("{}{} {}", what.empty() ? "" : ", ", n, why);
  if (held_) {
    if (!what.empty()) held_->warnings.push_back(fmt::format("records of the WARC passed over: {}", what));
    sink_(std::move(*held_));
  } else if (faults_ == 0) {
    fault({ErrorKind::unsupported, what.empty() ? "no pages in this WARC" : fmt::format("no pages in this WARC (passed over: {})", what), 0,
           "pages are response records with status 200"});
  }
}

}  // namespace

void read_warc(std::string_view bytes, const Limits& limits, const PartSink& sink) {
  read_warcs({{bytes, [](Document&) {}}}, limits, sink);
}

void read_warcs(const std::vector<WarcFile>& files, const Limits& limits, const PartSink& sink) { WarcReader(files, limits, sink).run(); }

}  // namespace stemma::ingest
