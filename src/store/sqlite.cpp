#include "store/sqlite.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cerrno>
#include <cstring>

#include "store/page_seal.h"
#include "store/tokenizer.h"

namespace stemma::store {
namespace {

[[noreturn]] void raise_sqlite(sqlite3* db, const std::string& path, int code) {
  const int system_error = db ? sqlite3_system_errno(db) : 0;
  const std::string detail = db ? sqlite3_errmsg(db) : sqlite3_errstr(code);
  switch (code & 0xff) {
    case SQLITE_BUSY: case SQLITE_LOCKED:
      raise(ErrorKind::busy, path + ": another program holds the case", "try again when it is done");
    case SQLITE_FULL:
      raise(ErrorKind::io, path + ": the disk is full", "free some space and run the same command again; what is stored stays stored");
    case SQLITE_IOERR:
      if (system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG)
        raise(ErrorKind::io, fmt::format("{}: no room to write: {}", path, std::strerror(system_error)),
              "free some space and run the same command again; what is stored stays stored");
      raise(ErrorKind::io, fmt::format("{}: cannot read or write: {}", path, system_error ? std::strerror(system_error) : detail),
            "check the disk, then run the same command again");
    case SQLITE_READONLY: case SQLITE_PERM:
      raise(ErrorKind::io, path + ": the case or its folder cannot be written to", "copy the case to a place that can be written to");
    case SQLITE_CANTOPEN:
      raise(ErrorKind::io, fmt::format("{}: cannot open: {}", path, system_error ? std::strerror(system_error) : detail),
            "check the path and who may read it");
    case SQLITE_CORRUPT:
      raise(ErrorKind::case_file, fmt::format("{}: the case is damaged: {}", path, detail), "restore it from a copy");
    case SQLITE_NOTADB:
      raise(ErrorKind::case_file, path + ": not a Stemma case", "give the path of a case made by stemma add");
    case SQLITE_NOMEM: throw std::bad_alloc();
    default: raise(ErrorKind::internal, fmt::format("{}: {} (SQLite {})", path, detail, code), "please report this");
  }
}

[[noreturn]] void raise_sqlite(sqlite3_stmt* statement, int code) {
  sqlite3* db = sqlite3_db_handle(statement);
  const char* path = sqlite3_db_filename(db, "main");
  raise_sqlite(db, path && *path ? path : "case", code);
}

}  // namespace

Statement::Statement(sqlite3* db, std::string_view sql) {
  const int code = sqlite3_prepare_v2(db, sql.data(), static_cast<int>(sql.size()), &statement_, nullptr);
  if (code != SQLITE_OK) {
    const char* path = sqlite3_db_filename(db, "main");
    raise_sqlite(db, path && *path ? path : "case", code);
  }
}

Statement::~Statement() { sqlite3_finalize(statement_); }

void Statement::reset() {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

void Statement::bind(int n, std::int64_t value) {
  if (const int code = sqlite3_bind_int64(statement_, n, value)) raise_sqlite(statement_, code);
}
void Statement::bind(int n, double value) {
  if (const int code = sqlite3_bind_double(statement_, n, value)) raise_sqlite(statement_, code);
}
void Statement::bind(int n, std::string_view value) {
  // A null pointer would bind NULL, and an empty view may hold one.
  if (const int code = sqlite3_bind_text64(statement_, n, value.data() ? value.data() : "", value.size(), SQLITE_TRANSIENT, SQLITE_UTF8))
    raise_sqlite(statement_, code);
}
void Statement::bind(int n, Blob value) {
  if (const int code = sqlite3_bind_blob64(statement_, n, value.bytes.data() ? value.bytes.data() : "", value.bytes.size(), SQLITE_STATIC))
    raise_sqlite(statement_, code);
}
void Statement::bind(int n, std::nullptr_t) {
  if (const int code = sqlite3_bind_null(statement_, n)) raise_sqlite(statement_, code);
}

bool Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) {
    sqlite3_reset(statement_);
    return false;
  }
  sqlite3_reset(statement_);
  raise_sqlite(statement_, code);
}

