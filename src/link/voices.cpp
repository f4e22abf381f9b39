#include <algorithm>
#include <array>
#include <map>
#include <numeric>

#include "base/utf8.h"
#include "link/agents.h"
#include "link/bodies.h"
#include "link/described.h"

namespace stemma::link {
namespace {

bool has_any(std::string_view key, std::initializer_list<std::string_view> words) {
  for (const auto w : key_words(key))
    for (const auto x : words)
      if (x.ends_with('*') ? w.starts_with(x.substr(0, x.size() - 1)) : w == x) return true;
  return false;
}

/// Belongs to the body but does not speak for it.
bool speaks_privately(std::string_view role) {
  return has_any(
      role, {"former",   "ex",      "retired",  "opposition", "lawmaker", "member",  "mp",     "worker",    "employee",      "guard",
             "resident", "student", "prisoner", "detainee",   "victim",   "witness", "critic", "dissident", "whistleblower", "antiguo"});
}

/// An office whose holder's word is that of the body. Without any word on what he is, he is taken for one of its people who speak for it: "Ida
/// Tangen, for Koldane". A member of parliament speaks for himself, whatever committee, party or state he is of.
bool speaks_by_office(std::string_view role) {
  if (has_any(role, {"senator", "senators", "sen", "rep", "representative", "congress*", "legislat*", "deputies", "senate", "house", "whip", "caucus", "candidate", "nominee", "delegate", "assembly*", "councilman", "councilwoman", "councillor",
                     "ranking", "senador*", "diputad*"}))
    return false;
  return role.empty() || has_any(role, {"minister*", "secretary", "president", "presidente", "premier", "chancellor", "governor", "mayor", "director", "chief", "head", "chair*", "ceo", "executive", "commissioner",
                                        "commander", "general", "colonel", "lieutenant", "major", "captain", "admiral", "ambassador", "envoy", "official", "officer", "manager", "owner", "founder", "leader", "king", "queen",
                                        "emir", "sheikh", "prosecutor", "attorney", "boss", "coordinator", "superintendent", "sheriff", "registrar", "auditor", "dean", "rector", "editor", "represents",
                                        "communications", "treasurer", "vorsitzend*", "alcalde", "monitor", "inspector", "organizer", "organiser", "operator", "company", "lawyer"});
}

/// Where many sit and each but the chair speaks for himself.
bool is_assembly(std::string_view key) {
  return has_any(key, {"senate", "house", "congress", "parliament", "committee", "caucus", "party", "gop", "subcommittee", "conference", "gang", "assembly", "group", "panel", "democrats", "republicans", "legislature"});
}

bool is_ministry(std::string_view key) {
  return has_any(key, {"ministry", "ministries", "minister*", "ministerio", "ministère", "ministerium", "government", "cabinet",
                       "presidency", "kremlin", "administration"});
}

/// Not meant for others: what a body writes there it has not said to anybody, and may deny.
bool is_inside_paper(std::string_view name) {
  return has_any(name, {"memo", "memos", "memorandum", "presentation", "slides", "minutes", "email", "emails", "message", "messages", "log", "logs", "recording", "recordings",
                        "cable", "cables", "diary", "diaries", "spreadsheet", "leaked", "internal", "confidential"});
}

class Voices {
 public:
  Voices(const Pile& pile, Agents& agents) : pile_(pile), agents_(agents), head_(agents.all.size()), nation_(agents.all.size()) {
    std::iota(head_.begin(), head_.end(), 0);
    for (std::int32_t i = 0; i < count(); ++i) {
      if (agent(i).kind == AgentKind::government) {
        nation_[static_cast<std::size_t>(i)] = BodyNames::government(name_key(agent(i).name));
        if (!nation_[static_cast<std::size_t>(i)].empty()) countries_.emplace(nation_[static_cast<std::size_t>(i)], i);
      }
      if (agent(i).kind != AgentKind::government && agent(i).kind != AgentKind::organisation) continue;
      const std::string key = name_key(agent(i).name);
      if (is_ministry(key)) ministries_.emplace_back(i, key);
      else if (agent(i).kind == AgentKind::government) places_.emplace(key, i);
    }
  }

