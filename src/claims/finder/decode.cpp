#include "claims/finder/decode.h"

#include <algorithm>

namespace stemma::claims {

bool decode(const NetworkInput&, std::span<const float> roles, std::uint32_t first, Found& found) {
  for (std::size_t i = 0; i < roles.size() / kRoles; ++i) {
    const float* const row = roles.data() + i * kRoles;
    const auto token = static_cast<std::uint32_t>(first + i);
    switch (static_cast<Role>(std::max_element(row, row + kRoles) - row)) {
      case Role::source: found.source.push_back(token); break;
      case Role::cue: found.cue.push_back(token); break;
      case Role::content: found.content.push_back(token); break;
      case Role::none: break;
    }
  }
  return !found.content.empty();
}

}  // namespace stemma::claims
