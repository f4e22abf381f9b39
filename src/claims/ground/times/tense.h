// Whether what is dated has happened or is to come, by the verb that a temporal expression hangs on.
#pragma once

#include "claims/ground/page.h"

namespace stemma::claims::ground::times {

enum class Tense : std::uint8_t { unknown, past, future };

/// Of tokens [first, last).
Tense tense(const Page& page, std::uint32_t first, std::uint32_t last);

/// The verb (or other word at the head of its clause) that tokens [first, last) hang on; -1: none.
std::int32_t governor(const Page& page, std::uint32_t first, std::uint32_t last);

}  // namespace stemma::claims::ground::times
