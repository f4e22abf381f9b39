#include "claims/finder/network.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "nn/workspace.h"

namespace stemma::claims {
namespace {

constexpr std::size_t kSides = 13, kMostWidth = 1'024, kMostWindow = 512, kMostLayers = 8, kMostTokens = 1'000;
constexpr std::array<const char*, 6> kTags = {"upos", "xpos", "rel", "name", "quote", "first"};

/// How a token lies to the trigger: 12 it is the trigger; else 0 of its sentence, 4 of its paragraph, 8 of another, plus 1 if it hangs on
/// the trigger, 2 if the trigger hangs on it.
std::size_t side_of(const NetworkInput& text, std::uint32_t token, std::uint32_t trigger) {
  if (token == trigger) return 12;
  const std::size_t side = text.sentence[token] == text.sentence[trigger] ? 0 : text.paragraph[token] == text.paragraph[trigger] ? 4 : 8;
  return side + (text.head[token] == static_cast<std::int32_t>(trigger) ? 1 : 0) + (text.head[trigger] == static_cast<std::int32_t>(token) ? 2 : 0);
}

}  // namespace

class AttributionNetwork::Builder {
 public:
  Builder(const nn::ModelFile& file, AttributionNetwork& net) : file_(file), net_(net) {}

  Result<void> build() {
    net_.encoded_ = size("encoded", kMostWidth);
    net_.embedded_ = size("embedded", kMostWidth);
    net_.width_ = size("width", kMostWidth);
    net_.second_ = size("second", kMostWidth);
    net_.before_ = size("before", kMostWindow);
    net_.after_ = size("after", kMostWindow);
    const std::size_t head = size("head", kMostWidth), second_layers = size("second_layers", kMostLayers);
    if (!error_ && (net_.width_ % 32 != 0 || net_.second_ % 32 != 0 || file_.layers().empty() || file_.layers().size() > kMostLayers ||
                    file_.layers().find_first_not_of('r') != std::string::npos))
      error_ = Error{ErrorKind::unsupported, "the model has layers that this program cannot run", Error::nowhere, {}};
    if (error_) return tl::unexpected(*error_);
    net_.head_in_ = matrix("entry.head_in", head, net_.encoded_, false);
    net_.input_ = net_.encoded_ + net_.embedded_ + head;
    for (std::size_t i = 0; i < kTags.size(); ++i) {
      const std::string name = std::string("entry.") + kTags[i];
      const std::size_t rows = file_.rows(name + ".weight"), numbers = size(kTags[i], 64);
      net_.tags_[i] = {floats(name + ".weight", {rows, numbers}), numbers};
      net_.input_ += numbers;
    }
    net_.entry_ = matrix("entry.out", net_.width_, net_.input_);
    for (std::size_t i = 0; i < file_.layers().size(); ++i) net_.layers_.push_back(layer(fmt::format("layers.{}", i), net_.width_));
    net_.norm_ = norm("norm", net_.width_);
    net_.trigger_ = matrix("trigger", 1, net_.width_);
    net_.around_ = matrix("around", net_.second_, net_.width_);
    net_.at_ = matrix("at", net_.second_, net_.width_, false);
    net_.far_ = floats("far", {net_.before_ + net_.after_ + 1, net_.second_});
    net_.side_ = floats("side.weight", {kSides, net_.second_});
    for (std::size_t i = 0; i < second_layers; ++i) net_.second_layers_.push_back(layer(fmt::format("second.{}", i), net_.second_));
    net_.second_norm_ = norm("second_norm", net_.second_);
    net_.roles_ = matrix("roles", kRoles, net_.second_);
    if (error_) return tl::unexpected(*error_);
    return {};
  }

 private:
  std::size_t size(const char* key, std::size_t most) {
    const auto n = file_.size(key);
    if (!error_ && !n) error_ = n.error();
    if (!error_ && (*n == 0 || *n > most)) error_ = Error{ErrorKind::unsupported, fmt::format("the model's size {} is {}", key, *n), Error::nowhere, {}};
    return error_ ? 0 : *n;
  }
  std::span<const float> floats(const std::string& name, std::vector<std::size_t> shape) {
    const auto numbers = file_.floats(name, std::move(shape));
    if (!error_ && !numbers) error_ = numbers.error();
    return numbers ? *numbers : std::span<const float>{};
  }
  nn::Matrix matrix(const std::string& name, std::size_t outputs, std::size_t inputs, bool bias = true) {
    const auto weights = floats(name + ".weight", {outputs, inputs});
    const auto biases = bias ? floats(name + ".bias", {outputs}) : std::span<const float>{};
    return error_ ? nn::Matrix{} : nn::Matrix(net_.mode_, weights, outputs, inputs, biases);
  }
  nn::Norm norm(const std::string& name, std::size_t width) { return {floats(name + ".weight", {width}), floats(name + ".bias", {width})}; }
  nn::Layer layer(const std::string& name, std::size_t width) {
    return {'r', norm(name + ".norm", width), matrix(name + ".linear", 3 * width, width, false), floats(name + ".gates", {8, width / 2})};
  }

