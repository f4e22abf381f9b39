// The scorer of docs/formats/model.md: how likely a mention stands for what an earlier one stands for. In whole numbers, so the same on
// every machine.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "lang/agents/info.h"
#include "lang/agents/pairs.h"
#include "nn/model_file.h"
#include "stemma/result.h"

namespace stemma::lang::agents {

/// Immutable after loading; shared by threads.
class Scorer {
 public:
  static constexpr std::size_t kHidden = 48, kProduct = 24;
  using Hidden = std::array<std::int32_t, kHidden>;
  using Product = std::array<std::int16_t, kProduct>;

  /// What is computed once a mention.
  struct Side {
    Product left{}, right{};     ///< projections of its head's vector, as the later and as the earlier of a pair
    Hidden later{}, earlier{};   ///< its shares of a pair's hidden sums
    std::int32_t alone = 0;      ///< score that it stands for nobody before, in steps of 2^-12
  };

  /// A model file of kind "agent scorer"; its bytes must stay where they are, at a multiple of 64. Errors: malformed (damaged, a tensor
  /// missing or of another shape, the self-test fails), unsupported (newer, of another kind, other sizes than this program's).
  static Result<Scorer> load(std::string_view bytes);

  std::size_t width() const { return width_; }  ///< of the encoder's vectors
  const FirstNames& first_names() const { return first_names_; }

  /// vector: width() numbers.
  Side side(std::span<const float> vector, const Places& places) const;
  /// In steps of 2^-12; above later.alone: the later mention rather belongs to the earlier one.
  std::int32_t score(const Side& later, const Side& earlier, const Places& pair) const;

 private:
  using Table = std::vector<std::int16_t>;  // rows of kHidden
  using Sums = std::array<std::int64_t, kHidden>;

  Result<void> read(const nn::ModelFile& file);
  Result<void> self_test(const nn::ModelFile& file) const;
  Product project(const Table& weight, const std::array<std::int16_t, kProduct>& bias, std::span<const std::int16_t> vector) const;
  static void add_rows(const Table& table, const Places& places, Sums& out);
  static void add_product(const Table& weight, const Product& p, Sums& out);

  std::size_t width_ = 0;
  FirstNames first_names_;
  Table pair_, later_, earlier_, new_;                                   // by place
  Table left_, right_;                                                   // kProduct x width
  Table product_, left_hidden_, right_hidden_, new_hidden_;              // kProduct x kHidden, the file's transposed
  std::array<std::int16_t, kProduct> left_bias_{}, right_bias_{};
  std::array<std::int16_t, kHidden> product_bias_{}, new_hidden_bias_{}, out_{}, new_out_{};
  std::int16_t out_bias_ = 0, new_out_bias_ = 0;
};

}  // namespace stemma::lang::agents
