// Texts of one matter with phrases that mean somebody -> who is the same across them, by the product's own merging: bench/parts/agents_across.py.
//
//   agents_tool < texts.jsonl
//
// A line in: {"id", "matter", "text", "mentions": [[start, end], ...]}, lines of one matter together. A line out: {"id", "agents": [...], "alike": [...]}:
// for each phrase a number, equal for those that find_agents() joins, and one that is equal too for those that nothing tells apart
// (indistinct()). Offsets in code points. A phrase belongs to the agent whom the claims reader takes for its speaker where it is a source; one of
// whom it takes none is an agent by itself.
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "claims/agents.h"
#include "claims/cues.h"
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
    const claims::View view(document, analysis, lexicon_);
    const claims::Phrases grammar(view);
    const claims::Antecedents antecedents(view, analysis, found);
    claims::AgentBook book(view, grammar, antecedents, reading.agents);
    auto& phrases = matter.phrases.emplace_back(line.at("mentions").size(), -1);
    std::vector<std::pair<ByteSpan, std::size_t>> in_order;
    for (std::size_t m = 0; m < phrases.size(); ++m) {
      const auto& at = line.at("mentions")[m];
      in_order.emplace_back(ByteSpan{points.byte(at.at(0).get<std::uint32_t>()), points.byte(at.at(1).get<std::uint32_t>())}, m);
    }
    std::sort(in_order.begin(), in_order.end(), [](const auto& x, const auto& y) { return std::pair(x.first.begin, x.second) < std::pair(y.first.begin, y.second); });
    for (const auto& [span, m] : in_order) {
      std::uint32_t first = 0;
      while (first + 1 < view.size() && view.token(first).span.end <= span.begin) ++first;
      std::uint32_t last = first;
      while (last < view.size() && view.token(last).span.begin < span.end) ++last;
      SourceKind kind = SourceKind::unattributed;
      phrases[m] = book.speaker({first, last}, kind);
    }
    const auto now = book.look_ahead();
    for (const auto& [span, m] : in_order) phrases[m] = phrases[m] >= 0 ? now[static_cast<std::size_t>(phrases[m])] : alone(span, reading);
    matter.readings.push_back(std::move(reading));
  }

  static void answer(const Matter& matter) {
    using namespace link;
    Pile pile = make_pile(matter.readings);
    mark_furniture(pile);
    const Families families = find_families(pile);
    const Agents agents = find_agents(pile, families, {});
    const auto alike = indistinct(agents.all);
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
  /// Somebody whom the reader takes for nobody.
  static std::int32_t alone(ByteSpan span, Reading& reading) {
    Agent a;
    a.name = std::string(slice(std::string_view(reading.document.text), span));
    a.kind = link::is_plural(a.name) ? AgentKind::collective : AgentKind::unnamed;
    a.mentions.push_back(span);
    reading.agents.push_back(std::move(a));
    return static_cast<std::int32_t>(reading.agents.size()) - 1;
  }

  const lang::LanguageReader& language_;
  claims::CueLexicon lexicon_;
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
