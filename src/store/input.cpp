#include "store/input.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

#include "base/files.h"
#include "base/hash.h"

namespace stemma::store {
namespace {

constexpr std::uint64_t in_memory_up_to = std::uint64_t{64} << 20;

struct Descriptor {
  int fd = -1;
  ~Descriptor() {
    if (fd >= 0) ::close(fd);
  }
};

tl::unexpected<Error> io(const std::string& path, std::string_view doing, int error) {
  return fail(ErrorKind::io, fmt::format("{}: cannot {}: {}", path, doing, std::strerror(error)), Error::nowhere,
              error == ENOSPC || error == EFBIG ? "free some space and run the same command again" : "check who may read it");
}

int nameless_file(const std::string& folder) {
  const int fd = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR)) return fd;
  std::string name = folder + "/.stemma-XXXXXX";
  const int named = ::mkostemp(name.data(), O_CLOEXEC);
  if (named >= 0) ::unlink(name.c_str());
  return named;
}

/// Copies `from` to `to` and hashes on the way. Gives the number of bytes, or errno and which side it came from.
Result<std::uint64_t> copy(const std::string& path, int from, int to, std::uint64_t max_bytes, Sha256& hash) {
  std::vector<char> buffer(std::size_t{1} << 20);
  std::uint64_t total = 0;
  for (;;) {
    const ssize_t n = ::read(from, buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return io(path, "read", errno);
    if (n == 0) return total;
    total += static_cast<std::uint64_t>(n);
    if (total > max_bytes) return fail(ErrorKind::over_limit, fmt::format("{}: over the limit of {} bytes for one file", path, max_bytes), max_bytes, "split it");
    hash.update({buffer.data(), static_cast<std::size_t>(n)});
    for (ssize_t at = 0; at < n;) {
      const ssize_t w = ::write(to, buffer.data() + at, static_cast<std::size_t>(n - at));
      if (w < 0 && errno == EINTR) continue;
      if (w < 0) return io(path, "make a working copy beside the case", errno);
      at += w;
    }
  }
}

}  // namespace

Snapshot::~Snapshot() {
  if (mapped_) ::munmap(const_cast<char*>(mapped_), size_);
}

Snapshot::Snapshot(Snapshot&& o) noexcept
    : small_(std::move(o.small_)), sha256_(std::move(o.sha256_)), mapped_(std::exchange(o.mapped_, nullptr)), size_(std::exchange(o.size_, 0)) {}

Snapshot& Snapshot::operator=(Snapshot&& o) noexcept {
  std::swap(small_, o.small_);
  std::swap(sha256_, o.sha256_);
  std::swap(mapped_, o.mapped_);
  std::swap(size_, o.size_);
  return *this;
}

Result<Snapshot> Snapshot::take(const std::string& path, const std::string& scratch_folder, std::uint64_t max_bytes) {
  struct stat st {};
  const bool large = ::stat(path.c_str(), &st) == 0 && S_ISREG(st.st_mode) && static_cast<std::uint64_t>(st.st_size) > in_memory_up_to &&
                     static_cast<std::uint64_t>(st.st_size) <= max_bytes;
  Snapshot out;
  if (!large) {
    auto bytes = read_whole_file(path, max_bytes);
    if (!bytes) return tl::unexpected(std::move(bytes).error());
    out.small_ = *std::move(bytes);
    out.sha256_ = sha256_hex(out.small_);
    return out;
  }
  const Descriptor from{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  if (from.fd < 0) return io(path, "open", errno);
  const Descriptor to{nameless_file(scratch_folder)};
  if (to.fd < 0) return io(path, "make a working copy beside the case", errno);
  Sha256 hash;
  const auto size = copy(path, from.fd, to.fd, max_bytes, hash);
  if (!size) return tl::unexpected(size.error());
  out.sha256_ = hash.hex();
  if (*size == 0) return out;
  void* mapped = ::mmap(nullptr, *size, PROT_READ, MAP_PRIVATE, to.fd, 0);
  if (mapped == MAP_FAILED) return io(path, "map", errno);
  out.mapped_ = static_cast<const char*>(mapped);
  out.size_ = *size;
  return out;
}

void ByteBudget::take(std::size_t number, std::uint64_t bytes) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return stopped_ || (number == next_ && (used_ == 0 || used_ + bytes <= limit_)); });
  if (number == next_) ++next_;
  used_ += bytes;
  changed_.notify_all();
}

void ByteBudget::give_back(std::uint64_t bytes) {
  const std::lock_guard lock(mutex_);
  used_ -= bytes;
  changed_.notify_all();
}

void ByteBudget::stop() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
  changed_.notify_all();
}

}  // namespace stemma::store
