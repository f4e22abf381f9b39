#include "store/custody.h"

#include <fmt/format.h>
#include <openssl/rand.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "base/hash.h"
#include "base/time.h"

namespace stemma::store {
namespace {

using nlohmann::json;

const std::string first_previous(64, '0');

constexpr std::string_view columns = "SELECT seq, at, action, subject, detail, previous, hash, salt, erased FROM custody ";

CustodyEntry entry_of(const Statement& row) {
  CustodyEntry e{static_cast<std::uint64_t>(row.integer(0)), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5), row.text(6)};
  e.second_form = !row.is_null(7);
  e.salt = row.text(7);
  e.erased = !row.is_null(8);
  e.erased_hash = row.text(8);
  return e;
}

std::string new_salt() {
  unsigned char bytes[16];
  if (RAND_bytes(bytes, sizeof bytes) != 1) raise(ErrorKind::internal, "no random numbers can be had", "try again");
  return hex_of({reinterpret_cast<const char*>(bytes), sizeof bytes});
}

std::string hash_of_words(const CustodyEntry& e) { return sha256_hex(e.salt + e.detail); }

bool tells_of_erasure(const CustodyEntry& e) { return e.action == "deleted" || e.action == "redacted"; }

/// Which entries a "deleted" or "redacted" entry says it erased.
void note_erased(const CustodyEntry& e, std::set<std::uint64_t>& told) {
  const auto detail = json::parse(e.detail, nullptr, false);
  if (!detail.is_object() || !detail.contains("erased") || !detail["erased"].is_array()) return;
  for (const auto& n : detail["erased"])
    if (n.is_number_unsigned()) told.insert(n.get<std::uint64_t>());
}

std::string list_of(const std::vector<std::uint64_t>& numbers) {
  constexpr std::size_t most = 12;
  std::string out;
  for (std::size_t i = 0; i < std::min(most, numbers.size()); ++i) out += fmt::format("{}{}", i ? ", " : "", numbers[i]);
  return numbers.size() > most ? fmt::format("{} and {} more", out, numbers.size() - most) : out;
}

}  // namespace

std::string custody_hash(const CustodyEntry& e) {
  // Every field with its length: no two different entries serialise alike.
  const std::string seq = fmt::to_string(e.seq);
  const std::string words = !e.second_form ? e.detail : e.erased ? e.erased_hash : hash_of_words(e);
  std::string s = e.second_form ? "stemma custody 2\n" : "stemma custody 1\n";
  for (const std::string* field : {&e.previous, &seq, &e.at, &e.action, &e.subject, &words})
    s.append(fmt::to_string(field->size())).append(":").append(*field).append("\n");
  return sha256_hex(s);
}

std::uint64_t append_custody(const Connection& db, std::string_view action, std::string_view subject, std::string_view detail_json) {
  CustodyEntry e;
  e.seq = 1;
  e.previous = first_previous;
  auto last = db.prepare("SELECT seq, hash FROM custody ORDER BY seq DESC LIMIT 1");
  if (last.step()) {
    e.seq = static_cast<std::uint64_t>(last.integer(0)) + 1;
    e.previous = last.text(1);
  }
  e.at = utc_now();
  e.action = action;
  e.subject = subject;
  e.detail = detail_json;
  e.salt = new_salt();
  e.hash = custody_hash(e);
  db.prepare("INSERT INTO custody (seq, at, action, subject, detail, previous, hash, salt) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")
      .with(e.seq, e.at, e.action, e.subject, e.detail, e.previous, e.hash, e.salt).run();
  return e.seq;
}

std::vector<CustodyEntry> read_custody(const Connection& db, const std::string& subject) {
  auto rows = db.prepare(std::string(columns) + (subject.empty() ? "ORDER BY seq" : "WHERE subject = ?1 ORDER BY seq"));
  if (!subject.empty()) rows.with(subject);
  std::vector<CustodyEntry> out;
  while (rows.step()) out.push_back(entry_of(rows));
  return out;
}

std::vector<CustodyEntry> read_story(const Connection& db, const std::string& item) {
  // What has been deleted still has its story: the log itself says what there has been.
  auto known = db.prepare("SELECT sha256 FROM original WHERE substr(sha256, 1, length(?1)) = ?1 UNION SELECT name FROM document WHERE substr(name, 1, length(?1)) = ?1 "
                          "UNION SELECT subject FROM custody WHERE action IN ('received', 'deleted') AND substr(subject, 1, length(?1)) = ?1");
  known.with(item);
  std::vector<std::string> names;
  while (known.step()) names.push_back(known.text(0));
  if (item.empty() || names.empty()) raise(ErrorKind::usage, "the log knows no original or document " + item, "stemma report --json names them");
  if (names.size() > 1) raise(ErrorKind::usage, fmt::format("{} originals and documents begin with {}", names.size(), item), "give more of it");
  auto original = db.prepare("SELECT o.sha256 FROM document d JOIN original o ON o.id = d.original WHERE d.name = ?1");
  original.with(names.front());
  const std::string sha256 = original.step() ? original.text(0) : names.front();
  auto rows = db.prepare(std::string(columns) + "WHERE subject IN (?1, ?2) OR instr(detail, ?1) > 0 OR instr(detail, ?2) > 0 ORDER BY seq");
  rows.with(names.front(), sha256);
  std::vector<CustodyEntry> out;
  while (rows.step()) out.push_back(entry_of(rows));
  return out;
}

