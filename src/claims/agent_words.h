// Names as words: what comparing agents starts from.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stemma::claims {

/// Lower-case words of a name, articles and possessive endings left out.
std::vector<std::string> name_words(std::string_view name);
/// White space squeezed, a leading "the" left out.
std::string without_article(std::string_view s);

}  // namespace stemma::claims
