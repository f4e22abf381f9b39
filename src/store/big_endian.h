// Numbers as SQLite's files have them.
#pragma once

#include <cstdint>
#include <string_view>

namespace stemma::store {

/// Four bytes, the most significant first. REQUIRES: at + 4 <= bytes.size().
inline std::uint32_t big(std::string_view bytes, std::size_t at) {
  std::uint32_t w = 0;
  for (std::size_t k = 0; k < 4; ++k) w = (w << 8) | static_cast<unsigned char>(bytes[at + k]);
  return w;
}

}  // namespace stemma::store
