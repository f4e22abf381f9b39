#include "ingest/wacz/wacz.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <unordered_map>

#include "base/hash.h"
#include "base/utf8.h"
#include "ingest/compress/gzip.h"
#include "ingest/compress/zstd.h"
#include "ingest/source.h"
#include "ingest/wacz/zip.h"
#include "ingest/warc/warc.h"

namespace stemma::ingest {
namespace {

using nlohmann::json;

constexpr std::uint64_t kMostJson = 16 << 20;

bool is_archive(std::string_view name) {
  return name.starts_with("archive/") && (name.ends_with(".warc") || name.ends_with(".warc.gz") || name.ends_with(".warc.zst"));
}

std::string word(const json& object, const char* key) {
  if (!object.is_object()) return {};
  const auto hit = object.find(key);
  return hit != object.end() && hit->is_string() ? to_valid_utf8(hit->get_ref<const std::string&>()) : std::string{};
}

class WaczReader {
 public:
  WaczReader(std::string_view bytes, const Limits& limits, const PartSink& sink) : bytes_(bytes), limits_(limits), sink_(sink) {}

  void run();

 private:
  bool fault(Error e) { return sink_(tl::unexpected(std::move(e))); }
  const ZipEntry* find(std::string_view name) const;
  Result<std::string> content(const ZipEntry& e, std::uint64_t cap) const { return unzip(bytes_, e, cap, limits_.max_expansion); }
  bool check_digests();
  bool check(const std::string& path, const std::string& hash);
  void read_titles(std::string_view name);
  bool open_archives();
  bool give(Result<Document>&& d);

