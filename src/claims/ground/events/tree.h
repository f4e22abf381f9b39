// The dependency trees of a document, walked downwards.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "lang/analysis.h"

namespace stemma::claims::ground::events {

/// Tokens [first, last).
struct Phrase {
  std::uint32_t first = 0, last = 0;
};

/// Made in time linear in the tokens.
class Tree {
 public:
  explicit Tree(const std::vector<lang::Token>& tokens);

  /// In order of the text; of more than 128 the first ones, so that what asks for them again and again stays linear.
  std::span<const std::uint32_t> children(std::uint32_t i) const {
    const auto all = all_children(i);
    return all.first(std::min(most_children, all.size()));
  }
  /// All tokens, each behind its head.
  const std::vector<std::uint32_t>& down() const { return down_; }
  /// Steps to the sentence's root.
  std::uint32_t depth(std::uint32_t i) const { return depth_[i]; }
  /// Token i with what belongs to it as a noun phrase: no preposition in front, no relative clause or infinitive, no coordinated member;
  /// at most 40 tokens.
  Phrase phrase(std::uint32_t i) const;

 private:
  static constexpr std::size_t most_children = 128;
  std::span<const std::uint32_t> all_children(std::uint32_t i) const {
    return {children_.data() + first_[i], children_.data() + first_[i + 1]};
  }

  std::vector<std::uint32_t> first_, children_, down_, depth_;
  std::vector<Phrase> own_;  ///< unclamped
};

}  // namespace stemma::claims::ground::events
