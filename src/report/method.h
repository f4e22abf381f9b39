// How a dossier was made, from what was actually run: the same facts for HTML and Markdown.
#pragma once

#include <string>
#include <vector>

#include "report/report.h"

namespace stemma::report {

struct Fact {
  std::string label, value;  ///< printable, on one line
};
struct MethodPart {
  std::string title;
  std::vector<Fact> facts;   ///< never empty
};

/// Inputs, versions, thresholds, exclusions, reviewers, last measured accuracy. Linear in the case.
std::vector<MethodPart> method_of(const Dossier&);

}  // namespace stemma::report
