// One writer: a lock that ends with the process that holds it, however it ends.
//
// The lock is flock(2) on a file of its own beside the case ("NAME-lock"). Not on the case itself: closing any descriptor of a file
// drops all locks that SQLite holds on it in this process.
//
// Most writers are done at once (a decision, a stamp, a back-up's entry in the log), so whoever comes meanwhile waits for a second.
#pragma once

#include <string>

namespace stemma::store {

class WriterLock {
 public:
  /// Throws Failed: busy if another still writes after a second, with the number of the process that writes; io if the folder cannot be written to.
  explicit WriterLock(const std::string& case_path);
  ~WriterLock();
  WriterLock(WriterLock&& other) noexcept;
  WriterLock(const WriterLock&) = delete;
  WriterLock& operator=(const WriterLock&) = delete;

 private:
  std::string path_;
  int fd_ = -1;
};

}  // namespace stemma::store
