#include "claims/ground/page.h"

#include <algorithm>

#include "claims/own_voice.h"

namespace stemma::claims::ground {
namespace {

/// By token, the innermost attribution whose content covers it. Deeper ones are painted over their parents; of two at one depth the later.
std::vector<std::int32_t> painted(const Reading& reading, const std::vector<lang::Token>& tokens) {
  const auto& all = reading.attributions;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> order;  // depth, index
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    if (all[i].rule == kOwnVoice && all[i].agent < 0) continue;  // the outlet's own voice is nobody's
    std::uint32_t depth = 0;
    for (std::int32_t p = all[i].parent; p >= 0 && depth < all.size(); p = all[static_cast<std::size_t>(p)].parent) ++depth;
    order.emplace_back(depth, i);
  }
  std::sort(order.begin(), order.end());
  std::vector<std::int32_t> out(tokens.size(), -1);
  for (const auto& [depth, i] : order)
    for (const ByteSpan s : all[i].content) {
      for (std::uint32_t t = lang::token_at(tokens, s.begin); t < tokens.size() && tokens[t].span.begin < s.end; ++t) out[t] = static_cast<std::int32_t>(i);
    }
  return out;
}

}  // namespace

Page::Page(const Reading& reading, const lang::Analysis& analysis, const lang::Agents& agents, const lang::LanguageReader& language)
    : document_(reading.document), analysis_(analysis), agents_(agents), language_(language), arena_(reading.document.text),
      attribution_(painted(reading, analysis.tokens)) {
  for (char& c : arena_) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  lower_.reserve(analysis.tokens.size());
  for (const lang::Token& t : analysis.tokens) lower_.push_back(slice(std::string_view(arena_), t.span));
  sentence_.resize(analysis.tokens.size());
  for (std::uint32_t s = 0; s < analysis.sentences.size(); ++s)
    std::fill(sentence_.begin() + analysis.sentences[s].first, sentence_.begin() + analysis.sentences[s].last, s);
}

}  // namespace stemma::claims::ground
