#include "store/decisions.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "base/time.h"
#include "store/custody.h"

namespace stemma::store {
namespace {

[[noreturn]] void damaged(const std::string& what) {
  raise(ErrorKind::case_file, "the case is damaged: " + what, "run stemma verify, and restore the case from a copy");
}

std::string subject_of(std::uint64_t number) { return fmt::format("decision {}", number); }

/// What must be equal for two decisions to be the same one, imported twice.
std::string sense(Decision d) {
  d.number = 0;
  return to_json(d);
}

std::string json_of(const std::vector<Spot>& spots) {
  auto out = nlohmann::json::array();
  for (const Spot& s : spots) out.push_back({s.document, s.begin, s.end, s.words});
  return out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::vector<Spot> spots_from(std::string_view text) {
  const auto list = nlohmann::json::parse(text, nullptr, false);
  if (!list.is_array()) damaged("the place of an id is none");
  std::vector<Spot> out;
  for (const auto& s : list) {
    if (!s.is_array() || s.size() != 4 || !s[0].is_string() || !s[1].is_number_unsigned() || !s[2].is_number_unsigned() || !s[3].is_string())
      damaged("the place of an id is none");
    out.push_back({s[0].get<std::string>(), s[1].get<std::uint32_t>(), s[2].get<std::uint32_t>(), s[3].get<std::string>()});
  }
  return out;
}

}  // namespace

std::vector<std::uint64_t> append_decisions(Connection& db, std::span<const Decision> decisions, std::span<const LogNote> notes) {
  Transaction transaction(db);
  for (const LogNote& note : notes) append_custody(db, note.action, note.subject, note.detail);
  std::map<std::string, std::uint64_t> there;
  for (const Decision& d : read_decisions(db)) there.emplace(sense(d), d.number);
  std::uint64_t last = there.empty() ? 0 : static_cast<std::uint64_t>(db.integer("SELECT max(number) FROM decision"));
  std::map<std::uint64_t, std::uint64_t> number_of;  // in the list -> in the case
  std::vector<std::uint64_t> out;
  for (Decision d : decisions) {
    const auto named = d.number;
    if (d.kind == DecisionKind::undo) {
      const auto it = number_of.find(d.undoes);
      if (named > 0 && it != number_of.end()) d.undoes = it->second;
      else if (named > 0 || d.undoes == 0 || d.undoes > last)  // of a patch: what it undoes has to be in the patch
        raise(ErrorKind::usage, fmt::format("there is no decision {} to undo", d.undoes), "see stemma decide CASE list");
    }
    if (d.at.empty()) d.at = utc_now();
    d.number = 0;
    const auto [it, fresh] = there.emplace(to_json(d), last + 1);
    out.push_back(it->second);
    if (named > 0) number_of[named] = it->second;
    if (!fresh) continue;
    d.number = ++last;
    const std::string body = to_json(d);
    db.prepare("INSERT INTO decision (number, at, body) VALUES (?1, ?2, ?3)").with(d.number, d.at, body).run();
    append_custody(db, "decided", subject_of(d.number), body);
  }
  transaction.commit();
  return out;
}

std::vector<Decision> read_decisions(const Connection& db) {
  auto rows = db.prepare("SELECT number, body FROM decision ORDER BY number");
  std::vector<Decision> out;
  while (rows.step()) {
    auto d = decision_from_json(rows.bytes(1));
    if (!d || d->number != static_cast<std::uint64_t>(rows.integer(0)))
      damaged(fmt::format("decision {}: {}", rows.integer(0), d ? "another number in its words" : d.error().what));
    out.push_back(std::move(*d));
  }
  return out;
}

void verify_decisions(const Connection& db, VerifyReport& report) {
  std::map<std::string, std::string> logged;
  auto entries = db.prepare("SELECT subject, detail, erased FROM custody WHERE action = 'decided' ORDER BY seq");
  std::set<std::string> erased;  // what they quoted was deleted: the log itself checks that it tells of it
  while (entries.step()) {
    logged.emplace(entries.text(0), entries.text(1));
    if (!entries.is_null(2)) erased.insert(entries.text(0));
  }
  auto rows = db.prepare("SELECT number, body FROM decision ORDER BY number");
  while (rows.step()) {
    const std::string item = subject_of(static_cast<std::uint64_t>(rows.integer(0)));
    const auto it = logged.find(item);
    if (it == logged.end()) report.problems.push_back({item, "is not in the custody log"});
    else if (!erased.contains(item) && it->second != rows.bytes(1)) report.problems.push_back({item, "is not what the custody log says was decided"});
    if (it != logged.end()) logged.erase(it);
  }
  for (const auto& [item, body] : logged) report.problems.push_back({item, "is missing; the custody log has it"});
}

std::vector<KnownId> read_known_ids(const Connection& db) {
  auto rows = db.prepare("SELECT id, since, coalesce(gone, ''), spots FROM known_id ORDER BY id");
  std::vector<KnownId> out;
  while (rows.step()) out.push_back({rows.text(0), rows.text(1), rows.text(2), spots_from(rows.bytes(3))});
  return out;
}

std::optional<KnownId> read_known_id(const Connection& db, std::string_view id) {
  auto row = db.prepare("SELECT id, since, coalesce(gone, ''), spots FROM known_id WHERE id = ?1");
  row.with(id);
  if (!row.step()) return std::nullopt;
  return KnownId{row.text(0), row.text(1), row.text(2), spots_from(row.bytes(3))};
}

void keep_known_ids(Connection& db, std::span<const KnownId> now) {
  std::map<std::string, KnownId> before;
  for (auto& k : read_known_ids(db)) before.emplace(k.id, std::move(k));
  std::vector<const KnownId*> changed;
  for (const KnownId& k : now) {
    const auto it = before.find(k.id);
    if (it == before.end() || !it->second.gone.empty() || it->second.spots != k.spots) changed.push_back(&k);
    if (it != before.end()) it->second.gone = "there";
  }
  std::vector<std::string> gone;
  for (const auto& [id, k] : before)
    if (k.gone.empty()) gone.push_back(id);
  if (changed.empty() && gone.empty()) return;
  const std::string at = utc_now();
  Transaction transaction(db);
  auto keep = db.prepare("INSERT INTO known_id (id, since, gone, spots) VALUES (?1, ?2, NULL, ?3) "
                         "ON CONFLICT (id) DO UPDATE SET gone = NULL, spots = excluded.spots");
  for (const KnownId* k : changed) keep.with(k->id, at, json_of(k->spots)).run();
  auto lose = db.prepare("UPDATE known_id SET gone = ?2 WHERE id = ?1");
  for (const auto& id : gone) lose.with(id, at).run();
  transaction.commit();
}

}  // namespace stemma::store
