#include "claims/ground/events/participants.h"

#include <algorithm>

namespace stemma::claims::ground::events {

using lang::Relation;
using lang::Tag;

namespace {

bool is_pronoun(Tag tag) { return tag == Tag::pronoun || tag == Tag::possessive || tag == Tag::relative; }

/// Its name is, or holds, a proper one: else a phrase says more of whom is meant.
bool has_capital(const lang::FoundAgent& found) {
  using lang::FoundKind;
  if (found.kind == FoundKind::unnamed || found.kind == FoundKind::collective || found.kind == FoundKind::other) return false;
  constexpr unsigned char accented = 0xC3;  // first byte of É and the like
  const auto capital = [](char c) { return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) == accented; };
  return std::any_of(found.name.begin(), found.name.end(), capital);
}

/// `word` is in `text`, whatever the case.
bool holds_word(std::string_view text, std::string_view word) {
  const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + ('a' - 'A') : a) == b; };
  return std::search(text.begin(), text.end(), word.begin(), word.end(), same) != text.end();
}

}  // namespace

Namer::Namer(const Page& page, const Reading& reading, const Tree& tree)
    : page_(page), reading_(reading), tree_(tree), speaker_(page.agents().agents.size(), -1), temporal_(page.size()) {
  for (std::size_t a = 0; a < reading.agents.size(); ++a)
    for (const ByteSpan s : reading.agents[a].mentions) {
      const std::uint32_t first = page.token_at(s.begin), last = std::min(page.token_at(s.end), page.size());
      if (first >= last) continue;
      const std::int32_t found = page.agents().agent_of(page.analysis(), first, last);
      if (found < 0) continue;
      std::int32_t& speaker = speaker_[static_cast<std::size_t>(found)];
      if (speaker < 0) speaker = static_cast<std::int32_t>(a);
    }
  for (const TimeExpression& t : reading.times)
    for (std::uint32_t i = page.token_at(t.span.begin); i < page.size() && page.token(i).span.begin < t.span.end; ++i)
      temporal_[i] = true;
  for (const lang::Name& n : page.analysis().names)
    if (n.type == lang::NameType::date)
      for (std::uint32_t i = n.first; i < n.last; ++i) temporal_[i] = true;
}

void Namer::add(Event& event, ParticipantRole role, std::uint32_t head, std::string_view preposition, std::uint32_t until) const {
  add_one(event, role, head, preposition, until);
  for (const std::uint32_t c : tree_.children(head)) {
    if (event.participants.size() >= most) return;
    const bool age = page_.token(c).upos == lang::Upos::num && page_.token(head).upos != lang::Upos::num;  // "her son Tarn, 19"
    if (page_.token(c).relation == Relation::conj && !age) add_one(event, role, c, preposition, until);
  }
}

bool Namer::acting(std::uint32_t i) const {
  const auto& agents = page_.agents();
  const std::int32_t m = i < agents.mention_of.size() ? agents.mention_of[i] : -1;
  if (m < 0) return false;
  const lang::FoundKind kind = agents.agents[agents.mentions[static_cast<std::size_t>(m)].agent].kind;
  return kind != lang::FoundKind::other && kind != lang::FoundKind::place && kind != lang::FoundKind::document;
}

/// Whether the agent that a mention was joined to can be meant: a common noun has to be in its name, its role or another form of it.
bool Namer::fits(std::uint32_t head, std::uint32_t agent) const {
  const lang::Token& t = page_.token(head);
  if (is_pronoun(t.tag) || t.upos == lang::Upos::propn || t.upos == lang::Upos::pron) return true;
  const lang::FoundAgent& found = page_.agents().agents[agent];
  const std::string_view word = page_.lower(head);
  return holds_word(found.name, word) || holds_word(found.role, word) ||
         std::any_of(found.aliases.begin(), found.aliases.end(),
                     [word](const std::string& a) { return !a.empty() && a.front() >= 'A' && a.front() <= 'Z' && holds_word(a, word); });
}

/// "a lawmaker on Wednesday" is a lawmaker; "at" belongs to "least 20 people".
void Namer::trim(Phrase& phrase, std::uint32_t head) const {
  std::uint32_t last = phrase.last;
  while (last > head + 1 && temporal_[last - 1]) --last;
  if (last < phrase.last && last > head + 1 && page_.token(last - 1).tag == Tag::preposition) phrase.last = last - 1;
  const std::string_view first = page_.lower(phrase.first);
  if (phrase.first > 0 && (first == "least" || first == "most") && page_.lower(phrase.first - 1) == "at") --phrase.first;
}

void Namer::add_one(Event& event, ParticipantRole role, std::uint32_t head, std::string_view preposition, std::uint32_t until) const {
  if (event.participants.size() >= most) return;
  Phrase phrase = tree_.phrase(head);
  phrase.last = std::max(head + 1, std::min(phrase.last, until));
  trim(phrase, head);
  Participant p;
  p.role = role;
  p.span = page_.bytes(phrase.first, phrase.last);
  p.preposition = preposition;
  const auto& agents = page_.agents();
  const std::string_view word = page_.lower(head);
  const bool speaking = word == "i" || word == "we" || word == "me" || word == "us";
  if (const std::int32_t a = event.attribution; speaking && a >= 0 && reading_.attributions[static_cast<std::size_t>(a)].agent >= 0) {
    p.agent = reading_.attributions[static_cast<std::size_t>(a)].agent;
    p.name = reading_.agents[static_cast<std::size_t>(p.agent)].name;
  } else if (const std::int32_t m = head < agents.mention_of.size() ? agents.mention_of[head] : -1; m >= 0) {
    const lang::AgentMention& mention = agents.mentions[static_cast<std::size_t>(m)];
    if (fits(head, mention.agent)) {
      p.agent = speaker_[mention.agent];
      const lang::FoundAgent& found = agents.agents[mention.agent];
      if (is_pronoun(page_.token(head).tag) || has_capital(found)) p.name = found.name;
    }
  }
  if (p.name.empty()) p.name = slice(page_.document(), p.span);
  event.participants.push_back(std::move(p));
}

}  // namespace stemma::claims::ground::events
