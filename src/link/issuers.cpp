#include "link/issuers.h"

#include <algorithm>
#include <array>
#include <map>

#include "link/described.h"
#include "link/families.h"
#include "link/lists.h"

namespace stemma::link {
namespace {

constexpr auto outlets = sorted(std::to_array<std::string_view>(
    {"news",   "newsfile", "newswire", "wire",     "press",     "post",       "times",    "herald",   "gazette",  "journal",  "courier",  "mirror",
     "mail",   "ledger",   "standard", "sentinel", "tribune",   "chronicle",  "observer", "star",     "sun",      "echo",     "telegraph", "guardian",
     "globe",  "register", "mercury",  "bulletin", "dispatch",  "examiner",   "monitor",  "radio",    "television", "tv",     "online",   "live",
     "daily",  "weekly",   "today",    "report",   "reporter",  "voice",      "bell",     "comet",    "whistle",  "trumpet",  "banner",   "argus",
     "advertiser", "inquirer", "enquirer", "record", "review",  "magazine",   "blog",     "broadcasting", "zeitung", "diario", "periódico", "presse",
     "tagblatt", "correspondent", "messenger", "evening", "morning", "sunday", "independent", "newspaper", "media", "digest"}));

// Beside those that trade (described.h).
constexpr auto bodies = sorted(std::to_array<std::string_view>(
    {"service", "services", "board", "group", "foundation", "trust", "charity", "relief", "rights", "institute", "institution", "society", "league",
     "federation", "confederation", "alliance", "campaign", "movement", "party", "workers", "families", "victims", "survivors", "hospital", "clinic",
     "school", "college", "church", "diocese", "army", "navy", "forces", "mission", "observers", "staff", "municipality", "embassy", "cabinet",
     "presidency", "prosecutor", "prosecutors", "fund", "coalition", "secretariat", "city", "administration", "tribunal", "watch", "network",
     "initiative", "delegation"}));

constexpr std::size_t kSeveral = 3, kSpeakersOfAReport = 3;

template <std::size_t N>
bool has_word(const std::array<std::string_view, N>& list, std::string_view key) {
  return any_word(key, [&](std::string_view w) { return std::binary_search(list.begin(), list.end(), w); });
}

/// Publishers of several documents of which most give the words of others: whoever takes the name for a firm's ("Atlantic", "Hill"), that is the press.
std::set<std::string, std::less<>> reporters(const Pile& pile) {
  std::map<std::string, std::pair<std::size_t, std::size_t>, std::less<>> of;  // documents; those with words of others
  for (std::uint32_t d = 0; d < pile.size(); ++d) {
    if (pile.outlet[d].empty()) continue;
    std::set<std::int32_t> speakers;
    const Reading& r = *pile.readings[d];
    for (const auto& a : r.attributions)
      if (!a.source.empty() && a.agent >= 0 && name_key(r.agents[static_cast<std::size_t>(a.agent)].name) != pile.outlet[d]) speakers.insert(a.agent);
    auto& [all, reports] = of[pile.outlet[d]];
    ++all;
    reports += speakers.size() >= kSpeakersOfAReport;
  }
  std::set<std::string, std::less<>> out;
  for (const auto& [key, n] : of)
    if (n.first >= kSeveral && n.second * 3 >= n.first * 2) out.insert(key);
  return out;
}

}  // namespace

std::set<std::string, std::less<>> find_issuers(const Pile& pile) {
  // What others take the name for, then what its own documents do: 1 for a body, -1 for an outlet.
  std::map<std::string, std::pair<int, int>, std::less<>> taken;
  std::set<std::string, std::less<>> agencies;
  for (std::uint32_t d = 0; d < pile.size(); ++d) {
    if (!pile.outlet[d].empty()) taken[pile.outlet[d]];
    for (auto& a : credited(pile.document(d))) agencies.insert(std::move(a));
  }
  for (std::uint32_t d = 0; d < pile.size(); ++d)
    for (const auto& a : pile.readings[d]->agents) {
      const auto it = taken.find(name_key(a.name));
      if (it == taken.end()) continue;
      // "The Atlantic" may be read as a place that speaks.
      const int vote = a.kind == AgentKind::organisation ? 1 : a.kind == AgentKind::media ? -1 : 0;
      (it->first == pile.outlet[d] ? it->second.second : it->second.first) += vote;
    }
  const auto press = reporters(pile);
  std::set<std::string, std::less<>> out;
  for (const auto& [key, votes] : taken) {
    if (agencies.contains(key)) continue;
    const auto& [others, own] = votes;
    const auto words = key_words(key);
    const bool titled = !words.empty() && std::binary_search(outlets.begin(), outlets.end(), words.back());  // "Union Wire", "Army Times"
    const bool named = (is_body_name(key) && !titled) || ((has_word(bodies, key) || says_trade(key)) && !has_word(outlets, key));
    if (named || (!has_word(outlets, key) && !press.contains(key) && (others > 0 || (others == 0 && own > 0 && words.size() > 1)))) out.insert(key);
  }
  return out;
}

}  // namespace stemma::link
