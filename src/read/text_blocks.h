// Blocks of a bare text, without moving a byte of it.
#pragma once

#include <string_view>
#include <vector>

#include "stemma/document.h"

namespace stemma {

/// A block for each line; lines that a fixed width has broken (45 to 100 bytes, no end of sentence) go on in the next one. The first
/// is the headline if it says what `title` says.
std::vector<Block> text_blocks(std::string_view text, std::string_view title);

}  // namespace stemma
