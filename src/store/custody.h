// The custody log: append-only, each entry hashed over the one before it. How a hash is computed: docs/formats/case.md.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "stemma/case.h"
#include "store/sqlite.h"

namespace stemma::store {

/// REQUIRES: inside a transaction that writes.
void append_custody(const Connection& db, std::string_view action, std::string_view subject, std::string_view detail_json);

std::vector<CustodyEntry> read_custody(const Connection& db, const std::string& subject);

/// SHA-256 over `entry` without its own hash.
std::string custody_hash(const CustodyEntry& entry);

/// Walks the whole chain; adds what is wrong with it to `problems`. Gives the number of entries.
std::uint64_t verify_custody(const Connection& db, std::vector<Problem>& problems);

}  // namespace stemma::store
