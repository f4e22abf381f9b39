// What lies in a page of a case file, in words that mean something to the person whose case it is.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "store/sqlite.h"

namespace stemma::store {

struct Place {
  std::string what;   ///< "bytes 0-4194303 of original 3fa2c9..., log entry 12"; "an index of the search, which can be made again"
  std::string since;  ///< UTC: when what lies there was written; empty: not known
};

/// For each page (numbers from 1): by SQLite's own walk through its trees (dbstat), as far as the damage lets it. Pages that it does not come by
/// are left out. Never throws for damage. Cost: one walk through the file.
std::map<std::uint32_t, Place> locate(const Connection& db, const std::string& file, std::uint32_t page_size, const std::vector<std::uint32_t>& pages);

}  // namespace stemma::store
