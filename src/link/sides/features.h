// What a model of sides sees: how a text, from a headline to a whole article, stands to the words of a claim, in whole numbers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "link/sides/contrasts.h"

namespace stemma::link::sides {

/// A text as the model reads it: sentence by sentence, 60 at most.
struct Body {
  std::vector<Phrase> sentences;
};
/// REQUIRES: as make_phrase().
Body make_body(const Reading& reading, const lang::Analysis& analysis, ByteSpan span);

/// One number for each of feature_names(), in their order: shares are of 1024, counts as they are.
/// Cost: that of align() and contrasts() for each sentence that shares a word of matter with the claim.
std::vector<std::int32_t> features(const Phrase& claim, const Body& text);

/// Hashes of the words and pairs of words of a text's first sentence that are not the claim's own: "after all", "hoax". Distinct, ascending.
std::vector<std::uint64_t> new_words(const Phrase& claim, const Body& text);

/// Names of the features, for training and for reasons. Made anew.
std::vector<std::string> feature_names();

}  // namespace stemma::link::sides
