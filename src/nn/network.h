// The tensors of docs/formats/model.md in the form that the layers want them: matrices packed, everything else in the file's own bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "nn/matrix.h"
#include "nn/model_file.h"
#include "nn/recurrent.h"
#include "stemma/result.h"

namespace stemma::nn {

inline constexpr std::size_t most_subwords = 64;

/// The header's `sizes`.
struct Sizes {
  std::size_t word = 0, sub = 0, shape = 0, flag = 0, width = 0, arc = 0, rel = 0, lemma = 0, bound = 0, bound_window = 0, far = 0;
  std::size_t subwords = 0;  ///< up to most_subwords

  std::size_t own() const { return word + sub + shape; }  ///< of a token's input, what does not depend on what stands around it
  std::size_t input() const { return own() + flag; }
};

/// Rows of 8-bit numbers, each with its scale.
struct Table {
  std::span<const std::int8_t> numbers;
  std::span<const float> scale;
  std::size_t rows() const { return scale.size(); }
};

struct Network {
  Mode mode;
  Sizes sizes;
  Table word, sub;
  std::span<const float> shape, flag;  ///< rows x sizes.shape, rows x sizes.flag
  Matrix entry;
  std::vector<Layer> layers;
  Norm norm;
  Matrix upos, xpos, name, lemma_in, lemma;
  Matrix dep, head, square, rel_dep, rel_head, rel;
  std::span<const float> root, far, rel_root;
  Matrix bound_in, bound;
};

/// Errors: malformed (a tensor is missing or of another shape), unsupported (sizes or layers that this program cannot run).
Result<Network> build_network(const ModelFile& file, const Mode& mode);

}  // namespace stemma::nn
