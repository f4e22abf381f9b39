#include "base/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace stemma {
namespace {

namespace fs = std::filesystem;

std::string advice(int error) {
  switch (error) {
    case ENOENT: return "check the path";
    case EACCES: case EPERM: return "give yourself permission to read it, or run as its owner";
    case EISDIR: return "name a file";
    case ENOSPC: case EDQUOT: return "free some disk space and run the same command again";
    case EROFS: return "choose a place that can be written to";
    case ELOOP: return "it is a symbolic link that leads back to itself";
    default: return "try again, or leave it out";
  }
}

/// A case, what SQLite keeps beside it, and copies of it that are being made or that an upgrade left.
bool belongs_to_a_case(std::string_view name) {
  const auto at = name.rfind(".stemma");
  if (at == std::string_view::npos) return false;
  const auto rest = name.substr(at + std::string_view(".stemma").size());
  return rest.empty() || rest == "-wal" || rest == "-shm" || rest == "-lock" || rest == "-journal" || rest == ".part" || rest.starts_with(".before-v");
}

void walk(const fs::path& folder, FileList& out, int depth) {
  std::error_code error;
  std::vector<fs::path> entries;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) entries.push_back(it->path());
  if (error) {
    out.errors.emplace_back(folder.string(), file_error(folder.string(), "list the folder", error.value()));
    return;
  }
  std::sort(entries.begin(), entries.end(), [](const fs::path& a, const fs::path& b) { return a.native() < b.native(); });
  for (const auto& entry : entries) {
    const std::string file_name = entry.filename().string();
    if (file_name.starts_with('.') || belongs_to_a_case(file_name)) continue;
    const auto status = fs::symlink_status(entry, error);
    if (fs::is_directory(status)) {
      if (depth < 64) walk(entry, out, depth + 1);
      else out.errors.emplace_back(entry.string(), Error{ErrorKind::over_limit, entry.string() + ": folders nest deeper than 64",
                                                         Error::nowhere, "name the inner folder itself"});
    } else if (fs::is_symlink(status)) {
      if (!fs::is_directory(entry, error)) out.files.push_back(entry.string());
    } else if (fs::is_regular_file(status)) {
      out.files.push_back(entry.string());
    }
  }
}

}  // namespace

Error file_error(const std::string& path, std::string_view doing, int error) {
  return Error{ErrorKind::io, fmt::format("{}: cannot {}: {}", path, doing, std::strerror(error)), Error::nowhere, advice(error)};
}

Error file_too_large(const std::string& path, std::uint64_t bytes, std::uint64_t max_bytes) {
  return Error{ErrorKind::over_limit, fmt::format("{}: {} bytes, over the limit of {} for one file", path, bytes, max_bytes), max_bytes,
               "split it"};
}

Result<OpenFile> open_regular_file(const std::string& path, std::uint64_t max_bytes) {
  // O_NONBLOCK: opening a named pipe must not wait for ever.
  OpenFile out{Descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK))};
  if (!out.fd) return tl::unexpected(file_error(path, "open", errno));
  struct stat st {};
  if (::fstat(out.fd.get(), &st) != 0) return tl::unexpected(file_error(path, "read", errno));
  if (S_ISDIR(st.st_mode)) return tl::unexpected(file_error(path, "read", EISDIR));
  if (!S_ISREG(st.st_mode))
    return fail(ErrorKind::unsupported, path + ": not a regular file", Error::nowhere, "copy what it gives into a file first");
  out.size = static_cast<std::uint64_t>(st.st_size);
  if (out.size > max_bytes) return tl::unexpected(file_too_large(path, out.size, max_bytes));
  return out;
}

Result<std::string> read_whole_file(const std::string& path, std::uint64_t max_bytes) {
  const auto file = open_regular_file(path, max_bytes);
  if (!file) return tl::unexpected(file.error());
  std::string out(file->size, '\0');
  std::size_t at = 0;
  while (at < out.size()) {
    const ssize_t n = ::read(file->fd.get(), out.data() + at, out.size() - at);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return tl::unexpected(file_error(path, "read", errno));
    if (n == 0) break;
    at += static_cast<std::size_t>(n);
  }
  out.resize(at);
  return out;
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd, bytes.data(), std::min<std::size_t>(bytes.size(), std::size_t{1} << 24));
    if (n < 0 && errno == EINTR) continue;
    if (n == 0) errno = EIO;
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

namespace {

/// A pipe, a terminal, /dev/null: a new file in its place would take it away.
bool is_device(const std::string& path) {
  struct stat st {};
  return ::stat(path.c_str(), &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
}

}  // namespace

Result<void> write_whole_file(const std::string& path, std::string_view bytes) {
  if (is_device(path)) {
    const Descriptor d(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    if (!d || !write_all(d.get(), bytes)) return tl::unexpected(file_error(path, "write", errno));
    return {};
  }
  const std::string beside = path + fmt::format(".{}.part", ::getpid());
  {
    const Descriptor d(::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (!d) return tl::unexpected(file_error(path, "write", errno));
    if (!write_all(d.get(), bytes) || ::fsync(d.get()) != 0) {
      const int error = errno;
      ::unlink(beside.c_str());
      return tl::unexpected(file_error(path, "write", error));
    }
  }
  if (::rename(beside.c_str(), path.c_str()) != 0) {
    const int error = errno;
    ::unlink(beside.c_str());
    return tl::unexpected(file_error(path, "write", error));
  }
  return {};
}

FileList list_files(const std::vector<std::string>& paths) {
  FileList out;
  for (const auto& path : paths) {
    std::error_code error;
    const auto status = fs::status(path, error);
    if (fs::is_directory(status)) walk(path, out, 0);
    else if (fs::exists(status)) out.files.push_back(path);
    else out.errors.emplace_back(path, file_error(path, "open", error ? error.value() : ENOENT));
  }
  return out;
}

}  // namespace stemma
