// Answers made small on their way (RFC 1952), where the browser asks for it.
#pragma once

#include <string>
#include <string_view>

namespace stemma::server {

/// Whether Accept-Encoding allows gzip.
bool takes_gzip(std::string_view accept_encoding);
/// Empty if it cannot be done or would not be smaller.
std::string gzip(std::string_view bytes, int level);

}  // namespace stemma::server
