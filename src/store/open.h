// Opening a case file: is it ours, is it whole, may we write, is anybody else writing?
#pragma once

#include <optional>
#include <string>

#include "stemma/case.h"
#include "store/lock.h"
#include "store/sqlite.h"
#include "store/tables.h"

namespace stemma::store {

struct Database {
  std::optional<WriterLock> lock;  // before `db`: it must outlive the connection
  Connection db;
  std::uint32_t version = 0;
};

/// Errors (Failed) as in Case::open. An older file is upgraded, also when it is opened for reading.
/// Readers never wait for a writer; a writer that finds another one is refused at once.
Database open_database(const std::string& path, Case::Mode mode, const Schema& schema);

/// A case that is known to be damaged: nothing is upgraded, taken over or written, and no doubt keeps it from being opened except that it is no
/// database at all (Failed), or of a newer program (NewerCase).
Connection open_damaged(const std::string& path, const Schema& schema);

struct NewerCase : Failed {};

/// Whether a statfs(2) type is a network file system, whose locks and shared memory SQLite cannot rely on.
bool is_network_file_system(long type);

}  // namespace stemma::store
