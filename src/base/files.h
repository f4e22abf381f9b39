// Files, safely: errors name the path and what to do.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/descriptor.h"
#include "stemma/result.h"

namespace stemma {

/// What the system said about a file, with advice. `error` is an errno.
Error file_error(const std::string& path, std::string_view doing, int error);
Error file_too_large(const std::string& path, std::uint64_t bytes, std::uint64_t max_bytes);

/// Opens a file for reading. Never waits (a named pipe does not stop us). Errors: io (missing, unreadable, a folder), unsupported
/// (a pipe, a device), over_limit beyond `max_bytes`.
struct OpenFile {
  Descriptor fd;
  std::uint64_t size = 0;
};
Result<OpenFile> open_regular_file(const std::string& path, std::uint64_t max_bytes);

/// The whole file. Errors: io (missing, unreadable, a folder), over_limit beyond `max_bytes`.
Result<std::string> read_whole_file(const std::string& path, std::uint64_t max_bytes);

/// All of it, whatever a single call takes. False: errno says why.
bool write_all(int fd, std::string_view bytes);

/// Writes beside and renames: the file is either the old or the new one, never half. A pipe or device is written into. Errors: io (full disk, no
/// permission).
Result<void> write_whole_file(const std::string& path, std::string_view bytes);

/// Regular files under `paths` (folders recursively, sorted by bytes of their names; hidden files and *.stemma files left out;
/// symbolic links to folders not followed). A path that does not exist becomes an entry of `errors`.
struct FileList {
  std::vector<std::string> files;
  std::vector<std::pair<std::string, Error>> errors;
};
FileList list_files(const std::vector<std::string>& paths);

}  // namespace stemma
