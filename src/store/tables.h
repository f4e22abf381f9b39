// The tables of a case file and how an older file becomes a newer one.
//
// schema/full/N/ makes a new file of version N. schema/delta/NNN/ leads from version NNN-1 to NNN (001: from nothing). A delta that
// was released is never edited; a test builds one file each way and compares them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/sqlite.h"

namespace stemma::store {

inline constexpr std::uint32_t application_id = 0x53746D61;  // "Stma": file(1) and we know a case by it

struct Schema {
  std::uint32_t version = 0;
  std::uint32_t oldest = 0;  ///< a program of this schema version, or of a newer one, may open files of this version
  std::vector<std::string_view> full;                  ///< SQL
  std::vector<std::vector<std::string_view>> deltas;   ///< deltas[n] leads from version n to n + 1
};

/// What this program writes.
const Schema& current_schema();

/// Makes the tables of an empty file, in one transaction.
void create_tables(Connection& db, const Schema& schema);

/// From the file's version to `schema.version`, in one transaction, after a copy of the file to "PATH.before-vN" (or "-2" and so on, if
/// something else has that name). No room for the copy: nothing is changed. Killed in between: the next call finds the copy and goes on.
/// REQUIRES: the file's version is lower; the writer's lock is held.
void upgrade(Connection& db, const Schema& schema);
/// The same without a copy: of what is one.
void upgrade_in_place(Connection& db, const Schema& schema);

/// Deltas from nothing on: what a file looks like that has seen every version. For the test that compares.
void create_by_deltas(Connection& db, const Schema& schema);

std::uint32_t version_of(const Connection& db);

/// Every table, index, trigger and view with its SQL, comments and layout left out: two files with the same schema have the same.
std::vector<std::string> outline(const Connection& db);

}  // namespace stemma::store
