#include "store/verify.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <optional>

#include "store/custody.h"
#include "store/decisions.h"
#include "store/digest.h"
#include "store/file_scan.h"
#include "store/locate.h"
#include "store/open.h"
#include "store/originals.h"
#include "store/readings.h"
#include "store/stamps.h"
#include "store/tables.h"

namespace stemma::store {
namespace {

/// Runs one part of the checks; what it cannot read is reported, not passed on.
template <class Body>
void part(VerifyReport& report, const std::string& item, Body&& body) {
  if (const auto done = guarded(body); !done) report.problems.push_back({item, done.error().what});
}

void check_file(const Connection& db, VerifyReport& report) {
  auto rows = db.prepare("PRAGMA integrity_check(20)");
  while (rows.step())
    if (rows.bytes(0) != "ok") report.problems.push_back({"case file", rows.text(0)});
}

/// A dropped trigger is how tampering starts.
void check_schema(const Connection& db, VerifyReport& report) {
  Connection fresh(":memory:", "memory", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  create_tables(fresh, current_schema());
  const auto wanted = outline(fresh), there = outline(db);
  std::vector<std::string> missing, extra;
  std::set_difference(wanted.begin(), wanted.end(), there.begin(), there.end(), std::back_inserter(missing));
  std::set_difference(there.begin(), there.end(), wanted.begin(), wanted.end(), std::back_inserter(extra));
  const auto what = [](const std::string& s) { return s.substr(0, s.find(':')); };
  for (const auto& m : missing) report.problems.push_back({"case file", what(m) + " is missing or was changed"});
  for (const auto& e : extra) report.problems.push_back({"case file", what(e) + " is not of this program"});
}

void check_received(const Connection& db, VerifyReport& report) {
  auto gone = db.prepare(
      "SELECT subject, at FROM custody c WHERE action = 'received' AND subject NOT IN (SELECT sha256 FROM original) AND "
      "NOT EXISTS (SELECT 1 FROM custody later WHERE later.subject = c.subject AND later.action = 'deleted' AND later.seq > c.seq) "
      "GROUP BY subject ORDER BY subject");
  while (gone.step())
    report.problems.push_back({"original " + gone.text(0), fmt::format("was received on {} and is missing", gone.bytes(1))});
  auto unlogged = db.prepare("SELECT sha256 FROM original WHERE sha256 NOT IN (SELECT subject FROM custody WHERE action = 'received') ORDER BY 1");
  while (unlogged.step()) report.problems.push_back({"original " + unlogged.text(0), "is in the case, but the log does not say that it was received"});
}

/// The digests of one original's documents, as the log has them: what was read is what is there.
void check_readings(const Connection& db, VerifyReport& report) {
  auto rows = db.prepare(
      "SELECT o.sha256, r.digest, r.documents, (SELECT count(*) FROM document d WHERE d.original = r.original), "
      "(SELECT CASE WHEN json_valid(c.detail) THEN json_extract(c.detail, '$.digest') END FROM custody c "
      " WHERE c.subject = o.sha256 AND c.action IN ('read', 'failed') ORDER BY c.seq DESC LIMIT 1) "
      "FROM reading r JOIN original o ON o.id = r.original ORDER BY o.sha256");
  while (rows.step()) {
    const std::string item = "reading of " + rows.text(0);
    if (rows.bytes(1) != rows.bytes(4)) report.problems.push_back({item, "is not the one that the log tells of"});
    if (rows.integer(2) != rows.integer(3))
      report.problems.push_back({item, fmt::format("{} documents were read, {} are there", rows.integer(2), rows.integer(3))});
  }
  auto orphans = db.prepare(
      "SELECT name FROM document WHERE original NOT IN (SELECT original FROM reading) OR original NOT IN (SELECT id FROM original) ORDER BY name");
  while (orphans.step()) report.problems.push_back({"document " + orphans.text(0), "its original or its reading is missing"});
}

void check_documents(const Connection& db, VerifyReport& report) {
  ReadingLoader loader(db);
  auto since = db.prepare("SELECT r.at FROM document d JOIN reading r ON r.original = d.original WHERE d.id = ?1");
  for (const auto id : documents_in_order(db)) {
    ++report.documents;
    auto reading = guarded([&] { return loader.load(id); });
    if (reading && digest(*reading) == loader.digest()) continue;
    since.with(id);
    const std::string at = since.step() ? since.text(0) : "never";
    const std::string item = reading ? "document " + reading->document.id : fmt::format("document in row {}", id);
    const std::string what = reading ? "its text or what was read in it was changed" : reading.error().what;
    report.problems.push_back({item, fmt::format("{}; last known good: {}", what, at)});
  }
}

void verify_into(VerifyReport& report, const Connection& db, std::uint32_t version, const std::string& trust) {
  const Transaction one_view(db, "DEFERRED");
  part(report, "case file", [&] { check_file(db, report); });
  if (version == current_schema().version) part(report, "case file", [&] { check_schema(db, report); });
  part(report, "custody log", [&] { verify_custody(db, report); });
  part(report, "originals", [&] { verify_originals(db, report); });
  part(report, "originals", [&] { check_received(db, report); });
  part(report, "readings", [&] { check_readings(db, report); });
  if (version >= 5) part(report, "decisions", [&] { verify_decisions(db, report); });
  if (version >= 7) part(report, "stamps", [&] { verify_stamps(db, trust, report); });
  part(report, "documents", [&] { check_documents(db, report); });
}

}  // namespace

VerifyReport verify(const Connection& db, std::uint32_t version) {
  VerifyReport report;
  verify_into(report, db, version, {});
  return report;
}


namespace {

/// Neighbouring pages in which the same lies are one problem.
void tell_faults(const FileScan& scan, const Connection* db, VerifyReport& report) {
  std::map<std::uint32_t, Place> places;
  std::string verified;
  if (db != nullptr) {
    std::vector<std::uint32_t> pages;
    for (const Fault& f : scan.faults)
      if (f.page > 0) pages.push_back(f.page);
    if (auto found = guarded([&] { return locate(*db, db->path(), scan.page_size, pages); })) places = *std::move(found);
    if (auto at = guarded([&] { return last_verified(*db); })) verified = *std::move(at);
  }
  const Fault* before = nullptr;
  std::string words_before;
  for (const Fault& f : scan.faults) {
    const auto place = places.find(f.page);
    const std::string words = place == places.end() ? f.page == 1 ? "the head of the file and the list of the case's tables" : f.page > 0 ? "what lies there cannot be told" : "" : place->second.what;
    if (before != nullptr && f.page > 0 && before->to == f.from && before->file == f.file && words == words_before) {
      Problem& p = report.problems.back();
      p.to = f.to;
    } else {
      Problem p{"case file", words.empty() ? f.what : fmt::format("{}; there lies: {}", f.what, words), f.file, f.from, f.to,
                std::max(verified, place == places.end() ? std::string() : place->second.since)};
      report.problems.push_back(std::move(p));
    }
    before = &f;
    words_before = words;
  }
  for (Problem& p : report.problems)
    p.what = fmt::format("bytes {}-{} of {}: {}; last known good: {}", p.from, p.to - 1, p.file.substr(p.file.rfind('/') + 1), p.what,
                         p.last_good.empty() ? "not known" : p.last_good);
}

/// What is to be said of a file that other programs wrote pages of.
void tell_of_seals(const FileScan& scan, VerifyReport& report) {
  if (scan.seals) return;
  report.notes.push_back(scan.zero_seals ? "no page of the file carries a checksum, for another program made this copy: a changed byte is noticed where it matters, but "
                                           "not everywhere; stemma backup makes copies that keep them"
                                         : "no page of the file carries a checksum: a changed byte is noticed where it matters, but not everywhere; they come with the next "
                                           "stemma add if the disk has room for three copies of the case");
}

}  // namespace

VerifyReport verify_file(const std::string& path, const std::string& trust) {
  // A writer that was killed while the file was being made or upgraded leaves its rollback journal: SQLite takes the half back that was written
  // as soon as it opens the file. Before that its bytes are nobody's.
  std::error_code none;
  if (std::filesystem::file_size(path + "-journal", none) > 0 && !none) (void)guarded([&] { (void)open_database(path, Case::Mode::read, current_schema()); });
  auto scanned = guarded([&] { return scan_file(path); });
  VerifyReport report;
  // Without one checksum in it the file is another program's, or a case of old: opening it says which.
  const bool ours = scanned && (scanned->seals || scanned->zero_seals);
  if (!ours || scanned->faults.empty()) {
    const Database database = open_database(path, Case::Mode::read, current_schema());
    if (!ours) scanned = guarded([&] { return scan_file(path); });  // an upgrade gives every page its checksum
    if (scanned) tell_of_seals(*scanned, report);
    verify_into(report, database.db, database.version, trust);
    return report;
  }
  std::optional<Connection> db;
  try {
    db = open_damaged(path, current_schema());
  } catch (const NewerCase&) {
    throw;
  } catch (const Failed& failed) {
    tell_faults(*scanned, nullptr, report);
    report.problems.push_back({"case file", "cannot be opened, so that only its bytes could be checked: " + failed.error.what});
    return report;
  }
  tell_faults(*scanned, &*db, report);
  verify_into(report, *db, current_schema().version, trust);
  return report;
}

}  // namespace stemma::store
