// For AVX-512 with VNNI: four products of 8 bits a lane and instruction, one factor unsigned. Inputs are therefore shifted by 128, and what
// the shift adds (128 times the sum of the weights) is taken off again.
#include "nn/kernels.h"

#ifdef __x86_64__
#include <immintrin.h>

namespace stemma::nn {
namespace {

constexpr std::size_t native_lanes = 16;
#include "nn/kernels_shared.inc"

template <std::size_t rows, std::size_t blocks>
STEMMA_INLINE void whole_tile(const Product& p, std::size_t row, std::size_t column) {
  const auto* w = static_cast<const std::int8_t*>(p.weights) + column * p.depth;
  const auto* in = static_cast<const std::uint8_t*>(p.inputs) + row * p.depth;
  __m512i sums[rows][blocks];
  for (auto& row_sums : sums)
    for (auto& sum : row_sums) sum = _mm512_setzero_si512();
  for (std::size_t k = 0; k < p.depth; k += 4) {
    __m512i weights[blocks];
    for (std::size_t b = 0; b < blocks; ++b) weights[b] = _mm512_load_si512(w + (b * p.depth + k) * lanes);
    for (std::size_t r = 0; r < rows; ++r) {
      std::int32_t four;
      __builtin_memcpy(&four, in + r * p.depth + k, sizeof four);
      const __m512i x = _mm512_set1_epi32(four);
      for (std::size_t b = 0; b < blocks; ++b) sums[r][b] = _mm512_dpbusd_epi32(sums[r][b], x, weights[b]);
    }
  }
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t b = 0; b < blocks; ++b) {
      const __m512i sum = _mm512_sub_epi32(sums[r][b], _mm512_loadu_si512(p.correction + column + b * lanes));
      finish_whole(p, row + r, column + b * lanes, Lanes{{__builtin_convertvector(reinterpret_cast<NativeInt>(sum), Native)}});
    }
}

template <std::size_t blocks>
STEMMA_INLINE void whole_columns(const Product& p, std::size_t column) {
  std::size_t row = 0;
  for (; row + 4 <= p.rows; row += 4) whole_tile<4, blocks>(p, row, column);
  for (; row < p.rows; ++row) whole_tile<1, blocks>(p, row, column);
}

void multiply_whole(const Product& p) {
  std::size_t column = 0;
  for (; column + 2 * lanes <= p.columns; column += 2 * lanes) whole_columns<2>(p, column);
  if (column < p.columns) whole_columns<1>(p, column);
}

}  // namespace

const KernelTable avx512_kernels{{16, 4, 1, 128}, quantise<std::uint8_t, 128>, multiply_whole, multiply_floating, norm, scan, sum_rows};

}  // namespace stemma::nn
#endif
