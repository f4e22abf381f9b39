// Strings of a JSON object with the way back to the bytes they were written in (RFC 8259, section 7).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "stemma/document.h"

namespace stemma::ingest {

struct JsonText {
  std::string text;  ///< escapes undone, NUL made U+FFFD
  ByteMap map;       ///< from `text` to the bytes of the object
};

/// The string that an object holds under `key`, the last one if there are several; nothing if it holds none. Members of inner objects do
/// not count. REQUIRES: `object` is well-formed JSON in UTF-8. Cost: linear.
std::optional<JsonText> json_text(std::string_view object, std::string_view key);

}  // namespace stemma::ingest
