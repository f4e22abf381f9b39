// The custody log: append-only, each entry hashed over the one before it. How a hash is computed: docs/formats/custody.md.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "stemma/case.h"
#include "store/sqlite.h"

namespace stemma::store {

/// Gives the entry's number. REQUIRES: inside a transaction that writes.
std::uint64_t append_custody(const Connection& db, std::string_view action, std::string_view subject, std::string_view detail_json);

/// All entries, or those of one subject, in order.
std::vector<CustodyEntry> read_custody(const Connection& db, const std::string& subject);

/// What Case::story gives. Throws Failed (usage).
std::vector<CustodyEntry> read_story(const Connection& db, const std::string& item);

/// Numbers of the entries whose subject this is and whose words are there.
std::vector<std::uint64_t> entries_about(const Connection& db, const std::string& subject);

/// Erases the words (detail, salt) of entries for good, after an entry that tells of it: `action` ("deleted" or "redacted") on `subject`, with
/// `detail_json` (an object) and the numbers as its "erased". The chain still holds. What was erased before is passed over. The bytes are
/// gone from the file once it is vacuumed. Gives the number of the entry that tells. REQUIRES: inside a transaction that writes.
std::uint64_t erase_custody_words(const Connection& db, std::string_view action, std::string_view subject, std::string_view detail_json,
                                  std::span<const std::uint64_t> entries);

/// SHA-256 over `entry` without its own hash, by its form.
std::string custody_hash(const CustodyEntry& entry);

/// Walks the whole chain; adds to the report what is wrong with it, and what there is to know: erased words, a clock that went back.
void verify_custody(const Connection& db, VerifyReport& report);

/// When the log last said that the whole case was checked and good; empty: never.
std::string last_verified(const Connection& db);

}  // namespace stemma::store
