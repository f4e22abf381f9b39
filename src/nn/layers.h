// From rows of tables to encoded tokens: the first part of docs/formats/model.md.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "nn/encoder.h"
#include "nn/network.h"

namespace stemma::nn {

using State = Encoder::Workspace::State;

/// Encoder's functions of the same names.
void embed(const Network& net, const Encoder::Rows& rows, State& state);
void bounds(const Network& net, State& state, std::span<const std::uint32_t> after, std::span<const std::uint8_t> gap,
            std::span<float> logits);
void encode(const Network& net, State& state, std::span<const std::uint8_t> flag, std::span<const std::uint32_t> may_cut);

/// Where the stretches end that a text of `tokens` is read in, ascending; the last is `tokens`. A stretch has at most `most` tokens and ends
/// at the last of `may_cut` that it can reach, if there is one.
std::vector<std::size_t> stretch_ends(std::size_t tokens, std::span<const std::uint32_t> may_cut, std::size_t most);

}  // namespace stemma::nn
