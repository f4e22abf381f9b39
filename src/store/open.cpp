#include "store/open.h"

#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "store/custody.h"

namespace stemma::store {

std::string uri(const std::string& path, std::string_view query) {
  std::string out = path.starts_with('/') ? "file://" : "file:";
  for (const char c : path) {  // '?', '#' and '%' would be taken for the URI's own
    if (c == '?' || c == '#' || c == '%') out += fmt::format("%{:02x}", static_cast<unsigned char>(c));
    else out += c;
  }
  if (!query.empty()) out.append("?").append(query);
  return out;
}

std::string real_path(const std::string& path) {
  char* real = ::realpath(path.c_str(), nullptr);
  if (!real) return path;
  std::string out(real);
  std::free(real);
  return out;
}

namespace {

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

std::optional<std::uint64_t> size_of(const std::string& path) {
  struct stat st {};
  if (::stat(path.c_str(), &st) != 0) return std::nullopt;
  return static_cast<std::uint64_t>(st.st_size);
}

bool on_network(const std::string& path) {
  struct statfs fs {};
  return ::statfs(folder_of(path).c_str(), &fs) == 0 && is_network_file_system(static_cast<long>(fs.f_type));
}

void check_kind(const std::string& path, Case::Mode mode) {
  struct stat st {};
  if (::stat(path.c_str(), &st) != 0) {
    if (errno == ENOENT && mode == Case::Mode::create) return;
    if (errno == ENOENT) raise(ErrorKind::io, path + ": no such case", fmt::format("check the path, or make it with: stemma add {} FOLDER", path));
    raise(ErrorKind::io, fmt::format("{}: cannot be opened: {}", path, std::strerror(errno)), "check the path and who may read it");
  }
  if (S_ISDIR(st.st_mode)) raise(ErrorKind::case_file, path + ": a folder, not a case", "name a file, such as " + path + "/my.stemma");
  if (!S_ISREG(st.st_mode)) raise(ErrorKind::case_file, path + ": not a regular file", "name a *.stemma file");
}

void common_settings(Connection& db) {
  // trusted_schema, cell_size_check: a case may come from anyone. temp_store: no piece of a text may land in /tmp.
  db.run("PRAGMA busy_timeout = 10000; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;"
         "PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON; PRAGMA cache_size = -32768;");
}

/// Asks SQLite to look at the file, which opening alone does not.
void touch(const Connection& db) { (void)db.integer("PRAGMA schema_version"); }

Connection connect_to_read(const std::string& path) {
  try {
    // Read-write, so that what a killed writer left in the log can be taken over; query_only keeps us from more.
    Connection db(uri(path, on_network(path) ? "mode=ro" : ""), path, SQLITE_OPEN_READWRITE);
    common_settings(db);
    db.run("PRAGMA query_only = ON;");
    touch(db);
    return db;
  } catch (const Failed& failed) {
    // A folder where no -shm file can be made: without a pending log the file alone is the whole case. Whoever may write there and
    // begins to while we read makes us see a damage that is none; reading again helps.
    if (failed.error.kind != ErrorKind::io || size_of(path + "-wal").value_or(0) != 0) throw;
  }
  Connection db(uri(path, "mode=ro&immutable=1"), path, SQLITE_OPEN_READONLY);
  common_settings(db);
  touch(db);
  return db;
}

Connection connect_to_write(const std::string& path, bool create) {
  Connection db(uri(path, ""), path, SQLITE_OPEN_READWRITE | (create ? SQLITE_OPEN_CREATE : 0));
  common_settings(db);
  touch(db);
  if (db.readonly())
    raise(ErrorKind::io, path + ": the case cannot be written to", "give yourself permission, or copy it to a place that can be written to");
  return db;
}

void keep_log(Connection& db) {
  // FULL: an entry that was reported as stored is on the disk, also after a power cut. Costs one fsync a file.
  if (db.text("PRAGMA journal_mode = WAL") != "wal")
    raise(ErrorKind::io, db.path() + ": no write-ahead log can be kept here", "put the case on a local disk");
  db.run("PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864;");
}

/// SQLite takes a file of a few bytes for an empty database; its size tells. A creation that was killed leaves an empty file.
bool is_empty(const Connection& db) { return db.integer("PRAGMA page_count") == 0 && size_of(db.path()) == 0U; }

/// Throws unless the file is a case that this program may open. Gives its schema version.
std::uint32_t check_case(const Connection& db, const Schema& schema) {
  const std::string& path = db.path();
  if (is_empty(db)) raise(ErrorKind::case_file, path + ": empty, no case", "make one with: stemma add " + path + " FOLDER");
  if (db.integer("PRAGMA page_count") == 0) raise(ErrorKind::case_file, path + ": not a Stemma case", "name a *.stemma file");
  const auto id = static_cast<std::uint32_t>(db.integer("PRAGMA application_id"));
  if (id != application_id)
    raise(ErrorKind::case_file, fmt::format("{}: a database of another program (application id {:#x}), not a Stemma case", path, id),
          "name a *.stemma file");
  const auto whole = static_cast<std::uint64_t>(db.integer("PRAGMA page_count") * db.integer("PRAGMA page_size"));
  const auto there = size_of(path).value_or(0);
  if (there < whole && size_of(path + "-wal").value_or(0) == 0)
    raise(ErrorKind::case_file, fmt::format("{}: cut short, {} bytes of {} are there", path, there, whole), "restore it from a copy");
  const std::uint32_t version = version_of(db);
  const auto stated = db.text("SELECT value FROM meta WHERE key = 'oldest_schema'");
  const unsigned long oldest = std::strtoul(stated.c_str(), nullptr, 10);
  if (version == 0 || oldest == 0) raise(ErrorKind::case_file, path + ": the case is damaged: it names no schema version", "restore it from a copy");
  if (oldest > schema.version)
    throw NewerCase{{Error{ErrorKind::case_file, fmt::format("{}: written by a newer Stemma (schema {}, readable from {} on; this program knows {})", path,
                                                             version, oldest, schema.version), Error::nowhere, "update Stemma"}}};
  return version;
}

/// A sealed copy beside the case, and what the log takes of it.
bool has_room_to_seal(const std::string& path) {
  struct statvfs disk {};
  return ::statvfs(folder_of(path).c_str(), &disk) == 0 && disk.f_bavail * disk.f_frsize > size_of(path).value_or(0) / 2 * 5;
}

/// Gives every page of a case from before schema 7 a checksum. In one transaction: killed at any moment, the case has all or none.
void seal(Connection& db, std::uint32_t version) {
  const std::string part = fmt::format("{}.before-v{}.sealed", db.path(), version);  // named as `add` passes copies over
  std::remove(part.c_str());
  db.seal_pages();
  db.prepare("VACUUM INTO ?1").with(part).run();
  db.become(Connection(uri(part, ""), part, SQLITE_OPEN_READONLY));
  std::remove(part.c_str());
}

Database open_to_write(const std::string& path, bool create, const Schema& schema) {
  if (on_network(path))
    raise(ErrorKind::io, path + ": on a network file system, where two writers cannot be kept apart", "put the case on a local disk");
  WriterLock lock(path);
  Connection db = connect_to_write(path, create);
  if (create && is_empty(db)) {
    db.seal_pages();
    create_tables(db, schema);
    keep_log(db);
    Transaction transaction(db);
    append_custody(db, "created", "case", fmt::format(R"({{"program":"stemma {}","schema":{}}})", STEMMA_VERSION, schema.version));
    transaction.commit();
  }
  std::uint32_t version = check_case(db, schema);
  keep_log(db);
  if (version < schema.version) {
    upgrade(db, schema);
    version = schema.version;
  }
  if (!db.pages_sealed() && has_room_to_seal(path)) {
    seal(db, version);
    { const Connection closed = std::move(db); }
    db = connect_to_write(path, false);
    keep_log(db);
  }
  return Database{std::move(lock), std::move(db), version};
}

}  // namespace

bool is_network_file_system(long type) {
  // statfs(2): NFS, SMB, CIFS, SMB2, AFS, Coda, NCP, Ceph. Not 9p and FUSE: containers and local disks come through those too.
  static constexpr std::array<unsigned long, 8> known = {0x6969, 0x517B, 0xFF534D42, 0xFE534D42, 0x5346414F, 0x73757245, 0x564C, 0x00C36400};
  return std::find(known.begin(), known.end(), static_cast<unsigned long>(type) & 0xFFFFFFFFUL) != known.end();
}

Connection open_damaged(const std::string& given, const Schema& schema) {
  const std::string path = real_path(given);
  Connection db(uri(path, "mode=ro&immutable=1"), path, SQLITE_OPEN_READONLY);
  common_settings(db);
  touch(db);
  const std::uint32_t version = version_of(db);
  const auto stated = guarded([&] { return db.text("SELECT value FROM meta WHERE key = 'oldest_schema'"); });
  // One changed byte can make either number large, not both.
  if (version > schema.version && stated && std::strtoul(stated->c_str(), nullptr, 10) > schema.version) (void)check_case(db, schema);
  return db;
}

Database open_database(const std::string& given, Case::Mode mode, const Schema& schema) {
  check_kind(given, mode);
  const std::string path = real_path(given);  // so that two names of one case meet at one lock
  if (mode != Case::Mode::read) return open_to_write(path, mode == Case::Mode::create, schema);
  Connection db = connect_to_read(path);
  std::uint32_t version = check_case(db, schema);
  if (version < schema.version) {
    { const Connection closed = std::move(db); }
    try {
      (void)open_to_write(path, false, schema);
    } catch (Failed& failed) {
      failed.error.what += fmt::format(" (schema {} has to be upgraded to {} once)", version, schema.version);
      throw;
    }
    Connection again = connect_to_read(path);
    return Database{std::nullopt, std::move(again), schema.version};
  }
  return Database{std::nullopt, std::move(db), version};
}

Database open_unchanged(const std::string& given, const Schema& schema) {
  check_kind(given, Case::Mode::read);
  Connection db = connect_to_read(real_path(given));
  const std::uint32_t version = check_case(db, schema);
  return Database{std::nullopt, std::move(db), version};
}

Database open_private_copy(const std::string& path, const Schema& schema) {
  Connection db = connect_to_write(path, false);
  std::uint32_t version = check_case(db, schema);
  keep_log(db);
  if (version < schema.version) {
    upgrade_in_place(db, schema);
    version = schema.version;
  }
  return Database{std::nullopt, std::move(db), version};
}

}  // namespace stemma::store
