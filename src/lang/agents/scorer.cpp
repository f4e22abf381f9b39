#include "lang/agents/scorer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

// The loops in whole numbers, once for each kind of processor; the loader takes the fastest. All give the same numbers.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define STEMMA_FOR_EACH_PROCESSOR __attribute__((target_clones("arch=skylake-avx512", "avx2", "default")))
#else
#define STEMMA_FOR_EACH_PROCESSOR
#endif

namespace stemma::lang::agents {
namespace {

constexpr int kWeightBits = 12, kVectorBits = 8;  // behind the point
constexpr std::int64_t kOneSum = 1 << 28;          // limit of a mention's share of a hidden sum
constexpr std::int32_t kTimes = 1 << 11;           // limit of a product of two projections

std::int16_t whole(float x) {
  return static_cast<std::int16_t>(std::clamp(std::nearbyint(x * (1 << kWeightBits)), -16384.0F, 16384.0F));
}

template <class Numbers>
Result<void> take(const nn::ModelFile& file, std::string_view name, std::vector<std::size_t> shape, Numbers& out) {
  auto floats = file.floats(name, std::move(shape));
  if (!floats) return tl::unexpected(floats.error());
  if constexpr (requires { out.resize(1); }) out.resize(floats->size());
  std::transform(floats->begin(), floats->end(), out.begin(), whole);
  return {};
}

/// kHidden x kProduct to kProduct x kHidden, so that the inner loops run along the hidden numbers.
std::vector<std::int16_t> transposed(const std::vector<std::int16_t>& rows) {
  std::vector<std::int16_t> out(rows.size());
  for (std::size_t i = 0; i < Scorer::kHidden; ++i)
    for (std::size_t k = 0; k < Scorer::kProduct; ++k) out[k * Scorer::kHidden + i] = rows[i * Scorer::kProduct + k];
  return out;
}

STEMMA_FOR_EACH_PROCESSOR void dots(const std::int16_t* rows, std::span<const std::int16_t> vector, std::array<std::int64_t, Scorer::kProduct>& out) {
  for (std::size_t k = 0; k < Scorer::kProduct; ++k) {
    const std::int16_t* row = rows + k * vector.size();
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < vector.size(); ++i) sum += std::int32_t{row[i]} * vector[i];
    out[k] = sum;
  }
}

/// out . relu(x), in steps of 2^-12.
inline std::int32_t weighed(const std::int16_t* weight, std::int16_t bias, const std::int32_t* x) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < Scorer::kHidden; ++i) sum += std::int64_t{std::max(x[i], 0) >> kVectorBits} * weight[i];
  return static_cast<std::int32_t>(sum >> kWeightBits) + bias;
}

struct Layers {
  const std::int16_t *pair, *product, *out;
  std::int16_t out_bias;
};

/// A pair's score: hidden numbers are rows of the table at its places, the layer over the product of both projections, and both mentions'
/// shares. Nothing overflows: at most 32 rows of weights up to 2^14, 24 products of 2^11 and 2^14, two shares of 2^28.
STEMMA_FOR_EACH_PROCESSOR std::int32_t score_of_pair(const Layers& layers, std::span<const std::uint16_t> places, const Scorer::Side& later,
                                                     const Scorer::Side& earlier) {
  constexpr std::size_t hidden = Scorer::kHidden;
  std::int32_t times[Scorer::kProduct], rows[hidden] = {}, sums[hidden] = {};
  for (std::size_t k = 0; k < Scorer::kProduct; ++k)
    times[k] = std::clamp((std::int32_t{later.left[k]} * earlier.right[k]) >> kVectorBits, -kTimes, kTimes);
  for (const std::uint16_t p : places) {
    const std::int16_t* row = layers.pair + std::size_t{p} * hidden;
    for (std::size_t i = 0; i < hidden; ++i) rows[i] += row[i];
  }
  for (std::size_t k = 0; k < Scorer::kProduct; k += 4) {
    const std::int16_t* row = layers.product + k * hidden;
    const std::int32_t t0 = times[k], t1 = times[k + 1], t2 = times[k + 2], t3 = times[k + 3];
    for (std::size_t i = 0; i < hidden; ++i)
      sums[i] += row[i] * t0 + row[i + hidden] * t1 + row[i + 2 * hidden] * t2 + row[i + 3 * hidden] * t3;
  }
  for (std::size_t i = 0; i < hidden; ++i) sums[i] += rows[i] * (1 << kVectorBits) + later.later[i] + earlier.earlier[i];
  return weighed(layers.out, layers.out_bias, sums);
}

}  // namespace

