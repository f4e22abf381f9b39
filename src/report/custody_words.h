// One entry of the custody log in plain words.
#pragma once

#include <string>

#include "stemma/case.h"

namespace stemma::report {

/// "The original 3fa2c91b07de... was received as inbox/page.html, 1204 bytes". Printable, on one line; says so where the words were erased.
std::string words(const CustodyEntry&);

}  // namespace stemma::report
