// The coarse tags that the grammar of claims/ works with, out of the Penn tag and the word.
#pragma once

#include <string_view>
#include <vector>

#include "lang/analysis.h"

namespace stemma::lang {

/// The coarse tag of each of penn_tags(), in their order.
std::vector<Tag> coarse_tags();
/// A token's coarse tag, given that of its Penn tag: marks are marks, "to" is one word whatever it does, and a long word
/// with a capital that would be a conjunction is a name that the model has not seen.
Tag tag_of(Tag coarse, TokenKind kind, std::string_view word);

}  // namespace stemma::lang