Result<Scorer> Scorer::load(std::string_view bytes) {
  auto file = nn::ModelFile::open(bytes, "agent scorer");
  if (!file) return tl::unexpected(file.error());
  Scorer out;
  if (auto done = out.read(*file); !done) return tl::unexpected(done.error());
  if (auto done = out.self_test(*file); !done) return tl::unexpected(done.error());
  return out;
}

Result<void> Scorer::read(const nn::ModelFile& file) {
  const std::pair<const char*, std::size_t> sizes[] = {{"hidden", kHidden}, {"product", kProduct}, {"pair", kPairSize}, {"one", kOneSize}};
  for (const auto& size : sizes) {
    auto found = file.size(size.first);
    if (!found) return tl::unexpected(found.error());
    if (*found != size.second)
      return fail(ErrorKind::unsupported,
                  fmt::format("the agent scorer's size {} is {}; this program knows {}", size.first, *found, size.second));
  }
  auto width = file.size("width");
  if (!width) return tl::unexpected(width.error());
  width_ = *width;
  const std::size_t names = file.rows("first.names");
  auto hashes = file.words64("first.names", {names});
  auto gender = file.bytes8("first.gender", {names});
  if (!hashes) return tl::unexpected(hashes.error());
  if (!gender) return tl::unexpected(gender.error());
  first_names_ = FirstNames(*hashes, *gender);
  std::array<std::int16_t, 1> out_bias{}, new_out_bias{};
  Result<void> done = take(file, "pair.table", {kPairSize, kHidden}, pair_);
  const auto next = [&](std::string_view name, std::vector<std::size_t> shape, auto& into) {
    if (done) done = take(file, name, std::move(shape), into);
  };
  next("later.table", {kOneSize, kHidden}, later_);
  next("earlier.table", {kOneSize, kHidden}, earlier_);
  next("new.table", {kOneSize, kHidden}, new_);
  next("left.weight", {kProduct, width_}, left_);
  next("right.weight", {kProduct, width_}, right_);
  next("left.bias", {kProduct}, left_bias_);
  next("right.bias", {kProduct}, right_bias_);
  next("product.weight", {kHidden, kProduct}, product_);
  next("left_hidden.weight", {kHidden, kProduct}, left_hidden_);
  next("right_hidden.weight", {kHidden, kProduct}, right_hidden_);
  next("new_hidden.weight", {kHidden, kProduct}, new_hidden_);
  next("product.bias", {kHidden}, product_bias_);
  next("new_hidden.bias", {kHidden}, new_hidden_bias_);
  next("out.weight", {1, kHidden}, out_);
  next("new_out.weight", {1, kHidden}, new_out_);
  next("out.bias", {1}, out_bias);
  next("new_out.bias", {1}, new_out_bias);
  out_bias_ = out_bias[0], new_out_bias_ = new_out_bias[0];
  if (done)
    for (Table* layer : {&product_, &left_hidden_, &right_hidden_, &new_hidden_}) *layer = transposed(*layer);
  return done;
}

Scorer::Product Scorer::project(const Table& weight, const std::array<std::int16_t, kProduct>& bias,
                                std::span<const std::int16_t> vector) const {
  std::array<std::int64_t, kProduct> sums;
  dots(weight.data(), vector, sums);
  Product out{};
  for (std::size_t k = 0; k < kProduct; ++k)
    out[k] = static_cast<std::int16_t>(std::clamp<std::int64_t>((sums[k] + std::int64_t{bias[k]} * (1 << kVectorBits)) >> kWeightBits, -32768, 32767));
  return out;
}

void Scorer::add_rows(const Table& table, const Places& places, Sums& out) {
  for (const std::uint16_t p : places.all()) {
    const std::int16_t* row = table.data() + std::size_t{p} * kHidden;
    for (std::size_t i = 0; i < kHidden; ++i) out[i] += std::int32_t{row[i]} * (1 << kVectorBits);
  }
}

