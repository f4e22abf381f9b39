// Digests and codings that other people's formats ask for. SHA-1 for exchange only, never for evidence: WARC and FollowTheMoney name it.
#pragma once

#include <string>
#include <string_view>

namespace stemma::exports {

std::string sha1(std::string_view bytes);       ///< 20 bytes
std::string base32(std::string_view bytes);     ///< RFC 4648, 6, padded
/// One gzip member.
std::string gzip(std::string_view bytes);

}  // namespace stemma::exports