  void run() {
    for (std::int32_t i = 0; i < count(); ++i) by_affiliation(i);
    for (std::int32_t i = 0; i < count(); ++i) minister(i);
    for (std::int32_t i = 0; i < count(); ++i) by_people(i);
    presidency();
    prosecution();
    seats();
    std::map<std::int32_t, std::vector<std::int32_t>> voices;
    for (std::int32_t i = 0; i < count(); ++i) voices[root(i)].push_back(i);
    for (const auto& [head, members] : voices) {
      const auto body =
          *std::max_element(members.begin(), members.end(), [&](std::int32_t x, std::int32_t y) { return weight(x) < weight(y); });
      for (const auto m : members) agents_.all[static_cast<std::size_t>(m)].speaks_as = body;
    }
  }

 private:
  std::int32_t count() const { return static_cast<std::int32_t>(agents_.all.size()); }
  const CaseAgent& agent(std::int32_t i) const { return agents_.all[static_cast<std::size_t>(i)]; }
  std::int32_t root(std::int32_t i) {
    while (head_[static_cast<std::size_t>(i)] != i)
      i = head_[static_cast<std::size_t>(i)] = head_[static_cast<std::size_t>(head_[static_cast<std::size_t>(i)])];
    return i;
  }
  void join(std::int32_t speaker, std::int32_t body, std::string why, std::uint32_t document, ByteSpan span) {
    const auto x = root(speaker), y = root(body);
    if (x == y) return;
    // A "Foreign Ministry" of which texts speak beside two countries makes no one voice of them.
    auto &of_x = nation_[static_cast<std::size_t>(x)], &of_y = nation_[static_cast<std::size_t>(y)];
    if (!of_x.empty() && !of_y.empty() && of_x != of_y) return;
    nation_[static_cast<std::size_t>(std::min(x, y))] = of_x.empty() ? of_y : of_x;
    head_[static_cast<std::size_t>(std::max(x, y))] = std::min(x, y);
    agents_.voice[static_cast<std::size_t>(speaker)].push_back({std::move(why), document, span});
  }
  /// The body before its people; the one that speaks most.
  std::tuple<int, std::size_t, std::int32_t> weight(std::int32_t i) const {
    const auto k = agent(i).kind;
    const int rank = k == AgentKind::government || k == AgentKind::organisation ? 2 : k == AgentKind::person ? 1 : 0;
    return {rank, agent(i).mentions.size(), -i};
  }
  std::pair<std::uint32_t, ByteSpan> place(std::int32_t i) const {
    for (const auto& m : agent(i).mentions) {
      const auto& a = pile_.readings[m.document]->agents[m.agent];
      if (!a.mentions.empty()) return {m.document, a.mentions.front()};
    }
    return {agent(i).mentions.empty() ? 0 : agent(i).mentions.front().document, ByteSpan{}};
  }

  void join(std::int32_t speaker, std::int32_t body, std::string why) {
    const auto [document, span] = place(speaker);
    join(speaker, body, std::move(why), document, span);
  }

