// The check that docs/formats/model.md ends with: a file's own example, and what the network made of it where it was trained.
#pragma once

#include "nn/model_file.h"
#include "nn/network.h"
#include "stemma/result.h"

namespace stemma::nn {

/// REQUIRES: a network of `file` in floating-point arithmetic. Errors: malformed (a result is off by more than the file's tolerance; the
/// example is missing or makes no sense).
Result<void> self_test(const ModelFile& file, const Network& net);

}  // namespace stemma::nn
