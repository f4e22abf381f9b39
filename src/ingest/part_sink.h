// How container readers hand over what they find.
#pragma once

#include <functional>

#include "stemma/document.h"
#include "stemma/result.h"

namespace stemma::ingest {

/// Takes one part with Document::part and format set, or what is wrong with it; false stops the reading.
using PartSink = std::function<bool(Result<Document>&&)>;

}  // namespace stemma::ingest
