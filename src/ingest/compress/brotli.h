// Brotli (RFC 7932), as pages come under "Content-Encoding: br". It has no magic number: only the header says so.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "stemma/result.h"

namespace stemma::ingest {

/// The whole stream. Errors, as those of gunzip: malformed (cut off, damaged, something behind its end), over_limit.
Result<std::string> unbrotli(std::string_view bytes, std::uint64_t cap, std::uint64_t max_expansion);

}  // namespace stemma::ingest
