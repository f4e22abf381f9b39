// A folder that is there whole or not at all: its files are written beside it and it is renamed when all of them are checked. Killed half way,
// an export leaves a folder NAME.PID.part, never one under the final name.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/descriptor.h"
#include "base/hash.h"
#include "export/outgoing.h"

namespace stemma::exports {

/// A file that is written from its start to its end, hashed on the way. After the first error the rest is passed over; close() gives it.
class Sink {
 public:
  static Result<Sink> create(const std::string& path);
  void write(std::string_view bytes);
  /// Overwrites what was written before; ends the hashing (File::sha256 has to be taken from the file). REQUIRES: inside what was written.
  void patch(std::uint64_t at, std::string_view bytes);
  std::uint64_t size() const { return size_; }
  /// Writes what is left. Gives the hash of all bytes in their order, empty after patch(). Errors: io.
  Result<std::string> close();

 private:
  Sink(std::string path, Descriptor d) : path_(std::move(path)), out_(std::move(d)) {}
  void flush();

  std::string path_;
  Descriptor out_;
  Sha256 hash_;
  std::string buffer_;
  std::uint64_t size_ = 0;
  bool patched_ = false;
  std::optional<Error> error_;
};

class Folder {
 public:
  /// Errors: usage if there is something under that name already; io.
  static Result<Folder> create(const std::string& final_path);
  Folder(Folder&& o) noexcept
      : final_(std::move(o.final_)), beside_(std::exchange(o.beside_, {})), files_(std::move(o.files_)) {}
  Folder& operator=(Folder&&) = delete;
  ~Folder();  ///< takes away what was not committed

  /// A file inside, its folders made. `name` is a plain relative path of ours.
  Result<Sink> file(const std::string& name) const;
  std::string path_of(const std::string& name) const { return beside_ + "/" + name; }
  /// Closes a file and adds it to files().
  Result<void> keep(Sink& sink, const std::string& name, std::string rows_of = {}, std::uint64_t rows = 0);
  /// A small file at once.
  Result<void> write(const std::string& name, std::string_view bytes);

  const std::vector<File>& files() const { return files_; }
  const std::string& final_path() const { return final_; }
  /// Syncs all of it to the disk; from here on it is there. Errors: io.
  Result<void> commit();
  /// The same for an export that is one file: it alone takes the final name, the rest of the folder goes.
  Result<void> commit_file(const std::string& name);

 private:
  Result<void> put_in_place(const std::string& from);
  Folder(std::string final_path, std::string beside) : final_(std::move(final_path)), beside_(std::move(beside)) {}

  std::string final_, beside_;  ///< beside_ is empty once there is nothing to take away
  std::vector<File> files_;
};

/// SHA-256 and size of a file on the disk. Errors: io.
Result<File> fingerprint(const std::string& path);
/// The bytes of a file, piece by piece. Errors: io.
Result<void> each_piece(const std::string& path, const std::function<void(std::string_view)>& take);

}  // namespace stemma::exports
