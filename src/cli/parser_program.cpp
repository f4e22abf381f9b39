#include "cli/parser_program.h"

namespace stemma::cli {

Result<Reader> open_reader(const Console& console, const std::string& model_file) {
  auto reader = Reader::create({}, this_program, model_file);
  if (reader) say_gaps(reader->gaps(), console);
  return reader;
}

void say_gaps(std::span<const std::string> gaps, const Console& console) {
  for (const std::string& gap : gaps) console.say(gap + "; pages are parsed with less protection against a hostile one");
}

}  // namespace stemma::cli
