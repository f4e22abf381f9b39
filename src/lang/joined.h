// Words as readers count them: what Universal Dependencies cuts at hyphens ("15 - year", "vice - president") put together again.
#pragma once

#include "lang/analysis.h"

namespace stemma::lang {

/// The analysis with words that touch through a hyphen made one token, within their sentence. A joined token has the kind of its first
/// part, and tag, lemma, head and relation of its last; before a noun, a number or a participle at the end makes it an adjective ("15-year
/// term"). Nothing else changes but the numbers of tokens. Linear.
Analysis join_hyphens(const Document& document, const Analysis& analysis);

}  // namespace stemma::lang
