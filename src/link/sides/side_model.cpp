#include "link/sides/side_model.h"

#include <algorithm>
#include <array>

#include "link/sides/features.h"
#include "nn/model_file.h"

namespace stemma::link::sides {
namespace {

constexpr std::uint16_t leaf_mark = 0xFFFF;

}  // namespace

std::string_view name(TextStance s) {
  constexpr std::array<std::string_view, 4> names = {"for", "against", "observing", "unrelated"};
  return names[static_cast<std::size_t>(s)];
}

Result<SideModel> SideModel::load(std::string_view bytes) {
  auto file = nn::ModelFile::open(bytes, "side trees");
  if (!file) return tl::unexpected(file.error());
  if (file->labels("features") != feature_names()) return fail(ErrorKind::unsupported, "the model of sides was made for other features");
  const auto width = file->labels("features").size() + 3;  // and the sums of the words' weights
  SideModel out;
  if (const auto words = file->rows("words"); words > 0) {
    const auto hashes = file->words64("words", {words});
    const auto weights = file->words16("word weights", {words, 3});
    if (!hashes || !weights || !std::is_sorted(hashes->begin(), hashes->end())) return fail(ErrorKind::malformed, "the words of the model of sides are damaged");
    out.words_ = *hashes;
    out.word_weights_ = *weights;
  }
  const auto read = [&](const std::string& part, std::size_t classes, Trees& trees) -> Result<void> {
    const auto rows = file->rows(part + " feature");
    if (rows == 0) return {};
    const auto nodes = file->size(part + " nodes");
    if (!nodes) return tl::unexpected(nodes.error());
    const auto feature = file->words16(part + " feature", {rows, *nodes}), at_most = file->words16(part + " at most", {rows, *nodes}),
               value = file->words16(part + " value", {rows, *nodes});
    const auto base = file->words32(part + " base", {classes});
    if (!feature || !at_most || !value || !base || rows % classes != 0 || ((*nodes + 1) & *nodes) != 0)
      return fail(ErrorKind::malformed, "the model of sides lacks a tensor, or has one of another shape");
    for (std::size_t i = 0; i < feature->size(); ++i) {
      const bool inner = i % *nodes < *nodes / 2;
      if ((*feature)[i] != leaf_mark && (!inner || (*feature)[i] >= width)) return fail(ErrorKind::malformed, "a tree of the model of sides does not end");
    }
    trees = {classes, *nodes, *feature, *at_most, *value, *base};
    return {};
  };
  for (auto done : {read("headline", 3, out.headline_), read("related", 2, out.related_), read("article", 3, out.article_)})
    if (!done) return tl::unexpected(done.error());
  return out;
}

std::size_t SideModel::best(const Trees& t, std::span<const std::int32_t> features) {
  std::array<std::int64_t, 4> sums{};
  for (std::size_t k = 0; k < t.classes; ++k) sums[k] = std::int64_t{t.base[k]} - (std::int64_t{1} << 31);
  for (std::size_t tree = 0; tree * t.nodes < t.feature.size(); ++tree) {
    const auto at = tree * t.nodes;
    std::size_t node = 0;
    while (t.feature[at + node] != leaf_mark) node = 2 * node + (features[t.feature[at + node]] <= t.at_most[at + node] ? 1 : 2);
    sums[tree % t.classes] += std::int64_t{t.value[at + node]} - 32768;
  }
  return static_cast<std::size_t>(std::max_element(sums.begin(), sums.begin() + static_cast<std::ptrdiff_t>(t.classes)) - sums.begin());
}

TextStance SideModel::read(TextKind kind, std::vector<std::int32_t> features, std::span<const std::uint64_t> new_words) const {
  std::array<std::int32_t, 3> weights{};
  for (const auto w : new_words) {
    const auto it = std::lower_bound(words_.begin(), words_.end(), w);
    if (it == words_.end() || *it != w) continue;
    for (std::size_t k = 0; k < 3; ++k) weights[k] += word_weights_[static_cast<std::size_t>(it - words_.begin()) * 3 + k] - 32768;
  }
  // Thresholds are of 16 bits without a sign.
  for (const auto w : weights) features.push_back(std::clamp(w + 32768, 0, 65535));
  if (kind == TextKind::headline) return headline_.classes == 0 ? TextStance::observes : static_cast<TextStance>(best(headline_, features));
  if (article_.classes == 0 || related_.classes == 0) return TextStance::observes;
  return best(related_, features) == 0 ? TextStance::unrelated : static_cast<TextStance>(best(article_, features));
}

}  // namespace stemma::link::sides
