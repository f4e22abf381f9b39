// What a thread needs to read texts: the last text's vectors, and scratch memory.
#pragma once

#include <algorithm>
#include <cstddef>

#include "nn/encoder.h"
#include "nn/matrix.h"
#include "nn/recurrent.h"

namespace stemma::nn {

/// Vectors that go through the matrices at a time: few enough for the first caches, enough to use each weight often.
inline constexpr std::size_t block_tokens = 64;

/// Calls `work(begin, n)` for blocks of tokens [begin, begin + n) of [first, last).
template <class Work>
void each_block(std::size_t first, std::size_t last, const Work& work) {
  for (std::size_t begin = first; begin < last; begin += block_tokens) work(begin, std::min(block_tokens, last - begin));
}

struct Encoder::Workspace::State {
  std::size_t tokens = 0;
  std::size_t encoded = 0;  ///< numbers in `z`
  Buffer<float> own;        ///< tokens x Sizes::own(): what embed() found
  Buffer<float> z;          ///< tokens x width: the running x of encode(), at its end z
  Operand z_ready;          ///< z, ready to be multiplied

  // Of a stretch.
  RecurrentScratch recurrent;
  Buffer<float> normed_rows;
  // Of a block of tokens or pairs.
  Operand ready;
  Buffer<float> rows, made, more;
};

}  // namespace stemma::nn
