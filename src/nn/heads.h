// What is read off encoded tokens: the heads of docs/formats/model.md.
#pragma once

#include <cstdint>
#include <span>

#include "nn/layers.h"

namespace stemma::nn {

/// Encoder's functions of the same names.
void logits(const Network& net, State& state, Head head, std::size_t first, std::size_t last, std::span<float> out);
void arcs(const Network& net, State& state, std::size_t first, std::size_t last, std::span<float> out);
void relations(const Network& net, State& state, std::size_t first, std::size_t last, std::span<const std::int32_t> head,
               std::span<std::uint16_t> best);

/// Logits of all relations of tokens [first, last) to their heads: (last - first) x labels.
void relation_logits(const Network& net, State& state, std::size_t first, std::size_t last, std::span<const std::int32_t> head,
                     std::span<float> out);

const Matrix& matrix_of(const Network& net, Head head);

}  // namespace stemma::nn
