// Bytes as text, and back.
#pragma once

#include <string>
#include <string_view>

namespace stemma {

std::string base64(std::string_view bytes);  ///< RFC 4648, 4, padded
/// The bytes of what hex_of() wrote. Empty if it is no even number of lower-case hexadecimal digits.
std::string bytes_of_hex(std::string_view hex);

}  // namespace stemma