void Scorer::add_product(const Table& weight, const Product& p, Sums& out) {
  for (std::size_t k = 0; k < kProduct; ++k) {
    const std::int16_t* row = weight.data() + k * kHidden;
    for (std::size_t i = 0; i < kHidden; ++i) out[i] += std::int32_t{row[i]} * p[k];
  }
}

Scorer::Side Scorer::side(std::span<const float> vector, const Places& places) const {
  std::vector<std::int16_t> steps(width_);
  std::transform(vector.begin(), vector.begin() + static_cast<std::ptrdiff_t>(width_), steps.begin(), [](float x) {
    return static_cast<std::int16_t>(std::clamp(std::nearbyint(x * (1 << kVectorBits)), -32768.0F, 32767.0F));
  });
  Side side;
  side.left = project(left_, left_bias_, steps);
  side.right = project(right_, right_bias_, steps);
  const auto hidden = [&](const Table& table, const Table& layer, const Product& p, const std::array<std::int16_t, kHidden>* bias) {
    Sums sums{};
    add_rows(table, places, sums);
    add_product(layer, p, sums);
    Hidden clipped{};
    for (std::size_t i = 0; i < kHidden; ++i) {
      if (bias) sums[i] += std::int64_t{(*bias)[i]} * (1 << kVectorBits);
      clipped[i] = static_cast<std::int32_t>(std::clamp(sums[i], -kOneSum, kOneSum));
    }
    return clipped;
  };
  side.later = hidden(later_, left_hidden_, side.left, nullptr);
  for (std::size_t i = 0; i < kHidden; ++i) side.later[i] += std::int32_t{product_bias_[i]} * (1 << kVectorBits);
  side.earlier = hidden(earlier_, right_hidden_, side.right, nullptr);
  side.alone = weighed(new_out_.data(), new_out_bias_, hidden(new_, new_hidden_, side.left, &new_hidden_bias_).data());
  return side;
}

std::int32_t Scorer::score(const Side& later, const Side& earlier, const Places& pair) const {
  return score_of_pair({pair_.data(), product_.data(), out_.data(), out_bias_}, pair.all(), later, earlier);
}

Result<void> Scorer::self_test(const nn::ModelFile& file) const {
  const std::size_t mentions = file.rows("test.new_scores"), pairs = file.rows("test.pair_scores");
  constexpr std::size_t kOnes = 8, kPairs = 12;
  auto vectors = file.floats("test.vectors", {mentions, width_});
  auto ones = file.words16("test.ones", {mentions, kOnes});
  auto places = file.words16("test.pairs", {pairs, kPairs});
  auto alone = file.floats("test.new_scores", {mentions});
  auto scores = file.floats("test.pair_scores", {pairs});
  for (const Error* error : {vectors ? nullptr : &vectors.error(), ones ? nullptr : &ones.error(), places ? nullptr : &places.error(),
                             alone ? nullptr : &alone.error(), scores ? nullptr : &scores.error()})
    if (error) return tl::unexpected(*error);
  const auto some = [](std::span<const std::uint16_t> all, std::size_t row, std::size_t size, std::size_t limit) {
    Places out;
    for (const std::uint16_t p : all.subspan(row * size, size))
      if (p < limit) out.add(p);
    return out;
  };
  bool right = pairs == mentions * (mentions - 1) / 2 && mentions > 1;
  std::vector<Side> sides;
  for (std::size_t m = 0; right && m < mentions; ++m) {
    sides.push_back(side(vectors->subspan(m * width_, width_), some(*ones, m, kOnes, kOneSize)));
    right = static_cast<float>(sides[m].alone) == (*alone)[m];
    for (std::size_t a = 0; right && a < m; ++a) {
      const std::size_t row = m * (m - 1) / 2 + a;
      right = static_cast<float>(score(sides[m], sides[a], some(*places, row, kPairs, kPairSize))) == (*scores)[row];
    }
  }
  if (!right) return fail(ErrorKind::malformed, "the agent scorer's self-test failed: this program does not compute what the trainer did");
  return {};
}

}  // namespace stemma::lang::agents
