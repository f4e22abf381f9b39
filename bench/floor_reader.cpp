// The baseline that the attribution reader of the program has to beat: the floor reader behind the same language reader, for bench/quality.
//
//   floor_reader < TEXTS.jsonl  ->  a line of `stemma read --from jsonl` for each {"id", "text", "published"?, "title"?}
#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "claims/claims.h"
#include "lang/language_reader.h"
#include "read/json.h"
#include "read/text_blocks.h"

namespace {

using namespace stemma;

/// What Reader::read_text makes of a line before anything is read in it. Throws nlohmann::json::exception.
Document document_of(const std::string& line) {
  const auto given = nlohmann::json::parse(line);
  Document d;
  d.id = given.at("id").get<std::string>();
  d.text = given.at("text").get<std::string>();
  d.format = "jsonl";
  d.language = "en";
  for (const auto& [key, to] : {std::pair{"published", &d.published}, std::pair{"title", &d.title}})
    if (const auto value = given.find(key); value != given.end() && value->is_string() && value->get<std::string>() != "") {
      to->value = value->get<std::string>();
      to->origin = "given";
    }
  d.blocks = text_blocks(d.text, d.title.value);
  return d;
}

int read_lines() {
  const auto language = lang::LanguageReader::shared();
  if (!language) {
    fmt::print(stderr, "{}\n", language.error().line());
    return 1;
  }
  const auto floor = claims::make_floor_reader();
  lang::LanguageReader::Workspace space;
  claims::Workspace scratch;
  for (std::string line; std::getline(std::cin, line);) {
    Reading reading;
    reading.document = document_of(line);
    const lang::Analysis analysis = (*language)->read(reading.document, space);
    const lang::Agents agents = (*language)->agents(reading.document, analysis, space);
    floor->read({**language, space, analysis, agents}, scratch, reading);
    fmt::print("{}\n", reading_json(reading));
  }
  return 0;
}

}  // namespace

int main() {
  try {
    return read_lines();
  } catch (const std::exception& e) {
    fmt::print(stderr, "floor_reader: {}\n", e.what());
    return 1;
  }
}
