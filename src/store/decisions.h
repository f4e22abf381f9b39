// Decisions in the case file: a row each, never changed, and an entry each in the custody log.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "stemma/case.h"
#include "stemma/decision.h"
#include "store/sqlite.h"

namespace stemma::store {

/// As Case::decide: `notes` to the custody log, then the decisions, each with the next number, and a time where there is none. What the case has
/// already, word for word, is not appended again. Gives the numbers they have. All of it or none. Throws Failed: usage for an undo of what
/// is not there.
std::vector<std::uint64_t> append_decisions(Connection& db, std::span<const Decision> decisions, std::span<const LogNote> notes = {});

/// In order. Throws Failed (case_file) for what cannot have been stored.
std::vector<Decision> read_decisions(const Connection& db);

/// Compares each with its entry in the custody log.
void verify_decisions(const Connection& db, VerifyReport& report);

/// Ids that the case has had.
std::vector<KnownId> read_known_ids(const Connection& db);
std::optional<KnownId> read_known_id(const Connection& db, std::string_view id);
/// Notes the ids of a model: new ones, those that are gone, where their members stand now. One transaction, none if nothing changed.
void keep_known_ids(Connection& db, std::span<const KnownId> now);

}  // namespace stemma::store
