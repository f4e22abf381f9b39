// The writing half of add(): one file with all that was read in it becomes one transaction.
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "stemma/case.h"
#include "store/input.h"
#include "store/originals.h"
#include "store/readings.h"
#include "store/sqlite.h"

namespace stemma::store {

/// One file, read, or ready to be. `readings` is empty if nothing had to be read: its bytes are in the case, read by this very reader.
struct FileRead {
  std::string path;
  std::uint64_t budget = 0;  ///< bytes held of the ByteBudget
  std::uint64_t bytes = 0;
  Snapshot snapshot;          ///< its bytes are gone once packed and read
  std::vector<Piece> pieces;  ///< empty: to be packed from the snapshot
  std::optional<Error> unreadable;  ///< the bytes could not be had
  bool was_read = false;
  std::function<void(const FileRead&, const Reader::Take&)> later;  ///< set: its documents are still to be read, as they are stored
  std::vector<Reading> readings;
  std::vector<std::string> digests;  ///< of each document, in order
  std::vector<Error> errors;         ///< parts that could not be read

  /// Notes the digest of a document or the error, and gives the reading back if it can be stored.
  std::optional<Reading> check(Result<Reading>&& reading);
  std::string digest() const;  ///< over all that was read
};

/// The reading that the case has of an original, as far as it decides whether to read again.
struct Known {
  std::int64_t original = 0;
  std::string path;    ///< that it was read as; empty: not read yet
  std::string reader, digest;
  bool clean = false;  ///< without failures
};

class FileWriter {
 public:
  /// `from`, `how`: from whom the files were received and on what way, for the custody log; may be empty.
  FileWriter(Connection& db, std::string reader_version, std::string from, std::string how);

  /// What the case has of these bytes; `original` is 0 if it has none. May be called from any thread.
  Known look_up(const std::string& sha256) const;
  /// Unread, read by another reader, an earlier failure, or a path that comes before the known one.
  bool needs_reading(const Known& known, const std::string& path) const;

  struct Outcome {
    std::uint64_t documents = 0, attributions = 0;  ///< stored now
    bool added = false;                             ///< its reading was stored now
    std::vector<Failure> failures;
    std::vector<Warning> warnings;
  };
  /// REQUIRES: one thread. Throws Failed; the file then left no trace.
  Outcome store(FileRead&& file);

 private:
  void store_unreadable(const FileRead& file, Outcome& out);
  void store_reading(FileRead& file, const Known& known, Outcome& out);
  bool replaces(const FileRead& file, const Known& known, Outcome& out) const;
  void add_document(const FileRead& file, const Known& known, const Reading& reading, Outcome& out);
  void read_and_store(FileRead& file, const Known& known, Outcome& out);

  Connection& db_;
  std::string reader_version_, from_, how_;
  ReadingWriter readings_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Known> known_;
};

}  // namespace stemma::store
