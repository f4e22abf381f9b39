// Texts -> what may be places in them and what each may mean, with the features that the models of places see: training/places/fit.py learns
// from it.
//
//   places_tool mentions < texts.jsonl
//   places_tool readings MENTIONS.tsv ALONE.tsv < texts.jsonl
//   places_tool speed < texts.jsonl          words a second of Places::read() alone, the analysis given
//
// A line in: {"id", "text", "title"?}. A line out: {"id", "mentions": [{"span", "features"}]}; for readings, of the names that the weights in
// MENTIONS.tsv take for places, {"id", "names": [{"spans", "choices": [{"geonames", "lat", "lon", "feature", "alone", "together"}]}]}, the last choice
// being none of them. Offsets in code points.
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "base/utf8.h"
#include "claims/ground/places/places.h"
#include "claims/ground/places/resolve.h"
#include "lang/language_reader.h"
#include "read/text_blocks.h"
#include "value_or_exit.h"

namespace {

using nlohmann::json;
using namespace stemma;
using namespace stemma::claims::ground;

std::string contents(const char* path) {
  std::ostringstream out;
  out << std::ifstream(path, std::ios::binary).rdbuf();
  return out.str();
}

/// Every text 20 times over.
void speed(const lang::LanguageReader& language, const Places& places) {
  lang::LanguageReader::Workspace space;
  double seconds = 0;
  std::size_t words = 0, found = 0;
  for (std::string line; std::getline(std::cin, line);) {
    Reading reading;
    reading.document.text = json::parse(line).at("text").get<std::string>();
    reading.document.blocks = text_blocks(reading.document.text, "");
    const lang::Analysis analysis = language.read(reading.document, space);
    const lang::Agents agents = language.agents(reading.document, analysis, space);
    const Page page(reading, analysis, agents, language);
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < 20; ++i) {
      reading.places.clear();
      places.read(page, reading);
    }
    seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    for (const lang::Token& t : analysis.tokens) words += t.kind == lang::TokenKind::word;
    found += reading.places.size();
  }
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 20; ++i) value_or_exit(Places::built_in());
  std::printf("loaded in %.2f ms; ", 50 * std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  std::printf("%zu words, %zu places: %.0f words/s\n", words, found, 20 * static_cast<double>(words) / seconds);
}

class Tool {
 public:
  Tool(const lang::LanguageReader& language, Places places, bool readings) : language_(language), places_(std::move(places)), readings_(readings) {
    features_.texts = &texts_;
  }

  json answer(const json& line) {
    Reading reading;
    Document& document = reading.document;
    document.language = "en";
    document.text = line.at("text").get<std::string>();
    document.blocks = text_blocks(document.text, line.value("title", ""));
    const lang::Analysis analysis = language_.read(document, space_);
    const lang::Agents agents = language_.agents(document, analysis, space_);
    const Page page(reading, analysis, agents, language_);
    const CodePointIndex points(document.text);
    const auto span = [&](const Mention& m) {
      const ByteSpan s = page.bytes(m.first, m.last);
      return json{points.code_point(s.begin), points.code_point(s.end)};
    };
    json out{{"id", line.at("id")}};
    if (readings_) out["names"] = names(page, span);
    else out["mentions"] = mentions(page, span);
    return out;
  }

 private:
  template <class Span>
  json mentions(const Page& page, Span span) {
    json out = json::array();
    const std::vector<Mention> all = candidates(page, places_.gazetteer());
    const MentionFeatures about(page, places_.gazetteer(), all);
    for (const Mention& m : all) {
      about.describe(m, features_);
      out.push_back({{"span", span(m)}, {"features", texts_}});
    }
    return out;
  }

  template <class Span>
  json names(const Page& page, Span span) {
    json out = json::array();
    const Mentions all = places_.mentions(page);
    const std::vector<Mention>& accepted = all.accepted;
    Resolver resolver(page, places_.gazetteer(), accepted, all.context);
    resolver.weigh_alone(places_.alone());
    for (const Named& n : resolver.names()) {
      json one{{"spans", json::array()}, {"choices", json::array()}};
      for (const std::uint32_t m : n.mentions) one["spans"].push_back(span(accepted[m]));
      for (std::size_t c = 0; c <= n.choices.size(); ++c) {
        json choice;
        if (c < n.choices.size()) {
          const Gazetteer::Row& row = n.choices[c].row;
          choice = {{"geonames", row.geonames}, {"lat", row.latitude}, {"lon", row.longitude}, {"feature", name(row.feature)}};
        }
        resolver.describe_alone(n, c, features_), choice["alone"] = texts_;
        resolver.describe_together(n, c, features_), choice["together"] = texts_;
        one["choices"].push_back(std::move(choice));
      }
      out.push_back(std::move(one));
    }
    return out;
  }

  const lang::LanguageReader& language_;
  const Places places_;
  const bool readings_;
  std::vector<std::string> texts_;
  Features features_;
  lang::LanguageReader::Workspace space_;
};

}  // namespace

int main(int argc, char** argv) {
  const bool readings = argc == 4 && std::string_view(argv[1]) == "readings";
  if (argc == 2 && std::string_view(argv[1]) == "speed") {
    speed(*value_or_exit(lang::LanguageReader::shared()), value_or_exit(Places::built_in()));
    return 0;
  }
  if (!readings && (argc != 2 || std::string_view(argv[1]) != "mentions")) {
    std::fprintf(stderr, "usage: places_tool mentions | readings MENTIONS.tsv ALONE.tsv | speed\n");
    return 2;
  }
  Tool tool(*value_or_exit(lang::LanguageReader::shared()),
            value_or_exit(readings ? Places::with(contents(argv[2]), contents(argv[3]), "") : Places::with("", "", "")), readings);
  for (std::string line; std::getline(std::cin, line);) std::cout << tool.answer(json::parse(line)).dump(-1, ' ', false, json::error_handler_t::replace) << '\n';
}
