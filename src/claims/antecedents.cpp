#include "claims/antecedents.h"

#include <algorithm>

namespace stemma::claims {
namespace {

constexpr std::size_t kMostMentions = 8;
constexpr int kMostSteps = 200;  // mentions looked at: a page of nothing but "he said" stays linear

}  // namespace

Antecedents::Antecedents(const View& view, const lang::Analysis& analysis, const lang::Agents& agents)
    : view_(view), analysis_(analysis), agents_(agents) {}

/// The grammar's token that holds a byte: it has joined what the language reader cut at hyphens.
std::uint32_t Antecedents::token_at(std::uint32_t byte) const {
  const auto& tokens = view_.analysis().tokens;
  const auto it = std::upper_bound(tokens.begin(), tokens.end(), byte, [](std::uint32_t b, const lang::Token& t) { return b < t.span.begin; });
  return static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(it - tokens.begin() - 1, 0));
}

std::vector<Antecedents::Mention> Antecedents::before(std::uint32_t pronoun) const {
  std::vector<Mention> out;
  const std::uint32_t byte = view_.token(pronoun).span.begin;
  const auto it = std::lower_bound(analysis_.tokens.begin(), analysis_.tokens.end(), byte,
                                   [](const lang::Token& t, std::uint32_t b) { return t.span.begin < b; });
  if (it == analysis_.tokens.end() || it->span.begin != byte) return out;
  const auto token = static_cast<std::size_t>(it - analysis_.tokens.begin());
  const std::int32_t own = agents_.mention_of[token];
  if (own < 0) return out;
  const auto& mentions = agents_.agents[agents_.mentions[static_cast<std::size_t>(own)].agent].mentions;
  auto m = std::lower_bound(mentions.begin(), mentions.end(), static_cast<std::uint32_t>(own));
  for (int step = 0; m != mentions.begin() && out.size() < kMostMentions && step < kMostSteps; ++step) {
    const lang::AgentMention& mention = agents_.mentions[*--m];
    if (mention.pronoun || mention.head >= token) continue;
    const std::uint32_t first = token_at(analysis_.tokens[mention.first].span.begin), last = token_at(analysis_.tokens[mention.last - 1].span.begin);
    out.push_back({{first, last + 1}, token_at(analysis_.tokens[mention.head].span.begin)});
  }
  return out;
}

}  // namespace stemma::claims
