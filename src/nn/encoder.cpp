#include "nn/encoder.h"

#include <utility>

#include "nn/heads.h"
#include "nn/self_test.h"
#include "nn/workspace.h"

namespace stemma::nn {

struct Encoder::Parts {
  Network net;
};

Encoder::Encoder(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
Encoder::Encoder(Encoder&&) noexcept = default;
Encoder& Encoder::operator=(Encoder&&) noexcept = default;
Encoder::~Encoder() = default;

Encoder::Workspace::Workspace() : state_(std::make_unique<State>()) {}
Encoder::Workspace::~Workspace() = default;
Encoder::Workspace::Workspace(Workspace&&) noexcept = default;
Encoder::Workspace& Encoder::Workspace::operator=(Workspace&&) noexcept = default;

Result<Encoder> Encoder::load(const ModelFile& file, Arithmetic arithmetic, Kernels kernels) {
  if (!runs_here(kernels)) return fail(ErrorKind::unsupported, "this processor lacks the instructions that were asked for");
  const KernelTable& table = table_of(kernels);
  auto net = build_network(file, {Arithmetic::floating, &table});
  if (!net) return tl::unexpected(net.error());
  if (const auto good = self_test(file, *net); !good) return tl::unexpected(good.error());
  if (arithmetic == Arithmetic::whole) {
    net = build_network(file, {Arithmetic::whole, &table});
    if (!net) return tl::unexpected(net.error());
  }
  return Encoder(std::make_unique<const Parts>(Parts{std::move(*net)}));
}

std::size_t Encoder::width() const { return parts_->net.sizes.width; }
std::size_t Encoder::subwords() const { return parts_->net.sizes.subwords; }
std::size_t Encoder::outputs(Head head) const { return matrix_of(parts_->net, head).outputs(); }

void Encoder::embed(const Rows& rows, Workspace& space) const { nn::embed(parts_->net, rows, space.state()); }

void Encoder::bounds(Workspace& space, std::span<const std::uint32_t> after, std::span<const std::uint8_t> gap,
                     std::span<float> logits) const {
  nn::bounds(parts_->net, space.state(), after, gap, logits);
}

void Encoder::encode(Workspace& space, std::span<const std::uint8_t> flag, std::span<const std::uint32_t> may_cut) const {
  nn::encode(parts_->net, space.state(), flag, may_cut);
}

std::size_t Encoder::own() const { return parts_->net.sizes.own(); }
std::span<const float> Encoder::embedded(const Workspace& space) const { return {space.state().own.data(), space.state().tokens * own()}; }
std::span<const float> Encoder::encoded(const Workspace& space) const { return {space.state().z.data(), space.state().encoded}; }

void Encoder::logits(Head head, std::uint32_t first, std::uint32_t last, Workspace& space, std::span<float> out) const {
  nn::logits(parts_->net, space.state(), head, first, last, out);
}

void Encoder::arcs(std::uint32_t first, std::uint32_t last, Workspace& space, std::span<float> out) const {
  nn::arcs(parts_->net, space.state(), first, last, out);
}

void Encoder::relations(std::uint32_t first, std::uint32_t last, std::span<const std::int32_t> head, Workspace& space,
                        std::span<std::uint16_t> best) const {
  nn::relations(parts_->net, space.state(), first, last, head, best);
}

}  // namespace stemma::nn
