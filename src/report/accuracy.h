// How well the program did when it was last measured (docs/quality.md): for "what we cannot see" and the dossier's page on method.
#pragma once

#include <span>
#include <string_view>

namespace stemma::report {

struct Measured {
  std::string_view what;     ///< in human words
  std::string_view measure;  ///< which measure, on which set
  double value;              ///< a share, a count of 100, or an error, as `measure` says
  long asked;                ///< the target, in thousandths; -1: none
};

/// The same of one language and one kind of source only.
struct MeasuredKind {
  std::string_view language, kind;  ///< "English", "agency reports"
  std::string_view what, measure;
  double value;
};

std::string_view measured_on();  ///< ISO day
std::span<const Measured> measured();
std::span<const MeasuredKind> measured_by_kind();

}  // namespace stemma::report
