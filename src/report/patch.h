// Decisions as a small file that goes from one copy of a case to another (docs/formats/decisions.md).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/sign.h"
#include "stemma/case.h"
#include "stemma/decision.h"
#include "stemma/result.h"

namespace stemma::report {

inline constexpr std::size_t most_patch_bytes = std::size_t{64} << 20;

/// Where the log of a case stood: which entry, and its hash.
struct LogPoint {
  std::uint64_t entry = 0;
  std::string hash;
  friend bool operator==(const LogPoint&, const LogPoint&) = default;
};

/// Lines of JSON: first which case it is for (Case::identity), then the decisions.
std::string patch_of(const std::string& identity, std::span<const Decision> decisions);

/// The same, with who hands it on, from where in the log on it tells what was decided, and a last line that signs every byte before it (Ed25519).
std::string signed_patch(const std::string& identity, const std::string& by, const LogPoint& from, std::span<const Decision> decisions,
                         const SigningKey& key);

/// Of these decisions those with a number above `since`, and those that they undo, which a patch has to hold as well. In order.
std::vector<Decision> since(std::span<const Decision> decisions, std::uint64_t since);

struct Patch {
  std::vector<Decision> decisions;  ///< with the numbers that they have there
  std::string key;                  ///< of who signed it, 64 hex digits; empty: nobody did
  std::string by;                   ///< who hands it on, as the patch itself says
  std::optional<LogPoint> from;
  std::string sha256;               ///< of its bytes
};

/// Errors: malformed, naming the line, for what is no patch, is for another case, was changed after it was signed, or is cut short. `called`
/// names it in errors.
Result<Patch> read_patch(std::string_view text, const std::string& called, const std::string& identity);

/// The log as it stood before the first of these decisions of its case was made.
LogPoint point_before(std::span<const CustodyEntry> log, std::span<const Decision> decisions);
/// How many decisions of the case with this log they knew who made the patch: those before the point from which it tells, if this log came
/// through that point too.
std::uint64_t known_to_them(std::span<const CustodyEntry> log, const Patch& patch);

/// What the entry "trusted" of a log speaks of, by which a case knows the key of somebody who signs patches.
std::string key_subject(const std::string& key);
bool knows_key(std::span<const CustodyEntry> log, const std::string& key);

/// What people compare by telephone: the first 32 digits of the SHA-256 of the public key, in groups of four. `key`: 64 hex digits.
std::string fingerprint(const std::string& key);
/// Whether `typed` is that fingerprint, with or without the spaces, in capitals or not.
bool is_fingerprint(std::string_view typed, const std::string& key);

}  // namespace stemma::report
