// The SQLite C API behind two small classes that own what they open.
//
// Inside store/ failures travel as one exception type, Failed, because nearly every line can fail; guarded() stands at every public
// function and turns them into Error values. Nothing else is thrown, and nothing passes it.
#pragma once

#include <cstdint>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "stemma/result.h"

struct sqlite3;
struct sqlite3_backup;
struct sqlite3_stmt;

namespace stemma::store {

struct Failed {
  Error error;
};

[[noreturn]] inline void raise(ErrorKind kind, std::string what, std::string next = {}) {
  throw Failed{Error{kind, std::move(what), Error::nowhere, std::move(next)}};
}

template <class T>
T must(Result<T>&& result) {
  if (!result) throw Failed{std::move(result).error()};
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

/// Runs `body` and gives what it returns, or its failure as an Error.
template <class Body>
auto guarded(Body&& body) -> Result<decltype(body())> {
  try {
    if constexpr (std::is_void_v<decltype(body())>) {
      body();
      return {};
    } else {
      return body();
    }
  } catch (const Failed& failed) {
    return tl::unexpected(failed.error);
  } catch (const std::bad_alloc&) {
    return fail(ErrorKind::over_limit, "not enough memory", Error::nowhere, "close other programs, or split the case");
  } catch (const std::exception& e) {
    return fail(ErrorKind::internal, e.what());
  }
}

/// Bytes that are no text.
struct Blob {
  std::string_view bytes;
};

/// One prepared statement. Parameters are bound in order; a string is copied, a Blob must live until run() or the last step().
class Statement {
 public:
  Statement(sqlite3* db, std::string_view sql);
  ~Statement();
  Statement(Statement&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)) {}
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  /// Starts over with new parameters.
  template <class... Values>
  Statement& with(const Values&... values) {
    reset();
    int n = 0;
    (bind(++n, values), ...);
    return *this;
  }
  // Single parameters, from 1 on, after with() of those before.
  void bind(int n, std::int64_t value);
  void bind(int n, double value);
  void bind(int n, std::string_view value);
  void bind(int n, Blob value);
  void bind(int n, std::nullptr_t);
  void bind(int n, const std::string& value) { bind(n, std::string_view(value)); }
  void bind(int n, const char* value) { bind(n, std::string_view(value)); }
  template <class T>
  void bind(int n, const std::optional<T>& value) {
    if (value) bind(n, *value);
    else bind(n, nullptr);
  }
  template <class T>
    requires std::is_integral_v<T>
  void bind(int n, T value) { bind(n, static_cast<std::int64_t>(value)); }
  bool step();  ///< true: there is a row
  void run();   ///< to the end, rows dropped

  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string_view bytes(int column) const;  ///< text or blob; valid until the next step or with()
  std::string text(int column) const { return std::string(bytes(column)); }
  bool is_null(int column) const;

 private:
  void reset();
  sqlite3_stmt* statement_ = nullptr;
};

class Connection {
 public:
  /// `target` is a file: URI or ":memory:"; `path` is what messages call it; `flags` are SQLITE_OPEN_*.
  Connection(const std::string& target, std::string path, int flags);
  ~Connection();
  Connection(Connection&& other) noexcept : db_(std::exchange(other.db_, nullptr)), path_(std::move(other.path_)) {}
  Connection& operator=(Connection&& other) noexcept {
    std::swap(db_, other.db_);
    std::swap(path_, other.path_);
    return *this;
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void run(std::string_view sql);  ///< any number of statements, rows dropped
  Statement prepare(std::string_view sql) const { return Statement(db_, sql); }
  std::int64_t integer(std::string_view sql) const;  ///< first column of the first row; 0 if there is none
  std::string text(std::string_view sql) const;
  std::int64_t last_id() const;
  bool readonly() const;
  bool pages_sealed() const;  ///< every page of the file has room for a checksum (page_seal.h), or will have once seal_pages() was called
  void seal_pages();          ///< REQUIRES: the file is empty, or a copy of it is made next: its pages then get checksums
  void become(const Connection& other);  ///< takes over every page of another database, in one transaction; then has to be opened anew
  const std::string& path() const { return path_; }

 private:
  friend class PageCopy;
  sqlite3* db_ = nullptr;
  std::string path_;
};

/// SQLite's online backup of one database over another, a few pages at a time (sqlite.org/c3ref/backup_finish.html). While a transaction on
/// `from` is open, in which something was read, all pages are those of its one view, whatever others write meanwhile.
class PageCopy {
 public:
  PageCopy(Connection& to, const Connection& from);
  ~PageCopy();
  PageCopy(const PageCopy&) = delete;
  PageCopy& operator=(const PageCopy&) = delete;

  bool step(int pages);         ///< false: all is copied
  std::uint64_t total() const;  ///< pages; known after the first step
  std::uint64_t left() const;

 private:
  Connection& to_;
  sqlite3_backup* copy_ = nullptr;
};

/// Rolled back unless commit() was reached. `how`: "IMMEDIATE" to write, "DEFERRED" for one view of the data over several reads.
class Transaction {
 public:
  explicit Transaction(const Connection& db, const char* how = "IMMEDIATE");
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  const Connection& db_;
  bool open_ = true;
};

}  // namespace stemma::store
