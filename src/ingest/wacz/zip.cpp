#include "ingest/wacz/zip.h"

#include <fmt/format.h>
#include <libdeflate.h>

#include <algorithm>
#include <unordered_map>

#include "base/utf8.h"
#include "ingest/compress/gzip.h"

namespace stemma::ingest {
namespace {

constexpr std::uint32_t kLocal = 0x04034b50, kCentral = 0x02014b50, kEnd = 0x06054b50, kEnd64 = 0x06064b50, kLocator64 = 0x07064b50;
constexpr std::uint32_t kFull32 = 0xFFFFFFFF;

// Little-endian numbers at a place; 0 where the bytes end before.
std::uint64_t number(std::string_view b, std::uint64_t at, unsigned size) {
  if (at > b.size() || size > b.size() - at) return 0;
  std::uint64_t v = 0;
  for (unsigned i = size; i-- > 0;) v = v << 8 | static_cast<unsigned char>(b[at + i]);
  return v;
}
std::uint16_t two(std::string_view b, std::uint64_t at) { return static_cast<std::uint16_t>(number(b, at, 2)); }
std::uint32_t four(std::string_view b, std::uint64_t at) { return static_cast<std::uint32_t>(number(b, at, 4)); }

tl::unexpected<Error> broken(std::string what, std::uint64_t at) {
  return fail(ErrorKind::malformed, "the ZIP archive " + std::move(what), at, "get the file again");
}

struct Directory {
  std::uint64_t at = 0, size = 0, entries = 0;
};

// 4.3.16: the end record stands at the end, before a comment of at most 64 kB; 4.3.14 and 15 for ZIP64.
Result<Directory> find_directory(std::string_view b) {
  if (b.size() < 22) return broken("has no directory", b.size());
  const std::uint64_t lowest = b.size() > 22 + 65535 ? b.size() - 22 - 65535 : 0;
  for (std::uint64_t at = b.size() - 22;; --at) {
    if (four(b, at) == kEnd && at + 22 + two(b, at + 20) == b.size()) {
      if (two(b, at + 4) != 0 && two(b, at + 4) != 0xFFFF)
        return fail(ErrorKind::unsupported, "a ZIP archive on several disks", at, "join it first");
      Directory d{four(b, at + 16), four(b, at + 12), two(b, at + 10)};
      std::uint64_t behind = at;
      if (at >= 20 && four(b, at - 20) == kLocator64 && (d.at == kFull32 || d.size == kFull32 || d.entries == 0xFFFF)) {
        const std::uint64_t end64 = number(b, at - 12, 8);
        if (end64 > b.size() || b.size() - end64 < 56 || four(b, end64) != kEnd64 || end64 > at - 20)
          return broken("has a false ZIP64 end", at - 20);
        d = {number(b, end64 + 48, 8), number(b, end64 + 40, 8), number(b, end64 + 32, 8)};
        behind = end64;
      }
      if (d.at > behind || d.size > behind - d.at) return broken("says that its directory lies outside the file", at);
      return d;
    }
    if (at == lowest) return broken("has no directory", b.size());
  }
}

// 4.5.3: sizes that do not fit into 32 bits stand in an extra field of type 1, in this order, only those that are needed.
bool read_zip64(std::string_view extra, std::initializer_list<std::uint64_t*> values) {
  for (std::uint64_t at = 0; at + 4 <= extra.size(); at += 4 + two(extra, at + 2)) {
    if (two(extra, at) != 1) continue;
    std::uint64_t from = at + 4;
    const std::uint64_t end = from + two(extra, at + 2);
    for (std::uint64_t* value : values) {
      if (*value != kFull32) continue;
      if (from + 8 > end || end > extra.size()) return false;
      *value = number(extra, from, 8);
      from += 8;
    }
    return true;
  }
  return std::none_of(values.begin(), values.end(), [](const std::uint64_t* v) { return *v == kFull32; });
}

std::string bad_name(std::string_view name) {
  if (name.empty()) return "has no name";
  if (find_invalid_utf8(name) != std::string_view::npos) return "has a name that is no text";
  for (const char c : name)
    if (static_cast<unsigned char>(c) < 32 || c == 127) return "has a name with control characters";
  if (name.front() == '/' || name.find('\\') != std::string_view::npos || (name.size() > 1 && name[1] == ':'))
    return "has an absolute path";
  for (std::size_t i = 0; i <= name.size();) {
    const std::size_t end = std::min(name.find('/', i), name.size());
    if (name.substr(i, end - i) == "..") return "has a path that leads out of the archive";
    i = end + 1;
  }
  return {};
}

void refuse(ZipArchive& z, std::string_view name, const std::string& why, std::uint64_t at) {
  z.faults.push_back({ErrorKind::malformed,
      fmt::format("entry \"{}\" of the ZIP archive {}: not read", ellipsize(printable(to_valid_utf8(name)), 80), why),
                      at, "the other entries are read; ask who made this file"});
}

// Takes an entry unless its name is bad or its folder's.
void add(ZipArchive& z, ZipEntry&& e, std::uint64_t at) {
  const std::string why = bad_name(e.name);
  if (!why.empty()) refuse(z, e.name, why, at);
  else if (e.name.back() != '/') z.entries.push_back(std::move(e));
}

// Where the data of an entry begin: behind its local header, which has to tell the same name and method.
Result<std::uint64_t> data_of(std::string_view b, std::uint64_t local, const ZipEntry& e) {
  if (local > b.size() || b.size() - local < 30 || four(b, local) != kLocal)
    return broken(fmt::format("has no header for \"{}\"", printable(e.name)), local);
  const std::uint64_t names = two(b, local + 26), data = local + 30 + names + two(b, local + 28);
  if (data > b.size() || b.substr(local + 30, names) != e.name || two(b, local + 8) != e.method)
    return broken(fmt::format("contradicts itself about \"{}\"", printable(e.name)), local);
  return data;
}

// A file that is cut off has no directory: the local headers from the start, as far as they say their sizes.
ZipArchive recover(std::string_view b, const Limits& limits, Error why) {
  ZipArchive z;
  z.faults.push_back(std::move(why));
  z.faults.back().next = "what stands before is read; get the file again";
  for (std::uint64_t at = 0; at + 30 <= b.size() && four(b, at) == kLocal && z.entries.size() < limits.max_documents;) {
    ZipEntry e;
    const std::uint64_t names = two(b, at + 26), extras = two(b, at + 28);
    e.data = at + 30 + names + extras;
    if (e.data > b.size() || (two(b, at + 6) & 8) != 0) break;  // cut, or sizes that stand behind the data
    e.name = b.substr(at + 30, names);
    e.method = two(b, at + 8);
    e.encrypted = (two(b, at + 6) & 1) != 0;
    e.crc = four(b, at + 14);
    e.packed = four(b, at + 18);
    e.size = four(b, at + 22);
    if (!read_zip64(b.substr(at + 30 + names, extras), {&e.size, &e.packed})) break;
    const std::uint64_t begin = at;
    const bool cut = e.packed > b.size() - e.data;
    if (cut) e.packed = b.size() - e.data;
    at = e.data + e.packed;
    add(z, std::move(e), begin);
  }
  return z;
}

void refuse_doubles(ZipArchive& z) {
  std::unordered_map<std::string_view, int> times;
  for (const ZipEntry& e : z.entries) ++times[e.name];
  std::vector<ZipEntry> once;
  for (const ZipEntry& e : z.entries) {
    int& n = times[e.name];
    if (n == 1) once.push_back(e);
    else if (n > 1) refuse(z, e.name, fmt::format("stands there {} times", n), e.data), n = 0;
  }
  z.entries = std::move(once);
}

}  // namespace

Result<ZipArchive> open_zip(std::string_view b, const Limits& limits) {
  const auto directory = find_directory(b);
  if (!directory) {
    if (directory.error().kind != ErrorKind::malformed || four(b, 0) != kLocal) return tl::unexpected(directory.error());
    ZipArchive z = recover(b, limits, directory.error());
    refuse_doubles(z);
    return z;
  }
  if (directory->entries > limits.max_documents)
    return fail(ErrorKind::over_limit,
        fmt::format("{} entries in a ZIP archive, the limit is {}", directory->entries, limits.max_documents), directory->at,
                "split the file");
  ZipArchive z;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> extents;  // local header to the end of the data
  const std::uint64_t end = directory->at + directory->size;
  std::uint64_t at = directory->at;
  for (std::uint64_t n = 0; n < directory->entries; ++n) {
    if (end - at < 46 || four(b, at) != kCentral) return broken("has a damaged directory", at);
    const std::uint64_t names = two(b, at + 28), extras = two(b, at + 30), whole = 46 + names + extras + two(b, at + 32);
    if (whole > end - at) return broken("has a damaged directory", at);
    ZipEntry e;
    e.name = b.substr(at + 46, names);
    e.encrypted = (two(b, at + 8) & 1) != 0;
    e.method = two(b, at + 10);
    e.crc = four(b, at + 16);
    e.packed = four(b, at + 20);
    e.size = four(b, at + 24);
    std::uint64_t local = four(b, at + 42);
    if (!read_zip64(b.substr(at + 46 + names, extras), {&e.size, &e.packed, &local})) return broken("lies about a ZIP64 size", at);
    const auto data = data_of(b, local, e);
    if (!data) return tl::unexpected(data.error());
    e.data = *data;
    if (e.data > directory->at || e.packed > directory->at - e.data)
      return broken(fmt::format("says that \"{}\" lies outside it", printable(e.name)), at);
    if (e.method == 0 && e.packed != e.size)
      return broken(fmt::format("contradicts itself about the size of \"{}\"", printable(e.name)), at);
    extents.emplace_back(local, e.data + e.packed);
    add(z, std::move(e), at);
    at += whole;
  }
  std::sort(extents.begin(), extents.end());
  for (std::size_t i = 1; i < extents.size(); ++i)
    if (extents[i].first < extents[i - 1].second) return broken("has entries that overlap", extents[i].first);
  refuse_doubles(z);
  return z;
}

Result<std::string> unzip(std::string_view b, const ZipEntry& e, std::uint64_t cap, std::uint64_t max_expansion) {
  const auto what = [&](std::string_view why) { return fmt::format("entry \"{}\" of the ZIP archive {}", printable(e.name), why); };
  if (e.encrypted) return fail(ErrorKind::unsupported, what("is locked by a password"), e.data, "unlock it first");
  if (e.method != 0 && e.method != 8)
    return fail(ErrorKind::unsupported, what(fmt::format("is packed by method {}", e.method)), e.data, "pack it anew");
  const std::string_view packed = b.substr(e.data, e.packed);
  if (e.method == 0 && packed.size() > cap)
    return fail(ErrorKind::over_limit, what(fmt::format("has {} bytes, the limit is {}", e.packed, cap)), e.data);
  auto out = e.method == 0 ? Result<std::string>(packed) : inflate_raw(packed, cap, max_expansion);
  if (!out) {
    Error error = std::move(out.error());
    error.what = what("cannot be unpacked: " + error.what);
    error.at = e.data;
    return tl::unexpected(std::move(error));
  }
  if (out->size() != e.size || libdeflate_crc32(0, out->data(), out->size()) != e.crc)
    return fail(ErrorKind::malformed, what("is damaged: size or checksum are wrong"), e.data, "get the file again");
  return out;
}

}  // namespace stemma::ingest
