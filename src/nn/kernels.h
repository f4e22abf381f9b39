// The inner loops, once for each set of instructions. All sets give the same bits: whole-number sums are exact, and floating-point ones
// are taken in one order (16 lanes, then a fixed tree) without fused operations.
#pragma once

#include <cstddef>
#include <cstdint>

#include "nn/encoder.h"

namespace stemma::nn {

/// How a matrix lies in memory for a kernel. Column j (an output) and input k of a matrix with `depth` inputs are number
/// ((j / block) (depth / group) + k / group) block group + (j mod block) group + k mod group.
struct Packing {
  std::size_t block = 16;  ///< columns side by side
  std::size_t group = 1;   ///< inputs of one column side by side; 0: all of them
  std::size_t bytes = 4;   ///< of a number, of a weight and of an input alike
  std::int32_t shift = 0;  ///< added to inputs, where the instruction wants them unsigned
};
inline constexpr Packing floating_packing{};

/// out(t, j) = sum over k of inputs(t, k) weights(j, k), times both scales where they are whole numbers; plus bias; not below 0 if `relu`.
struct Product {
  const void* inputs;               ///< rows x depth
  const float* input_scale;         ///< rows
  const void* weights;              ///< columns x depth, packed
  const float* weight_scale;        ///< columns
  const std::int32_t* correction;   ///< columns: shift times the sum of the column's weights
  const float* bias;                ///< columns
  float* out;                       ///< rows x stride
  std::size_t rows, depth, columns, stride;  ///< depth and columns are multiples of 16
  bool relu;
};

/// One direction of a recurrent layer over `count` tokens (docs/formats/model.md, layer `r`); x becomes h in place.
struct Scan {
  const float* u;         ///< of the first token to be read: a, f, r, `half` numbers each
  std::ptrdiff_t u_step;  ///< numbers to the next token; negative from right to left
  float* x;
  std::ptrdiff_t x_step;
  const float* gates;     ///< 4 x half
  float* state;           ///< half: c before the first token, then after the last
  std::size_t half;       ///< a multiple of 16
  std::size_t count;
};

struct KernelTable {
  Packing packing;  ///< of whole-number products
  /// v / scale rounded to the nearest whole number, halves to even, scale = largest magnitude / 127 (1 for zeros). `depth` numbers.
  void (*quantise)(const float* v, std::size_t depth, void* out, float* scale);
  void (*multiply_whole)(const Product&);
  void (*multiply_floating)(const Product&);
  /// Layer normalisation of `width` numbers, a multiple of 16; `out` may be `x`.
  void (*norm)(const float* x, const float* gain, const float* bias, std::size_t width, float* out);
  void (*scan)(const Scan&);
  /// sum = the rows of an 8-bit table, each times its scale, added in the order given. `size`: numbers a row, a multiple of 16.
  void (*sum_rows)(const std::int8_t* table, const float* scale, std::size_t size, const std::uint32_t* rows, std::size_t count,
                   float* sum);
};

/// REQUIRES: runs_here(kernels).
const KernelTable& table_of(Kernels kernels);

extern const KernelTable plain_kernels;
#ifdef __x86_64__
extern const KernelTable avx2_kernels;
extern const KernelTable avx512_kernels;
#endif

}  // namespace stemma::nn
