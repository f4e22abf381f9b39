// The coarse tags that the grammar of claims/ works with, out of the Penn tag and the word.
#pragma once

#include <string_view>
#include <vector>

#include "lang/analysis.h"

namespace stemma::lang {

/// The coarse tag of each of penn_tags(), in their order.
std::vector<Tag> coarse_tags();
/// A token's coarse tag, given that of its Penn tag: marks are marks, and "to" is one word whatever it does.
Tag tag_of(Tag coarse, TokenKind kind, std::string_view word);

}  // namespace stemma::lang
