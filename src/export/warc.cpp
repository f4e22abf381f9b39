#include "export/warc.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <numeric>
#include <optional>
#include <unordered_map>

#include "base/files.h"
#include "base/utf8.h"
#include "export/digest.h"
#include "export/readme.h"
#include "export/table.h"
#include "ingest/wacz/wacz.h"
#include "ingest/wacz/zip.h"
#include "ingest/warc/http.h"
#include "ingest/warc/packed.h"
#include "ingest/warc/records.h"

namespace stemma::exports {
namespace {

std::string record_id(std::string_view what) {
  std::string hex = sha256_hex(what).substr(0, 32);
  hex[12] = '8';  // RFC 9562, 5.8: of our own making, the same for the same record
  hex[16] = "89ab"[hex_digit(hex[16]) & 3];
  return fmt::format("urn:uuid:{}-{}-{}-{}-{}", hex.substr(0, 8), hex.substr(8, 4), hex.substr(12, 4), hex.substr(16, 4), hex.substr(20));
}

std::string sha1_of(std::string_view bytes) { return "sha1:" + base32(sha1(bytes)); }

/// To the second, in UTC; nothing if the text is no date.
std::string to_second(const std::string& iso) {
  if (const Json known = utc(iso); known.is_string()) return known.get<std::string>();
  return iso.size() == 10 ? iso + "T00:00:00Z" : std::string();
}

/// An address fit for a header line; nothing if it is none that a browser would ask for.
std::string address(const std::string& url) {
  if (!url.starts_with("http://") && !url.starts_with("https://")) return {};
  std::string out;
  for (const char c : url) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte >= 0x7F || c == '<' || c == '>' || c == '"') out += fmt::format("%{:02X}", byte);
    else out += c;
  }
  return out;
}

std::string media_type(const Document& d) {
  static const std::map<std::string_view, std::string_view> types{
      {"html", "text/html"}, {"pdf", "application/pdf"}, {"text", "text/plain"}, {"wire", "text/plain"}, {"mail", "message/rfc822"},
      {"mhtml", "multipart/related"}, {"feed", "application/xml"}, {"jsonl", "application/x-ndjson"}, {"newsml", "application/xml"}, {"ninjs", "application/json"}};
  const auto found = types.find(std::string_view(d.format).substr(0, d.format.find('+')));
  return std::string(found == types.end() || !d.source.codings.empty() ? "application/octet-stream" : found->second);
}

class Writer {
 public:
  Writer(const Outgoing& out, Sink& sink) : out_(out), sink_(sink) {
    archive_.pages.resize(out.readings.size());
    for (const CustodyEntry& e : out.custody)
      if (e.action == "received") received_.emplace(e.subject, to_second(e.at));
  }
  Result<Archive> run(const std::string& file_name);

 private:
  struct Copied {
    std::string id, uri;
    std::uint64_t begin = 0, end = 0;  ///< of the original
    bool page = false;                 ///< documents are read from it: no request, no metadata
  };

  void put(std::string_view record);
  void put(std::string_view type, const std::string& id, const std::string& date, const std::string& more, std::string_view block);
  void index(const std::string& url, const std::string& date, std::string mime, int status, std::string_view payload, std::uint64_t from);
  Result<void> original(const std::string& sha256, const std::vector<std::uint32_t>& documents);
  void copy(std::string_view warc, std::uint64_t base);
  void convert(std::uint32_t document, const std::string& refers_to, std::string uri);
  std::string received(const std::string& sha256) const;
  void index_copied();
  const Copied* around(const Document& d) const;

  const Outgoing& out_;
  Sink& sink_;
  Archive archive_;
  std::unordered_map<std::string_view, std::string> received_;  ///< when each original first came, by its SHA-256
  std::vector<Copied> copied_;                                  ///< records of the original in hand, by begin
  std::unordered_map<std::string_view, std::vector<const Copied*>> by_uri_;
  std::uint64_t withheld_ = 0, unread_ = 0;
  Limits limits_;
};

void Writer::put(std::string_view record) {
  sink_.write(gzip(record));
  ++archive_.records;
}

void Writer::put(std::string_view type, const std::string& id, const std::string& date, const std::string& more, std::string_view block) {
  std::string record = fmt::format("WARC/1.1\r\nWARC-Type: {}\r\nWARC-Record-ID: <{}>\r\nWARC-Date: {}\r\n{}WARC-Block-Digest: {}\r\nContent-Length: {}\r\n\r\n",
                                   type, id, date, more, sha1_of(block), block.size());
  record.append(block).append("\r\n\r\n");
  put(record);
}

void Writer::index(const std::string& url, const std::string& date, std::string mime, int status, std::string_view payload, std::uint64_t from) {
  std::string digits;
  for (const char c : date.substr(0, 19))
    if (c >= '0' && c <= '9') digits += c;
  digits.resize(14, '0');
  archive_.captures.push_back({url, digits, std::move(mime), sha1_of(payload), status, from, sink_.size() - from});
}

std::string Writer::received(const std::string& sha256) const {
  const auto found = received_.find(sha256);
  return found == received_.end() ? to_second(out_.made_at) : found->second;
}

