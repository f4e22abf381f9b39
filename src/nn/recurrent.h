// The recurrent layer of docs/formats/model.md over one text: a simple recurrent unit (Lei et al. 2018) in both directions.
#pragma once

#include <cstddef>
#include <span>

#include "nn/buffer.h"
#include "nn/matrix.h"

namespace stemma::nn {

struct Norm {
  std::span<const float> gain, bias;
};

struct Layer {
  char kind = 'r';  ///< `r`, or `c` for a convolution
  Norm norm;
  Matrix linear;
  std::span<const float> gates;  ///< 8 x width / 2; `r` only
};

/// Memory that a recurrent layer works in.
struct RecurrentScratch {
  Operand normed;
  Buffer<float> row, made, state;
};

/// x: count x width, changed in place; width is a multiple of 32. The text begins and ends with these tokens.
void recurrent(const Mode& mode, const Layer& layer, std::size_t width, float* x, std::size_t count, RecurrentScratch& scratch);

}  // namespace stemma::nn
