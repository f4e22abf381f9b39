// Files, and parts of files, that could not be read.
#pragma once

#include <optional>
#include <vector>

#include "stemma/case.h"
#include "store/sqlite.h"

namespace stemma::store {

/// `original`: row number, if the bytes are in the case. `number`: place among the failures of one file.
void insert_failure(const Connection& db, std::optional<std::int64_t> original, std::size_t number, const Failure& failure);

/// Ordered by path, then by place.
std::vector<Failure> read_failures(const Connection& db);

}  // namespace stemma::store
