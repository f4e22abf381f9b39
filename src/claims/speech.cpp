#include "claims/draft.h"

#include <algorithm>

namespace stemma::claims {
namespace {
constexpr int kParagraphs = 200;       // of one speech
constexpr std::size_t kLookAhead = 64;  // quotations
}

Ranges speech_before(const View& view, std::int32_t q) {
  Ranges out;
  const auto& all = view.analysis().quotations;
  for (int n = 0; q >= 0 && n < kParagraphs; ++n) {
    out.push_back(view.quotation_range(q));
    q = all[static_cast<std::size_t>(q)].continues;
  }
  std::reverse(out.begin(), out.end());
  return out;
}

Ranges speech_after(const View& view, std::int32_t q) {
  const auto& all = view.analysis().quotations;
  Ranges out{view.quotation_range(q)};
  for (std::size_t n = static_cast<std::size_t>(q) + 1; n < all.size() && n < static_cast<std::size_t>(q) + kLookAhead && out.size() < kParagraphs; ++n) {
    if (all[n].continues == q) out.push_back(view.quotation_range(static_cast<std::int32_t>(n))), q = static_cast<std::int32_t>(n);
    else if (all[n].block > all[static_cast<std::size_t>(q)].block + 1) break;
  }
  return out;
}

}  // namespace stemma::claims
