// Decisions out of ids: what a person names on the command line or points at in the desk.
#pragma once

#include <string>
#include <vector>

#include "report/report.h"

namespace stemma::report {

/// A decision of words as they stand behind `stemma decide CASE`: {"merge", CLAIM, CLAIM}, {"stance", ATTRIBUTION, "denies"}, ... Ids may be
/// shortened, or be ones that have become others. Without number, person, reason and time. Errors: usage, with what is wrong in human words.
Result<Decision> make_decision(const Dossier&, const std::vector<std::string>& words);

}  // namespace stemma::report
