// ZIP files (PKWARE APPNOTE 6.3.10) held in memory: which entries, and where their bytes lie. Nothing is ever written to disk.
//
// Our own because no library of Debian's says where an entry's data lie in the file, and none refuses overlapping entries: what makes a
// few kilobytes unpack to petabytes (D. Fifield, "A better zip bomb", WOOT 2019). One disk, stored and deflated entries, ZIP64.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "stemma/limits.h"
#include "stemma/result.h"

namespace stemma::ingest {

struct ZipEntry {
  std::string name;  ///< a plain relative path: no "..", no backslash, no drive, no control character
  std::uint64_t data = 0, packed = 0, size = 0;  ///< place and size of its bytes in the file; size when unpacked, as stated
  std::uint32_t crc = 0;
  std::uint16_t method = 0;  ///< 0 stored, 8 deflated
  bool encrypted = false;
};

struct ZipArchive {
  std::vector<ZipEntry> entries;  ///< in the order of the directory; folders left out
  std::vector<Error> faults;      ///< entries refused for their names, and why
};

/// Errors: malformed (no directory, entries that overlap, lie outside or contradict their own headers), over_limit (more entries than
/// Limits::max_documents), unsupported (several disks). A file without a directory (cut off) gives the entries from its start on, the
/// last one cut, and a fault. O(n log n) in entries.
Result<ZipArchive> open_zip(std::string_view bytes, const Limits& limits);

/// The entry's bytes; a stored one costs a copy. Errors: malformed (damaged, wrong size or checksum), unsupported (encrypted, another
/// method), over_limit (more than `cap`, or out of proportion).
Result<std::string> unzip(std::string_view bytes, const ZipEntry& entry, std::uint64_t cap, std::uint64_t max_expansion);

}  // namespace stemma::ingest
