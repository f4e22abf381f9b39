// Files on their way in: kept beside the case, in a folder that only its owner may look into, until they are read. What a sender calls a file is
// a label and never a path: files are numbered. The folder outlives the server, so that a job goes on where it was stopped.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/descriptor.h"
#include "server/http/message.h"
#include "stemma/result.h"

namespace stemma::server {

/// A label fit to be kept: valid UTF-8, no control characters, no empty names and none of dots; "file" if nothing is left. At most 1,000 bytes.
std::string clean_label(std::string_view sent);

class Spool {
 public:
  struct File {
    std::string path, label;
    std::uint64_t bytes = 0;
  };
  explicit Spool(const std::string& case_path) : base_(case_path + "-import") {}

  /// Takes up what an earlier server left. Errors: io.
  Result<void> open();
  bool started_before() const { return started_; }  ///< what was left was to be read
  /// From now on what is there is to be read, also by a later server.
  Result<void> start();

  /// A file that is being received; it counts once kept() has been called, and leaves no trace otherwise.
  class Incoming : public BodySink {
   public:
    ~Incoming() override;
    bool write(std::string_view bytes) override;
    const std::string& error() const { return error_; }  ///< why write() was false: the system's words

   private:
    friend class Spool;
    int fd_ = -1;
    std::string path_, label_, error_;
    std::uint64_t bytes_ = 0;
  };
  /// Errors: io (a full disk, a folder that cannot be written to).
  Result<std::unique_ptr<Incoming>> receive(std::string label);
  Result<void> keep(Incoming& incoming);

  /// The next files to be read, at most `most`, in the order in which they came.
  std::vector<File> next(std::size_t most) const;
  /// They have been read: their bytes are in the case.
  void remove(const std::vector<File>& files);
  std::string label_of(const std::string& path) const;
  std::uint64_t files() const;
  std::uint64_t bytes() const;
  /// Nothing is left: takes the folder away.
  void close();

 private:
  static constexpr int most_folders = 16;
  std::string name(int n) const;
  Result<void> claim_locked();
  Result<void> load_locked();

  const std::string base_;
  mutable std::mutex mutex_;
  std::string folder_;  // ours while lock_ holds: several servers of one case have a folder each
  Descriptor lock_;
  std::deque<File> files_;
  std::unordered_map<std::string, std::string> labels_;
  std::uint64_t number_ = 0, bytes_ = 0;
  bool started_ = false;
};

}  // namespace stemma::server
