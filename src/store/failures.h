// Files, and parts of files, that could not be read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "stemma/case.h"
#include "store/sqlite.h"

namespace stemma::store {

/// Of a file: `what` is the error's line without the path in front, which stands beside it.
Failure failure_of(const std::string& path, const std::string& sha256, const Error& error);

/// `original`: row number, if the bytes are in the case. `number`: place among the failures of one file.
void insert_failure(const Connection& db, std::optional<std::int64_t> original, std::size_t number, const Failure& failure);

/// Ordered by path, then by place.
std::vector<Failure> read_failures(const Connection& db);

}  // namespace stemma::store
