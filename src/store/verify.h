// Is all as it was? Originals against their hashes, the custody log against itself, readings against the log.
#pragma once

#include "stemma/case.h"
#include "store/sqlite.h"

namespace stemma::store {

/// Never stops at the first problem; what SQLite cannot read is a problem like any other.
VerifyReport verify(const Connection& db, std::uint32_t version);

}  // namespace stemma::store
