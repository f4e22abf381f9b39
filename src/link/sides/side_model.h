// How a text stands to a claim: for it, against it, observing, or about something else. Boosted shallow trees over features.h.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "stemma/result.h"

namespace stemma::link::sides {

enum class TextStance : std::uint8_t { for_it, against, observes, unrelated };
std::string_view name(TextStance);  ///< "for"

/// Which texts a model was learned from: one line (Emergent), or a whole article, which may be about anything (FNC-1).
enum class TextKind : std::uint8_t { headline, article };

/// Trees of whole numbers: the same answer on every machine. Trained by training/sides/fit.py; bench/quality --only sides says how good they
/// are. Immutable after loading.
class SideModel {
 public:
  /// A model file of kind "side trees"; its bytes must stay where they are, at a multiple of 64. Errors: malformed (damaged, a tensor missing
  /// or of another shape), unsupported (newer, of another kind, another number of features than feature_names()).
  static Result<SideModel> load(std::string_view bytes);

  /// REQUIRES: features() and new_words() of this program. A file may lack a kind of text; then everything is observed.
  TextStance read(TextKind kind, std::vector<std::int32_t> features, std::span<const std::uint64_t> new_words) const;

 private:
  SideModel() = default;

  /// Binary trees of one depth in heap order, one for each class in turn.
  struct Trees {
    std::size_t classes = 0, nodes = 0;
    std::span<const std::uint16_t> feature;  ///< leaf_mark: a leaf
    std::span<const std::uint16_t> at_most;  ///< a feature up to it goes left
    std::span<const std::uint16_t> value;    ///< of a leaf, plus 32768
    std::span<const std::uint32_t> base;     ///< by class, plus 2^31
  };
  static std::size_t best(const Trees& trees, std::span<const std::int32_t> features);

  Trees headline_, related_, article_;
  std::span<const std::uint64_t> words_;         ///< ascending
  std::span<const std::uint16_t> word_weights_;  ///< three for each: how much it speaks for each stance of a headline, plus 32768
};

}  // namespace stemma::link::sides
