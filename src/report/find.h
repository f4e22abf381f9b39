// Finds what a (shortened) id names.
#pragma once

#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

#include "report/report.h"

namespace stemma::report {

struct DocumentIndex { std::uint32_t value; };
struct ClaimIndex { std::uint32_t value; };
using Named = std::variant<ClaimIndex, DocumentIndex, AttributionRef>;

/// Errors: usage, if nothing or more than one thing begins with `id`.
Result<Named> find(const Dossier&, std::string_view id);

/// Speakers whose id begins with `id`, or who are called so: indices into CaseModel::agents.
std::vector<std::uint32_t> find_agents(const Dossier&, std::string_view id);

}  // namespace stemma::report
