#include "export/folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "base/files.h"

namespace stemma::exports {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t buffer_bytes = std::size_t{256} << 10;

}  // namespace

Result<Sink> Sink::create(const std::string& path) {
  Descriptor d(::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
  if (!d) return tl::unexpected(file_error(path, "write", errno));
  return Sink(path, std::move(d));
}

void Sink::write(std::string_view bytes) {
  size_ += bytes.size();
  buffer_ += bytes;
  if (buffer_.size() >= buffer_bytes) flush();
}

void Sink::flush() {
  if (!patched_) hash_.update(buffer_);
  if (!error_ && !write_all(out_.get(), buffer_)) error_ = file_error(path_, "write", errno);
  buffer_.clear();
}

void Sink::patch(std::uint64_t at, std::string_view bytes) {
  flush();
  patched_ = true;
  while (!bytes.empty() && !error_) {
    const ssize_t n = ::pwrite(out_.get(), bytes.data(), bytes.size(), static_cast<off_t>(at));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) error_ = file_error(path_, "write", errno);
    else at += static_cast<std::uint64_t>(n), bytes.remove_prefix(static_cast<std::size_t>(n));
  }
}

Result<std::string> Sink::close() {
  flush();
  out_.reset();
  if (error_) return tl::unexpected(*error_);
  return patched_ ? std::string() : hash_.hex();
}

Result<Folder> Folder::create(const std::string& final_path) {
  std::string path = final_path;
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  struct stat st {};
  if (::lstat(path.c_str(), &st) == 0)
    return fail(ErrorKind::usage, path + " is there already", Error::nowhere, "choose another name; nothing is ever written over");
  const std::string beside = fmt::format("{}.{}.part", path, ::getpid());
  if (::mkdir(beside.c_str(), 0755) != 0) return tl::unexpected(file_error(path, "write", errno));
  return Folder(path, beside);
}

Folder::~Folder() {
  std::error_code ignored;
  if (!beside_.empty()) fs::remove_all(beside_, ignored);
}

Result<Sink> Folder::file(const std::string& name) const {
  const std::string path = path_of(name);
  std::error_code error;
  fs::create_directories(fs::path(path).parent_path(), error);
  if (error) return tl::unexpected(file_error(path, "write", error.value()));
  return Sink::create(path);
}

Result<void> Folder::keep(Sink& sink, const std::string& name, std::string rows_of, std::uint64_t rows) {
  auto hash = sink.close();
  if (!hash) return tl::unexpected(hash.error());
  files_.push_back({name, std::move(*hash), sink.size(), std::move(rows_of), rows});
  return {};
}

Result<void> Folder::write(const std::string& name, std::string_view bytes) {
  auto out = file(name);
  if (!out) return tl::unexpected(out.error());
  out->write(bytes);
  return keep(*out, name);
}

Result<void> Folder::put_in_place(const std::string& from) {
  struct stat st {};
  if (::lstat(final_.c_str(), &st) == 0)
    return fail(ErrorKind::usage, final_ + " is there already", Error::nowhere, "choose another name; nothing is ever written over");
  const Descriptor written(::open(beside_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!written || ::syncfs(written.get()) != 0) return tl::unexpected(file_error(final_, "write", errno));  // once, not for each of 10,000 texts
  if (::rename(from.c_str(), final_.c_str()) != 0) return tl::unexpected(file_error(final_, "write", errno));
  const std::string parent = fs::path(final_).has_parent_path() ? fs::path(final_).parent_path().string() : ".";
  const Descriptor d(::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (d) ::fsync(d.get());  // the name itself; a file system that cannot do it keeps the files all the same
  return {};
}

Result<void> Folder::commit() {
  if (auto done = put_in_place(beside_); !done) return done;
  beside_.clear();
  return {};
}

Result<void> Folder::commit_file(const std::string& name) { return put_in_place(path_of(name)); }

Result<void> each_piece(const std::string& path, const std::function<void(std::string_view)>& take) {
  const Descriptor in(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!in) return tl::unexpected(file_error(path, "read", errno));
  std::string buffer(buffer_bytes, '\0');
  for (;;) {
    const ssize_t n = ::read(in.get(), buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return tl::unexpected(file_error(path, "read", errno));
    if (n == 0) return {};
    take(std::string_view(buffer).substr(0, static_cast<std::size_t>(n)));
  }
}

Result<File> fingerprint(const std::string& path) {
  Sha256 hash;
  File out;
  const auto read = each_piece(path, [&](std::string_view piece) {
    hash.update(piece);
    out.bytes += piece.size();
  });
  if (!read) return tl::unexpected(read.error());
  out.sha256 = hash.hex();
  return out;
}

}  // namespace stemma::exports