  void by_affiliation(std::int32_t i) {
    const CaseAgent& a = agent(i);
    if (a.affiliation < 0) return;
    const CaseAgent& body = agent(a.affiliation);
    if (body.kind == AgentKind::person && (a.kind == AgentKind::organisation || a.kind == AgentKind::government)) join(i, a.affiliation, "Is the office of " + body.name + ".");
    if (body.kind != AgentKind::government && body.kind != AgentKind::organisation) return;
    const std::string role = name_key(a.role), name = name_key(a.name);
    const auto speaks = [&](std::string_view what) { join(i, a.affiliation, std::string(what) + " " + body.name + "."); };
    switch (a.kind) {
      case AgentKind::person:
        if (speaks_privately(role)) break;
        if (is_spokesman(role)) speaks("Speaks for");
        else if (speaks_by_office(role) && (!is_assembly(name_key(body.name)) || role.empty() || has_any(role, {"chair*", "head", "director", "president"}))) speaks("Speaks as one of");
        break;
      case AgentKind::unnamed:
        if (is_spokesman(role) || is_spokesman(name)) speaks("Speaks for");
        break;
      case AgentKind::collective:
        if (has_any(name, {"officials", "authorities", "inspectors", "investigators", "funcionarios"}) && !speaks_privately(name))
          speaks("Speak for");
        break;
      case AgentKind::government:
        if (is_ministry(name) || is_spokesman(name)) speaks("Is the ministry of");
        else if (says_army(name)) speaks("Is the army of");
        break;
      case AgentKind::organisation:
        if (is_spokesman(name)) speaks("Speaks for");
        break;
      case AgentKind::document:
        if (!is_inside_paper(name)) speaks("Is a document of");
        break;
      case AgentKind::media: break;
    }
  }

  /// "Internal Order Minister" speaks for the Ministry of Internal Order, also where no document says so outright.
  void minister(std::int32_t i) {
    const CaseAgent& a = agent(i);
    const std::string role = name_key(a.role + " " + (a.kind == AgentKind::person ? std::string() : a.name));
    if ((a.kind != AgentKind::person && a.kind != AgentKind::unnamed) || !has_any(role, {"minister*", "secretary"}) ||
        speaks_privately(role))
      return;
    for (const auto& [b, key] : ministries_) {
      if (!has_any(key, {"ministry", "department"})) continue;
      bool all = true;
      for (const auto w : key_words(key))
        all = all && (w == "ministry" || w == "department" || w == "of" || w == "the" || w == "for" || w == "and" || has_any(role, {w}));
      if (all && key_words(key).size() > 1) {
        join(i, b, "Is the minister of " + agent(b).name + ".");
        return;
      }
    }
  }

  /// "The Norwegian foreign ministry", "the U.S. State Department": of the country that its name tells, if that speaks.
  void by_people(std::int32_t i) {
    const CaseAgent& a = agent(i);
    if (a.kind != AgentKind::government || !has_any(name_key(a.name), {"ministry", "department"})) return;
    static const BodyNames names({});
    const std::string owner = names.key(a.name).owner;
    if (owner.empty()) return;
    const auto country = countries_.find(owner);
    if (country != countries_.end() && country->second != i) join(i, country->second, "Is the ministry of " + agent(country->second).name + ".");
  }

  /// "Prosecutor Nils Aho" speaks for the prosecutors of whom the texts speak, if they are one office.
  void prosecution() {
    std::int32_t office = -1;
    for (std::int32_t i = 0; i < count(); ++i) {
      const CaseAgent& a = agent(i);
      if ((a.kind != AgentKind::government && a.kind != AgentKind::organisation) || !has_any(name_key(a.name), {"prosecutor*", "prosecution"})) continue;
      if (office >= 0 && root(office) != root(i)) return;
      office = i;
    }
    if (office < 0) return;
    for (std::int32_t i = 0; i < count(); ++i) {
      const CaseAgent& a = agent(i);
      if (a.kind != AgentKind::person || !has_any(name_key(a.role), {"prosecutor"}) || speaks_privately(name_key(a.role))) continue;
      join(i, office, "Speaks as one of " + agent(office).name + ".");
    }
  }

