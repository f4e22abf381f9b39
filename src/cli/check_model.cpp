#include "cli/check_model.h"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "base/input.h"
#include "base/utf8.h"
#include "claims/built_in.h"
#include "claims/finder/finder.h"
#include "claims/stance/stance_reader.h"
#include "lang/agents/scorer.h"
#include "lang/built_in.h"
#include "lang/language_reader.h"
#include "nn/model_file.h"

namespace stemma::cli {
namespace {

std::string line(std::string_view key, const nlohmann::ordered_json& value) {
  return fmt::format("{:<12} {}\n", key, printable(value.is_string() ? value.get<std::string>() : value.dump()));
}

std::string about(std::string_view bytes, const nn::ModelFile& file) {
  const auto h = nlohmann::ordered_json::parse(file.header(), nullptr, false);
  std::string out;
  for (const char* key : {"kind", "name", "licence"})
    if (h.contains(key)) out += line(key, h[key]);
  out += line("version", static_cast<unsigned char>(bytes[12]));
  out += line("digest", file.digest());
  out += line("size", fmt::format("{} bytes", bytes.size()));
  out += line("layers", fmt::format("{} of width {}", file.layers(), file.size("width").value_or(0)));
  if (h.contains("data"))
    for (const auto& source : h["data"]) out += line("data", source);
  if (h.contains("scores") && h["scores"].contains("int8"))
    for (const auto& [measure, score] : h["scores"]["int8"].items())
      if (score.is_number()) out += fmt::format("{:<12} {:6.2f}  {}\n", "score", score.get<double>(), printable(measure));
  return out;
}

using Bytes = std::string_view;

/// What a kind of model file is loaded by: its self-test included.
struct Kind {
  const char* name;
  Bytes (*built_in)();
  Result<void> (*load)(Bytes);
};
constexpr std::array<Kind, 4> kKinds = {{
    {"language encoder", lang::built_in_encoder, [](Bytes bytes) { return lang::LanguageReader::load(bytes).map([](auto&&) {}); }},
    {"agent scorer", lang::built_in_agent_scorer, [](Bytes bytes) { return lang::agents::Scorer::load(bytes).map([](auto&&) {}); }},
    {"attribution reader", claims::built_in_attributions, [](Bytes bytes) { return claims::AttributionFinder::load(bytes).map([](auto&&) {}); }},
    {"stance classifier", claims::built_in_stance, [](Bytes bytes) { return claims::StanceReader::load(bytes).map([](auto&&) {}); }},
}};

/// What `self model` says of a good file. A file of no kind that is known is taken for the first, whose error says what it is.
Result<std::string> checked(Bytes bytes) {
  for (const Kind& kind : kKinds) {
    const auto file = nn::ModelFile::open(bytes, kind.name);
    if (!file) continue;
    if (const auto good = kind.load(bytes); !good) return tl::unexpected(good.error());
    return about(bytes, *file) + "self-test    passed\n";
  }
  return tl::unexpected(nn::ModelFile::open(bytes, kKinds[0].name).error());
}

}  // namespace

int check_model(const std::string& path, Console& console) {
  if (path.empty()) {
    for (const Kind& kind : kKinds) {
      const auto said = checked(kind.built_in());
      if (!said) {
        console.say(std::string("the ") + kind.name + " in this program: " + said.error().line());
        return some_failed;
      }
      console.write((&kind == kKinds.data() ? "" : "\n") + *said);
    }
    return done;
  }
  const auto file = Input::of_file(path, lang::LanguageReader::most_file_bytes);
  if (!file) {
    console.complain(file.error());
    return some_failed;
  }
  const auto said = checked(file->bytes());
  if (!said) {
    console.say(printable(path) + ": " + said.error().line());
    return some_failed;
  }
  console.write(*said);
  return done;
}

}  // namespace stemma::cli
