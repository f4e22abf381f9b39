// A reading as JSON: the line that `stemma read` prints, the form of stored readings. Offsets in code points.
#pragma once

#include <string>

#include "stemma/attribution.h"
#include "stemma/result.h"

namespace stemma {

/// One line without a line break (keys as in docs/formats/read.md).
std::string reading_json(const Reading& reading);

}  // namespace stemma
