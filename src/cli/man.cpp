#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/pages.h"

namespace stemma::cli {
namespace {

/// Text for roff: backslashes and dashes escaped, no line that starts like a request.
std::string roff(std::string_view text) {
  std::string out;
  bool line_start = true;
  for (const char c : text) {
    if (line_start && (c == '.' || c == '\'')) out += "\\&";
    if (c == '\\') out += "\\e";
    else if (c == '-') out += "\\-";
    else out += c;
    line_start = c == '\n';
  }
  return out;
}

std::string paragraphs(std::string_view text) {
  std::string out;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = std::min(text.find("\n\n", from), text.size());
    out += fmt::format(".PP\n{}\n", roff(text.substr(from, to - from)));
    from = to + 2;
  }
  return out;
}

}  // namespace

std::string man_page() {
  std::string out = fmt::format(
      ".TH STEMMA 1 \"\" \"stemma {}\" \"User Commands\"\n"
      ".SH NAME\nstemma \\- who says what, on whose word, and who denies it\n"
      ".SH SYNOPSIS\n.B stemma\n.I COMMAND\n.RI [ ARGUMENTS ]\n"
      ".SH DESCRIPTION\nReads a folder of saved pages and answers, with the words of the page beside every answer: who says what, on whose word, what is a copy "
      "of what, how many independent origins stand behind a claim, and who denies it. Works offline; nothing leaves the machine.\n"
      ".SH COMMANDS\n",
      STEMMA_VERSION);
  for (const Command& c : commands()) {
    if (c.hidden) continue;
    out += fmt::format(".SS {}\n.B {}\n.PP\n{}.\n{}", c.name, roff(usage(c)), roff(c.summary), paragraphs(c.about));
    for (const Operand& o : c.operands) out += fmt::format(".TP\n.I {}\n{}\n", o.name, roff(o.help));
    for (const Option& o : c.options) {
      const std::string words = option_words(o);
      out += fmt::format(".TP\n.B {}\n{}\n", roff(std::string_view(words).substr(words.find('-'))), roff(option_help(o)));
    }
    out += ".PP\nExamples:\n";
    for (const Example& e : c.examples) out += fmt::format(".TP\n.B {}\n{}\n", roff(e.command), roff(e.what));
  }
  out += ".SH EXIT STATUS\n"
         ".TP\n.B 0\nDone.\n.TP\n.B 1\nDone, but some inputs failed; they were listed on standard error.\n"
         ".TP\n.B 2\nThe command line makes no sense.\n.TP\n.B 3\nThe case cannot be used.\n"
         ".SH ENVIRONMENT\n.TP\n.B NO_COLOR\nIf set and not empty, no colour is used.\n"
         ".SH FILES\n.TP\n.I *.stemma\nA case: one SQLite file that holds the originals, their text, the machine's reading and the log of custody.\n";
  return out;
}

}  // namespace stemma::cli
