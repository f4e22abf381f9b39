#include "cli/help.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "stemma/reader.h"
#include "store/tables.h"

namespace stemma::cli {
namespace {

/// Two columns, the right one wrapped at 80.
std::string row(std::string_view left, std::string_view right, std::size_t width) {
  const std::string indent(width + 4, ' ');
  std::string text = wrapped(right, indent);
  const std::string head = fmt::format("  {:<{}}  ", left, width);
  return left.size() > width ? fmt::format("  {}\n{}", left, text) : head + text.substr(indent.size());
}

}  // namespace

std::string wrapped(std::string_view text, std::string_view indent) {
  constexpr std::size_t columns = 80;
  std::string out;
  std::string line(indent);
  bool empty = true;
  const auto flush = [&] {
    if (!empty) out += line + "\n";
    line = indent;
    empty = true;
  };
  while (!text.empty()) {
    if (text.starts_with("\n\n")) {
      flush();
      out += '\n';
      text.remove_prefix(2);
      continue;
    }
    if (text.front() == ' ' || text.front() == '\n') {
      text.remove_prefix(1);
      continue;
    }
    const std::string_view word = text.substr(0, text.find_first_of(" \n"));
    if (!empty && display_width(line) + 1 + display_width(word) > columns) flush();
    if (!empty) line += ' ';
    line += word;
    empty = false;
    text.remove_prefix(word.size());
  }
  flush();
  return out;
}

std::string help() {
  std::string out =
      "stemma: who says what, on whose word, who denies it, and how many independent\n"
      "sources stand behind it\n\n"
      "Start here:\n"
      "  stemma add flood.stemma saved-pages/               read a folder into a case\n"
      "  stemma report flood.stemma                         read the dossier\n"
      "  stemma report flood.stemma --html dossier.html     one file to print or hand over\n"
      "  stemma why flood.stemma c4f2e1                     why does this claim rest on two?\n\n"
      "Commands:\n";
  for (const Command& c : commands())
    if (!c.hidden) out += row(c.name, c.summary, 8);
  out += "\n`stemma COMMAND --help` explains a command by examples; `stemma --version` tells\n"
         "which program, case format and reader this is.\n\n"
         "Exit codes: 0 done; 1 done, but some inputs failed (they are listed); 2 the\n"
         "command line makes no sense; 3 the case cannot be used. Data goes to standard\n"
         "output, talk to standard error. NO_COLOR is honoured.\n";
  return out;
}

std::string help(const Command& c) {
  std::string out = fmt::format("{}\n\n  {}\n\nExamples:\n", c.summary, usage(c));
  for (const Example& e : c.examples) out += fmt::format("  {}\n{}", e.command, wrapped(e.what, "      "));
  out += "\n" + wrapped(c.about, "");
  std::size_t width = 0;
  for (const Operand& o : c.operands) width = std::max(width, o.name.size());
  for (const Option& o : c.options) width = std::max(width, option_words(o).size());
  width = std::min<std::size_t>(std::max<std::size_t>(width, 10), 28);
  out += "\nArguments:\n";
  for (const Operand& o : c.operands) out += row(o.name, o.help, width);
  out += "\nOptions:\n";
  for (const Option& o : c.options) out += row(option_words(o), option_help(o), width);
  return out + row("-h, --help", "print this", width);
}

std::string version_text() {
  const auto reader = Reader::create();
  return fmt::format("stemma {}\ncase schema {}\nreader {}\n", STEMMA_VERSION, store::current_schema().version, reader ? reader->version() : "not available");
}

}  // namespace stemma::cli
