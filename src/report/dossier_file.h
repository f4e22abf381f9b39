// An HTML dossier read back, and compared with the case that it is said to be of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/report.h"

namespace stemma::report {

struct DossierCheck {
  std::string digest;              ///< of what stands in the file now
  std::uint64_t quotations = 0, passages = 0, documents = 0, entries = 0, claims = 0;  ///< that were compared
  std::vector<Problem> problems;   ///< what was changed in the file, or is not so in the case
  std::vector<std::string> notes;  ///< what could not be compared, and what the case says otherwise by now
};

/// `now` is the case as it is. Linear in the file and in the case. Errors: malformed, if it is no dossier or its end is missing.
Result<DossierCheck> check_dossier(std::string_view html, const Dossier& now);

}  // namespace stemma::report
