// Grounded values as rows and back: a table a list, a column a field (claims/ground/fields.h).
#pragma once

#include <cstdint>

#include "stemma/attribution.h"
#include "store/sqlite.h"

namespace stemma::store {

/// REQUIRES for each call: inside a transaction.
class GroundingWriter {
 public:
  explicit GroundingWriter(const Connection& db);
  void add(std::int64_t document, const Reading& reading);

 private:
  Statement time_, figure_, place_, event_;
};

/// Throws Failed (case_file) for rows that cannot have been stored.
class GroundingLoader {
 public:
  explicit GroundingLoader(const Connection& db);
  void load(std::int64_t document, Reading& reading);

 private:
  Statement time_, figure_, place_, event_;
};

}  // namespace stemma::store