  std::string_view bytes_;
  const Limits& limits_;
  const PartSink& sink_;
  ZipArchive zip_;
  std::map<std::string_view, const ZipEntry*> entries_;
  std::set<std::string> altered_;  ///< files that are not what datapackage.json says
  bool has_digests_ = false;
  std::set<std::string> listed_;
  std::unordered_map<std::string, std::string> titles_;
  std::deque<std::string> unpacked_;
  std::vector<WarcFile> archives_;
};

const ZipEntry* WaczReader::find(std::string_view name) const {
  const auto hit = entries_.find(name);
  return hit == entries_.end() ? nullptr : hit->second;
}

// "sha256:<64 hex digits>" of a file. A file whose digest cannot be taken counts as altered.
bool WaczReader::check(const std::string& path, const std::string& hash) {
  const ZipEntry* e = find(path);
  if (!e)
    return fault({ErrorKind::malformed, fmt::format("{} is listed in datapackage.json, but not there", printable(path)), Error::nowhere,
        "get the file again"});
  listed_.insert(path);
  if (!hash.starts_with("sha256:"))
    return hash.empty() ||
        fault({ErrorKind::unsupported, fmt::format("the digest of {} is no SHA-256: not checked", printable(path)), e->data,
            "check it by other means"});
  std::string found;
  if (e->method == 0 && !e->encrypted) {
    found = sha256_hex(bytes_.substr(e->data, e->packed));
  } else {
    const auto unpacked = content(*e, limits_.max_page_bytes);
    if (!unpacked) return altered_.insert(path), is_archive(path) || fault(unpacked.error());  // archives are opened again
    found = sha256_hex(*unpacked);
  }
  if (found == ascii_lower(hash.substr(7))) return true;
  altered_.insert(path);
  return fault({ErrorKind::malformed, fmt::format("{} is not the file that datapackage.json lists: its SHA-256 differs", printable(path)),
                e->data, "it is read, but ask for the WACZ as it was made"});
}

bool WaczReader::check_digests() {
  const ZipEntry* package = find("datapackage.json");
  if (!package)
    return fault({ErrorKind::malformed, "this WACZ has no datapackage.json: its files cannot be checked", Error::nowhere,
        "they are read; get the file again"});
  const auto text = content(*package, kMostJson);
  if (!text) return fault(text.error());
  const json data = json::parse(*text, nullptr, false);
  if (!data.is_object() || !data.contains("resources") || !data["resources"].is_array())
    return fault({ErrorKind::malformed, "datapackage.json is damaged: the files of this WACZ cannot be checked", package->data,
        "they are read; get the file again"});
  if (const ZipEntry* digest = find("datapackage-digest.json")) {
    const auto bytes = content(*digest, kMostJson);
    const std::string hash = bytes ? word(json::parse(*bytes, nullptr, false), "hash") : "";
    if (hash != "sha256:" + sha256_hex(*text) &&
        !fault({ErrorKind::malformed, "datapackage.json is not the one that datapackage-digest.json vouches for", package->data,
                "it is read, but ask for the WACZ as it was made"}))
      return false;
  }
  has_digests_ = true;
  std::set<std::string> seen;  // a file is hashed once, however often it is listed
  for (const json& resource : data["resources"])
    if (const std::string path = word(resource, "path"); !path.empty() && seen.insert(path).second)
      if (!check(path, word(resource, "hash"))) return false;
  return true;
}

// Lines of {"url", "ts", "title"}; the first is a header.
void WaczReader::read_titles(std::string_view name) {
  const ZipEntry* e = find(name);
  if (!e) return;
  const auto text = content(*e, limits_.max_page_bytes);
  if (!text) return;
  for (std::size_t i = 0; i < text->size() && titles_.size() < limits_.max_documents;) {
    const std::size_t end = std::min(text->find('\n', i), text->size());
    const json line = json::parse(std::string_view(*text).substr(i, end - i), nullptr, false);
    i = end + 1;
    const std::string url = word(line, "url"), title = squeeze(word(line, "title"));
    if (!url.empty() && !title.empty() && title != url) titles_.emplace(url, title);
  }
}

bool WaczReader::open_archives() {
  std::uint64_t kept = 0;
  for (const ZipEntry& e : zip_.entries) {
    if (!is_archive(e.name)) continue;
    const bool stored = e.method == 0 && !e.encrypted;
    std::string warning;
    if (altered_.contains(e.name)) warning = fmt::format("{} is not the file that datapackage.json lists", printable(e.name));
    else if (has_digests_ && !listed_.contains(e.name)) warning = fmt::format("{} is not listed in datapackage.json", printable(e.name));
    if (!stored) {
      const std::uint64_t room = 4 * limits_.max_page_bytes - std::min(kept, 4 * limits_.max_page_bytes);
      auto unpacked = content(e, std::min(limits_.max_page_bytes, room));
      if (!unpacked) {
        Error error = unpacked.error();
        if (error.kind == ErrorKind::over_limit) error.next = "unzip it and add the WARC itself: it should have been stored uncompressed";
        if (!fault(std::move(error))) return false;
        continue;
      }
      kept += unpacked->size();
      unpacked_.push_back(std::move(*unpacked));
    }
    const auto wrap = [&e, stored, warning](Document& d) {
      if (!warning.empty()) d.warnings.push_back(warning), d.repaired = true;
      if (stored) {
        d.source.offset += e.data;
        return;
      }
      d.source.codings.insert(d.source.codings.begin(), {"deflate-raw", part_coding(d.source.offset, d.source.length)});
      d.source.offset = e.data;
      d.source.length = e.packed;
    };
    archives_.push_back({stored ? bytes_.substr(e.data, e.packed) : std::string_view(unpacked_.back()), wrap});
  }
  return true;
}

bool WaczReader::give(Result<Document>&& d) {
  if (d) {
    d->format.replace(0, std::min(d->format.find('+'), d->format.size()), "wacz");
    if (d->title.empty())
      if (const auto hit = titles_.find(d->part); hit != titles_.end()) d->title = {hit->second, "pages.jsonl", true};
  }
  return sink_(std::move(d));
}

void WaczReader::run() {
  auto zip = open_zip(bytes_, limits_);
  if (!zip) {
    fault(std::move(zip.error()));
    return;
  }
  zip_ = std::move(*zip);
  const bool clean = zip_.faults.empty();
  for (Error& e : zip_.faults)
    if (!fault(std::move(e))) return;
  for (const ZipEntry& e : zip_.entries) entries_.emplace(e.name, &e);
  // A file that was cut off has lost what it could be checked by.
  if ((clean || find("datapackage.json")) && !check_digests()) return;
  read_titles("pages/pages.jsonl");
  read_titles("pages/extraPages.jsonl");
  if (!open_archives()) return;
  if (archives_.empty()) {
    fault({ErrorKind::malformed, "no WARC file in the folder archive/ of this WACZ", Error::nowhere, "check that it was saved whole"});
    return;
  }
  read_warcs(archives_, limits_, [this](Result<Document>&& d) { return give(std::move(d)); });
}

}  // namespace

bool like_wacz(std::string_view bytes) {
  if (!bytes.starts_with("PK\x03\x04")) return false;
  const auto zip = open_zip(bytes, {});
  // One that is damaged or made to harm is told by the name of its first entry, so that the message is about a WACZ.
  if (!zip) return bytes.size() > 30 && (bytes.substr(30).starts_with("archive/") || bytes.substr(30).starts_with("datapackage.json"));
  const auto telling = [](const ZipEntry& e) { return e.name == "datapackage.json" || is_archive(e.name); };
  return std::any_of(zip->entries.begin(), zip->entries.end(), telling);
}

void read_wacz(std::string_view bytes, const Limits& limits, const PartSink& sink) { WaczReader(bytes, limits, sink).run(); }

}  // namespace stemma::ingest
