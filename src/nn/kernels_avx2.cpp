// For AVX2 without VNNI: factors of 16 bits. The instruction for 8 bits (vpmaddubsw) cuts sums off at 16 bits.
#include "nn/kernels.h"

#ifdef __x86_64__
#include <immintrin.h>

namespace stemma::nn {
namespace {

constexpr std::size_t native_lanes = 8;
#include "nn/kernels_shared.inc"

template <std::size_t rows>
STEMMA_INLINE void whole_tile(const Product& p, std::size_t row, std::size_t column) {
  const auto* w = static_cast<const std::int16_t*>(p.weights) + column * p.depth;
  const auto* in = static_cast<const std::int16_t*>(p.inputs) + row * p.depth;
  __m256i sums[rows][2];
  for (auto& sum : sums) sum[0] = sum[1] = _mm256_setzero_si256();
  for (std::size_t k = 0; k < p.depth; k += 2) {
    const auto* at = reinterpret_cast<const __m256i*>(w + k * lanes);
    const __m256i left = _mm256_load_si256(at), right = _mm256_load_si256(at + 1);
    for (std::size_t r = 0; r < rows; ++r) {
      std::int32_t pair;
      __builtin_memcpy(&pair, in + r * p.depth + k, sizeof pair);
      const __m256i x = _mm256_set1_epi32(pair);
      sums[r][0] = _mm256_add_epi32(sums[r][0], _mm256_madd_epi16(x, left));
      sums[r][1] = _mm256_add_epi32(sums[r][1], _mm256_madd_epi16(x, right));
    }
  }
  for (std::size_t r = 0; r < rows; ++r)
    finish_whole(p, row + r, column, Lanes{{_mm256_cvtepi32_ps(sums[r][0]), _mm256_cvtepi32_ps(sums[r][1])}});
}

void multiply_whole(const Product& p) {
  for (std::size_t column = 0; column < p.columns; column += lanes) {
    std::size_t row = 0;
    for (; row + 4 <= p.rows; row += 4) whole_tile<4>(p, row, column);
    for (; row < p.rows; ++row) whole_tile<1>(p, row, column);
  }
}

}  // namespace

const KernelTable avx2_kernels{{16, 2, 2, 0}, quantise<std::int16_t, 0>, multiply_whole, multiply_floating, norm, scan, sum_rows};

}  // namespace stemma::nn
#endif
