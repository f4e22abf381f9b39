// Bytes -> UTF-8: BOM, HTTP header, <meta>, then uchardet; labels as in the WHATWG Encoding standard (section 4.2).
#pragma once

#include <string>
#include <string_view>

namespace stemma::ingest {

struct Decoded {
  std::string text;      ///< valid UTF-8, no BOM, NUL and malformed sequences replaced by U+FFFD
  std::string encoding;  ///< the one that was used: "UTF-8", "windows-1252"...
  std::string origin;    ///< "bom", "http", "meta", "guess"
  bool damaged = false;  ///< something had to be replaced
};

/// Decodes a page or text. A label that the bytes contradict (says UTF-8, is not; says latin-1, is valid UTF-8 beyond ASCII) loses to
/// the bytes, and `origin` then says "bytes".
Decoded decode(std::string_view bytes, std::string_view http_charset, bool html);

}  // namespace stemma::ingest
