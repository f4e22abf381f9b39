// The language of a text, by CLD2 (D. Sites, Google 2013): ISO 639-1.
#pragma once

#include <string>
#include <string_view>

namespace stemma::ingest {

/// ISO 639-1 code of valid UTF-8 text, "und" where CLD2 does not commit itself or gives the language less than `least_share` per cent of the
/// text. Looks at the first 20,000 bytes.
std::string detect_language(std::string_view text, int least_share = 0);

}  // namespace stemma::ingest
