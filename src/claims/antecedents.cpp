#include "claims/antecedents.h"

#include <algorithm>

namespace stemma::claims {
namespace {

constexpr std::size_t kMostMentions = 8;
constexpr std::uint32_t kApposition = 6;  // words behind a name in which its role is looked for
constexpr int kMostSteps = 200;  // mentions looked at: a page of nothing but "he said" stays linear

}  // namespace

Antecedents::Antecedents(const View& view, const lang::Analysis& analysis, const lang::Agents& agents)
    : view_(view), analysis_(analysis), agents_(agents) {
  names_of_.resize(agents.agents.size());
  for (std::size_t a = 0; a < agents.agents.size(); ++a) {
    const lang::FoundAgent& agent = agents.agents[a];
    for (const std::uint32_t m : agent.mentions)
      if (names_of_[a].size() < kMostMentions && view.name_at(shown(agents.mentions[m]).head) != nullptr) names_of_[a].push_back(m);
    if (agent.kind != lang::FoundKind::person || agent.role.empty()) continue;
    const auto [it, fresh] = in_role_.emplace(agent.role.substr(agent.role.rfind(' ') + 1), static_cast<std::int32_t>(a));
    if (!fresh) it->second = -1;
  }
}

/// The grammar's token that holds a byte: it has joined what the language reader cut at hyphens.
std::uint32_t Antecedents::token_at(std::uint32_t byte) const {
  const auto& tokens = view_.analysis().tokens;
  const auto it = std::upper_bound(tokens.begin(), tokens.end(), byte, [](std::uint32_t b, const lang::Token& t) { return b < t.span.begin; });
  return static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(it - tokens.begin() - 1, 0));
}

/// The mention that a token of the grammar heads, -1 if it heads none: of words with hyphens the last part does.
std::int32_t Antecedents::mention_at(std::uint32_t token) const {
  const std::uint32_t end = view_.token(token).span.end;
  const auto it = std::lower_bound(analysis_.tokens.begin(), analysis_.tokens.end(), end,
                                   [](const lang::Token& t, std::uint32_t b) { return t.span.end < b; });
  return it == analysis_.tokens.end() ? -1 : agents_.mention_of[static_cast<std::size_t>(it - analysis_.tokens.begin())];
}

Antecedents::Mention Antecedents::shown(const lang::AgentMention& m) const {
  const std::uint32_t first = token_at(analysis_.tokens[m.first].span.begin), last = token_at(analysis_.tokens[m.last - 1].span.begin);
  return {{first, last + 1}, token_at(analysis_.tokens[m.head].span.begin)};
}

/// Its first mention that is a name, and in or right behind which the role stands, if one is given: a chain alone may be wrong, and two
/// persons shown as one are worse than one shown as two.
std::optional<Antecedents::Mention> Antecedents::naming(std::size_t agent, std::string_view role) const {
  for (const std::uint32_t m : names_of_[agent]) {
    const Mention mention = shown(agents_.mentions[m]);
    bool fits = role.empty();
    for (std::uint32_t i = mention.words.first; i < mention.words.last + kApposition && !fits; ++i) fits = view_.is(i, role);
    if (fits) return mention;
  }
  return std::nullopt;
}

std::optional<Antecedents::Mention> Antecedents::named(std::uint32_t head, std::string_view role) const {
  if (const std::int32_t own = mention_at(head); own >= 0) {
    const auto found = naming(agents_.mentions[static_cast<std::size_t>(own)].agent, role);
    if (found) return found;
  }
  const auto it = in_role_.find(std::string(role));
  return it == in_role_.end() || it->second < 0 ? std::nullopt : naming(static_cast<std::size_t>(it->second), {});
}

int Antecedents::gender(Range words) const {
  for (std::uint32_t i = words.first; i < words.last; ++i) {
    const std::int32_t own = mention_at(i);
    if (own < 0) continue;
    const auto gender = agents_.agents[agents_.mentions[static_cast<std::size_t>(own)].agent].gender;
    if (gender != lang::agents::Gender::unknown) return gender == lang::agents::Gender::male ? 1 : 2;
  }
  return 0;
}

std::optional<Antecedents::Mention> Antecedents::relative(std::uint32_t pronoun) const {
  const std::int32_t own = mention_at(pronoun);
  if (own < 0) return std::nullopt;
  const Mention mention = shown(agents_.mentions[static_cast<std::size_t>(own)]);
  return mention.head < pronoun ? std::optional(mention) : std::nullopt;
}

std::vector<Antecedents::Mention> Antecedents::before(std::uint32_t pronoun) const {
  std::vector<Mention> out;
  const std::int32_t own = mention_at(pronoun);
  if (own < 0) return out;
  const auto& mentions = agents_.agents[agents_.mentions[static_cast<std::size_t>(own)].agent].mentions;
  auto m = std::lower_bound(mentions.begin(), mentions.end(), static_cast<std::uint32_t>(own));
  for (int step = 0; m != mentions.begin() && out.size() < kMostMentions && step < kMostSteps; ++step) {
    const lang::AgentMention& mention = agents_.mentions[*--m];
    const Mention found = shown(mention);
    if (!mention.pronoun && found.head < pronoun) out.push_back(found);
  }
  return out;
}

}  // namespace stemma::claims
