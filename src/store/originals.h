// Originals: the bytes as received, in pieces of 4 MiB, each a zstd frame, each with its own hash beside the whole one's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stemma/case.h"
#include "store/sqlite.h"

namespace stemma::store {

inline constexpr std::size_t piece_bytes = std::size_t{4} << 20;

struct Piece {
  std::string zstd;
  std::string sha256;  ///< of the bytes before compression
};

/// `bytes`: at most piece_bytes of an original.
Piece pack(std::string_view bytes);
std::vector<Piece> pack_all(std::string_view bytes);

/// Row number of an original, if it is there.
std::optional<std::int64_t> find_original(const Connection& db, std::string_view sha256);

/// Stores an original that is not there yet; `pieces` are packed here, one at a time, if they are empty.
/// Gives its row number. REQUIRES: inside a transaction; sha256 is that of `bytes` (or of what `pieces` hold, `bytes` then unused).
std::int64_t store_original(const Connection& db, std::string_view sha256, std::uint64_t size, std::string_view bytes,
                            const std::vector<Piece>& pieces);

/// Its bytes, checked. Throws Failed: usage if there is none, case_file if they are not what was received.
std::string load_original(const Connection& db, const std::string& sha256);

/// Re-hashes every original; adds what is wrong to `problems`, and numbers and bytes to the report.
void verify_originals(const Connection& db, VerifyReport& report);

}  // namespace stemma::store
