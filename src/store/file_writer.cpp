#include "store/file_writer.h"

#include <fmt/format.h>

#include <exception>
#include <nlohmann/json.hpp>

#include "base/hash.h"
#include "base/time.h"
#include "store/custody.h"
#include "store/detail.h"
#include "store/digest.h"
#include "store/failures.h"

namespace stemma::store {
namespace {

using nlohmann::json;

/// A file name need not be valid UTF-8, JSON must be.
bool exists(Statement& row) { return row.step(); }

std::vector<Failure> failures_of(const FileRead& file) {
  std::vector<Failure> out;
  for (const auto& error : file.errors) out.push_back(failure_of(file.path, file.snapshot.sha256, error));
  return out;
}

}  // namespace

std::optional<Reading> FileRead::check(Result<Reading>&& reading) {
  if (!reading) {
    errors.push_back(std::move(reading).error());
    return std::nullopt;
  }
  reading->document.sha256 = snapshot.sha256;
  if (const auto wrong = what_is_wrong(*reading); !wrong.empty()) {
    errors.push_back({ErrorKind::internal, fmt::format("{}: was misread: {}", reading->document.path, wrong), Error::nowhere, "please report this"});
    return std::nullopt;
  }
  digests.push_back(store::digest(*reading));
  return *std::move(reading);
}

std::string FileRead::digest() const {
  Sha256 hash;
  for (const auto& d : digests) hash.update(d + "\n");
  for (const auto& e : errors) hash.update(std::string(name(e.kind)) + " " + e.line() + "\n");
  return hash.hex();
}

FileWriter::FileWriter(Connection& db, std::string reader_version, std::string from, std::string how)
    : db_(db), reader_version_(std::move(reader_version)), from_(std::move(from)), how_(std::move(how)), readings_(db) {
  auto rows = db.prepare("SELECT o.sha256, o.id, r.path, r.reader, r.digest, r.failures FROM original o LEFT JOIN reading r ON r.original = o.id");
  while (rows.step())
    known_[rows.text(0)] = Known{rows.integer(1), rows.text(2), rows.text(3), rows.text(4), rows.integer(5) == 0};
}

Known FileWriter::look_up(const std::string& sha256) const {
  const std::lock_guard lock(mutex_);
  const auto it = known_.find(sha256);
  return it == known_.end() ? Known{} : it->second;
}

bool FileWriter::needs_reading(const Known& known, const std::string& path) const {
  return known.path.empty() || known.reader != reader_version_ || !known.clean || path < known.path;
}

FileWriter::Outcome FileWriter::store(FileRead&& file) {
  Outcome out;
  if (file.unreadable) {
    store_unreadable(file, out);
    return out;
  }
  Transaction transaction(db_);
  Known known = look_up(file.snapshot.sha256);
  if (known.original == 0) known.original = store_original(db_, file.snapshot.sha256, file.bytes, file.snapshot.input.bytes(), file.pieces);
  file.snapshot.input.let_go();
  auto arrived = db_.prepare("SELECT 1 FROM arrival WHERE path = ?1 AND original = ?2");
  arrived.with(file.path, known.original);
  if (!exists(arrived)) {
    db_.prepare("INSERT INTO arrival (path, original, at) VALUES (?1, ?2, ?3)").with(file.path, known.original, utc_now()).run();
    json received{{"path", file.path}, {"bytes", file.bytes}};
    if (!from_.empty()) received["from"] = from_;
    if (!how_.empty()) received["how"] = how_;
    append_custody(db_, "received", file.snapshot.sha256, dump(received));
  }
  // What this file failed with when it had other bytes, or could not be read at all, is over.
  db_.prepare("DELETE FROM failure WHERE path = ?1 AND original IS NOT ?2").with(file.path, known.original).run();
  if (file.was_read) store_reading(file, known, out);
  transaction.commit();
  if (out.added || look_up(file.snapshot.sha256).original == 0) {
    if (out.added) known = {known.original, file.path, reader_version_, file.digest(), file.errors.empty()};
    const std::lock_guard lock(mutex_);
    known_[file.snapshot.sha256] = std::move(known);
  }
  return out;
}

void FileWriter::store_unreadable(const FileRead& file, Outcome& out) {
  const Failure failure = failure_of(file.path, {}, *file.unreadable);
  out.failures.push_back(failure);
  auto same = db_.prepare("SELECT 1 FROM failure WHERE path = ?1 AND original IS NULL AND kind = ?2 AND what = ?3");
  same.with(failure.path, name(failure.kind), failure.what);
  if (exists(same)) return;
  Transaction transaction(db_);
  db_.prepare("DELETE FROM failure WHERE path = ?1 AND original IS NULL").with(failure.path).run();
  insert_failure(db_, std::nullopt, 0, failure);
  append_custody(db_, "failed", "case", dump({{"path", failure.path}, {"what", failure.what}}));
  transaction.commit();
}

/// Whether what was read is better than, or other than, what the case has of these bytes. Fills `out.failures` as far as they are news.
bool FileWriter::replaces(const FileRead& file, const Known& known, Outcome& out) const {
  const bool clean = file.errors.empty();
  if (!known.path.empty() && known.reader == reader_version_) {
    if (known.clean && !clean) return false;  // read well under another name
    out.failures = failures_of(file);
    if (known.clean == clean && known.path < file.path) return false;
    auto listed = db_.prepare("SELECT count(*) FROM failure WHERE original = ?1");
    listed.with(known.original);
    listed.step();
    return known.path != file.path || known.digest != file.digest() || static_cast<std::size_t>(listed.integer(0)) != file.errors.size();
  }
  out.failures = failures_of(file);
  return true;
}

void FileWriter::add_document(const FileRead& file, const Known& known, const Reading& reading, Outcome& out) {
  readings_.add(known.original, out.documents, reading, file.digests.at(out.documents));
  ++out.documents;
  out.attributions += reading.attributions.size();
  const Document& d = reading.document;
  for (const auto& what : d.warnings) out.warnings.push_back({d.path, what, d.repaired});
}

/// Nothing may be thrown through the reader: what the case throws waits until it has let go.
void FileWriter::read_and_store(FileRead& file, const Known& known, Outcome& out) {
  std::exception_ptr thrown;
  const auto take = [&](Result<Reading>&& reading) {
    try {
      if (const auto good = file.check(std::move(reading))) add_document(file, known, *good, out);
      return true;
    } catch (...) {
      thrown = std::current_exception();
      return false;
    }
  };
  const auto read = guarded([&] { file.later(file, take); });
  if (thrown) std::rethrow_exception(thrown);
  if (!read) file.errors.push_back(read.error());
}

void FileWriter::store_reading(FileRead& file, const Known& known, Outcome& out) {
  if (file.later) {
    // What comes of it is known at the end: then this may turn out to have been for nothing.
    db_.prepare("SAVEPOINT reading").run();
    if (!known.path.empty()) readings_.remove_all(known.original);
    read_and_store(file, known, out);
    const bool keep = replaces(file, known, out);
    if (!keep) db_.prepare("ROLLBACK TO reading").run();
    db_.prepare("RELEASE reading").run();
    if (!keep) {
      Outcome nothing;
      nothing.failures = std::move(out.failures);
      out = std::move(nothing);
      return;
    }
  } else {
    if (!replaces(file, known, out)) return;
    if (!known.path.empty()) readings_.remove_all(known.original);
    for (const Reading& reading : file.readings) add_document(file, known, reading, out);
  }
  const bool clean = file.errors.empty();
  const std::string digest = file.digest();
  db_.prepare("DELETE FROM failure WHERE original = ?1").with(known.original).run();
  for (std::size_t i = 0; i < out.failures.size(); ++i) insert_failure(db_, known.original, i, out.failures[i]);
  out.added = true;
  db_.prepare("INSERT INTO reading (original, path, reader, at, documents, failures, digest) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) "
              "ON CONFLICT (original) DO UPDATE SET path = excluded.path, reader = excluded.reader, at = excluded.at, "
              "documents = excluded.documents, failures = excluded.failures, digest = excluded.digest")
      .with(known.original, file.path, reader_version_, utc_now(), out.documents, file.errors.size(), digest).run();
  json detail{{"path", file.path}, {"reader", reader_version_}, {"documents", out.documents}, {"attributions", out.attributions}, {"digest", digest}};
  if (!clean) detail.update({{"failures", file.errors.size()}, {"what", out.failures.front().what}});
  append_custody(db_, out.documents > 0 || clean ? "read" : "failed", file.snapshot.sha256, dump(detail));
}

}  // namespace stemma::store
