// Lists of well-known names (countries, cities, peoples, outlets, bodies) that come with the model: an input of the encoder.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "lang/features.h"
#include "nn/model_file.h"
#include "stemma/result.h"

namespace stemma::lang {

/// docs/formats/model.md, "Lists of names". Immutable; the lists stay in the model's bytes.
class NameLists {
 public:
  NameLists() = default;
  /// A model without lists has empty ones. Errors: as checked().
  static Result<NameLists> of(const nn::ModelFile& file);
  /// Of each name its hash, ascending, and its list, from 1; both stay where they are. Errors: malformed (out of order, an unknown list).
  static Result<NameLists> checked(std::span<const std::uint64_t> hashes, std::span<const std::int8_t> lists);

  /// Codes of one sentence's words: the longest name that begins at a word with a capital, from left to right.
  void codes(std::span<const std::string_view> words, FeatureMaker& features, std::span<std::uint8_t> out) const;

 private:
  struct Match {
    std::size_t words = 0;
    std::uint8_t list = 0;
  };
  Match longest(std::span<const std::string_view> words, FeatureMaker& features) const;

  std::span<const std::uint64_t> hashes_;  ///< ascending
  std::span<const std::int8_t> lists_;     ///< from 1
};

}  // namespace stemma::lang