  const nn::ModelFile& file_;
  AttributionNetwork& net_;
  std::optional<Error> error_;
};

Result<AttributionNetwork> AttributionNetwork::load(const nn::ModelFile& file, nn::Arithmetic arithmetic, nn::Kernels kernels) {
  if (!nn::runs_here(kernels)) return fail(ErrorKind::unsupported, "this processor lacks the instructions that were asked for");
  const auto built = [&](nn::Arithmetic a) -> Result<AttributionNetwork> {
    AttributionNetwork net;
    net.mode_ = {a, &nn::table_of(kernels)};
    if (const auto good = Builder(file, net).build(); !good) return tl::unexpected(good.error());
    return net;
  };
  auto net = built(nn::Arithmetic::floating);
  if (!net) return net;
  if (const auto good = net->self_test(file); !good) return tl::unexpected(good.error());
  return arithmetic == nn::Arithmetic::whole ? built(arithmetic) : std::move(net);
}

std::span<const float> AttributionNetwork::triggers(const NetworkInput& text, Workspace& s) const {
  const std::size_t n = text.size(), head = head_in_.outputs(), step = head_in_.columns();
  float* const heads = s.heads.room(n * step);
  s.ready.reset(mode_, nn::block_tokens, head_in_.depth());
  nn::each_block(0, n, [&](std::size_t begin, std::size_t count) {
    s.ready.set_all(count, text.encoded.data() + begin * encoded_, encoded_);
    head_in_.apply(s.ready, 0, count, heads + begin * step);
  });
  float* const x = s.x.room(n * width_);
  s.ready.reset(mode_, nn::block_tokens, entry_.depth());
  const std::array<std::span<const std::uint8_t>, 6> tags = {text.upos, text.xpos, text.relation, text.name, text.quotation, text.first};
  nn::each_block(0, n, [&](std::size_t begin, std::size_t count) {
    float* const rows = s.rows.zeros(count * entry_.depth());
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t t = begin + i;
      float* to = std::copy_n(text.encoded.data() + t * encoded_, encoded_, rows + i * entry_.depth());
      to = std::copy_n(text.embedded.data() + t * embedded_, embedded_, to);
      if (text.head[t] >= 0) std::copy_n(heads + static_cast<std::size_t>(text.head[t]) * step, head, to);
      to += head;
      for (std::size_t k = 0; k < tags_.size(); ++k) {
        const std::size_t row = tags[k][t] * tags_[k].size < tags_[k].rows.size() ? tags[k][t] : 0;
        to = std::copy_n(tags_[k].rows.data() + row * tags_[k].size, tags_[k].size, to);
      }
      s.ready.set(i, rows + i * entry_.depth());
    }
    entry_.apply(s.ready, 0, count, x + begin * width_, width_, 0, width_, true);
  });
  for (const nn::Layer& layer : layers_) nn::recurrent(mode_, layer, width_, x, n, s.recurrent);

  float* const around = s.around.room(n * around_.columns());
  float* const at = s.at.room(n * at_.columns());
  float* const made = s.made.room(nn::block_tokens * trigger_.columns());
  float* const logits = s.logits.room(n);
  s.ready.reset(mode_, nn::block_tokens, width_);
  nn::each_block(0, n, [&](std::size_t begin, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      float* const row = x + (begin + i) * width_;
      mode_.kernels->norm(row, norm_.gain.data(), norm_.bias.data(), width_, row);
      s.ready.set(i, row);
    }
    around_.apply(s.ready, 0, count, around + begin * around_.columns());
    at_.apply(s.ready, 0, count, at + begin * at_.columns());
    trigger_.apply(s.ready, 0, count, made);
    for (std::size_t i = 0; i < count; ++i) logits[begin + i] = made[i * trigger_.columns()];
  });
  return {logits, n};
}

