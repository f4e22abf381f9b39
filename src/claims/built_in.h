// The model files of this stage that the program was built with, in the program itself.
#pragma once

#include <string_view>

namespace stemma::claims {

/// models/attributions.model and models/stance.model: the files' bytes, at a multiple of 64.
std::string_view built_in_attributions();
std::string_view built_in_stance();

}  // namespace stemma::claims
