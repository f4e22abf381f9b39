// The codings of e-mail: of bodies (RFC 2045, 6.7 and 6.8) and of words in headers (RFC 2047).
#pragma once

#include <string>
#include <string_view>

#include "ingest/mapped_text.h"

namespace stemma::ingest {

/// A body with its transfer coding undone ("base64", "quoted-printable"; any other: as it is). The map leads to `body`; a line of base64
/// belongs together as a whole. What does not fit the coding is left out (base64) or kept as it stands. Linear.
MappedText undo_transfer(std::string_view body, std::string_view coding);

/// The value of a header as UTF-8: encoded words decoded, folds made spaces, white space squeezed.
std::string decode_words(std::string_view value);

}  // namespace stemma::ingest
