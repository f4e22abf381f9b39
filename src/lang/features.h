// From a token's text to the numbers that the encoder reads: docs/formats/model.md, "Input of a token".
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stemma::lang {

inline constexpr std::size_t kSubwords = 9;  ///< rows of the sub-word table that a token can have

struct Features {
  std::string_view norm;         ///< valid until the next call
  std::uint64_t hash = 0;        ///< FNV-1a of the norm
  std::uint16_t shape = 0;       ///< row of the shape table
  std::uint16_t sub[kSubwords]{};  ///< rows of the sub-word table; 0: none
};

/// Makes features, one token after the other; memory is that of the longest token. One a thread.
class FeatureMaker {
 public:
  const Features& make(std::string_view word);

 private:
  std::string norm_;
  Features out_;
};

/// Rows of the word table by hash. Immutable.
class Vocabulary {
 public:
  Vocabulary() = default;
  /// `hashes` ascend and stay where they are.
  explicit Vocabulary(std::span<const std::uint64_t> hashes);
  /// 1 + the hash's place; 0 if it is not there.
  std::uint32_t row(std::uint64_t hash) const;

 private:
  static constexpr int kTopBits = 14;
  std::span<const std::uint64_t> hashes_;
  std::vector<std::uint32_t> starts_;  ///< first place of each value of a hash's top bits, and one past the last
};

}  // namespace stemma::lang
