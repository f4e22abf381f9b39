// Those whom a headline or a lead describes before the text names them: "Surgeon says ..." over "A surgeon said on Saturday ..." over "Yewande
// Tarkov told reporters".
#include <algorithm>

#include "base/utf8.h"
#include "link/described.h"
#include "link/lists.h"
#include "link/merger.h"

namespace stemma::link {
namespace {

constexpr std::size_t kLead = 2;           // blocks, the headline among them
constexpr std::size_t kBelow = 5;          // blocks in which whom the headline means may speak
constexpr int kHeadlines = 4;              // speakers of a headline that are looked at
constexpr std::int32_t kSharedWords = 2;    // of a headline's words and those of the one it means
constexpr std::size_t kStem = 5;           // bytes by which two words are alike

/// First letters of the longer words of these spans, each once, ascending.
std::vector<std::string> stems(const Document& document, const Spans& spans) {
  std::vector<std::string> out;
  for (const auto span : spans) {
    const std::string key = name_key(slice(document, span));
    for (const auto w : key_words(key)) {
      if (w.size() < 4 && !(w.front() >= '0' && w.front() <= '9')) continue;
      std::size_t end = std::min(kStem, w.size());
      while (end < w.size() && (static_cast<unsigned char>(w[end]) & 0xC0) == 0x80) ++end;
      out.emplace_back(w.substr(0, end));
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

/// A person or group that nothing names.
bool is_described(const Agent& a) { return !a.vague && (a.kind == AgentKind::unnamed || a.kind == AgentKind::collective) && !a.mentions.empty(); }

}  // namespace

/// "A surgeon said on Saturday ...", then "Yewande Tarkov told reporters": who is named without a word on what he is has been described before,
/// by the only description of somebody in the lead.
void Merger::leads(std::uint32_t d) {
  const auto& agents = pile_.readings[d]->agents;
  const auto& blocks = pile_.document(d).blocks;
  if (blocks.size() <= kLead) return;
  const auto lead = blocks[kLead - 1].span, below = blocks[std::min(blocks.size(), kLead + 2) - 1].span;
  const auto speaks = [&](std::size_t i) {
    return std::any_of(pile_.readings[d]->attributions.begin(), pile_.readings[d]->attributions.end(), [&](const Attribution& a) { return a.agent == static_cast<std::int32_t>(i); });
  };
  std::int64_t described = -1, named = -1;
  for (std::size_t i = 0; i < agents.size(); ++i) {
    const Agent& a = agents[i];
    if (a.mentions.empty()) continue;
    const auto at = a.mentions.front();
    const bool in_lead = std::any_of(a.mentions.begin(), a.mentions.end(), [&](ByteSpan m) { return m.begin >= blocks.front().span.end && m.begin < lead.end; });
    if (is_described(a) && !is_plural(a.name) && in_lead && !fold(a.name).starts_with("the ")) {
      if (described >= 0) return;
      described = static_cast<std::int64_t>(i);
    }
    if (a.kind == AgentKind::person && nodes_[first_[d] + i].key.starts_with("p ") && at.begin < below.end && (named < 0 || at.begin < agents[static_cast<std::size_t>(named)].mentions.front().begin))
      named = static_cast<std::int64_t>(i);
  }
  if (described < 0 || named < 0 || !speaks(static_cast<std::size_t>(described)) || !speaks(static_cast<std::size_t>(named))) return;
  const Agent &who = agents[static_cast<std::size_t>(described)], &person = agents[static_cast<std::size_t>(named)];
  const auto head = head_noun(who.name);
  const auto x = first_[d] + static_cast<std::uint32_t>(described), y = first_[d] + static_cast<std::uint32_t>(named);
  const auto behind = pile_.text(d).substr(person.mentions.front().end, 5);
  const bool introduced = !person.role.empty() || behind.starts_with(", who") || behind.starts_with(", a ") || behind.starts_with(", an ") || behind.starts_with(", the");
  // "Yewande Tarkov of the Central Hospital" has no word on what she is either.
  const bool bare = person_key(slice(pile_.text(d), person.mentions.front())).starts_with(person_key(person.name)) || person.affiliation >= 0;
  if (head.empty() || head == "person" || introduced || !bare || person.mentions.front().begin < who.mentions.front().begin) return;
  if (gender_[root(x)] != 0 && gender_[root(y)] != 0 && gender_[root(x)] != gender_[root(y)]) return;
  if (!nodes_[root(x)].key.empty() || candidates_.contains(x)) return;
  // "Mexico's minister", "an accuser's mother", before a man of whom other texts say what he is.
  const auto& roles = roles_[root(y)];
  const bool of_somebody = who.name.find("'s ") != std::string::npos || who.name.find("’s ") != std::string::npos;
  if (!roles.empty() && (of_somebody || is_office_word(head)) && std::find(roles.begin(), roles.end(), head) == roles.end()) return;
  join(y, x, reason(x, "The lead describes one person, and the first that the text names has no other description: " + person.name + "."));
}

/// Whether the bare description of a headline may mean the speaker `said`: number and kind of both do not contradict each other.
bool Merger::may_be_of_headline(std::uint32_t said, std::uint32_t n) {
  const Agent &a = *local(n), &b = *local(said);
  const std::string head = head_noun(a.name);
  const bool office = is_office_word(head) || is_firm_word(head) || equals_any(head, {"watchdog", "monitor", "charity", "organisation", "organization", "lab", "body"});
  const bool group = is_plural(a.name) || head == "police";
  if (b.kind == AgentKind::document) return equals_any(head, {"report", "study", "memo", "document", "file", "slide", "paper"});
  if (is_body(b.kind)) return office || (group && b.kind == AgentKind::government);
  if (office) return false;
  if (is_plural(b.name) && b.kind != AgentKind::person) return group;
  if (group || b.vague) return false;
  if (b.kind != AgentKind::person || b.role.empty()) return true;
  const auto& roles = roles_[root(said)];
  return std::find(roles.begin(), roles.end(), head) != roles.end();
}

/// "Surgeon says she pulled bullets ...": the one below whose words are most like those of the headline.
void Merger::headlines(std::uint32_t d) {
  const auto& reading = *pile_.readings[d];
  const auto& blocks = reading.document.blocks;
  if (blocks.size() < 2 || blocks.front().kind != BlockKind::headline) return;
  const auto line = blocks.front().span, below = blocks[std::min(blocks.size(), kBelow) - 1].span;
  int seen = 0;
  for (const Attribution& a : reading.attributions) {
    if (a.agent < 0 || a.content.front().begin >= line.end || seen >= kHeadlines) continue;
    ++seen;
    const auto n = first_[d] + static_cast<std::uint32_t>(a.agent);
    const Agent& who = *local(n);
    const std::string_view so = std::string_view(who.name).substr(0, who.name.find(" in "));  // "Surgeon in Teshir"
    const bool lower = std::none_of(so.begin() + (so.empty() ? 0 : 1), so.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    const bool only_here = std::all_of(who.mentions.begin(), who.mentions.end(), [&](ByteSpan m) { return m.begin < line.end; });
    if (!lower || !only_here || who.vague || root(n) != n || candidates_.contains(n) || who.kind == AgentKind::person || head_noun(who.name).empty()) continue;
    const auto words = stems(reading.document, a.content);
    std::int32_t most = kSharedWords - 1;
    std::int64_t best = -1;
    for (const Attribution& b : reading.attributions) {
      if (b.agent < 0 || b.agent == a.agent || b.content.front().begin < line.end || b.content.front().begin >= below.end) continue;
      const auto said = first_[d] + static_cast<std::uint32_t>(b.agent);
      const std::int32_t shared = common(words, stems(reading.document, b.content));
      if (shared > most && may_be_of_headline(said, n)) most = shared, best = said;
    }
    if (best < 0) continue;
    nodes_[n].key.clear();
    join(static_cast<std::uint32_t>(best), n, reason(n, "The headline gives the words of " + shown(static_cast<std::uint32_t>(best)) + "."));
  }
}

}  // namespace stemma::link