std::vector<std::uint64_t> entries_about(const Connection& db, const std::string& subject) {
  auto rows = db.prepare("SELECT seq FROM custody WHERE subject = ?1 AND erased IS NULL AND action NOT IN ('deleted', 'redacted') ORDER BY seq");
  rows.with(subject);
  std::vector<std::uint64_t> out;
  while (rows.step()) out.push_back(static_cast<std::uint64_t>(rows.integer(0)));
  return out;
}

std::uint64_t erase_custody_words(const Connection& db, std::string_view action, std::string_view subject, std::string_view detail_json,
                                  std::span<const std::uint64_t> entries) {
  auto detail = json::parse(detail_json, nullptr, false);
  if (!detail.is_object() || (action != "deleted" && action != "redacted")) raise(ErrorKind::internal, "an erasure is told of by no entry");
  detail["erased"] = std::vector<std::uint64_t>(entries.begin(), entries.end());
  const auto told = append_custody(db, action, subject, detail.dump(-1, ' ', false, json::error_handler_t::replace));
  auto row = db.prepare(std::string(columns) + "WHERE seq = ?1");
  auto erase = db.prepare("UPDATE custody SET detail = '', salt = ?2, erased = ?3 WHERE seq = ?1");
  for (const auto seq : entries) {
    row.with(seq);
    if (!row.step()) raise(ErrorKind::usage, fmt::format("the custody log has no entry {}", seq));
    const CustodyEntry e = entry_of(row);
    if (e.erased) continue;
    if (e.second_form) erase.with(seq, "", hash_of_words(e)).run();
    else erase.with(seq, nullptr, "").run();
  }
  return told;
}

void verify_custody(const Connection& db, VerifyReport& report) {
  auto rows = db.prepare(std::string(columns) + "ORDER BY seq");
  std::uint64_t count = 0;
  std::string previous = first_previous, last_good = "the beginning", last_at;
  std::vector<std::uint64_t> erased, unheld;
  std::set<std::uint64_t> told;
  while (rows.step()) {
    const CustodyEntry e = entry_of(rows);
    const std::string item = fmt::format("log entry {}", e.seq);
    const auto wrong = [&](const std::string& what) { report.problems.push_back({item, fmt::format("{}; last good entry: {}", what, last_good)}); };
    if (e.seq != count + 1) wrong(fmt::format("{} entries before it are missing", static_cast<std::int64_t>(e.seq - count - 1)));
    else if (e.previous != previous) wrong("does not follow from the entry before it");
    // Of an erased entry of the first form nothing is left to hash: the next entry's `previous` alone holds its place.
    const bool bare = e.erased && !e.second_form;
    const bool words_where_none_should_be = e.erased && (!e.detail.empty() || !e.salt.empty());
    const bool whole = !words_where_none_should_be && (bare || custody_hash(e) == e.hash);
    if (!whole) wrong("was changed: its hash does not fit its words");
    if (whole) last_good = fmt::format("{} of {}", e.seq, e.at);
    if (e.erased) (bare ? unheld : erased).push_back(e.seq);
    if (tells_of_erasure(e)) note_erased(e, told);
    if (e.at < last_at)
      report.notes.push_back(fmt::format("{} is dated {}, before entry {} of {}: the clock of the machine was set back in between, or was wrong",
                                         item, e.at, count, last_at));
    previous = e.hash;
    count = e.seq;
    last_at = e.at;
  }
  report.entries = count;
  for (const auto* list : {&erased, &unheld})
    for (const auto seq : *list)
      if (!told.contains(seq))
        report.problems.push_back({fmt::format("log entry {}", seq), "its words were erased, and no later entry tells of it"});
  if (!erased.empty())
    report.notes.push_back(fmt::format("the words of log entries {} were erased, as the log tells; their place, time and kind still hold", list_of(erased)));
  if (!unheld.empty())
    report.notes.push_back(fmt::format("the words of log entries {} were erased, as the log tells; they were written before schema 7, so that only the "
                                       "link from the next entry holds them, and their own time and kind can no longer be checked", list_of(unheld)));
}

std::string last_verified(const Connection& db) {
  auto row = db.prepare("SELECT max(at) FROM custody WHERE action = 'verified' AND json_valid(detail) AND json_extract(detail, '$.problems') = 0");
  return row.step() && !row.is_null(0) ? row.text(0) : std::string();
}

}  // namespace stemma::store
