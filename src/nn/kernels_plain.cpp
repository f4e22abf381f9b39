// For any processor: what the others are compared with.
#include "nn/kernels.h"

namespace stemma::nn {
namespace {

constexpr std::size_t native_lanes = 4;
#include "nn/kernels_shared.inc"

void multiply_whole(const Product& p) {
  for (std::size_t column = 0; column < p.columns; ++column) {
    const auto* w = static_cast<const std::int16_t*>(p.weights) + column * p.depth;
    for (std::size_t row = 0; row < p.rows; ++row) {
      const auto* in = static_cast<const std::int16_t*>(p.inputs) + row * p.depth;
      std::int32_t sum = 0;
      for (std::size_t k = 0; k < p.depth; ++k) sum += std::int32_t{in[k]} * std::int32_t{w[k]};
      const float y = static_cast<float>(sum) * p.input_scale[row] * p.weight_scale[column] + p.bias[column];
      p.out[row * p.stride + column] = p.relu && !(y > 0) ? 0 : y;
    }
  }
}

}  // namespace

const KernelTable plain_kernels{{1, 0, 2, 0}, quantise<std::int16_t, 0>, multiply_whole, multiply_floating, norm, scan, sum_rows};

}  // namespace stemma::nn
