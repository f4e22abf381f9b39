#include "store/copy.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>

#include "base/descriptor.h"
#include "store/open.h"

namespace stemma::store {
namespace {

constexpr int pages_a_step = 2048;  // 8 MiB: some hundredths of a second

[[noreturn]] void raise_io(const std::string& path, const char* doing, int error) {
  raise(ErrorKind::io, fmt::format("{}: cannot {}: {}", path, doing, std::strerror(error)),
        error == ENOSPC || error == EDQUOT ? "free some space there, or choose another disk; nothing was changed"
                                           : "choose a folder that can be written to; nothing was changed");
}

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

void flush(const std::string& path, int flags) {
  const Descriptor file(::open(path.c_str(), flags | O_CLOEXEC));
  // A file system that cannot flush a folder says EINVAL; there is nothing more to be done there.
  if (!file || (::fsync(file.get()) != 0 && errno != EINVAL)) raise_io(path, "flush to the disk", errno);
}

void check_room(const std::string& path, std::uint64_t needed) {
  struct statvfs disk {};
  if (::statvfs(folder_of(path).c_str(), &disk) != 0) return;
  const auto free = static_cast<std::uint64_t>(disk.f_bavail) * disk.f_frsize;
  if (free < needed)
    raise(ErrorKind::io, fmt::format("{}: the disk is full: the copy needs {} MB, {} MB are free", path, needed / 1'000'000 + 1, free / 1'000'000),
          "free some space there, or choose another disk; nothing was changed");
}

/// As well guarded as what it is a copy of, from its first byte on.
void make_empty(const std::string& part, const std::string& like) {
  struct stat st {};
  const mode_t mode = ::stat(like.c_str(), &st) == 0 ? (st.st_mode & 0777U) | 0600U : 0600U;
  const Descriptor file(::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!file) raise_io(part, "write", errno);
  if (::fchmod(file.get(), mode) != 0 && errno != EPERM) raise_io(part, "write", errno);  // EPERM: a disk that knows no modes
}

void remove_part(const std::string& part) {
  for (const char* tail : {"", "-wal", "-shm", "-journal"}) ::unlink((part + tail).c_str());
}

void copy_pages(const Connection& from, const std::string& part, const CopyHooks& hooks) {
  using Clock = std::chrono::steady_clock;
  Connection to(uri(part, ""), part, SQLITE_OPEN_READWRITE);
  to.run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -32768;");  // half a copy is thrown away, a whole one flushed once
  const auto page = static_cast<std::uint64_t>(from.integer("PRAGMA page_size"));
  PageCopy copy(to, from);
  auto told = Clock::now();
  while (copy.step(pages_a_step)) {
    if (hooks.stop && hooks.stop()) raise(ErrorKind::usage, part.substr(0, part.size() - 5) + ": stopped", "nothing was changed");
    if (!hooks.progress || Clock::now() - told < std::chrono::milliseconds(50)) continue;
    told = Clock::now();
    hooks.progress((copy.total() - copy.left()) * page, copy.total() * page);
  }
}

}  // namespace

Unplaced::Unplaced(const std::string& name) : name_(name), part_(name + ".part"), lock_(name) { remove_part(part_); }

Unplaced::~Unplaced() {
  if (!placed_) remove_part(part_);
}

FreshCopy::FreshCopy(const Connection& from, const std::string& name, const CopyHooks& hooks)
    : Unplaced(name), bytes_(static_cast<std::uint64_t>(from.integer("PRAGMA page_count") * from.integer("PRAGMA page_size"))) {
  check_room(part(), bytes_);
  make_empty(part(), from.path());
  copy_pages(from, part(), hooks);
}

void Unplaced::place(bool replace) {
  flush(part_, O_RDWR);
  int done = ::renameat2(AT_FDCWD, part_.c_str(), AT_FDCWD, name_.c_str(), replace ? 0 : RENAME_NOREPLACE);
  if (done != 0 && errno == EINVAL && ::access(name_.c_str(), F_OK) != 0)  // a file system that does not know the flag
    done = ::rename(part_.c_str(), name_.c_str());
  if (done != 0 && errno == EEXIST) raise(ErrorKind::usage, name_ + ": is there already", "choose another name; nothing was changed");
  if (done != 0) raise_io(name_, "write", errno);
  placed_ = true;
  flush(folder_of(name_), O_RDONLY | O_DIRECTORY);
}

Connection connect_to_copy(const std::string& path) {
  Connection db(uri(path, "mode=ro&immutable=1"), path, SQLITE_OPEN_READONLY);
  db.run("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768;");
  return db;
}

void check_quickly(const Connection& db) {
  const std::string found = db.text("PRAGMA quick_check(1)");
  if (found != "ok") raise(ErrorKind::case_file, fmt::format("{}: is damaged: {}", db.path(), found), "restore the case from a copy");
}

}  // namespace stemma::store
