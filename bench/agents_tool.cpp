// Texts of one matter with phrases that mean somebody -> who is the same across them, by the product's own merging: bench/parts/agents_across.py.
//
//   agents_tool < texts.jsonl
//
// A line in: {"id", "matter", "text", "mentions": [[start, end], ...]}, lines of one matter together. A line out: {"id", "agents": [...], "alike": [...]}:
// for each phrase a number, equal for those that find_agents() joins, and one that is equal too for those that nothing tells apart
// (indistinct()). Offsets in code points. A phrase belongs to the agent that the language reader's chain gives for its head; one that it
// takes for no mention is an agent by itself.
#include <cstdio>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "lang/language_reader.h"
#include "link/agents.h"
#include "link/copies.h"
#include "link/described.h"
#include "link/families.h"
#include "link/pile.h"
#include "read/text_blocks.h"
#include "value_or_exit.h"

namespace {

using nlohmann::json;
using namespace stemma;

/// Documents of one matter and, for each of their phrases, the agent of its document.
struct Matter {
  std::vector<Reading> readings;
  std::vector<std::vector<std::int32_t>> phrases;
};

AgentKind kind_of(const lang::FoundAgent& a) {
  switch (a.kind) {
    case lang::FoundKind::person: return AgentKind::person;
    case lang::FoundKind::organisation: return AgentKind::organisation;
    case lang::FoundKind::government: return AgentKind::government;
    case lang::FoundKind::media: return AgentKind::media;
    case lang::FoundKind::document: return AgentKind::document;
    case lang::FoundKind::collective: return AgentKind::collective;
    case lang::FoundKind::place: return AgentKind::government;
    default: return a.plural ? AgentKind::collective : AgentKind::unnamed;
  }
}

class Tool {
 public:
  explicit Tool(const lang::LanguageReader& language) : language_(language) {}

  void add(const json& line, Matter& matter) {
    Reading reading;
    Document& document = reading.document;
    document.id = line.at("id").get<std::string>();
    document.language = "en";
    document.text = line.at("text").get<std::string>();
    document.blocks = text_blocks(document.text, "");
    const lang::Analysis analysis = language_.read(document, space_);
    const lang::Agents found = language_.agents(document, analysis, space_);
    const CodePointIndex points(document.text);
    std::map<std::uint32_t, std::int32_t> known;  // index into found.agents -> Reading::agents
    auto& phrases = matter.phrases.emplace_back();
    for (const auto& m : line.at("mentions")) {
      const ByteSpan span{points.byte(m.at(0).get<std::uint32_t>()), points.byte(m.at(1).get<std::uint32_t>())};
      std::uint32_t first = 0;
      while (first + 1 < analysis.tokens.size() && analysis.tokens[first].span.end <= span.begin) ++first;
      std::uint32_t last = first;
      while (last < analysis.tokens.size() && analysis.tokens[last].span.begin < span.end) ++last;
      phrases.push_back(agent_of(found, found.agent_of(analysis, first, last), span, known, analysis, reading));
    }
    matter.readings.push_back(std::move(reading));
  }

  static void answer(const Matter& matter) {
    using namespace link;
    Pile pile = make_pile(matter.readings);
    mark_furniture(pile);
    const Families families = find_families(pile);
    const Agents agents = find_agents(pile, families, {});
    const auto alike = indistinct(agents);
    std::vector<std::uint32_t> place(pile.size());
    for (std::uint32_t d = 0; d < pile.size(); ++d) place[pile.given[d]] = d;
    for (std::size_t i = 0; i < matter.readings.size(); ++i) {
      json out{{"id", matter.readings[i].document.id}, {"agents", json::array()}, {"alike", json::array()}, {"names", json::array()}};
      for (const auto a : matter.phrases[i]) {
        const auto who = agents.at(place[i], a);
        out["agents"].push_back(who);
        out["alike"].push_back(alike[static_cast<std::size_t>(who)]);
        out["names"].push_back(agents.all[static_cast<std::size_t>(who)].name);
      }
      std::printf("%s\n", out.dump().c_str());
    }
  }

 private:
  static std::int32_t agent_of(const lang::Agents& found, std::int32_t agent, ByteSpan span, std::map<std::uint32_t, std::int32_t>& known,
                               const lang::Analysis& analysis, Reading& reading) {
    const auto next = static_cast<std::int32_t>(reading.agents.size());
    if (agent >= 0) {
      const auto [it, fresh] = known.emplace(static_cast<std::uint32_t>(agent), next);
      if (!fresh) return it->second;
    }
    Agent a;
    if (agent >= 0) {
      const lang::FoundAgent& f = found.agents[static_cast<std::size_t>(agent)];
      a.name = f.name;
      a.aliases = f.aliases;
      a.role = f.role;
      a.kind = kind_of(f);
      for (const auto m : f.mentions) {
        const auto& mention = found.mentions[m];
        a.mentions.push_back({analysis.tokens[mention.first].span.begin, analysis.tokens[mention.last - 1].span.end});
      }
    } else {
      a.name = std::string(slice(std::string_view(reading.document.text), span));
      a.kind = link::is_plural(a.name) ? AgentKind::collective : AgentKind::unnamed;
      a.mentions.push_back(span);
    }
    reading.agents.push_back(std::move(a));
    return next;
  }

  const lang::LanguageReader& language_;
  lang::LanguageReader::Workspace space_;
};

}  // namespace

int main() {
  const lang::LanguageReader language = value_or_exit(lang::LanguageReader::built_in());
  Tool tool(language);
  Matter matter;
  std::string of;
  for (std::string text; std::getline(std::cin, text);) {
    const json line = json::parse(text);
    const std::string next = line.at("matter").get<std::string>();
    if (next != of && !matter.readings.empty()) {
      Tool::answer(matter);
      matter = {};
    }
    of = next;
    tool.add(line, matter);
  }
  if (!matter.readings.empty()) Tool::answer(matter);
}
