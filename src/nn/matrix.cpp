#include "nn/matrix.h"

#include <algorithm>
#include <vector>

namespace stemma::nn {

void Operand::reset(const Mode& mode, std::size_t rows, std::size_t depth) {
  mode_ = mode;
  depth_ = depth;
  row_bytes_ = depth * mode.packing().bytes;
  values_.room(rows * row_bytes_);
  scales_.room(rows);
}

void Operand::set(std::size_t row, const float* v) {
  unsigned char* const to = values_.data() + row * row_bytes_;
  if (mode_.arithmetic == Arithmetic::whole) mode_.kernels->quantise(v, depth_, to, scales_.data() + row);
  else std::memcpy(to, v, row_bytes_);
}

void Operand::set_all(std::size_t rows, const float* v, std::size_t step) {
  for (std::size_t i = 0; i < rows; ++i) set(i, v + i * step);
}

void Operand::copy(std::size_t row, const Operand& from, std::size_t from_row) {
  std::memcpy(values_.data() + row * row_bytes_, from.row(from_row), row_bytes_);
  if (mode_.arithmetic == Arithmetic::whole) scales_.data()[row] = *from.scale(from_row);
}

std::int32_t Operand::unshift(std::size_t row) {
  const std::int32_t shift = mode_.packing().shift;
  if (shift == 0) return 0;
  unsigned char* const bytes = values_.data() + row * row_bytes_;
  std::int32_t sum = 0;
  for (std::size_t k = 0; k < depth_; ++k) {
    const std::int32_t q = bytes[k] - shift;
    bytes[k] = static_cast<unsigned char>(q);
    sum += q;
  }
  return shift * sum;
}

Matrix::Matrix(const Mode& mode, std::span<const float> weights, std::size_t outputs, std::size_t inputs, std::span<const float> bias)
    : mode_(mode), outputs_(outputs), inputs_(inputs) {
  weights_.zeros(columns() * depth() * mode.packing().bytes);
  scale_.zeros(columns());
  correction_.zeros(columns());
  std::copy(bias.begin(), bias.end(), bias_.zeros(columns()));
  pack(weights);
}

// One row of weights, depth() numbers of the packing's kind, to its place.
void Matrix::lay(std::size_t output, const unsigned char* row) {
  const Packing& packing = mode_.packing();
  const std::size_t group = packing.group == 0 ? depth() : packing.group, block = packing.block, bytes = packing.bytes;
  unsigned char* to = weights_.data() + (output / block * block * depth() + output % block * group) * bytes;
  for (std::size_t k = 0; k < depth(); k += group, to += block * group * bytes) std::memcpy(to, row + k * bytes, group * bytes);
}

// A row of weights becomes whole numbers by the rule that makes inputs so, and by the same kernel.
void Matrix::pack(std::span<const float> weights) {
  std::vector<float> padded(depth());
  Operand row;
  row.reset(mode_, 1, depth());
  for (std::size_t j = 0; j < outputs_; ++j) {
    std::copy_n(weights.begin() + static_cast<std::ptrdiff_t>(j * inputs_), inputs_, padded.begin());
    row.set(0, padded.data());
    if (mode_.arithmetic == Arithmetic::whole) {
      scale_.data()[j] = *row.scale(0);
      correction_.data()[j] = row.unshift(0);
    }
    lay(j, static_cast<const unsigned char*>(row.row(0)));
  }
}

void Matrix::apply(const Operand& in, std::size_t first, std::size_t count, float* out, std::size_t stride, std::size_t begin,
                   std::size_t end, bool relu) const {
  const Product product{.inputs = in.row(first), .input_scale = in.scale(first),
                        .weights = weights_.data() + begin * depth() * mode_.packing().bytes, .weight_scale = scale_.data() + begin,
                        .correction = correction_.data() + begin, .bias = bias_.data() + begin, .out = out, .rows = count, .depth = depth(),
                        .columns = end - begin, .stride = stride, .relu = relu};
  if (mode_.arithmetic == Arithmetic::whole) mode_.kernels->multiply_whole(product);
  else mode_.kernels->multiply_floating(product);
}

}  // namespace stemma::nn
