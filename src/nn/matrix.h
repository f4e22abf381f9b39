// A matrix packed for one kind of product, and vectors made ready to be multiplied by it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "nn/buffer.h"
#include "nn/kernels.h"

namespace stemma::nn {

/// How products are taken: the arithmetic, and who does it.
struct Mode {
  Arithmetic arithmetic = Arithmetic::whole;
  const KernelTable* kernels = nullptr;

  const Packing& packing() const { return arithmetic == Arithmetic::whole ? kernels->packing : floating_packing; }
};

/// Rows of inputs: in 8 bits with a scale each, or as they are.
class Operand {
 public:
  /// Room for `rows` vectors of `depth` numbers (a multiple of 16); what was in it is lost.
  void reset(const Mode& mode, std::size_t rows, std::size_t depth);
  void set(std::size_t row, const float* v);
  /// Rows v, v + step, v + 2 step ... as rows 0, 1, 2 ...
  void set_all(std::size_t rows, const float* v, std::size_t step);
  void copy(std::size_t row, const Operand& from, std::size_t from_row);
  /// Takes the packing's shift off a row of 8-bit numbers, which makes it weights. Returns the shift times their sum.
  std::int32_t unshift(std::size_t row);

  const void* row(std::size_t i) const { return values_.data() + i * row_bytes_; }
  const float* scale(std::size_t i) const { return scales_.data() + i; }
  std::size_t depth() const { return depth_; }

 private:
  Mode mode_;
  std::size_t depth_ = 0, row_bytes_ = 0;
  Buffer<unsigned char> values_;
  Buffer<float> scales_;
};

/// X(v) = X.weight v + X.bias.
class Matrix {
 public:
  Matrix() = default;
  /// `weights`: outputs x inputs; `bias`: outputs, or none.
  Matrix(const Mode& mode, std::span<const float> weights, std::size_t outputs, std::size_t inputs, std::span<const float> bias);

  std::size_t outputs() const { return outputs_; }
  std::size_t columns() const { return whole_lanes(outputs_); }  ///< that apply() writes: outputs, then zeros
  std::size_t depth() const { return whole_lanes(inputs_); }     ///< of the operand: inputs, then zeros

  /// Rows [first, first + count) of `in` to `out`, `stride` numbers apart. Of the columns only [begin, end), multiples of 16.
  void apply(const Operand& in, std::size_t first, std::size_t count, float* out, std::size_t stride, std::size_t begin, std::size_t end,
             bool relu = false) const;
  /// All columns, columns() numbers apart.
  void apply(const Operand& in, std::size_t first, std::size_t count, float* out, bool relu = false) const {
    apply(in, first, count, out, columns(), 0, columns(), relu);
  }

 private:
  void pack(std::span<const float> weights);
  void lay(std::size_t output, const unsigned char* row);

  Mode mode_;
  std::size_t outputs_ = 0, inputs_ = 0;
  Buffer<unsigned char> weights_;
  Buffer<float> scale_, bias_;
  Buffer<std::int32_t> correction_;
};

}  // namespace stemma::nn
