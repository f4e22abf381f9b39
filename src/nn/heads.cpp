#include "nn/heads.h"

#include <algorithm>

#include "nn/workspace.h"

namespace stemma::nn {
namespace {

// `matrix` on the first `n` rows of `hidden`, the output of a matrix with as many columns as this one has inputs.
const float* second_matrix(const Network& net, State& state, const Matrix& matrix, const float* hidden, std::size_t n) {
  state.ready.reset(net.mode, block_tokens, matrix.depth());
  state.ready.set_all(n, hidden, matrix.depth());
  float* const made = state.more.room(block_tokens * matrix.columns());
  matrix.apply(state.ready, 0, n, made);
  return made;
}

// relu(rel_dep z(d) + rel_head z(h)) of the pairs of a block, n x sizes.rel.
const float* pairs(const Network& net, State& state, std::size_t begin, std::size_t n, const std::int32_t* head) {
  const std::size_t size = net.sizes.rel;
  state.ready.reset(net.mode, block_tokens, net.sizes.width);
  for (std::size_t i = 0; i < n; ++i) state.ready.copy(i, state.z_ready, head[i] < 0 ? 0 : static_cast<std::size_t>(head[i]));
  float* const heads = state.rows.room(block_tokens * size);
  net.rel_head.apply(state.ready, 0, n, heads);
  float* const sum = state.made.room(block_tokens * size);
  net.rel_dep.apply(state.z_ready, begin, n, sum);
  for (std::size_t i = 0; i < n; ++i) {
    const float* const from = head[i] < 0 ? net.rel_root.data() : heads + i * size;
    for (std::size_t k = 0; k < size; ++k) {
      const float v = sum[i * size + k] + from[k];
      sum[i * size + k] = v > 0 ? v : 0;
    }
  }
  return sum;
}

// The heads' side of the head scorer as a matrix for floating-point products: root first, then relu(parser.head z(h)); returns its columns.
std::size_t pack_heads(const Network& net, State& state, std::size_t first, std::size_t last) {
  const std::size_t arc = net.sizes.arc, columns = whole_lanes(last - first + 1);
  float* const packed = state.normed_rows.zeros(columns * arc);
  const auto place = [&](std::size_t column) { return packed + column / 16 * 16 * arc + column % 16; };
  for (std::size_t k = 0; k < arc; ++k) place(0)[k * 16] = net.root[k];
  float* const made = state.made.room(block_tokens * arc);
  each_block(first, last, [&](std::size_t begin, std::size_t n) {
    net.head.apply(state.z_ready, begin, n, made, true);
    for (std::size_t i = 0; i < n; ++i) {
      float* const to = place(begin - first + i + 1);
      for (std::size_t k = 0; k < arc; ++k) to[k * 16] = made[i * arc + k];
    }
  });
  return columns;
}

}  // namespace

const Matrix& matrix_of(const Network& net, Head head) {
  switch (head) {
    case Head::upos: return net.upos;
    case Head::xpos: return net.xpos;
    case Head::name: return net.name;
    case Head::lemma: break;
  }
  return net.lemma;
}

void logits(const Network& net, State& state, Head head, std::size_t first, std::size_t last, std::span<float> out) {
  const Matrix& matrix = matrix_of(net, head);
  const Matrix& on_z = head == Head::lemma ? net.lemma_in : matrix;
  float* const made = state.made.room(block_tokens * on_z.columns());
  each_block(first, last, [&](std::size_t begin, std::size_t n) {
    on_z.apply(state.z_ready, begin, n, made, head == Head::lemma);
    const float* const last_made = head == Head::lemma ? second_matrix(net, state, matrix, made, n) : made;
    for (std::size_t i = 0; i < n; ++i)
      std::copy_n(last_made + i * matrix.columns(), matrix.outputs(), out.data() + (begin - first + i) * matrix.outputs());
  });
}

void arcs(const Network& net, State& state, std::size_t first, std::size_t last, std::span<float> out) {
  const std::size_t arc = net.sizes.arc, length = last - first, columns = pack_heads(net, state, first, last);
  const auto far = static_cast<std::ptrdiff_t>(net.sizes.far);
  const float* const zeros = state.recurrent.state.zeros(columns);
  float* const hidden = state.made.room(block_tokens * arc);
  float* const scores = state.rows.room(block_tokens * columns);
  each_block(first, last, [&](std::size_t begin, std::size_t n) {
    net.dep.apply(state.z_ready, begin, n, hidden, true);
    const float* const deps = second_matrix(net, state, net.square, hidden, n);
    net.mode.kernels->multiply_floating({.inputs = deps, .input_scale = nullptr, .weights = state.normed_rows.data(),
                                         .weight_scale = nullptr, .correction = nullptr, .bias = zeros, .out = scores, .rows = n,
                                         .depth = arc, .columns = columns, .stride = columns, .relu = false});
    for (std::size_t i = 0; i < n; ++i) {
      const auto d = static_cast<std::ptrdiff_t>(begin - first + i);
      float* const row = out.data() + static_cast<std::size_t>(d) * (length + 1);
      row[0] = scores[i * columns] / 4;
      for (std::size_t h = 0; h < length; ++h)
        row[h + 1] = scores[i * columns + h + 1] / 4 +
            net.far[static_cast<std::size_t>(far + std::clamp(static_cast<std::ptrdiff_t>(h) - d, -far, far))];
    }
  });
}

void relation_logits(const Network& net, State& state, std::size_t first, std::size_t last, std::span<const std::int32_t> head,
                     std::span<float> out) {
  each_block(first, last, [&](std::size_t begin, std::size_t n) {
    const float* const made = second_matrix(net, state, net.rel, pairs(net, state, begin, n, head.data() + (begin - first)), n);
    for (std::size_t i = 0; i < n; ++i)
      std::copy_n(made + i * net.rel.columns(), net.rel.outputs(), out.data() + (begin - first + i) * net.rel.outputs());
  });
}

void relations(const Network& net, State& state, std::size_t first, std::size_t last, std::span<const std::int32_t> head,
               std::span<std::uint16_t> best) {
  each_block(first, last, [&](std::size_t begin, std::size_t n) {
    const float* const made = second_matrix(net, state, net.rel, pairs(net, state, begin, n, head.data() + (begin - first)), n);
    for (std::size_t i = 0; i < n; ++i) {
      const float* const row = made + i * net.rel.columns();
      best[begin - first + i] = static_cast<std::uint16_t>(std::max_element(row, row + net.rel.outputs()) - row);
    }
  });
}

}  // namespace stemma::nn
