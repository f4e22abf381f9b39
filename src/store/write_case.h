// A case out of readings: what a redacted copy is made of. Nothing of another file is copied: every byte comes from what is given.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>

#include "stemma/attribution.h"
#include "stemma/decision.h"
#include "stemma/result.h"

namespace stemma::store {

struct CaseParts {
  std::span<const Reading> readings;
  std::span<const Decision> decisions;  ///< those that hold; numbered anew
  /// The bytes of an original; nothing: a rendition of the document's text takes its place, and the log says so.
  std::function<Result<std::optional<std::string>>(const std::string& sha256)> original;
  std::string reader;  ///< what read them
  std::string origin;  ///< JSON: what the log says of where it comes from
};

/// Makes the file beside, links it, and gives it its name when all of it is on the disk. Errors: usage if there is a file already; io; what `original` gives.
Result<void> write_case(const std::string& path, const CaseParts& parts);

}  // namespace stemma::store
