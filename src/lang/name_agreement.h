// One type for one name in a document: what a name is, all its places say together.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "lang/analysis.h"
#include "lang/features.h"

namespace stemma::lang {

inline constexpr std::size_t kNameTypes = static_cast<std::size_t>(NameType::money) + 1;
/// For each type the sum of a name's logits, B- of its first token and I- of the others.
using NameVotes = std::array<float, kNameTypes>;

/// docs/formats/model.md, "One type for one name". `votes`: one entry a name. Linear in the number of names, in the order of the text.
void agree_on_types(std::string_view text, const std::vector<NameVotes>& votes, FeatureMaker& features, Analysis& analysis);

}  // namespace stemma::lang
