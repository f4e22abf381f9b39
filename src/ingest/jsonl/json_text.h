// Strings of a JSON object with the way back to the bytes they were written in (RFC 8259, section 7).
#pragma once

#include <optional>
#include <string_view>

#include "ingest/mapped_text.h"

namespace stemma::ingest {

/// The string that an object holds under `key`, the last one if there are several; nothing if it holds none. Members of inner objects do
/// not count. Escapes are undone, NUL is made U+FFFD; the map leads to the bytes of the object. REQUIRES: `object` is well-formed JSON in
/// UTF-8. Cost: linear.
std::optional<MappedText> json_text(std::string_view object, std::string_view key);

}  // namespace stemma::ingest
