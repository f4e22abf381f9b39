#include "base/input.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

#include "base/files.h"
#include "base/hash.h"

namespace stemma {
namespace {

tl::unexpected<Error> no_room(std::string_view doing, int error) {
  return fail(ErrorKind::io, fmt::format("cannot {}: {}", doing, std::strerror(error)), Error::nowhere,
              "free some space and run the same command again");
}

int nameless_file(const std::string& folder) {
  const int fd = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR)) return fd;
  std::string name = folder + "/.stemma-XXXXXX";
  const int named = ::mkostemp(name.data(), O_CLOEXEC);
  if (named >= 0) ::unlink(name.c_str());
  return named;
}

/// Copies until the end of `from`, which may have grown since it was looked at.
Result<void> copy(const std::string& path, int from, int to, std::uint64_t max_bytes) {
  std::vector<char> buffer(std::size_t{256} << 10);
  std::uint64_t total = 0;
  for (;;) {
    const ssize_t n = ::read(from, buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return tl::unexpected(file_error(path, "read", errno));
    if (n == 0) return {};
    total += static_cast<std::uint64_t>(n);
    if (total > max_bytes) return tl::unexpected(file_too_large(path, total, max_bytes));
    if (!write_all(to, {buffer.data(), static_cast<std::size_t>(n)})) return no_room(path + ": make a working copy of it", errno);
  }
}

/// The same file without the right to write. Without /proc it stays as it is: whoever gets it is held back by other means, too.
void give_up_writing(Descriptor& fd) {
  const int read_only = ::open(fmt::format("/proc/self/fd/{}", fd.get()).c_str(), O_RDONLY | O_CLOEXEC);
  if (read_only >= 0) fd.reset(read_only);
}

void seal(int fd) { ::fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL); }

}  // namespace

Input::~Input() {
  if (mapped_) ::munmap(const_cast<char*>(mapped_), size_);
}

Input::Input(Input&& o) noexcept
    : fd_(std::move(o.fd_)), mapped_(std::exchange(o.mapped_, nullptr)), size_(std::exchange(o.size_, 0)), in_memory_(o.in_memory_) {}

Input& Input::operator=(Input&& o) noexcept {
  std::swap(fd_, o.fd_);
  std::swap(mapped_, o.mapped_);
  std::swap(size_, o.size_);
  std::swap(in_memory_, o.in_memory_);
  return *this;
}

Result<Input> Input::map(Descriptor fd, bool in_memory) {
  struct stat st {};
  if (::fstat(fd.get(), &st) != 0) return no_room("look at the bytes", errno);
  Input out;
  out.in_memory_ = in_memory;
  out.size_ = static_cast<std::size_t>(st.st_size);
  if (out.size_ > 0) {
    // Private: before Linux 6.7 a sealed file cannot be mapped as shared, not even for reading.
    void* mapped = ::mmap(nullptr, out.size_, PROT_READ, MAP_PRIVATE, fd.get(), 0);
    if (mapped == MAP_FAILED) return no_room("map the bytes", errno);
    out.mapped_ = static_cast<const char*>(mapped);
  }
  out.fd_ = std::move(fd);
  return out;
}

Result<Input> Input::of_bytes(std::string_view bytes) {
  Descriptor fd(::memfd_create("stemma-input", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!fd || !write_all(fd.get(), bytes)) return no_room("copy the bytes", errno);
  seal(fd.get());
  return map(std::move(fd), true);
}

Result<Input> Input::of_file(const std::string& path, std::uint64_t max_bytes, const std::string& scratch_folder) {
  auto from = open_regular_file(path, max_bytes);
  if (!from) return tl::unexpected(std::move(from).error());
  const bool small = from->size <= copied_up_to;
  if (!small && scratch_folder.empty()) return map(std::move(from->fd), false);
  Descriptor to(small ? ::memfd_create("stemma-input", MFD_CLOEXEC | MFD_ALLOW_SEALING) : nameless_file(scratch_folder));
  if (!to) return no_room(path + ": make a working copy of it", errno);
  if (auto copied = copy(path, from->fd.get(), to.get(), max_bytes); !copied) return tl::unexpected(std::move(copied).error());
  if (small) seal(to.get());
  else give_up_writing(to);
  return map(std::move(to), small);
}

Result<Input> Input::of_descriptor(int fd) {
  Descriptor own(::fcntl(fd, F_DUPFD_CLOEXEC, 3));
  if (!own) return no_room("use the open file", errno);
  return map(std::move(own), false);
}

std::string Input::sha256() const {
  constexpr std::size_t step = std::size_t{16} << 20;
  Sha256 hash;
  for (std::size_t at = 0; at < size_; at += step) {
    hash.update(bytes().substr(at, step));
    if (size_ > step) let_go();
  }
  return hash.hex();
}

void Input::let_go() const {
  if (mapped_) ::madvise(const_cast<char*>(mapped_), size_, MADV_DONTNEED);
}

bool Input::cut_short() const {
  struct stat st {};
  return fd_ && ::fstat(fd_.get(), &st) == 0 && static_cast<std::size_t>(st.st_size) < size_;
}

}  // namespace stemma
