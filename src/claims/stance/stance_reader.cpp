#include "claims/stance/stance_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "claims/stance/plain.h"
#include "nn/model_file.h"

namespace stemma::claims {
namespace {

constexpr std::size_t kStances = 11, kCertainties = 4;
constexpr std::size_t kNegated = kStances, kFirstCertainty = kStances + 1, kOutputs = kFirstCertainty + kCertainties;
using Sums = std::array<std::int32_t, kOutputs>;

template <class E, std::size_t N>
bool in_our_order(const std::vector<std::string>& labels) {
  if (labels.size() != N) return false;
  for (std::size_t i = 0; i < N; ++i)
    if (labels[i] != name(static_cast<E>(i))) return false;
  return true;
}

std::size_t largest(const Sums& sums, std::size_t first, std::size_t last) {
  return static_cast<std::size_t>(std::max_element(sums.begin() + static_cast<std::ptrdiff_t>(first), sums.begin() + static_cast<std::ptrdiff_t>(last)) -
                                  sums.begin());
}

}  // namespace

Result<StanceReader> StanceReader::load(std::string_view bytes) {
  auto file = nn::ModelFile::open(bytes, "stance classifier");
  if (!file) return tl::unexpected(file.error());
  if (!in_our_order<Stance, kStances>(file->labels("stance")) || !in_our_order<Certainty, kCertainties>(file->labels("certainty")))
    return fail(ErrorKind::unsupported, "the stance classifier's labels are not those of this program");
  auto weights = file->bytes8("weight", {std::size_t{1} << stance::kTableBits, kOutputs});
  if (!weights) return tl::unexpected(weights.error());
  auto shares = file->floats("share", {file->rows("share")});
  if (!shares) return tl::unexpected(shares.error());
  StanceReader out;
  out.weights_ = *weights;
  out.shares_ = *shares;
  out.version_ = fmt::format("{}@{}", file->name(), file->digest());
  return out;
}

StanceReading StanceReader::read(const View& view, const Ranges& source, const Ranges& cue, const Ranges& content, bool body) const {
  Sums sums{};
  for (const std::uint32_t place : stance::features(view, {source, cue, content, body}, words_)) {
    const std::int8_t* row = weights_.data() + std::size_t{place} * kOutputs;
    for (std::size_t k = 0; k < kOutputs; ++k) sums[k] += row[k];
  }
  const std::size_t best = largest(sums, 0, kStances);
  StanceReading out;
  out.stance = stance::plain_stance(view, source, cue, content, words_, static_cast<Stance>(best));
  out.negated = sums[kNegated] > 0 || (out.stance == Stance::denies && stance::grants(view, cue)) || (out.stance == Stance::confirms && stance::not_confirmed(view, cue));
  out.certainty = static_cast<Certainty>(largest(sums, kFirstCertainty, kOutputs) - kFirstCertainty);
  float all = 0;
  for (std::size_t k = 0; k < kStances; ++k) {
    const auto below = static_cast<std::size_t>(sums[best] - sums[k]);
    if (below < shares_.size()) all += shares_[below];
  }
  out.confidence = all > 0 ? 1 / all : 0;
  return out;
}

}  // namespace stemma::claims
