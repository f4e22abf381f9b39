// Names out of the model's logits: the best sequence of B-, I- and O labels in which I-x only follows B-x or I-x (Viterbi, 1967).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "lang/name_agreement.h"
#include "stemma/result.h"

namespace stemma::lang {

class NameDecoder {
 public:
  struct Scratch {
    std::vector<float> score, before;
    std::vector<std::uint8_t> from;
  };

  /// Labels "O", "B-person", "I-person" ... in the model's order. Errors: unsupported (a label that this program does not know).
  static Result<NameDecoder> parse(const std::vector<std::string>& labels);
  std::size_t labels() const { return labels_.size(); }

  /// Adds the names of one sentence, whose first token is `first`, and their votes; `logits`: a row of labels() numbers for each of its
  /// tokens.
  void decode(std::span<const float> logits, std::uint32_t first, Scratch& scratch, std::vector<Name>& out, std::vector<NameVotes>& votes) const;

 private:
  enum class Part : std::uint8_t { outside, begins, goes_on };
  struct Label {
    Part part = Part::outside;
    NameType type = NameType::other;
    std::size_t opener = 0;  ///< of goes_on: the place of the B- label of its type
  };
  NameVotes votes(std::span<const float> logits, const Name& name, std::uint32_t first) const;

  std::vector<Label> labels_;
};

}  // namespace stemma::lang
