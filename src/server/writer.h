// Who writes to the case: one at a time, in this process and others. A long import lets short work in between its files.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>
#include <optional>
#include <string>

#include "stemma/case.h"

namespace stemma::server {

class Writer {
 public:
  using Work = std::function<Result<void>(Case&)>;

  /// `identity`: of the case that was opened at `path`; another one that lies there later is not written to. Empty: not yet known.
  explicit Writer(std::string path) : path_(std::move(path)) {}
  void expect(std::string identity);

  /// Runs `work` once, on this thread or on that of whoever writes, and gives what it gives: done, and on the disk, when this returns without an
  /// error. Errors also: busy if the case is not free within `patience` (nothing has been done then, nor will be), io, case_file.
  Result<void> run(const Work& work, std::chrono::milliseconds patience);

  /// What long work gives others their turns by. It is not to hold a transaction then.
  class Turns {
   public:
    /// Whoever waits, now, on this thread.
    void let_in();
    /// Runs `work`; whoever wants to write meanwhile does so on their own thread, with the mutex that `work` is given, and `work` holds that mutex
    /// whenever it uses the case.
    void share(const std::function<void(std::mutex&)>& work);

   private:
    friend class Writer;
    Turns(Writer& writer, Case& opened) : writer_(writer), opened_(opened) {}
    Writer& writer_;
    Case& opened_;
  };
  /// As run(), for what takes long.
  Result<void> hold(const std::function<Result<void>(Case&, Turns&)>& work, std::chrono::milliseconds patience);

 private:
  struct Job {
    const Work& work;
    enum { waits, runs, done } state = waits;
    Result<void> result{};
  };
  Result<Case> open(std::unique_lock<std::mutex>& lock, std::chrono::steady_clock::time_point until);
  void serve(std::unique_lock<std::mutex>& lock, Case& opened);

  const std::string path_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::string identity_;
  bool held_ = false;
  Case* shared_ = nullptr;       // with `turn_`, while long work shares it
  std::mutex* turn_ = nullptr;
  std::size_t sharing_ = 0;      // jobs that run so
  std::list<Job*> jobs_;
};

}  // namespace stemma::server