void Statement::run() {
  while (step()) {
  }
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_, column); }
double Statement::real(int column) const { return sqlite3_column_double(statement_, column); }
std::string_view Statement::bytes(int column) const {
  const void* data = sqlite3_column_blob(statement_, column);
  const int size = sqlite3_column_bytes(statement_, column);
  return data ? std::string_view(static_cast<const char*>(data), static_cast<std::size_t>(size)) : std::string_view();
}
bool Statement::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

Connection::Connection(const std::string& target, std::string path, int flags) : path_(std::move(path)) {
  const int code = sqlite3_open_v2(target.c_str(), &db_, flags | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE, sealing_vfs());
  try {
    if (code != SQLITE_OK) raise_sqlite(db_, path_, code);
    add_tokenizer(db_);
  } catch (...) {
    sqlite3_close_v2(std::exchange(db_, nullptr));
    throw;
  }
}

Connection::~Connection() { sqlite3_close_v2(db_); }

void Connection::run(std::string_view sql) {
  const int code = sqlite3_exec(db_, std::string(sql).c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) raise_sqlite(db_, path_, code);
}

std::int64_t Connection::integer(std::string_view sql) const {
  auto statement = prepare(sql);
  return statement.step() ? statement.integer(0) : 0;
}

std::string Connection::text(std::string_view sql) const {
  auto statement = prepare(sql);
  return statement.step() ? statement.text(0) : std::string();
}

std::int64_t Connection::last_id() const { return sqlite3_last_insert_rowid(db_); }
bool Connection::pages_sealed() const {
  int reserved = -1;
  return sqlite3_file_control(db_, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserved) == SQLITE_OK && reserved == static_cast<int>(seal_bytes);
}

void Connection::seal_pages() {
  int reserved = static_cast<int>(seal_bytes);
  if (const int code = sqlite3_file_control(db_, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserved)) raise_sqlite(db_, path_, code);
}

void Connection::become(const Connection& other) {
  sqlite3_backup* copy = sqlite3_backup_init(db_, "main", other.db_, "main");
  if (copy == nullptr) raise_sqlite(db_, path_, sqlite3_errcode(db_));
  sqlite3_backup_step(copy, -1);
  if (const int code = sqlite3_backup_finish(copy)) raise_sqlite(db_, path_, code);
}

bool Connection::readonly() const { return sqlite3_db_readonly(db_, "main") == 1; }

PageCopy::PageCopy(Connection& to, const Connection& from) : to_(to), copy_(sqlite3_backup_init(to.db_, "main", from.db_, "main")) {
  if (!copy_) raise_sqlite(to.db_, to.path_, sqlite3_extended_errcode(to.db_));
}

PageCopy::~PageCopy() { sqlite3_backup_finish(copy_); }

bool PageCopy::step(int pages) {
  const int code = sqlite3_backup_step(copy_, pages);
  if (code == SQLITE_DONE) return false;
  if (code == SQLITE_OK) return true;
  sqlite3_backup_finish(std::exchange(copy_, nullptr));  // leaves the message with the connection that is written to
  raise_sqlite(to_.db_, to_.path_, code);
}

std::uint64_t PageCopy::total() const { return static_cast<std::uint64_t>(sqlite3_backup_pagecount(copy_)); }
std::uint64_t PageCopy::left() const { return static_cast<std::uint64_t>(sqlite3_backup_remaining(copy_)); }

Transaction::Transaction(const Connection& db, const char* how) : db_(db) { db_.prepare(std::string("BEGIN ") + how).run(); }

Transaction::~Transaction() {
  if (!open_) return;
  try {
    db_.prepare("ROLLBACK").run();
  } catch (...) {
    // SQLite has rolled back by itself (a full disk, for one): there is nothing left to undo.
  }
}

void Transaction::commit() {
  db_.prepare("COMMIT").run();
  open_ = false;
}

}  // namespace stemma::store