std::span<const float> AttributionNetwork::roles(const NetworkInput& text, std::uint32_t trigger, std::uint32_t first, std::uint32_t last,
                                                 Workspace& s) const {
  const std::size_t n = last - first;
  float* const y = s.y.room(n * second_);
  const float* const at = s.at.data() + trigger * at_.columns();
  for (std::uint32_t t = first; t < last; ++t) {
    const float* const around = s.around.data() + t * around_.columns();
    const float* const far = far_.data() + (t + before_ - trigger) * second_;
    const float* const side = side_.data() + side_of(text, t, trigger) * second_;
    float* const to = y + (t - first) * second_;
    for (std::size_t k = 0; k < second_; ++k) to[k] = std::max(0.0F, around[k] + at[k] + far[k] + side[k]);
  }
  for (const nn::Layer& layer : second_layers_) nn::recurrent(mode_, layer, second_, y, n, s.recurrent);
  s.roles.resize(n * kRoles);
  float* const made = s.made.room(nn::block_tokens * roles_.columns());
  s.ready.reset(mode_, nn::block_tokens, second_);
  nn::each_block(0, n, [&](std::size_t begin, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      float* const row = y + (begin + i) * second_;
      mode_.kernels->norm(row, second_norm_.gain.data(), second_norm_.bias.data(), second_, row);
      s.ready.set(i, row);
    }
    roles_.apply(s.ready, 0, count, made);
    for (std::size_t i = 0; i < count; ++i) std::copy_n(made + i * roles_.columns(), kRoles, s.roles.data() + (begin + i) * kRoles);
  });
  return s.roles;
}

// test.*: a text as NetworkInput has it; test.triggers what comes out, test.trigger one token, test.roles the logits around it.
Result<void> AttributionNetwork::self_test(const nn::ModelFile& file) const {
  const auto broken = [](std::string what) {
    return fail(ErrorKind::malformed, "the attribution model's self-test " + std::move(what), Error::nowhere, "get the model again");
  };
  const std::size_t n = file.rows("test.encoded");
  if (n == 0 || n > kMostTokens) return broken(fmt::format("has {} words; 1 to {} are allowed", n, kMostTokens));
  const auto encoded = file.floats("test.encoded", {n, encoded_}), embedded = file.floats("test.embedded", {n, embedded_});
  const auto rows = file.words16("test.rows", {6, n});
  const auto head = file.words32("test.head", {n}), place = file.words32("test.place", {2, n}), trigger = file.words32("test.trigger", {1});
  if (!encoded) return tl::unexpected(encoded.error());
  if (!embedded) return tl::unexpected(embedded.error());
  if (!rows) return tl::unexpected(rows.error());
  for (const auto* each : {&head, &place, &trigger})
    if (!*each) return tl::unexpected(each->error());
  std::array<std::vector<std::uint8_t>, 6> tags;
  for (std::size_t k = 0; k < tags.size(); ++k)
    for (std::size_t t = 0; t < n; ++t) tags[k].push_back(static_cast<std::uint8_t>((*rows)[k * n + t]));
  std::vector<std::int32_t> heads;
  for (const std::uint32_t h : *head) heads.push_back(h < n ? static_cast<std::int32_t>(h) : -1);
  const NetworkInput text{*encoded, *embedded, tags[0], tags[1], tags[2], tags[3], tags[4], tags[5], heads, place->first(n), place->subspan(n)};
  const std::uint32_t t = (*trigger)[0];
  if (t >= n || t > before_ || n - t > after_) return broken("has its trigger in a wrong place");
  Workspace space;
  const auto compare = [&](const char* name, std::span<const float> ours, std::vector<std::size_t> shape) -> Result<void> {
    const auto theirs = file.floats(name, std::move(shape));
    if (!theirs) return tl::unexpected(theirs.error());
    for (std::size_t i = 0; i < ours.size(); ++i)
      if (!(std::abs(ours[i] - (*theirs)[i]) <= file.tolerance())) return broken(fmt::format("gives {} for {}[{}], not {}", ours[i], name, i, (*theirs)[i]));
    return {};
  };
  if (const auto good = compare("test.triggers", triggers(text, space), {n}); !good) return good;
  return compare("test.roles", roles(text, t, 0, static_cast<std::uint32_t>(n), space), {n, kRoles});
}

}  // namespace stemma::claims
