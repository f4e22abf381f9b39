#include "lang/reading_steps.h"

#include <algorithm>
#include <array>
#include <utility>

#include "lang/cut.h"
#include "lang/tags.h"

namespace stemma::lang {
namespace {

constexpr std::uint32_t kLabelled = 256;  // tokens whose logits are taken at a time: enough for a fast product, few enough for the cache

// What a sentence's end has to reach without a mark: the treebanks hold much text from the web that does without, the press does not.
constexpr float kBareEnd = 2;

/// Row of the flag table but for the list's part: quotation state, first and last of the sentence.
std::uint8_t flag_of(const Token& t, bool first, bool last) {
  return static_cast<std::uint8_t>(4 * quotation_state(t) + (first ? 1 : 0) + (last ? 2 : 0));
}

/// Place of the greatest of n logits, the first of several. Sixteen maxima side by side, which the compiler keeps in vector registers.
std::size_t greatest(const float* row, std::size_t n) {
  constexpr std::size_t kLanes = 16;
  std::array<float, kLanes> top;
  top.fill(row[0]);
  std::size_t i = 0;
  for (; i + kLanes <= n; i += kLanes)
    for (std::size_t k = 0; k < kLanes; ++k) top[k] = row[i + k] > top[k] ? row[i + k] : top[k];
  for (; i < n; ++i) top[0] = std::max(top[0], row[i]);
  const float most = *std::max_element(top.begin(), top.end());
  const auto place = static_cast<std::size_t>(std::find(row, row + n, most) - row);
  return place < n ? place : 0;  // not found: they are no numbers
}

}  // namespace

void StretchReader::embed(Stretch stretch) {
  if (stretch == std::exchange(embedded_, stretch)) return;
  s_.word.resize(stretch.size());
  s_.sub.resize(stretch.size() * kSubwords);
  s_.shape.resize(stretch.size());
  for (std::uint32_t i = 0; i < stretch.size(); ++i) {
    const Features& f = s_.features.make(text(stretch.first + i));
    s_.word[i] = model_.vocabulary.row(f.hash);
    s_.shape[i] = f.shape;
    std::copy(std::begin(f.sub), std::end(f.sub), s_.sub.begin() + i * kSubwords);
  }
  model_.encoder.embed({s_.word, s_.sub, s_.shape}, s_.encoder);
}

void StretchReader::bounds(Stretch stretch, std::vector<bool>& ends) {
  s_.after.clear();
  s_.gap.clear();
  s_.bare.clear();
  for (std::uint32_t i = stretch.first; i + 1 < stretch.last; ++i) {
    if (ends[i]) continue;
    const Bound bound = bound_behind(document_, analysis_, i);
    ends[i] = bound == Bound::certain;
    if (bound != Bound::ask) continue;
    s_.after.push_back(i - stretch.first);
    const TokenKind kind = analysis_.tokens[i].kind;
    s_.bare.push_back((kind == TokenKind::word || kind == TokenKind::number) && !text(i).ends_with('.'));
    s_.gap.push_back(analysis_.tokens[i].span.end < analysis_.tokens[i + 1].span.begin ? 1 : 0);
  }
  s_.logits.resize(s_.after.size());
  model_.encoder.bounds(s_.encoder, s_.after, s_.gap, s_.logits);
  for (std::size_t k = 0; k < s_.after.size(); ++k)
    if (s_.logits[k] > (s_.bare[k] ? kBareEnd : 0)) ends[stretch.first + s_.after[k]] = true;
}

void StretchReader::encode(Stretch stretch, std::size_t first, std::size_t last) {
  s_.flag.resize(stretch.size());
  for (std::size_t k = first; k < last; ++k) {
    const Sentence& sentence = analysis_.sentences[k];
    const std::span<std::uint8_t> flags = std::span(s_.flag).subspan(sentence.first - stretch.first, sentence.last - sentence.first);
    s_.words.clear();
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) s_.words.push_back(text(i));
    model_.lists.codes(s_.words, s_.features, flags);
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
      std::uint8_t& flag = flags[i - sentence.first];
      flag = static_cast<std::uint8_t>(16 * flag + flag_of(analysis_.tokens[i], i == sentence.first, i + 1 == sentence.last));
    }
  }
  model_.encoder.encode(s_.encoder, s_.flag, {});
}

