// A copy of a case file that is whole or is not there: made beside, flushed to the disk, then given its name.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "store/lock.h"
#include "store/sqlite.h"

namespace stemma::store {

struct CopyHooks {
  std::function<void(std::uint64_t done, std::uint64_t total)> progress{};  ///< in bytes; about twenty times a second
  std::function<bool()> stop{};                                              ///< true: give up, and leave nothing behind
};

/// A case file in the making, "NAME.part". Unless place() is reached it goes with the object; what a killed program left of it goes with the
/// next one of that name.
class Unplaced {
 public:
  /// Nothing is at part() yet. Throws Failed: busy while another program makes the same file; io.
  explicit Unplaced(const std::string& name);
  ~Unplaced();
  Unplaced(const Unplaced&) = delete;
  Unplaced& operator=(const Unplaced&) = delete;

  /// Where it lies until it is placed. No connection to it may be open when it is.
  const std::string& part() const { return part_; }
  /// Gives it its name, once it is on the disk. Throws Failed: usage if the name is taken and not to be replaced; io.
  void place(bool replace);

 private:
  std::string name_, part_;
  WriterLock lock_;
  bool placed_ = false;
};

/// The pages of `from` as they are at one moment. Others may read and write `from` meanwhile: they never wait for the copy, nor it for them; all
/// it costs them is that the log grows until it is done.
class FreshCopy : public Unplaced {
 public:
  /// Throws Failed: as Unplaced; io (no room, with how much is needed), usage if it was stopped.
  /// REQUIRES: a transaction on `from` in which something was read, so that the copy is of that view.
  FreshCopy(const Connection& from, const std::string& name, const CopyHooks& hooks = {});
  std::uint64_t bytes() const { return bytes_; }

 private:
  std::uint64_t bytes_ = 0;
};

/// A connection to a copy that nothing changes: makes no file beside it.
Connection connect_to_copy(const std::string& path);

/// Throws Failed (case_file) unless SQLite finds the file whole (PRAGMA quick_check).
void check_quickly(const Connection& db);

}  // namespace stemma::store
