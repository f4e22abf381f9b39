// Formats told by their first bytes.
#pragma once

#include <string_view>

namespace stemma::ingest {

/// What a file that is no text seems to be, in words for a message: "a ZIP archive", "a JPEG image", "binary data".
std::string_view binary_name(std::string_view bytes);

}  // namespace stemma::ingest
