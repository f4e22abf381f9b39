// Opening a case file: is it ours, is it whole, may we write, is anybody else writing?
#pragma once

#include <optional>
#include <string>
#include <string_view>

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

/// Opens for reading what is there, of whatever schema this program knows, and upgrades nothing: for copies that must stay as they are.
/// Errors as open_database.
Database open_unchanged(const std::string& path, const Schema& schema);

/// Opens for writing a copy that nobody else knows of yet, without a lock, and brings it to `schema` without keeping a copy of the copy.
Database open_private_copy(const std::string& path, const Schema& schema);

/// A file: URI for SQLite.
std::string uri(const std::string& path, std::string_view query);

/// Through symbolic links; the path itself if it names nothing yet.
std::string real_path(const std::string& path);

/// Whether a statfs(2) type is a network file system, whose locks and shared memory SQLite cannot rely on.
bool is_network_file_system(long type);

}  // namespace stemma::store
