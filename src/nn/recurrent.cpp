#include "nn/recurrent.h"

#include "nn/workspace.h"

namespace stemma::nn {
namespace {

// One direction: products and recurrence block by block, in the order in which the direction reads.
void one_direction(const Mode& mode, const Layer& layer, std::size_t width, float* x, std::size_t count, RecurrentScratch& scratch, bool backwards) {
  const std::size_t half = width / 2, size = 3 * half, side = backwards ? 1 : 0;
  const std::ptrdiff_t sign = backwards ? -1 : 1;
  float* const u = scratch.made.room(block_tokens * size);
  scratch.state.zeros(half);
  each_block(0, count, [&](std::size_t done, std::size_t n) {
    const std::size_t begin = backwards ? count - done - n : done, start = backwards ? n - 1 : 0;
    layer.linear.apply(scratch.normed, begin, n, u, size, side * size, (side + 1) * size);
    mode.kernels->scan({.u = u + start * size, .u_step = sign * static_cast<std::ptrdiff_t>(size),
                        .x = x + (begin + start) * width + side * half, .x_step = sign * static_cast<std::ptrdiff_t>(width),
                        .gates = layer.gates.data() + side * 4 * half, .state = scratch.state.data(), .half = half, .count = n});
  });
}

}  // namespace

void recurrent(const Mode& mode, const Layer& layer, std::size_t width, float* x, std::size_t count, RecurrentScratch& scratch) {
  float* const row = scratch.row.room(width);
  scratch.normed.reset(mode, count, width);
  for (std::size_t t = 0; t < count; ++t) {
    mode.kernels->norm(x + t * width, layer.norm.gain.data(), layer.norm.bias.data(), width, row);
    scratch.normed.set(t, row);
  }
  one_direction(mode, layer, width, x, count, scratch, false);
  one_direction(mode, layer, width, x, count, scratch, true);
}

}  // namespace stemma::nn
