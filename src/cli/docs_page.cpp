#include <fmt/format.h>

#include "cli/help.h"
#include "cli/pages.h"

namespace stemma::cli {

std::string docs_page() {
  std::string out =
      "# The command line\n\n"
      "Written by `stemma self docs`; do not edit. A test asks that it is current.\n\n"
      "```text\n" + help() + "```\n";
  for (const Command& c : commands())
    if (!c.hidden) out += fmt::format("\n## stemma {}\n\n```text\n{}```\n", c.name, help(c));
  return out;
}

}  // namespace stemma::cli
