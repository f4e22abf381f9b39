// The attribution network of docs/formats/model.md: from what the language reader made of a text to trigger logits, and from a trigger to
// the roles of the tokens around it. Numbers in, numbers out; finder.cpp knows what they mean.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "nn/network.h"

namespace stemma::claims {

/// What a token is to a trigger, in the order of the logits.
enum class Role : std::uint8_t { none, source, cue, content };
inline constexpr std::size_t kRoles = 4;

/// A text of n tokens as the network reads it. Rows are those of the model's own tables; row 0 means nothing.
struct NetworkInput {
  std::span<const float> encoded, embedded;      ///< n x encoder width; n x numbers of an embedding
  std::span<const std::uint8_t> upos, xpos, relation, name;
  std::span<const std::uint8_t> quotation;       ///< 0 outside, 1 opening mark, 2 inside, 3 closing mark
  std::span<const std::uint8_t> first;           ///< 1 first of a sentence, 2 of a paragraph
  std::span<const std::int32_t> head;            ///< token of this text; -1: none
  std::span<const std::uint32_t> sentence, paragraph;  ///< numbers, ascending
  std::size_t size() const { return head.size(); }
};

/// Immutable after loading; shared by threads, each with a Workspace.
class AttributionNetwork {
 public:
  struct Workspace {
    nn::RecurrentScratch recurrent;
    nn::Operand ready;
    nn::Buffer<float> rows, heads, x, around, at, y, made, logits;
    std::vector<float> roles;
  };

  /// A model file of kind "attribution reader", whose bytes must outlive the network. Errors: as nn::Encoder::load().
  static Result<AttributionNetwork> load(const nn::ModelFile& file, nn::Arithmetic arithmetic = nn::Arithmetic::whole,
                                         nn::Kernels kernels = nn::best_kernels());

  /// Reads the text and gives a logit for each token that it is a trigger: the chief word of a cue, or the first of a content without cue.
  std::span<const float> triggers(const NetworkInput& text, Workspace& space) const;
  /// The logits, kRoles a token, of the tokens [first, last) around `trigger`, which lies among them. REQUIRES: triggers(text, space) was
  /// the last call but for others of roles(); at most before() tokens before the trigger, after() behind it.
  std::span<const float> roles(const NetworkInput& text, std::uint32_t trigger, std::uint32_t first, std::uint32_t last, Workspace& space) const;

  std::size_t before() const { return before_; }
  std::size_t after() const { return after_; }
  std::size_t encoded() const { return encoded_; }    ///< numbers that it wants of a token
  std::size_t embedded() const { return embedded_; }

 private:
  struct Tags {  ///< a table for each kind of tag
    std::span<const float> rows;
    std::size_t size = 0;
  };
  class Builder;
  Result<void> self_test(const nn::ModelFile& file) const;

  nn::Mode mode_;
  std::size_t encoded_ = 0, embedded_ = 0, width_ = 0, second_ = 0, before_ = 0, after_ = 0, input_ = 0;
  nn::Matrix head_in_, entry_, trigger_, around_, at_, roles_;
  std::array<Tags, 6> tags_;                ///< upos, xpos, relation, name, quotation, first
  std::vector<nn::Layer> layers_, second_layers_;
  nn::Norm norm_, second_norm_;
  std::span<const float> far_, side_;       ///< (before + after + 1) x second; sides x second
};

}  // namespace stemma::claims
