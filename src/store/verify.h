// Is all as it was? Originals against their hashes, the custody log against itself, readings against the log.
#pragma once

#include "stemma/case.h"
#include "store/sqlite.h"

namespace stemma::store {

/// Never stops at the first problem; what SQLite cannot read is a problem like any other.
VerifyReport verify(const Connection& db, std::uint32_t version);

/// The file first, byte for byte, then as much of the case as can be opened. Throws Failed for what is no case, or one of a newer program.
VerifyReport verify_file(const std::string& path, const std::string& trust);

}  // namespace stemma::store
