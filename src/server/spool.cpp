#include "server/spool.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <filesystem>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/files.h"
#include "base/utf8.h"

namespace stemma::server {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t longest_label = 1000;
constexpr std::string_view label_tail = ".label", part_tail = ".part", started_name = "/started";

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

}  // namespace

std::string clean_label(std::string_view sent) {
  const std::string text = to_valid_utf8(sent);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find_first_of("/\\", at), text.size());
    std::string name;
    for (const char c : text.substr(at, end - at))
      if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) name += c;
    at = end + 1;
    if (name.empty() || name == "." || name == "..") continue;
    out += (out.empty() ? "" : "/") + name;
  }
  if (out.size() > longest_label) out = out.substr(character_start(out, out.size() - longest_label));
  return out.empty() ? "file" : out;
}

Result<void> Spool::open() {
  std::error_code ec;
  const std::lock_guard lock(mutex_);
  if (!fs::is_directory(folder_, ec) || fs::is_symlink(folder_, ec)) return {};
  std::map<std::uint64_t, File> found;
  for (fs::directory_iterator it(folder_, ec), end; !ec && it != end; it.increment(ec)) {
    const std::string name = it->path().filename().string();
    std::uint64_t number = 0;
    const auto [stop, wrong] = std::from_chars(name.data(), name.data() + name.size(), number);
    if (wrong != std::errc() || stop != name.data() + name.size()) continue;
    const std::string path = it->path().string();
    auto label = read_whole_file(path + std::string(label_tail), longest_label + 16);
    std::error_code size_error;
    const auto bytes = it->file_size(size_error);
    if (label && !size_error) found.emplace(number, File{path, clean_label(*label), bytes});
  }
  if (ec) return tl::unexpected(file_error(folder_, "read", ec.value()));
  for (auto& [number, file] : found) {
    number_ = number;
    bytes_ += file.bytes;
    labels_[file.path] = file.label;
    files_.push_back(std::move(file));
  }
  started_ = !files_.empty() && fs::exists(folder_ + std::string(started_name), ec);
  return {};
}

Result<void> Spool::start() {
  if (files() == 0) return {};
  return write_whole_file(folder_ + std::string(started_name), "");
}

Spool::Incoming::~Incoming() {
  if (fd_ < 0) return;
  ::close(fd_);
  ::unlink(path_.c_str());
}

bool Spool::Incoming::write(std::string_view bytes) {
  if (!error_.empty()) return false;
  if (!write_all(fd_, bytes)) {
    error_ = file_error(path_, "write", errno).what;
    return false;
  }
  bytes_ += bytes.size();
  return true;
}

Result<std::unique_ptr<Spool::Incoming>> Spool::receive(std::string label) {
  if (::mkdir(folder_.c_str(), 0700) != 0 && errno != EEXIST) return tl::unexpected(file_error(folder_, "make", errno));
  struct stat st {};
  if (::lstat(folder_.c_str(), &st) != 0 || !S_ISDIR(st.st_mode) || st.st_uid != ::geteuid())
    return fail(ErrorKind::io, folder_ + ": cannot be written to: not a folder of yours", Error::nowhere, "move it away and try again");
  auto out = std::make_unique<Incoming>();
  out->label_ = clean_label(label);
  {
    const std::lock_guard lock(mutex_);
    out->path_ = fmt::format("{}/{:08}{}", folder_, ++number_, part_tail);
  }
  out->fd_ = ::open(out->path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (out->fd_ < 0) return tl::unexpected(file_error(out->path_, "write", errno));
  return out;
}

Result<void> Spool::keep(Incoming& in) {
  if (!in.error_.empty()) return fail(ErrorKind::io, in.error_, Error::nowhere, "free some disk space and send it again");
  const std::string path = in.path_.substr(0, in.path_.size() - part_tail.size());
  if (auto labelled = write_whole_file(path + std::string(label_tail), in.label_); !labelled) return labelled;
  if (::rename(in.path_.c_str(), path.c_str()) != 0) return tl::unexpected(file_error(path, "write", errno));
  ::close(in.fd_);
  in.fd_ = -1;
  const std::lock_guard lock(mutex_);
  bytes_ += in.bytes_;
  labels_[path] = in.label_;
  files_.push_back({path, in.label_, in.bytes_});
  return {};
}

std::vector<Spool::File> Spool::next(std::size_t most) const {
  const std::lock_guard lock(mutex_);
  return {files_.begin(), files_.begin() + static_cast<std::ptrdiff_t>(std::min(most, files_.size()))};
}

void Spool::remove(const std::vector<File>& files) {
  const std::lock_guard lock(mutex_);
  for (const File& f : files) {
    ::unlink(f.path.c_str());
    ::unlink((f.path + std::string(label_tail)).c_str());
    labels_.erase(f.path);
    if (!files_.empty() && files_.front().path == f.path) {
      bytes_ -= files_.front().bytes;
      files_.pop_front();
    }
  }
}

std::string Spool::label_of(const std::string& path) const {
  const std::lock_guard lock(mutex_);
  const auto it = labels_.find(path);
  return it == labels_.end() ? path : it->second;
}

std::uint64_t Spool::files() const {
  const std::lock_guard lock(mutex_);
  return files_.size();
}

std::uint64_t Spool::bytes() const {
  const std::lock_guard lock(mutex_);
  return bytes_;
}

void Spool::close() {
  const std::lock_guard lock(mutex_);
  if (!files_.empty()) return;
  ::unlink((folder_ + std::string(started_name)).c_str());
  std::error_code ec;
  for (fs::directory_iterator it(folder_, ec), end; !ec && it != end; it.increment(ec))
    if (const auto name = it->path().filename().string(); name.ends_with(label_tail)) ::unlink(it->path().c_str());
  ::rmdir(folder_.c_str());  // not while something is being received
  started_ = false;
}

}  // namespace stemma::server
