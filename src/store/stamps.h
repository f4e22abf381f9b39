// Stamps of the custody log: RFC 3161 tokens and Ed25519 signatures over the hash of one of its entries, and so over all before it.
#pragma once

#include <string>
#include <vector>

#include "base/sign.h"
#include "stemma/case.h"
#include "store/sqlite.h"

namespace stemma::store {

/// Logs that a stamp is asked for, and gives the request (DER) over that entry's hash. One transaction.
std::string request_stamp(const Connection& db);

/// Keeps an authority's reply and says what it proves. One transaction. Throws Failed, and keeps nothing: malformed, unsupported for a refusal,
/// usage for a token that stamps no entry of this log or does not answer the request, is broken, expired, or not of an authority of `trust`.
StampCheck keep_stamp(const Connection& db, std::string_view reply, const std::string& trust);

/// Logs that the log is signed, and signs that entry. One transaction.
StampCheck sign_log(const Connection& db, const SigningKey& key);

std::vector<Stamp> read_stamps(const Connection& db);

/// What each stamp proves, into `report.stamps`; those that prove nothing though they should into `report.problems`.
void verify_stamps(const Connection& db, const std::string& trust, VerifyReport& report);

}  // namespace stemma::store
