// The model file that the program was built with: models/encoder.model, in the program itself.
#pragma once

#include <string_view>

namespace stemma::lang {

/// The file's bytes, at a multiple of 64.
std::string_view built_in_model();

}  // namespace stemma::lang
