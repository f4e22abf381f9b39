// The bytes of a case file, looked at without SQLite: which page no longer has its checksum, is the file as long as it should be, does the
// write-ahead log beside it hold together. Works on any damage, and changes nothing.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace stemma::store {

struct Fault {
  std::string file;            ///< the case file, or its log (NAME-wal)
  std::uint64_t from = 0, to = 0;  ///< bytes of the file: [from, to)
  std::uint32_t page = 0;      ///< from 1; 0: no page
  std::string what;            ///< "was changed...", in plain words
};

struct FileScan {
  std::uint64_t bytes = 0;
  std::uint32_t page_size = 0;
  bool seals = false;          ///< most pages have their checksum: a file of ours, and each page can be checked
  bool zero_seals = false;     ///< no page has one, but all have room for it: another program copied the file
  std::vector<Fault> faults;
};

/// Throws Failed (io) if the file cannot be read. A page that fails is read again: somebody may have been writing it.
FileScan scan_file(const std::string& path);

}  // namespace stemma::store
