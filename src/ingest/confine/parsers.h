// A pool of confined parsers: bytes in, documents out, as ingest_each does it in our own process.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/input.h"
#include "ingest/confine/child.h"

namespace stemma::ingest::confine {

/// Keeps as many parsers as there were threads that read at the same time; each reads one file after the other. One that crashes, takes
/// too long or too much memory is replaced, and only the file in hand is lost. Any thread may call.
class Parsers {
 public:
  /// Starts a first one, to know at once whether `program` can. Errors: those of Child::start.
  static Result<std::unique_ptr<Parsers>> start(std::string program, const Limits& limits);

  /// Reads one file. Documents lack id, path and sha256. Returns the processor seconds of the parser.
  double read(const Input& input, const std::string& path, const Sink& sink) const;

  /// What this kernel could not take from the parsers.
  const Gaps& gaps() const { return gaps_; }

 private:
  Parsers(std::string program, const Limits& limits) : program_(std::move(program)), limits_(limits) {}
  Result<std::unique_ptr<Child>> take() const;
  void give_back(std::unique_ptr<Child> child) const;

  std::string program_;
  Limits limits_;
  Gaps gaps_;
  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<Child>> idle_;
};

}  // namespace stemma::ingest::confine