  /// "The presidency" is the only president of whom the texts speak, if he is of no firm.
  void presidency() {
    std::int32_t president = -1;
    for (std::int32_t i = 0; i < count(); ++i) {
      const CaseAgent& a = agent(i);
      if (a.kind != AgentKind::person || a.affiliation >= 0 || !has_any(name_key(a.role), {"president", "presidente"}) || has_any(name_key(a.role), {"vice", "former", "ex", "elect", "council", "court", "board"})) continue;
      if (president >= 0) return;
      president = i;
    }
    if (president < 0) return;
    for (const auto& [b, key] : ministries_)
      if (key == "presidency" || key == "presidential palace") join(b, president, "Is the office of " + agent(president).name + ".");
  }

  /// A capital speaks for the government that has its seat there: "the ministry in X", or a ministry's own release dated from X.
  void seats() {
    for (std::uint32_t d = 0; d < pile_.size(); ++d) {
      const Document& doc = pile_.document(d);
      const auto p = agents_.publisher[d];
      if (p < 0 || !doc.dateline || !is_ministry(name_key(agent(p).name))) continue;
      if (const auto it = places_.find(name_key(doc.dateline->place)); it != places_.end())
        join(it->second, p, "Is the seat of " + agent(p).name + ".", d, doc.dateline->span);
    }
    for (const auto& [m, key] : ministries_)
      for (const auto& mention : agent(m).mentions)
        for (const auto& span : pile_.readings[mention.document]->agents[mention.agent].mentions) {
          seat_after(m, mention.document, span);
          owner_before(m, mention.document, span);
        }
  }

  /// "Kestria denied ..., a day after its Ministry said": the government that stands before "its" in the sentence.
  void owner_before(std::int32_t ministry, std::uint32_t d, ByteSpan span) {
    const DocText& words = pile_.texts[d];
    auto at = words.within(span).first;
    const auto word = [&](std::uint32_t i) { return slice(pile_.text(d), words.spans[i]); };
    if (at >= words.size()) return;
    if (word(at) == "its") ++at;
    if (at == 0 || word(at - 1) != "its") return;
    const auto& sentences = pile_.analyses[d].sentences;
    const auto s = std::upper_bound(sentences.begin(), sentences.end(), span.begin,
                                    [](std::uint32_t x, const lang::Sentence& y) { return x < y.span.begin; });
    if (s == sentences.begin()) return;
    for (auto i = words.within((s - 1)->span).first; i + 1 < at; ++i)
      for (std::uint32_t n = 1; n <= 3 && i + n < at; ++n) {
        const auto name = words.bytes(i, i + n);
        if (const auto it = places_.find(name_key(slice(pile_.text(d), name))); it != places_.end()) {
          join(it->second, ministry, "Calls it \"its\": " + agent(ministry).name + ".", d, name);
          return;
        }
      }
  }

  void seat_after(std::int32_t ministry, std::uint32_t d, ByteSpan span) {
    const auto text = pile_.text(d);
    for (const std::string_view in : {" in ", " at "}) {
      if (text.substr(span.end, in.size()) != in) continue;
      const DocText& words = pile_.texts[d];
      const auto [first, last] = words.within({static_cast<std::uint32_t>(span.end + in.size()), static_cast<std::uint32_t>(text.size())});
      for (std::uint32_t n = 1; n <= 3 && first + n <= last; ++n) {
        const auto place = words.bytes(first, first + n);
        if (const auto it = places_.find(name_key(slice(text, place))); it != places_.end())
          join(it->second, ministry, "Is the seat of " + agent(ministry).name + ".", d, place);
      }
    }
  }

  const Pile& pile_;
  Agents& agents_;
  std::vector<std::int32_t> head_;
  std::vector<std::string> nation_;  // by head: the country of the world whose voice it is; empty: none
  std::vector<std::pair<std::int32_t, std::string>> ministries_;
  std::map<std::string, std::int32_t> countries_;  // by "@NO": the first that speaks for the country of the world
  std::map<std::string, std::int32_t> places_;  // governments by their name, which may be a capital's
};

}  // namespace

void find_voices(const Pile& pile, Agents& agents) { Voices(pile, agents).run(); }

}  // namespace stemma::link
