// The model files of this stage that the program was built with, in the program itself.
#pragma once

#include <string_view>

namespace stemma::claims {

/// models/attributions.model: the file's bytes, at a multiple of 64.
std::string_view built_in_attributions();

}  // namespace stemma::claims
