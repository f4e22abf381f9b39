#include "store/custody.h"

#include <fmt/format.h>

#include "base/hash.h"
#include "base/time.h"

namespace stemma::store {
namespace {

const std::string first_previous(64, '0');

CustodyEntry entry_of(const Statement& row) {
  return {static_cast<std::uint64_t>(row.integer(0)), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5), row.text(6)};
}

constexpr std::string_view columns = "SELECT seq, at, action, subject, detail, previous, hash FROM custody ";

}  // namespace

std::string custody_hash(const CustodyEntry& e) {
  // Every field with its length: no two different entries serialise alike.
  std::string s = "stemma custody 1\n";
  const std::string seq = fmt::to_string(e.seq);
  for (const std::string* field : {&e.previous, &seq, &e.at, &e.action, &e.subject, &e.detail})
    s.append(fmt::to_string(field->size())).append(":").append(*field).append("\n");
  return sha256_hex(s);
}

void append_custody(const Connection& db, std::string_view action, std::string_view subject, std::string_view detail_json) {
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
  e.hash = custody_hash(e);
  db.prepare("INSERT INTO custody (seq, at, action, subject, detail, previous, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
      .with(e.seq, e.at, e.action, e.subject, e.detail, e.previous, e.hash).run();
}

std::vector<CustodyEntry> read_custody(const Connection& db, const std::string& subject) {
  auto rows = db.prepare(std::string(columns) + (subject.empty() ? "ORDER BY seq" : "WHERE subject = ?1 ORDER BY seq"));
  if (!subject.empty()) rows.with(subject);
  std::vector<CustodyEntry> out;
  while (rows.step()) out.push_back(entry_of(rows));
  return out;
}

std::uint64_t verify_custody(const Connection& db, std::vector<Problem>& problems) {
  auto rows = db.prepare(std::string(columns) + "ORDER BY seq");
  std::uint64_t count = 0;
  std::string previous = first_previous, last_good = "the beginning";
  while (rows.step()) {
    const CustodyEntry e = entry_of(rows);
    const std::string item = fmt::format("log entry {}", e.seq);
    const auto report = [&](const std::string& what) { problems.push_back({item, fmt::format("{}; last good entry: {}", what, last_good)}); };
    if (e.seq != count + 1) report(fmt::format("{} entries before it are missing", static_cast<std::int64_t>(e.seq - count - 1)));
    else if (e.previous != previous) report("does not follow from the entry before it");
    const bool whole = custody_hash(e) == e.hash;
    if (!whole) report("was changed: its hash does not fit its words");
    if (whole) last_good = fmt::format("{} of {}", e.seq, e.at);
    previous = e.hash;
    count = e.seq;
  }
  return count;
}

}  // namespace stemma::store
