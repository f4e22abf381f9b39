#include "store/tables.h"

#include <fmt/format.h>
#include <unistd.h>

#include "schema.h"
#include "store/copy.h"

namespace stemma::store {
namespace {

void stamp(Connection& db, const Schema& schema) {
  db.prepare("INSERT INTO meta (key, value) VALUES ('oldest_schema', ?1) ON CONFLICT (key) DO UPDATE SET value = excluded.value")
      .with(fmt::to_string(schema.oldest)).run();
  db.run(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {};", application_id, schema.version));
}

void apply_deltas(Connection& db, const Schema& schema, std::uint32_t from) {
  for (std::uint32_t n = from; n < schema.version; ++n)
    for (const auto sql : schema.deltas[n]) db.run(sql);
  stamp(db, schema);
}

/// Whether the file is a whole copy of what `db` is, left by an upgrade that came no further.
bool is_copy_of(const std::string& copy, const Connection& db) {
  const auto looked = guarded([&] {
    const Connection there = connect_to_copy(copy);
    check_quickly(there);
    constexpr auto head = "SELECT seq || ' ' || hash FROM custody ORDER BY seq DESC LIMIT 1";
    return version_of(there) == version_of(db) && there.integer("PRAGMA page_count") == db.integer("PRAGMA page_count") && there.text(head) == db.text(head);
  });
  return looked && *looked;
}

/// To "PATH.before-vN", or "PATH.before-vN-2" and so on if there is something else under that name: it is never written over.
void copy_before(const Connection& db, std::uint32_t version) {
  std::string name = fmt::format("{}.before-v{}", db.path(), version);
  for (unsigned n = 2; ::access(name.c_str(), F_OK) == 0; ++n) {
    if (is_copy_of(name, db)) return;
    name = fmt::format("{}.before-v{}-{}", db.path(), version, n);
  }
  const Transaction one_view(db, "DEFERRED");
  (void)version_of(db);
  FreshCopy copy(db, name);
  check_quickly(connect_to_copy(copy.part()));
  copy.place(false);
}

std::string without_layout(std::string_view sql) {
  std::string out;
  for (std::size_t i = 0; i < sql.size(); ++i) {
    if (sql[i] == '-' && i + 1 < sql.size() && sql[i + 1] == '-') {
      while (i < sql.size() && sql[i] != '\n') ++i;
      continue;
    }
    if (sql[i] != ' ' && sql[i] != '\n' && sql[i] != '\t') out += sql[i];
  }
  return out;
}

}  // namespace

const Schema& current_schema() {
  static const Schema schema = [] {
    using embedded::schema;
    Schema s;
    s.version = 7;
    s.oldest = 7;  // a program of schema 6 would take entries of the custody log that have the second form for forged ones
    s.full = {schema("full/7/01_originals.sql"), schema("full/7/02_readings.sql"), schema("full/7/03_custody.sql"),
              schema("full/7/04_search.sql"), schema("full/7/05_decisions.sql"), schema("full/7/05_links.sql")};
    s.deltas = {{schema("delta/001/01_originals.sql"), schema("delta/001/02_readings.sql"), schema("delta/001/03_custody.sql"),
                 schema("delta/001/04_search.sql")},
                {schema("delta/002/02_readings.sql")},
                {schema("delta/003/02_readings.sql")},
                {schema("delta/004/02_readings.sql")},
                {schema("delta/005/05_decisions.sql"), schema("delta/005/05_links.sql")},
                {schema("delta/006/04_search.sql")},
                {schema("delta/007/01_originals.sql"), schema("delta/007/03_custody.sql"), schema("delta/007/05_decisions.sql")}};
    return s;
  }();
  return schema;
}

void create_tables(Connection& db, const Schema& schema) {
  Transaction transaction(db);
  for (const auto sql : schema.full) db.run(sql);
  stamp(db, schema);
  transaction.commit();
}

void upgrade(Connection& db, const Schema& schema) {
  copy_before(db, version_of(db));
  upgrade_in_place(db, schema);
}

void upgrade_in_place(Connection& db, const Schema& schema) {
  Transaction transaction(db);
  apply_deltas(db, schema, version_of(db));
  transaction.commit();
}

void create_by_deltas(Connection& db, const Schema& schema) {
  Transaction transaction(db);
  apply_deltas(db, schema, 0);
  transaction.commit();
}

std::uint32_t version_of(const Connection& db) { return static_cast<std::uint32_t>(db.integer("PRAGMA user_version")); }

std::vector<std::string> outline(const Connection& db) {
  std::vector<std::string> out;
  auto rows = db.prepare("SELECT type, name, coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\' ORDER BY type, name");
  while (rows.step()) out.push_back(fmt::format("{} {}: {}", rows.bytes(0), rows.bytes(1), without_layout(rows.bytes(2))));
  return out;
}

}  // namespace stemma::store
