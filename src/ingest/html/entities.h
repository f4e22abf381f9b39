// Character references ("&amp;", "&#8217;") in values that HTML parsing has not touched.
#pragma once

#include <string>
#include <string_view>

namespace stemma::ingest {

/// `s` with numeric references and the commonest named ones decoded, once. Text without "&" is copied.
std::string decode_entities(std::string_view s);

}  // namespace stemma::ingest
