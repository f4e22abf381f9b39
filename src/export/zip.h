// A ZIP file (PKWARE APPNOTE 6.3.10) written from its start to its end: entries stored, not deflated, as WACZ wants archives to lie in it. ZIP64 where
// sizes need it. The same entries and time give the same bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "export/folder.h"

namespace stemma::exports {

class ZipWriter {
 public:
  /// `made_at`: ISO, UTC: the time of all entries.
  ZipWriter(Sink& sink, const std::string& made_at);

  void add(const std::string& name, std::string_view bytes);
  /// A file on the disk, of any size. Errors: io.
  Result<void> add_file(const std::string& name, const std::string& path);
  /// Writes the directory; nothing may be added after it.
  void finish();

  /// Of what was added: path, SHA-256, bytes.
  const std::vector<File>& files() const { return files_; }

 private:
  struct Entry {
    std::uint64_t at = 0;
    std::uint32_t crc = 0;
  };
  std::uint64_t begin(const std::string& name);
  void end(std::uint64_t at, const std::string& name, std::uint32_t crc, std::uint64_t size, std::string sha256);

  Sink& sink_;
  std::uint32_t time_ = 0;  ///< MS-DOS date and time
  std::vector<Entry> entries_;
  std::vector<File> files_;
};

}  // namespace stemma::exports
