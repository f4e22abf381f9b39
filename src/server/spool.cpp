#include "server/spool.h"

#include <fcntl.h>
#include <sys/file.h>
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

}  // namespace

std::string clean_label(std::string_view sent) {
  const std::string text = to_valid_utf8(sent);
  std::string out;
  for (const auto piece : split(text, "/\\")) {
    std::string name;
    for (const char c : piece)
      if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) name += c;
    if (name.empty() || name == "." || name == "..") continue;
    out += (out.empty() ? "" : "/") + name;
  }
  // What is left of a cut name may be "..", or begin with a slash.
  if (out.size() > longest_label) return clean_label(std::string_view(out).substr(character_start(out, out.size() - longest_label)));
  return out.empty() ? "file" : out;
}

std::string Spool::name(int n) const { return n == 1 ? base_ : base_ + "-" + std::to_string(n); }

namespace {

/// The folder, if it is one of ours and no other server has it; an empty descriptor otherwise.
Descriptor locked(const std::string& folder) {
  Descriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW));
  struct stat st {}, named {};
  if (!fd || ::fstat(fd.get(), &st) != 0 || st.st_uid != ::geteuid() || ::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) return Descriptor();
  // Whoever had it may have taken it away meanwhile.
  if (::lstat(folder.c_str(), &named) != 0 || named.st_ino != st.st_ino || named.st_dev != st.st_dev) return Descriptor();
  return fd;
}

}  // namespace

/// Makes a folder of our own, unless there is one.
Result<void> Spool::claim_locked() {
  if (lock_) return {};
  int error = EEXIST;
  for (int n = 1; n <= most_folders; ++n) {
    const std::string folder = name(n);
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) {
      error = errno;
      break;
    }
    if (Descriptor fd = locked(folder)) {
      folder_ = folder;
      lock_ = std::move(fd);
      return {};
    }
  }
  return tl::unexpected(file_error(base_, "make", error));
}

Result<void> Spool::open() {
  const std::lock_guard lock(mutex_);
  for (int n = 1; n <= most_folders && files_.empty(); ++n) {
    lock_ = locked(name(n));
    if (!lock_) continue;
    folder_ = name(n);
    if (auto loaded = load_locked(); !loaded) return loaded;
  }
  return {};
}

Result<void> Spool::load_locked() {
  std::error_code ec;
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
  const std::lock_guard lock(mutex_);
  if (files_.empty()) return {};
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
  auto out = std::make_unique<Incoming>();
  out->label_ = clean_label(label);
  {
    const std::lock_guard lock(mutex_);
    if (auto claimed = claim_locked(); !claimed) return tl::unexpected(claimed.error());
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
  if (!files_.empty() || !lock_) return;
  ::unlink((folder_ + std::string(started_name)).c_str());
  std::error_code ec;
  for (fs::directory_iterator it(folder_, ec), end; !ec && it != end; it.increment(ec))
    if (const auto name = it->path().filename().string(); name.ends_with(label_tail)) ::unlink(it->path().c_str());
  started_ = false;
  if (::rmdir(folder_.c_str()) == 0) lock_.reset();  // not while something is being received
}

}  // namespace stemma::server
