#include "lang/name_decoder.h"

#include <algorithm>
#include <limits>

#include "base/utf8.h"

namespace stemma::lang {
namespace {

constexpr float kNever = -std::numeric_limits<float>::infinity();

}  // namespace

Result<NameDecoder> NameDecoder::parse(const std::vector<std::string>& labels) {
  NameDecoder out;
  for (const std::string& text : labels) {
    Label label;
    if (text != "O") {
      const auto type = text.starts_with("B-") || text.starts_with("I-") ? name_type(text.substr(2)) : std::nullopt;
      if (!type) return fail(ErrorKind::unsupported, "the model has a name label that this program does not know: " + printable(text));
      label = {text[0] == 'B' ? Part::begins : Part::goes_on, *type, 0};
      if (text[0] == 'I') {
        const auto opener = std::find(labels.begin(), labels.end(), "B-" + text.substr(2));
        if (opener == labels.end()) return fail(ErrorKind::unsupported, "the model has " + printable(text) + " without its B- label");
        label.opener = static_cast<std::size_t>(opener - labels.begin());
      }
    }
    out.labels_.push_back(label);
  }
  if (out.labels_.empty() || out.labels_.size() > 255) return fail(ErrorKind::unsupported, "the model has no labels of names, or too many");
  return out;
}

NameVotes NameDecoder::votes(std::span<const float> logits, const Name& name, std::uint32_t first) const {
  NameVotes out{};
  for (std::size_t j = 0; j < labels_.size(); ++j) {
    if (labels_[j].part == Part::outside) continue;
    float& vote = out[static_cast<std::size_t>(labels_[j].type)];
    if (labels_[j].part == Part::begins) vote += logits[(name.first - first) * labels_.size() + j];
    else for (std::uint32_t t = name.first + 1; t < name.last; ++t) vote += logits[(t - first) * labels_.size() + j];
  }
  return out;
}

void NameDecoder::decode(std::span<const float> logits, std::uint32_t first, Scratch& scratch, std::vector<Name>& out,
                         std::vector<NameVotes>& votes) const {
  const std::size_t k = labels_.size(), n = logits.size() / k;
  auto& [score, before, from] = scratch;
  score.assign(logits.begin(), logits.begin() + static_cast<std::ptrdiff_t>(k));
  from.resize(n * k);
  for (std::size_t j = 0; j < k; ++j)
    if (labels_[j].part == Part::goes_on) score[j] = kNever;
  for (std::size_t t = 1; t < n; ++t) {
    before.swap(score);
    score.resize(k);
    const auto best = static_cast<std::size_t>(std::max_element(before.begin(), before.end()) - before.begin());
    for (std::size_t j = 0; j < k; ++j) {
      const std::size_t opener = labels_[j].opener;
      const std::size_t source = labels_[j].part != Part::goes_on ? best : before[opener] >= before[j] ? opener : j;
      from[t * k + j] = static_cast<std::uint8_t>(source);
      score[j] = before[source] + logits[t * k + j];
    }
  }
  const std::size_t old = out.size();
  auto label = static_cast<std::size_t>(std::max_element(score.begin(), score.end()) - score.begin());
  auto end = static_cast<std::uint32_t>(first + n);
  for (std::size_t t = n; t-- > 0;) {
    const auto token = static_cast<std::uint32_t>(first + t);
    if (labels_[label].part == Part::begins) out.push_back({token, end, labels_[label].type});
    if (labels_[label].part != Part::goes_on) end = token;
    if (t > 0) label = from[t * k + label];
  }
  std::reverse(out.begin() + static_cast<std::ptrdiff_t>(old), out.end());
  for (std::size_t i = old; i < out.size(); ++i) votes.push_back(this->votes(logits, out[i], first));
}

}  // namespace stemma::lang
