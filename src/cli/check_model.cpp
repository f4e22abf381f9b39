#include "cli/check_model.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/input.h"
#include "base/utf8.h"
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

}  // namespace

int check_model(const std::string& path, Console& console) {
  const std::string shown = path.empty() ? "the model in this program" : printable(path);
  Input input;
  if (!path.empty()) {
    auto file = Input::of_file(path, lang::LanguageReader::most_file_bytes);
    if (!file) {
      console.complain(file.error());
      return some_failed;
    }
    input = std::move(*file);
  }
  const std::string_view bytes = path.empty() ? lang::built_in_encoder() : input.bytes();
  const auto file = nn::ModelFile::open(bytes, "language encoder");
  const auto reader = file ? lang::LanguageReader::load(bytes) : tl::unexpected(file.error());
  if (!reader) {
    console.say(shown + ": " + reader.error().line());
    return some_failed;
  }
  console.write(about(bytes, *file) + "self-test    passed\n");
  return done;
}

}  // namespace stemma::cli
