// The tables beside this file, as they are in the program.
#pragma once

#include <string_view>

namespace stemma::claims::ground::times {

std::string_view words_table();
std::string_view holidays_table();
std::string_view zones_table();

}  // namespace stemma::claims::ground::times
