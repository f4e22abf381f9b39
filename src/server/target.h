// The target of a request: which address, in which form, with which query.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stemma/result.h"

namespace stemma::server {

struct Target {
  std::string path;   ///< decoded, without ".json" behind it: "/claims/c12"
  bool json = false;  ///< ".json" stood there
  std::vector<std::pair<std::string, std::string>> query;  ///< decoded, in order

  /// The first value of that name; empty if there is none.
  std::string_view value(std::string_view name) const {
    for (const auto& [n, v] : query)
      if (n == name) return v;
    return {};
  }
};

/// "%41" undone, and "+" read as a space if `form`. Errors: malformed (a "%" without two hex digits, no UTF-8, control characters).
Result<std::string> percent_decoded(std::string_view s, bool form);

/// Fit for a header or an address: all but letters, digits and "-._~" become "%XX".
std::string percent_encoded(std::string_view s);

/// Errors: malformed, in human words, for all that no browser of ours sends: absolute addresses, "." and ".." and empty segments, encoded slashes,
/// backslashes, control characters (NUL too), what is not UTF-8, more than 100 parameters.
Result<Target> parse_target(std::string_view target);

/// "a=1&b=two+words", as a form or a query has it. Errors: malformed.
Result<std::vector<std::pair<std::string, std::string>>> parse_form(std::string_view s);

}  // namespace stemma::server
