#include "ingest/compress/budget.h"

#include <fmt/format.h>

#include <algorithm>

namespace stemma::ingest {

std::uint64_t allowed_size(std::uint64_t compressed, std::uint64_t cap, std::uint64_t max_expansion) {
  constexpr std::uint64_t free_bytes = 1 << 20;
  const std::uint64_t by_ratio = compressed > cap / std::max<std::uint64_t>(max_expansion, 1) ? cap : compressed * max_expansion;
  return std::min(cap, std::max(free_bytes, by_ratio));
}

tl::unexpected<Error> grown_too_large(std::string_view coding, std::uint64_t limit, std::uint64_t cap) {
  if (limit < cap)
    return fail(ErrorKind::over_limit, fmt::format("{} data grow beyond {} bytes, far out of proportion", coding, limit), 0,
                "decompress it yourself if you trust it");
  return fail(ErrorKind::over_limit, fmt::format("{} data grow to more than {} bytes", coding, cap), 0, "split the file");
}

bool Range::take(std::string_view made) {
  const std::uint64_t from = std::clamp(begin, at, at + made.size()), to = std::clamp(end, at, at + made.size());
  if (to > from) kept += made.substr(from - at, to - from);
  at += made.size();
  return !full();
}

}  // namespace stemma::ingest
