// How texts stand to claims: the features of the model of sides, or its answers.
//
//   sides_tool names                                   the features' names, a line each
//   sides_tool features < lines.jsonl
//   sides_tool read MODEL KIND < lines.jsonl           KIND: "headline" or "article"
//   sides_tool contrasts < lines.jsonl                 what excludes what, without a model
//
// Lines in: {"id", "text"} are read first; then {"claim", "text"} name two of them by id. A line out for each of the latter:
// for `features` {"features", "words"}, for `read` {"stance"}, for `contrasts` {"opposed", "why"}. Texts are read as the program reads them; the claim is the whole of its text.
#include <cstdio>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "base/input.h"
#include "link/pile.h"
#include "link/sides/features.h"
#include "link/sides/side_model.h"
#include "stemma/reader.h"
#include "value_or_exit.h"

namespace {

using nlohmann::json;
using namespace stemma;
using namespace stemma::link;

json contrasts_of(const sides::Phrase& claim, const sides::Phrase& text) {
  const auto found = sides::contrasts(claim, text);
  json why = json::array();
  for (const auto& c : found) why.push_back(sides::in_words(c, claim, text));
  return {{"opposed", sides::opposed(found)}, {"why", why}};
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view what = argc > 1 ? argv[1] : "";
  if (what == "names") {
    for (const auto& n : sides::feature_names()) std::cout << n << '\n';
    return 0;
  }
  const bool reads = what == "read" && argc == 4;
  if (!reads && what != "features" && what != "contrasts") {
    std::fprintf(stderr, "usage: sides_tool names | features | read MODEL KIND | contrasts\n");
    return 2;
  }
  Input file;
  std::optional<sides::SideModel> model;
  if (reads) {
    file = value_or_exit(Input::of_file(argv[2], std::uint64_t{1} << 24));
    model = value_or_exit(sides::SideModel::load(file.bytes()));
  }
  const auto kind = reads && std::string_view(argv[3]) == "article" ? sides::TextKind::article : sides::TextKind::headline;
  const Reader reader = value_or_exit(Reader::create());
  Reader::Workspace space;
  std::vector<Reading> readings;
  std::vector<std::pair<std::string, std::string>> pairs;
  for (std::string line; std::getline(std::cin, line);) {
    const json j = json::parse(line);
    if (j.contains("id")) readings.push_back(value_or_exit(reader.read_text(j["id"], j["text"], "", "", space)));
    else pairs.emplace_back(j["claim"], j["text"]);
  }
  const Pile pile = make_pile(readings);
  struct Made {
    sides::Phrase phrase;
    sides::Body body;
  };
  std::map<std::string, Made> made;
  for (std::uint32_t d = 0; d < pile.size(); ++d) {
    const ByteSpan all{0, static_cast<std::uint32_t>(pile.text(d).size())};
    made[pile.document(d).id] = {sides::make_phrase(*pile.readings[d], pile.analyses[d], {all}), sides::make_body(*pile.readings[d], pile.analyses[d], all)};
  }
  for (const auto& [claim, text] : pairs) {
    const Made &c = made.at(claim), &t = made.at(text);
    json out;
    if (model) out = {{"stance", name(model->read(kind, sides::features(c.phrase, t.body), sides::new_words(c.phrase, t.body)))}};
    else out = what == "features" ? json({{"features", sides::features(c.phrase, t.body)}, {"words", sides::new_words(c.phrase, t.body)}}) : contrasts_of(c.phrase, t.phrase);
    std::cout << out.dump() << '\n';
  }
}
