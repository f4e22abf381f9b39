// Each set of instructions against loops that say what is meant, and against the plain set bit for bit.
#include "nn/kernels.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <random>
#include <vector>

#include "nn/matrix.h"

namespace stemma::nn {
namespace {

const std::vector<Kernels>& sets_here() {
  static const std::vector<Kernels> sets = [] {
    std::vector<Kernels> out;
    for (const Kernels k : {Kernels::plain, Kernels::avx2, Kernels::avx512})
      if (runs_here(k)) out.push_back(k);
    return out;
  }();
  return sets;
}

std::vector<float> random_numbers(std::size_t n, float reach, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<float> out(n);
  for (float& x : out) x = reach * (static_cast<float>(random()) / 2147483648.0F - 1);
  return out;
}

bool same_bits(const std::vector<float>& a, const std::vector<float>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

// One row in whole numbers, as its kernel stores it, with the shift taken off.
std::vector<int> quantised(Kernels kernels, const std::vector<float>& v, float& scale) {
  const KernelTable& table = table_of(kernels);
  std::vector<unsigned char> bytes(v.size() * table.packing.bytes);
  table.quantise(v.data(), v.size(), bytes.data(), &scale);
  std::vector<int> out;
  for (std::size_t i = 0; i < v.size(); ++i) {
    std::int16_t wide = bytes[i];
    if (table.packing.bytes == 2) std::memcpy(&wide, &bytes[2 * i], 2);
    out.push_back(wide - table.packing.shift);
  }
  return out;
}

TEST(Kernels, RoundToTheNearestHalvesToEven) {
  std::vector<float> v(16);
  const float numbers[] = {127, 0.5F, 1.5F, 2.5F, -0.5F, -1.5F, -2.5F, 0.49999997F, 126.5F, -126.5F, -127, 0, -0.0F, 3.4F, -3.6F, 63};
  const std::vector<int> whole{127, 0, 2, 2, 0, -2, -2, 0, 126, -126, -127, 0, 0, 3, -4, 63};
  std::copy(std::begin(numbers), std::end(numbers), v.begin());
  for (const Kernels k : sets_here()) {
    float scale = 0;
    EXPECT_EQ(quantised(k, v, scale), whole);
    EXPECT_EQ(scale, 1);
  }
}

TEST(Kernels, QuantiseAnyNumbers) {
  constexpr float inf = std::numeric_limits<float>::infinity(), nan = std::numeric_limits<float>::quiet_NaN();
  constexpr float tiny = std::numeric_limits<float>::denorm_min();
  for (const Kernels k : sets_here()) {
    float scale = 0;
    EXPECT_EQ(quantised(k, std::vector<float>(32, 0.0F), scale), std::vector<int>(32, 0));
    EXPECT_EQ(scale, 1);
    for (const float odd : {inf, -inf, nan, -nan, tiny, 190 * tiny, std::numeric_limits<float>::max()}) {
      std::vector<float> v(16, 1e-3F * odd);
      v[3] = odd;
      for (const int q : quantised(k, v, scale)) EXPECT_LE(std::abs(q), 127);
    }
  }
}

// What docs/formats/model.md says of products in 8 bits, number by number.
std::vector<float> product_by_hand(const std::vector<float>& in, const std::vector<float>& weights, const std::vector<float>& bias,
                                   std::size_t rows, std::size_t inputs) {
  const auto whole = [&](const std::vector<float>& v, std::size_t row, float& scale) {
    float largest = 0;
    for (std::size_t k = 0; k < inputs; ++k) largest = std::max(largest, std::abs(v[row * inputs + k]));
    scale = largest > 0 ? largest / 127 : 1;
    std::vector<int> q;
    for (std::size_t k = 0; k < inputs; ++k) q.push_back(static_cast<int>(std::nearbyint(v[row * inputs + k] / scale)));
    return q;
  };
  std::vector<float> out;
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t j = 0; j < bias.size(); ++j) {
      float in_scale = 0, weight_scale = 0;
      const std::vector<int> x = whole(in, r, in_scale), w = whole(weights, j, weight_scale);
      int sum = 0;
      for (std::size_t k = 0; k < inputs; ++k) sum += x[k] * w[k];
      out.push_back(static_cast<float>(sum) * in_scale * weight_scale + bias[j]);
    }
  return out;
}

std::vector<float> product(const Mode& mode, const std::vector<float>& in, const std::vector<float>& weights,
                           const std::vector<float>& bias, std::size_t rows, std::size_t inputs) {
  const Matrix matrix(mode, weights, bias.size(), inputs, bias);
  Operand operand;
  operand.reset(mode, rows, matrix.depth());
  std::vector<float> row(matrix.depth());
  for (std::size_t r = 0; r < rows; ++r) {
    std::copy_n(in.begin() + static_cast<std::ptrdiff_t>(r * inputs), inputs, row.begin());
    operand.set(r, row.data());
  }
  std::vector<float> wide(rows * matrix.columns()), out;
  matrix.apply(operand, 0, rows, wide.data());
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t j = 0; j < matrix.columns(); ++j)
      if (j < bias.size()) out.push_back(wide[r * matrix.columns() + j]);
      else EXPECT_EQ(wide[r * matrix.columns() + j], 0);
  return out;
}

struct ProductSize {
  std::size_t rows, inputs, outputs;
};

TEST(Kernels, ProductsAreExact) {
  for (const ProductSize s : {ProductSize{1, 1, 1}, {3, 16, 16}, {4, 64, 32}, {5, 100, 17}, {9, 921, 48}, {64, 48, 33}}) {
    const auto in = random_numbers(s.rows * s.inputs, 3, 1), weights = random_numbers(s.outputs * s.inputs, 0.2F, 2);
    const auto bias = random_numbers(s.outputs, 1, 3);
    const auto expected = product_by_hand(in, weights, bias, s.rows, s.inputs);
    for (const Kernels k : sets_here())
      EXPECT_TRUE(same_bits(product({Arithmetic::whole, &table_of(k)}, in, weights, bias, s.rows, s.inputs), expected))
          << s.inputs << " x " << s.outputs << ", kernels " << static_cast<int>(k);
  }
}

// Where sums of two products of 8 bits no longer fit into 16.
TEST(Kernels, LargestProductsDoNotSaturate) {
  constexpr std::size_t inputs = 576;
  for (const float sign : {1.0F, -1.0F})
    for (const Kernels k : sets_here()) {
      const auto y = product({Arithmetic::whole, &table_of(k)}, std::vector<float>(4 * inputs, 127),
                             std::vector<float>(16 * inputs, sign * 127), std::vector<float>(16), 4, inputs);
      for (const float v : y) EXPECT_EQ(v, sign * 127 * 127 * inputs);
    }
}

TEST(Kernels, FloatingProducts) {
  constexpr std::size_t rows = 6, inputs = 50, outputs = 19;
  const auto in = random_numbers(rows * inputs, 3, 1), weights = random_numbers(outputs * inputs, 0.2F, 2);
  const auto bias = random_numbers(outputs, 1, 3);
  const auto plain = product({Arithmetic::floating, &plain_kernels}, in, weights, bias, rows, inputs);
  for (std::size_t i = 0; i < plain.size(); ++i) {
    double sum = bias[i % outputs];
    for (std::size_t k = 0; k < inputs; ++k) sum += double{in[i / outputs * inputs + k]} * double{weights[i % outputs * inputs + k]};
    EXPECT_NEAR(plain[i], sum, 1e-4);
  }
  for (const Kernels k : sets_here())
    EXPECT_TRUE(same_bits(product({Arithmetic::floating, &table_of(k)}, in, weights, bias, rows, inputs), plain));
}

TEST(Kernels, NormOfAVector) {
  constexpr std::size_t width = 96;
  const auto x = random_numbers(width, 5, 1), gain = random_numbers(width, 1, 2), bias = random_numbers(width, 1, 3);
  double mean = 0, square = 0;
  for (const float v : x) mean += double{v} / width;
  for (const float v : x) square += (v - mean) * (v - mean) / width;
  std::vector<float> plain(width);
  plain_kernels.norm(x.data(), gain.data(), bias.data(), width, plain.data());
  for (std::size_t i = 0; i < width; ++i) EXPECT_NEAR(plain[i], (x[i] - mean) / std::sqrt(square + 1e-5) * gain[i] + bias[i], 1e-5);
  for (const Kernels k : sets_here()) {
    std::vector<float> in_place = x;
    table_of(k).norm(in_place.data(), gain.data(), bias.data(), width, in_place.data());
    EXPECT_TRUE(same_bits(in_place, plain));
  }
}

// What a scan of one step leaves behind for gates of these inputs: state, then output.
std::vector<float> one_step(Kernels kernels, std::vector<float> u, std::vector<float> x, const std::vector<float>& gates) {
  std::vector<float> state = random_numbers(x.size(), 1, 9);
  table_of(kernels).scan({u.data(), 0, x.data(), 0, gates.data(), state.data(), x.size(), 1});
  state.insert(state.end(), x.begin(), x.end());
  return state;
}

TEST(Kernels, RecurrenceOverAllMagnitudes) {
  constexpr std::size_t half = 32;
  for (const float reach : {0.01F, 1.0F, 20.0F, 120.0F, 1e30F}) {
    const auto u = random_numbers(3 * half, reach, 1), x = random_numbers(half, 1, 2), gates = random_numbers(4 * half, 1, 3);
    const auto plain = one_step(Kernels::plain, u, x, gates);
    const auto before = random_numbers(half, 1, 9);
    for (std::size_t i = 0; i < half; ++i) {
      const auto gate = [&](std::size_t block) {
        return 1 / (1 + std::exp(-(double{u[block * half + i]} + double{gates[(2 * block - 2) * half + i]} * before[i] +
                                   gates[(2 * block - 1) * half + i])));
      };
      const double c = gate(1) * before[i] + (1 - gate(1)) * u[i], h = gate(2) * c + (1 - gate(2)) * x[i];
      EXPECT_NEAR(plain[i], c, 3e-6 * std::max(1.0F, reach));
      EXPECT_NEAR(plain[half + i], h, 3e-6 * std::max(1.0F, reach));
    }
    for (const Kernels k : sets_here()) EXPECT_TRUE(same_bits(one_step(k, u, x, gates), plain)) << reach;
  }
}

TEST(Kernels, SumsOfRows) {
  constexpr std::size_t size = 48;
  std::vector<std::int8_t> table(5 * size);
  for (std::size_t i = 0; i < table.size(); ++i) table[i] = static_cast<std::int8_t>(static_cast<int>(i * 37 % 255) - 127);
  const auto scale = random_numbers(5, 0.1F, 1);
  const std::vector<std::uint32_t> rows{4, 0, 2, 2};
  std::vector<float> expected(size), none(size, 7);
  for (const std::uint32_t r : rows)
    for (std::size_t i = 0; i < size; ++i) expected[i] = expected[i] + static_cast<float>(table[r * size + i]) * scale[r];
  for (const Kernels k : sets_here()) {
    std::vector<float> sum(size);
    table_of(k).sum_rows(table.data(), scale.data(), size, rows.data(), rows.size(), sum.data());
    EXPECT_TRUE(same_bits(sum, expected));
    table_of(k).sum_rows(table.data(), scale.data(), size, rows.data(), 0, none.data());
    EXPECT_TRUE(same_bits(none, std::vector<float>(size)));
  }
}

}  // namespace
}  // namespace stemma::nn
