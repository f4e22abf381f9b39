// Bytes -> UTF-8: BOM, HTTP header, <meta>, then uchardet; labels as in the WHATWG Encoding standard (section 4.2).
#pragma once

#include <string>
#include <string_view>

#include "stemma/document.h"

namespace stemma::ingest {

struct Decoded {
  std::string text;      ///< valid UTF-8, no BOM, NUL and malformed sequences replaced by U+FFFD
  std::string encoding;  ///< the one that was used: "UTF-8", "windows-1252"...
  std::string origin;    ///< "bom", "http", "meta", "guess"
  bool damaged = false;  ///< something had to be replaced
  ByteMap map;           ///< from `text` back to the bytes
};

/// Decodes a page or text. A label that the bytes contradict (says UTF-8, is not; says latin-1, is valid UTF-8 beyond ASCII) loses to
/// the bytes, and `origin` then says "bytes".
Decoded decode(std::string_view bytes, std::string_view http_charset, bool html);

/// Bytes that should be UTF-8 already; what is not is replaced.
Decoded keep_valid(std::string_view bytes);

}  // namespace stemma::ingest
