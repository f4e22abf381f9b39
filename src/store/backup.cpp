#include "stemma/backup.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "store/copy.h"
#include "store/custody.h"
#include "store/open.h"
#include "store/originals.h"
#include "store/verify.h"

namespace stemma {
namespace {

using namespace store;

std::optional<struct stat> look(const std::string& path) {
  struct stat st {};
  if (::stat(path.c_str(), &st) != 0) return std::nullopt;
  return st;
}

std::string file_name(const std::string& path) { return path.substr(path.find_last_of('/') + 1); }

BackupReport held(const Connection& db, std::uint32_t version) {
  BackupReport out;
  out.schema = version;
  out.bytes = static_cast<std::uint64_t>(db.integer("PRAGMA page_count") * db.integer("PRAGMA page_size"));
  const auto count = [&](const char* sql) { return static_cast<std::uint64_t>(db.integer(sql)); };
  out.originals = count("SELECT count(*) FROM original");
  out.documents = count("SELECT count(*) FROM document");
  out.decisions = version >= 5 ? count("SELECT count(*) FROM decision") : 0;
  out.entries = count("SELECT max(seq) FROM custody");
  out.head = db.text("SELECT hash FROM custody ORDER BY seq DESC LIMIT 1");
  return out;
}

bool same(const BackupReport& a, const BackupReport& b) {
  return a.bytes == b.bytes && a.originals == b.originals && a.documents == b.documents && a.decisions == b.decisions && a.entries == b.entries &&
         a.head == b.head && a.schema == b.schema;
}

std::string detail(const std::string& file, const BackupReport& r) {
  const nlohmann::ordered_json out{{"file", file_name(file)}, {"entries", r.entries}, {"head", r.head}, {"originals", r.originals}, {"bytes", r.bytes}};
  return out.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

/// SQLite would take a log of that name for the new file's own.
void refuse_log(const std::string& path) {
  const auto log = look(path + "-wal");
  if (log && log->st_size > 0)
    raise(ErrorKind::usage, fmt::format("{}-wal: a log lies there: somebody writes to {}, or its writer was killed", path, path), "choose another name");
}

/// What is replaced may hold nothing that would be lost with it.
void check_replaced(const Connection& db, const std::string& file, const Schema& schema) {
  auto older = guarded([&] { return open_unchanged(file, schema); });
  if (!older) raise(ErrorKind::usage, fmt::format("{}: is no back-up of this case, and is not replaced ({})", file, older.error().what), "choose another name");
  const auto theirs = held(older->db, older->version);
  auto ours = db.prepare("SELECT 1 FROM custody WHERE seq = ?1 AND hash = ?2");
  ours.with(theirs.entries, theirs.head);
  if (!ours.step())
    raise(ErrorKind::usage, file + ": holds what this case does not (another case, or one that went on by itself), and is not replaced", "choose another name");
}

void check_target(const Connection& db, const std::string& case_path, const std::string& file, bool replace, const Schema& schema) {
  const auto there = look(file), ours = look(case_path);
  if (there && ours && there->st_dev == ours->st_dev && there->st_ino == ours->st_ino)
    raise(ErrorKind::usage, file + ": is the case itself", "choose another name, best on another disk");
  if (there && S_ISDIR(there->st_mode)) raise(ErrorKind::usage, file + ": is a folder", fmt::format("name a file, such as {}/{}", file, file_name(case_path)));
  refuse_log(file);
  if (!there) return;
  if (!replace) raise(ErrorKind::usage, file + ": is there already", "choose another name, or say --replace");
  check_replaced(db, file, schema);
}

/// Why the log does not say so; empty if it does.
std::string log_it(const std::string& case_path, std::uint32_t version, const Schema& schema, const std::string& what) {
  if (version != schema.version) return "the case has an older schema, and was not upgraded for it";
  const auto logged = guarded([&] {
    const Database d = open_database(case_path, Case::Mode::write, schema);
    Transaction transaction(d.db);
    append_custody(d.db, "backed-up", "case", what);
    transaction.commit();
  });
  return logged ? std::string() : logged.error().what;
}

VerifyReport check_all(const Connection& db, std::uint32_t version, const Schema& schema) {
  if (version >= schema.version) return store::verify(db, version);
  VerifyReport report;
  check_quickly(db);
  verify_originals(db, report);
  return report;
}

}  // namespace

Result<BackupReport> back_up(const std::string& case_path, const std::string& file, const BackupOptions& options) {
  return guarded([&] {
    const Schema& schema = current_schema();
    const Database source = open_unchanged(case_path, schema);
    BackupReport report;
    {
      const Transaction one_view(source.db, "DEFERRED");
      report = held(source.db, source.version);
      check_target(source.db, case_path, file, options.replace, schema);
      FreshCopy copy(source.db, real_path(file), {options.progress, options.stop});
      {
        const Connection there = connect_to_copy(copy.part());
        check_quickly(there);
        if (!same(held(there, version_of(there)), report))
          raise(ErrorKind::internal, file + ": the copy is not what the case is", "try again; nothing was changed. If it happens again, please report it");
      }
      copy.place(options.replace);
    }
    report.not_logged = log_it(case_path, source.version, schema, detail(file, report));
    return report;
  });
}

Result<RestoreReport> restore(const std::string& file, const std::string& case_path, const BackupOptions& options) {
  return guarded([&] {
    const Schema& schema = current_schema();
    const Database source = open_unchanged(file, schema);
    RestoreReport out;
    if (look(case_path)) raise(ErrorKind::usage, case_path + ": is there already, and nothing is ever restored over it", "rename it first, or choose another name");
    refuse_log(case_path);
    const Transaction one_view(source.db, "DEFERRED");
    out.holds = held(source.db, source.version);
    FreshCopy copy(source.db, case_path, {options.progress, options.stop});
    {
      const Database made = open_private_copy(copy.part(), schema);
      out.upgraded_from = source.version < schema.version ? source.version : 0;
      out.checked = check_all(made.db, made.version, schema);
      if (!out.checked.problems.empty()) return out;
      Transaction transaction(made.db);
      append_custody(made.db, "restored", "case", detail(file, out.holds));
      transaction.commit();
    }
    copy.place(false);
    out.restored = true;
    return out;
  });
}

Result<RestoreReport> check_backup(const std::string& file) {
  return guarded([&] {
    const Schema& schema = current_schema();
    const Database source = open_unchanged(file, schema);
    RestoreReport out;
    out.upgraded_from = source.version < schema.version ? source.version : 0;
    {
      const Transaction one_view(source.db, "DEFERRED");
      out.holds = held(source.db, source.version);
    }
    out.checked = check_all(source.db, source.version, schema);
    return out;
  });
}

}  // namespace stemma
