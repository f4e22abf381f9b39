// Attributions whose words are given -> the stance classifier's features, or its answers.
//
//   stance_tool features < texts.jsonl
//   stance_tool read [MODEL] < texts.jsonl
//
// A line in: {"id", "text", "attributions": [{"source", "cue", "content"}, ...]}, spans as lists of [start, end] in code points. A line out:
// {"id", "attributions": [...]} in the same order; for `features` each is the list of places in the classifier's table, for `read` it is
// {"stance", "negated", "certainty", "confidence", "floor"}: `floor` is the stance that the floor reader's rule would settle on.
// The language reader and the rules that resolve a source see the text as they would in the program.
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "base/input.h"
#include "claims/agents.h"
#include "claims/built_in.h"
#include "claims/settle.h"
#include "claims/stance/stance_reader.h"
#include "lang/language_reader.h"
#include "read/text_blocks.h"
#include "value_or_exit.h"

namespace {

using nlohmann::json;
using namespace stemma;
using namespace stemma::claims;

/// The tokens that lie in spans of code points, or over their edges.
Ranges tokens_of(const View& view, const CodePointIndex& points, const json& spans) {
  Ranges out;
  for (const json& s : spans) {
    const std::uint32_t begin = points.byte(s.at(0).get<std::uint32_t>()), end = points.byte(s.at(1).get<std::uint32_t>());
    std::uint32_t first = 0;
    while (first < view.size() && view.token(first).span.end <= begin) ++first;
    std::uint32_t last = first;
    while (last < view.size() && view.token(last).span.begin < end) ++last;
    if (first < last) out.push_back({first, last});
  }
  std::sort(out.begin(), out.end());
  return out;
}

/// A draft as the floor reader would make it of this cue: the last verb of the lexicon leads.
Draft floor_draft(const View& v, const Ranges& source, const Ranges& cue, const Ranges& content) {
  Draft d;
  d.source = source, d.cue = cue, d.content = content;
  for (const Range& r : cue)
    for (std::uint32_t i = r.first; i < r.last; ++i) {
      d.negated = d.negated || v.is(i, kNot);
      if (const CueVerb* verb = v.word(i).verb) d.verb = verb, d.stance = verb->stance, d.speech = verb->speech;
      else if (v.word(i).noun && !d.verb) d.stance = v.word(i).noun->stance;
    }
  return d;
}

class Tool {
 public:
  Tool(const lang::LanguageReader& language, const StanceReader* stances) : language_(language), stances_(stances) {}

  json answer(const json& line) {
    Reading reading;
    Document& document = reading.document;
    document.language = "en";
    document.text = line.at("text").get<std::string>();
    document.blocks = text_blocks(document.text, line.value("title", ""));
    const lang::Analysis analysis = language_.read(document, space_);
    const lang::Agents agents = language_.agents(document, analysis, space_);
    const View view(document, analysis, lexicon_);
    const Phrases phrases(view);
    const Antecedents antecedents(view, analysis, agents);
    AgentBook book(view, phrases, antecedents, reading.agents);
    const CodePointIndex points(document.text);
    const auto tokens = [&](const json& spans) { return tokens_of(view, points, spans); };

    struct Given {
      Ranges source, cue, content;
      bool body = false;
    };
    std::vector<Given> all;
    for (const json& a : line.at("attributions")) all.push_back({tokens(a.at("source")), tokens(a.at("cue")), tokens(a.at("content"))});
    std::vector<Given*> by_source;
    for (Given& g : all)
      if (!g.source.empty()) by_source.push_back(&g);
    std::stable_sort(by_source.begin(), by_source.end(), [](const Given* a, const Given* b) { return a->source[0] < b->source[0]; });
    for (Given* g : by_source) {
      SourceKind unused;
      const std::int32_t agent = book.resolve(g->source[0], unused);
      g->body = agent >= 0 && speaks_for_body(reading.agents[static_cast<std::size_t>(agent)]);
    }
    json out{{"id", line.at("id")}, {"attributions", json::array()}};
    for (const Given& g : all) out["attributions"].push_back(one(view, g.source, g.cue, g.content, g.body));
    return out;
  }

 private:
  json one(const View& view, const Ranges& source, const Ranges& cue, const Ranges& content, bool body) const {
    if (!stances_) return stance::features(view, {source, cue, content, body}, words_);
    const StanceReading r = stances_->read(view, source, cue, content, body);
    return {{"stance", name(r.stance)}, {"negated", r.negated}, {"certainty", name(r.certainty)}, {"confidence", r.confidence},
            {"floor", content.empty() ? name(Stance::asserts) : name(settled_stance(view, floor_draft(view, source, cue, content), body))}};
  }

  const lang::LanguageReader& language_;
  const StanceReader* stances_;
  lang::LanguageReader::Workspace space_;
  CueLexicon lexicon_;
  stance::Words words_;
};

}  // namespace

int main(int argc, char** argv) {
  const std::string_view what = argc > 1 ? argv[1] : "";
  if (argc < 2 || argc > 3 || (what != "features" && what != "read") || (what == "features" && argc == 3)) {
    std::fprintf(stderr, "usage: stance_tool features | read [MODEL]\n");
    return 2;
  }
  const lang::LanguageReader& language = *value_or_exit(lang::LanguageReader::shared());
  Input file;
  if (argc == 3) file = value_or_exit(Input::of_file(argv[2], lang::LanguageReader::most_file_bytes));
  std::optional<StanceReader> stances;
  if (what == "read") stances = value_or_exit(argc == 3 ? StanceReader::load(file.bytes()) : StanceReader::load(built_in_stance()));
  Tool tool(language, stances ? &*stances : nullptr);
  for (std::string line; std::getline(std::cin, line);) std::cout << tool.answer(json::parse(line)).dump() << '\n';
}