/// Finds records by place and by address; `copied_` is complete.
void Writer::index_copied() {
  std::stable_sort(copied_.begin(), copied_.end(), [](const Copied& a, const Copied& b) { return a.begin < b.begin; });
  for (const Copied& c : copied_)
    if (c.page && !c.uri.empty()) by_uri_[c.uri].push_back(&c);
}

/// The record around a document's bytes. Of several in one gzip member that with its address: a part is the address, "#..." behind it for one of several
/// articles, and " (2)" for the second of that name.
const Writer::Copied* Writer::around(const Document& d) const {
  const auto holds = [&](const Copied& c) { return c.begin <= d.source.offset && d.source.offset < c.end; };
  std::string_view part = d.part;
  std::size_t times = 1;
  if (const auto open = part.rfind(" ("); open != std::string_view::npos && part.ends_with(')'))
    if (const auto n = std::strtoul(d.part.c_str() + open + 2, nullptr, 10); n > 1) part = part.substr(0, open), times = n;
  for (;;) {
    if (const auto same = by_uri_.find(part); same != by_uri_.end()) {
      const Copied* found = nullptr;
      for (const Copied* c : same->second)
        if (holds(*c)) {
          found = c;
          if (--times == 0) break;
        }
      if (found != nullptr) return found;
    }
    const auto anchor = part.rfind('#');
    if (anchor == std::string_view::npos) break;
    part = part.substr(0, anchor);
  }
  const auto behind = std::upper_bound(copied_.begin(), copied_.end(), d.source.offset, [](std::uint64_t offset, const Copied& c) { return offset < c.begin; });
  if (behind == copied_.begin()) return nullptr;
  const auto first = std::lower_bound(copied_.begin(), behind, std::prev(behind)->begin, [](const Copied& c, std::uint64_t begin) { return c.begin < begin; });
  return holds(*first) ? &*first : nullptr;
}

/// Its records as they stand, each in a gzip member of its own.
void Writer::copy(std::string_view warc, std::uint64_t base) {
  const bool packed = ingest::PackedWarc::is_packed(warc);
  const auto fault = [&](Error) { return ++unread_, true; };
  const auto take = [&](const ingest::WarcRecord& r) {
    const std::string_view whole(r.block.data() - r.head, r.head + r.block.size());
    std::string record(whole);
    record += "\r\n\r\n";
    const std::uint64_t from = sink_.size();
    put(record);
    copied_.push_back({r.id, r.uri, base + r.place.offset, base + r.place.offset + r.place.length, r.type == "response" || r.type == "resource" || r.type == "conversion"});
    if (r.type != "response" && r.type != "resource") return true;
    const auto http = ingest::parse_http(r.block);
    if (http) index(r.uri, r.date, http->type, http->status, http->body, from);
    else index(r.uri, r.date, r.content_type.substr(0, r.content_type.find(';')), 200, r.block, from);
    return true;
  };
  ingest::WarcParser parser(limits_.max_page_bytes, packed, take, fault);
  if (packed) ingest::PackedWarc(warc, limits_, fault).run(parser);
  else parser.feed(warc, 0, warc.size(), ingest::Boundary::file);
}

void Writer::convert(std::uint32_t document, const std::string& refers_to, std::string uri) {
  const Document& d = out_.readings[document].document;
  if (uri.empty()) uri = address(d.url.value);
  if (uri.empty()) uri = "urn:x-stemma:document:" + d.id;
  archive_.pages[document].url = uri;
  std::string more = fmt::format("WARC-Target-URI: {}\r\n", uri);
  if (!refers_to.empty()) more += fmt::format("WARC-Refers-To: <{}>\r\n", refers_to);
  more += fmt::format("Stemma-Document: {}\r\nContent-Type: text/plain; charset=UTF-8\r\n", d.id);
  put("conversion", record_id("text of " + d.id), to_second(out_.made_at), more, d.text);
}

