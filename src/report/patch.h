// Decisions as a small file that goes from one copy of a case to another (docs/formats/decisions.md).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stemma/decision.h"
#include "stemma/result.h"

namespace stemma::report {

inline constexpr std::size_t most_patch_bytes = std::size_t{64} << 20;

/// Lines of JSON: first which case it is for (Case::identity), then the decisions.
std::string patch_of(const std::string& identity, std::span<const Decision> decisions);

/// Errors: malformed, naming the line, for what is no patch, is for another case, or is cut short. `called` names it in errors.
Result<std::vector<Decision>> read_patch(std::string_view text, const std::string& called, const std::string& identity);

}  // namespace stemma::report
