// Files on their way into a case: read once, hashed, and what was hashed is what is read and stored.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>

#include "base/input.h"
#include "stemma/result.h"

namespace stemma::store {

/// The bytes of a file as they were at one moment. Up to 64 MiB in memory; a larger file is copied to a nameless file in
/// `scratch_folder` and mapped, so that neither its size nor a program that cuts it short meanwhile can bring us down.
struct Snapshot {
  Input input;
  std::string sha256;

  /// Errors: io, over_limit beyond `max_bytes`, unsupported for pipes and the like.
  static Result<Snapshot> take(const std::string& path, const std::string& scratch_folder, std::uint64_t max_bytes);
};

/// Keeps the bytes in hand below a limit. Jobs get their share in the order of their numbers, so the one that is waited for
/// never waits for those behind it; one that is larger than the limit goes alone.
class ByteBudget {
 public:
  explicit ByteBudget(std::uint64_t limit) : limit_(limit) {}
  /// Waits. Each number from 0 on must be taken once, and given back once it is done with.
  void take(std::size_t number, std::uint64_t bytes);
  void give_back(std::uint64_t bytes);
  void stop();  ///< nobody waits any more

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t limit_, used_ = 0;
  std::size_t next_ = 0;
  bool stopped_ = false;
};

}  // namespace stemma::store