Result<void> Writer::original(const std::string& sha256, const std::vector<std::uint32_t>& documents) {
  const auto date_of = [&](std::uint32_t i) {
    const std::string captured = to_second(out_.readings[i].document.captured.value);
    return captured.empty() ? received(sha256) : captured;
  };
  for (const std::uint32_t i : documents) archive_.pages[i].ts = date_of(i);
  auto bytes = out_.original(sha256);
  if (!bytes) return tl::unexpected(bytes.error());
  if (!*bytes) {
    ++withheld_;
    for (const std::uint32_t i : documents) convert(i, {}, {});
    return {};
  }
  const std::string_view all = **bytes;
  const Document& first = out_.readings[documents.front()].document;
  copied_.clear(), by_uri_.clear();
  if (first.format.starts_with("warc+")) {
    copy(all, 0);
  } else if (first.format.starts_with("wacz+")) {
    const auto zip = ingest::open_zip(all, limits_);
    if (!zip) return tl::unexpected(zip.error());
    for (const ingest::ZipEntry& e : zip->entries)
      if (e.name.starts_with("archive/")) {
        if (e.method == 0 && !e.encrypted) copy(all.substr(e.data, e.packed), e.data);
        else if (const auto unpacked = ingest::unzip(all, e, limits_.max_page_bytes, limits_.max_expansion)) copy(*unpacked, e.data);
        else ++unread_;
      }
  }
  if (copied_.empty()) {
    const std::string link = documents.size() == 1 ? address(first.url.value) : std::string();
    const std::string uri = link.empty() ? "urn:x-stemma:sha256:" + sha256 : link, id = record_id("original " + sha256), date = date_of(documents.front());
    const std::string type = media_type(first);
    const std::uint64_t from = sink_.size();
    put("resource", id, date, fmt::format("WARC-Target-URI: {}\r\nWARC-Payload-Digest: sha256:{}\r\nContent-Type: {}\r\n", uri, sha256, type), all);
    index(uri, date, type, 200, all, from);
    for (const std::uint32_t i : documents) convert(i, id, documents.size() == 1 ? uri : std::string());
    return {};
  }
  index_copied();
  for (const std::uint32_t i : documents) {
    const Copied* from = around(out_.readings[i].document);
    convert(i, from == nullptr ? std::string() : from->id, from == nullptr ? std::string() : from->uri);
  }
  return {};
}

Result<Archive> Writer::run(const std::string& file_name) {
  put("warcinfo", record_id("about " + out_.case_id + out_.made_at), to_second(out_.made_at),
      fmt::format("WARC-Filename: {}\r\nContent-Type: application/warc-fields\r\n", file_name),
      fmt::format("software: Stemma {}\r\nformat: WARC File Format 1.1\r\nconformsTo: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"
                  "description: originals of a Stemma case ({}) and the text read from them\r\n", out_.program_version, out_.case_id));
  std::vector<std::string> order;
  std::map<std::string, std::vector<std::uint32_t>> by_original;
  for (std::uint32_t i = 0; i < out_.readings.size(); ++i) {
    auto& documents = by_original[out_.readings[i].document.sha256];
    if (documents.empty()) order.push_back(out_.readings[i].document.sha256);
    documents.push_back(i);
  }
  for (const std::string& sha256 : order)
    if (auto done = original(sha256, by_original[sha256]); !done) return tl::unexpected(done.error());
  archive_.left_out = {{"originals withheld", withheld_, "only the text that may leave is in the archive, as conversion records"},
                       {"records or files of archives", unread_, "they are damaged or too large; the original that holds them is in the case"},
                       {"attributions, claims, decisions", static_cast<std::uint64_t>(std::accumulate(out_.readings.begin(), out_.readings.end(), std::size_t{0},
                            [](std::size_t n, const Reading& r) { return n + r.attributions.size(); })) + out_.model.claims.size() + out_.decisions.size(),
                        "an archive holds pages; the forms csv, jsonl and annotations hold what was read in them"}};
  return std::move(archive_);
}

}  // namespace

Result<Archive> write_records(const Outgoing& out, Sink& sink, const std::string& file_name) { return Writer(out, sink).run(file_name); }

Result<void> same_records(const std::string& path, const std::string& name, std::uint64_t written) {
  const auto file = open_regular_file(path, ~std::uint64_t{0});
  if (!file) return tl::unexpected(file.error());
  void* map = ::mmap(nullptr, file->size, PROT_READ, MAP_PRIVATE, file->fd.get(), 0);
  if (map == MAP_FAILED) return tl::unexpected(file_error(path, "read", errno));
  const std::string_view bytes(static_cast<const char*>(map), file->size);
  const Limits limits;
  std::uint64_t found = 0;
  const auto fault = [](Error) { return true; };
  ingest::WarcParser parser(limits.max_page_bytes * 4, true, [&](const ingest::WarcRecord&) { return ++found, true; }, fault);
  ingest::PackedWarc(bytes, limits, fault).run(parser);
  ::munmap(map, file->size);
  return same_count(name, written, found);
}

Result<Written> write_warc(const Outgoing& out, const std::string& path) {
  auto folder = Folder::create(path);
  if (!folder) return tl::unexpected(folder.error());
  const std::string name = "originals.warc.gz";
  auto file = folder->file(name);
  if (!file) return tl::unexpected(file.error());
  auto archive = write_records(out, *file, name);
  if (!archive) return tl::unexpected(archive.error());
  if (auto kept = folder->keep(*file, name, "records", archive->records); !kept) return tl::unexpected(kept.error());
  if (auto same = same_records(folder->path_of(name), name, archive->records); !same) return tl::unexpected(same.error());
  const std::string about =
      "`originals.warc.gz` is WARC/1.1, one gzip member a record. What came to the case out of a web archive stands there as the records that it\n"
      "was, request and response with their headers; any other file is a `resource` whose date is that of its capture, if the page tells it, else of\n"
      "its arrival in the case. The text that was read from each is a `conversion` that refers to its record (`WARC-Refers-To`); `Stemma-Document`\n"
      "names the document as all other forms do. A `urn:x-stemma:` address means that the file had none.\n";
  return finish(*folder, "warc", out, about, archive->left_out);
}

}  // namespace stemma::exports
