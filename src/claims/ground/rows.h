// Tables as data files: lines of columns parted by tabs; what begins with "# " is for people.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "stemma/result.h"

namespace stemma::claims::ground {

/// The pieces between marks, empty ones too: "a,,b" has three.
inline std::vector<std::string_view> split(std::string_view text, char mark) {
  std::vector<std::string_view> out;
  for (std::size_t from = 0;;) {
    const std::size_t to = std::min(text.find(mark, from), text.size());
    out.push_back(text.substr(from, to - from));
    if (to == text.size()) return out;
    from = to + 1;
  }
}

/// Members of a column that lists words; none of "-".
inline std::vector<std::string_view> listed(std::string_view column, char mark = ',') {
  return column == "-" ? std::vector<std::string_view>() : split(column, mark);
}

/// Gives the columns of each line to `take(columns)`, which says whether they are in order. Errors: malformed, with the table's name and line.
template <class Take>
Result<void> each_row(std::string_view table, std::string_view text, const Take& take) {
  std::size_t number = 0;
  for (const std::string_view line : split(text, '\n')) {
    ++number;
    if (line.empty() || line == "#" || line.starts_with("# ")) continue;
    if (!take(split(line, '\t'))) return fail(ErrorKind::malformed, std::string(table) + ", line " + std::to_string(number) + ": not understood");
  }
  return {};
}

}  // namespace stemma::claims::ground
