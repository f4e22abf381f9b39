#include "nn/layers.h"

#include <algorithm>

#include "nn/workspace.h"

namespace stemma::nn {
namespace {

/// Tokens [first, first + count), read as a text of their own.
struct Stretch {
  std::size_t first = 0, count = 0;
};

void entry(const Network& net, State& state, std::span<const std::uint8_t> flag, Stretch stretch) {
  const std::size_t input = net.sizes.input(), own = net.sizes.own(), size = net.sizes.flag, width = net.sizes.width;
  state.ready.reset(net.mode, block_tokens, 3 * input);
  each_block(0, stretch.count, [&](std::size_t begin, std::size_t n) {
    // Tokens begin - 1 .. begin + n side by side, so that each one's window of three is one run of numbers.
    float* const rows = state.rows.zeros((n + 2) * input);
    for (std::size_t i = begin == 0 ? 1 : 0; i < n + 2 && begin + i <= stretch.count; ++i) {
      const std::size_t token = stretch.first + begin + i - 1;
      const std::size_t f = flag[token] * size < net.flag.size() ? flag[token] : 0;
      std::copy_n(state.own.data() + token * own, own, rows + i * input);
      std::copy_n(net.flag.data() + f * size, size, rows + i * input + own);
    }
    state.ready.set_all(n, rows, input);
    net.entry.apply(state.ready, 0, n, state.z.data() + (stretch.first + begin) * width, width, 0, width, true);
  });
}

void convolution(const Network& net, const Layer& layer, State& state, Stretch stretch) {
  const std::size_t width = net.sizes.width;
  float* const x = state.z.data() + stretch.first * width;
  float* const y = state.normed_rows.zeros((stretch.count + 2) * width);
  for (std::size_t t = 0; t < stretch.count; ++t)
    net.mode.kernels->norm(x + t * width, layer.norm.gain.data(), layer.norm.bias.data(), width, y + (t + 1) * width);
  state.ready.reset(net.mode, block_tokens, 3 * width);
  float* const made = state.made.room(block_tokens * width);
  each_block(0, stretch.count, [&](std::size_t begin, std::size_t n) {
    state.ready.set_all(n, y + begin * width, width);
    layer.linear.apply(state.ready, 0, n, made, true);
    for (std::size_t i = 0; i < n * width; ++i) x[begin * width + i] += made[i];
  });
}

}  // namespace

void embed(const Network& net, const Encoder::Rows& rows, State& state) {
  const Sizes& s = net.sizes;
  const std::size_t n = rows.word.size();
  state.tokens = n;
  state.encoded = 0;
  float* out = state.own.room(n * s.own());
  std::uint32_t subs[most_subwords];
  for (std::size_t t = 0; t < n; ++t, out += s.own()) {
    const std::uint32_t word = rows.word[t] < net.word.rows() ? rows.word[t] : 0;
    net.mode.kernels->sum_rows(net.word.numbers.data(), net.word.scale.data(), s.word, &word, 1, out);
    std::size_t count = 0;
    for (std::size_t k = 0; k < s.subwords; ++k) {
      const std::uint16_t row = rows.sub[t * s.subwords + k];
      if (row != 0 && row < net.sub.rows()) subs[count++] = row;
    }
    net.mode.kernels->sum_rows(net.sub.numbers.data(), net.sub.scale.data(), s.sub, subs, count, out + s.word);
    const std::size_t shape = rows.shape[t] * s.shape < net.shape.size() ? rows.shape[t] : 0;
    std::copy_n(net.shape.data() + shape * s.shape, s.shape, out + s.word + s.sub);
  }
}

void bounds(const Network& net, State& state, std::span<const std::uint32_t> after, std::span<const std::uint8_t> gap,
            std::span<float> logits) {
  const std::size_t own = net.sizes.own(), window = net.sizes.bound_window, depth = net.bound_in.depth();
  float* const row = state.rows.room(depth);
  float* const hidden = state.made.room(block_tokens * net.bound_in.columns());
  float* const made = state.more.room(block_tokens * net.bound.columns());
  each_block(0, after.size(), [&](std::size_t begin, std::size_t n) {
    state.ready.reset(net.mode, block_tokens, depth);
    for (std::size_t i = 0; i < n; ++i) {
      std::fill_n(row, depth, 0.0F);
      const std::size_t t = after[begin + i];
      for (std::size_t k = 0; k <= 2 * window; ++k)
        if (t + k >= window && t + k - window < state.tokens) std::copy_n(state.own.data() + (t + k - window) * own, own, row + k * own);
      row[(2 * window + 1) * own] = gap[begin + i];
      state.ready.set(i, row);
    }
    net.bound_in.apply(state.ready, 0, n, hidden, true);
    state.ready.reset(net.mode, block_tokens, net.bound.depth());
    state.ready.set_all(n, hidden, net.bound_in.columns());
    net.bound.apply(state.ready, 0, n, made);
    for (std::size_t i = 0; i < n; ++i) logits[begin + i] = made[i * net.bound.columns()];
  });
}

std::vector<std::size_t> stretch_ends(std::size_t tokens, std::span<const std::uint32_t> may_cut, std::size_t most) {
  std::vector<std::size_t> ends;
  for (std::size_t first = 0; first < tokens; first = ends.back()) {
    if (tokens - first <= most) {
      ends.push_back(tokens);
      continue;
    }
    const auto behind = std::upper_bound(may_cut.begin(), may_cut.end(), first + most);
    ends.push_back(behind != may_cut.begin() && behind[-1] > first ? behind[-1] : first + most);
  }
  return ends;
}

void encode(const Network& net, State& state, std::span<const std::uint8_t> flag, std::span<const std::uint32_t> may_cut) {
  const std::size_t width = net.sizes.width;
  state.encoded = state.tokens * width;
  float* const z = state.z.room(state.encoded);
  std::size_t first = 0;
  for (const std::size_t end : stretch_ends(state.tokens, may_cut, Encoder::most_in_stretch)) {
    const Stretch stretch{first, end - first};
    entry(net, state, flag, stretch);
    for (const Layer& layer : net.layers) {
      if (layer.kind == 'r') recurrent(net.mode, layer, width, z + first * width, stretch.count, state.recurrent);
      else convolution(net, layer, state, stretch);
    }
    first = end;
  }
  state.z_ready.reset(net.mode, state.tokens, width);
  for (std::size_t t = 0; t < state.tokens; ++t) {
    net.mode.kernels->norm(z + t * width, net.norm.gain.data(), net.norm.bias.data(), width, z + t * width);
    state.z_ready.set(t, z + t * width);
  }
}

}  // namespace stemma::nn
