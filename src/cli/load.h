// A case opened for reading, with all that dossiers and exports are made of.
#pragma once

#include <string>
#include <vector>

#include "report/report.h"
#include "stemma/case.h"

namespace stemma::cli {

struct LoadedCase {
  std::string path;
  std::vector<Reading> readings;
  CaseModel model;
  std::vector<Failure> failures;
  std::vector<Decision> decisions;
  std::vector<KnownId> known_ids;
  std::vector<CustodyEntry> custody;
  std::vector<Stamp> stamps;
  std::vector<Withheld> withheld;
  std::vector<bool> touched;  ///< Outward::touched; empty: nothing was
  std::uint64_t marks = 0;
  std::string reader_version;

  /// Views into this object, which must outlive it. `stamped`: with the present time.
  report::Dossier dossier(bool stamped) const;
};

/// Opens, reads and links. Errors as Case::open.
Result<LoadedCase> load_case(const std::string& path);
/// The same of a case that is open.
Result<LoadedCase> load_case(const Case& opened);

}  // namespace stemma::cli
