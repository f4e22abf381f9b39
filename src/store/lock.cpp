#include "store/lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>
#include <utility>

#include "store/sqlite.h"

namespace stemma::store {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto patience = std::chrono::seconds(1);
constexpr auto between_tries = std::chrono::milliseconds(5);

std::string holder(int fd) {
  char buffer[24] = {};
  const ssize_t n = ::pread(fd, buffer, sizeof buffer - 1, 0);
  std::string digits;
  for (ssize_t i = 0; i < n && buffer[i] >= '0' && buffer[i] <= '9'; ++i) digits += buffer[i];
  return digits.empty() ? "another stemma" : fmt::format("another stemma (process {})", digits);
}

/// Whether `path` still names the file behind `fd`: a writer that ends removes its lock file.
bool still_named(int fd, const std::string& path) {
  struct stat ours {}, named {};
  return ::fstat(fd, &ours) == 0 && ::stat(path.c_str(), &named) == 0 && ours.st_ino == named.st_ino && ours.st_dev == named.st_dev;
}

}  // namespace

WriterLock::WriterLock(const std::string& case_path) : path_(case_path + "-lock") {
  const auto until = Clock::now() + patience;
  for (;;) {
    fd_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (fd_ < 0)
      raise(ErrorKind::io, fmt::format("{}: the case or its folder cannot be written to: {}", case_path, std::strerror(errno)),
            "choose a folder that can be written to, or give yourself permission");
    if (::flock(fd_, LOCK_EX | LOCK_NB) != 0) {
      const int error = errno;
      const std::string who = holder(fd_);
      ::close(std::exchange(fd_, -1));
      if (error == EWOULDBLOCK && Clock::now() < until) {
        std::this_thread::sleep_for(between_tries);  // flock(2) cannot wait for a set time
        continue;
      }
      if (error == EWOULDBLOCK)
        raise(ErrorKind::busy, fmt::format("{}: {} is writing to the case", case_path, who), "wait until it is done, or stop it");
      raise(ErrorKind::io, fmt::format("{}: cannot be locked: {}", case_path, std::strerror(error)), "put the case on a local disk");
    }
    if (still_named(fd_, path_)) break;
    ::close(std::exchange(fd_, -1));
  }
  const std::string pid = fmt::format("{}\n", ::getpid());
  // The number only serves the message of a second writer: on a full disk it is left out.
  if (::ftruncate(fd_, 0) != 0 || ::pwrite(fd_, pid.data(), pid.size(), 0) < 0) (void)::ftruncate(fd_, 0);
}

WriterLock::~WriterLock() {
  if (fd_ < 0) return;
  ::unlink(path_.c_str());  // before the lock goes: whoever waits sees that the name is gone and makes a new file
  ::close(fd_);
}

WriterLock::WriterLock(WriterLock&& other) noexcept : path_(std::move(other.path_)), fd_(std::exchange(other.fd_, -1)) {}

}  // namespace stemma::store
