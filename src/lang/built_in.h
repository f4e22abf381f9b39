// The model files that the program was built with, in the program itself.
#pragma once

#include <string_view>

namespace stemma::lang {

/// models/encoder.model and models/agents.model: the files' bytes, at a multiple of 64.
std::string_view built_in_encoder();
std::string_view built_in_agent_scorer();

}  // namespace stemma::lang