/// Hands over each token's best label of a head.
template <class Take>
void StretchReader::best(nn::Head head, Stretch stretch, Stretch tokens, Take take) {
  const std::size_t n = model_.encoder.outputs(head);
  s_.logits.resize(n * tokens.size());
  model_.encoder.logits(head, tokens.first - stretch.first, tokens.last - stretch.first, s_.encoder, s_.logits);
  const float* row = s_.logits.data();
  for (std::uint32_t i = tokens.first; i < tokens.last; ++i, row += n)
    take(analysis_.tokens[i], greatest(row, n));
}

void StretchReader::tags(Stretch stretch, Stretch tokens) {
  const ModelLabels& labels = model_.labels;
  best(nn::Head::upos, stretch, tokens, [&](Token& t, std::size_t label) { t.upos = labels.upos[label]; });
  best(nn::Head::xpos, stretch, tokens, [&](Token& t, std::size_t label) {
    t.penn = labels.penn[label];
    t.tag = tag_of(model_.coarse[t.penn], t.kind, slice(document_, t.span));
  });
  best(nn::Head::lemma, stretch, tokens, [](Token& t, std::size_t label) { t.lemma = static_cast<std::uint16_t>(label); });
}

/// Names with the marks at their edges left out: the corpora often take in the comma of "Port Aldane, Orlo,".
void StretchReader::names(std::span<const float> logits, const Sentence& sentence) {
  std::vector<Name>& names = analysis_.names;
  const std::size_t old = names.size();
  model_.labels.names.decode(logits, sentence.first, s_.names, names, s_.votes);
  const auto is_mark = [&](std::uint32_t i) {
    const Token& t = analysis_.tokens[i];
    return t.kind != TokenKind::word && t.kind != TokenKind::number && t.upos == Upos::punct;
  };
  for (std::size_t i = old; i < names.size(); ++i) {
    Name& n = names[i];
    while (n.last - n.first > 1 && is_mark(n.last - 1)) --n.last;
    while (n.last - n.first > 1 && is_mark(n.first)) ++n.first;
  }
}

void StretchReader::tree(Stretch stretch, const Sentence& sentence) {
  const std::uint32_t first = sentence.first - stretch.first, last = sentence.last - stretch.first, length = last - first;
  s_.arcs.resize(std::size_t{length} * (length + 1));
  s_.heads.resize(length);
  s_.relations.resize(length);
  model_.encoder.arcs(first, last, s_.encoder, s_.arcs);
  s_.trees.find(s_.arcs, s_.heads);
  for (std::int32_t& h : s_.heads)
    if (h >= 0) h += static_cast<std::int32_t>(first);
  model_.encoder.relations(first, last, s_.heads, s_.encoder, s_.relations);
  for (std::uint32_t i = 0; i < length; ++i) {
    Token& t = analysis_.tokens[sentence.first + i];
    t.head = s_.heads[i] < 0 ? -1 : s_.heads[i] + static_cast<std::int32_t>(stretch.first);
    const Relation relation = model_.labels.relations[s_.relations[i]];
    t.relation = t.head < 0 ? Relation::root : relation == Relation::root ? Relation::dep : relation;
  }
}

void StretchReader::label(Stretch stretch, std::size_t first, std::size_t last, bool trees) {
  const std::size_t labels = model_.labels.names.labels();
  while (first < last) {
    std::size_t end = first + 1;
    const std::uint32_t from = analysis_.sentences[first].first;
    while (end < last && analysis_.sentences[end].last - from <= kLabelled) ++end;
    const Stretch tokens{from, analysis_.sentences[end - 1].last};
    tags(stretch, tokens);
    s_.logits.resize(labels * tokens.size());
    model_.encoder.logits(nn::Head::name, tokens.first - stretch.first, tokens.last - stretch.first, s_.encoder, s_.logits);
    for (; first < end; ++first) {
      const Sentence& sentence = analysis_.sentences[first];
      const std::span<const float> all(s_.logits);
      names(all.subspan((sentence.first - from) * labels, (sentence.last - sentence.first) * labels), sentence);
      if (trees) tree(stretch, sentence);
    }
  }
}

}  // namespace stemma::lang
