// A parser as a process of its own, seen from its owner.
#pragma once

#include <sys/types.h>

#include <functional>
#include <memory>
#include <string>

#include "base/input.h"
#include "ingest/confine/channel.h"
#include "ingest/confine/sandbox.h"
#include "ingest/ingest.h"

namespace stemma::ingest::confine {

/// Starts `program self parse`: fd 3 is its socket, fd 4 a pipe that ends when we do, its standard streams are /dev/null. It dies with
/// us at once, however we die; a Ctrl-C on our terminal does not reach it. One thread at a time may use a Child.
class Child {
 public:
  /// Waits until it has given up its rights. Errors: io (no process), unsupported (the program knows no `self parse`).
  static Result<std::unique_ptr<Child>> start(const std::string& program, const Limits& limits);
  ~Child();  ///< ends it

  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  const Gaps& gaps() const { return gaps_; }
  /// It waits for a job (and has not been killed since the last one).
  bool idle() const;

  struct Outcome {
    bool reusable = false;    ///< false: it has stopped, was stopped, or is worn out
    bool untouched = false;   ///< it was gone before it could begin: another child may try
    double seconds = 0;       ///< of its processor
  };
  /// Reads all documents of `input`, without id, path and sha256. What stops it becomes one error for `sink`.
  Outcome read(const Input& input, const std::string& path, const Limits& limits, const Sink& sink);

 private:
  class Watch;
  Child(pid_t pid, Descriptor socket, Descriptor life, std::uint64_t longest)
      : pid_(pid), socket_(std::move(socket)), life_(std::move(life)), inbox_(longest) {}
  enum class Wait { frame, gone, too_slow };
  Wait wait(Watch& watch, Frame& frame);
  Error stopped(const Input& input);
  bool run_errand(const std::string& payload, const Limits& limits);
  void end();

  pid_t pid_;
  Descriptor socket_, life_;
  Inbox inbox_;
  Gaps gaps_;
  int status_ = -1;  ///< of waitpid; -1: not known
};

}  // namespace stemma::ingest::confine
