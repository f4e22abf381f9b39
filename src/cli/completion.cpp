#include <fmt/format.h>

#include <algorithm>

#include "cli/commands.h"
#include "cli/pages.h"

namespace stemma::cli {
namespace {

std::string spaced(std::string_view choices) {
  std::string out(choices);
  std::replace(out.begin(), out.end(), '|', ' ');
  return out;
}

std::string visible_names() {
  std::string out;
  for (const Command& c : commands())
    if (!c.hidden) out += fmt::format("{}{}", out.empty() ? "" : " ", c.name);
  return out;
}

/// For zsh and fish, whose descriptions stand in single quotes (and, in zsh, in brackets).
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != '\'' && c != '[' && c != ']' && c != ':') out += c;
  return out;
}

bool has_case(const Command& c) { return !c.operands.empty() && c.operands.front().takes == Takes::case_file; }
bool has_files(const Command& c) { return std::any_of(c.operands.begin(), c.operands.end(), [](const Operand& o) { return o.takes == Takes::file; }); }

std::string bash() {
  std::string out = fmt::format(
      "# bash completion for stemma; written by `stemma self completion bash`\n"
      "_stemma() {{\n"
      "  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} verb=${{COMP_WORDS[1]}}\n"
      "  COMPREPLY=()\n"
      "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
      "    COMPREPLY=($(compgen -W \"{} help --help --version\" -- \"$word\"))\n"
      "    return\n"
      "  fi\n"
      "  case \"$verb:$before\" in\n",
      visible_names());
  for (const Command& c : commands())
    for (const Option& o : c.options)
      if (o.takes == Takes::choice && !c.hidden)
        out += fmt::format("    {}:--{}) COMPREPLY=($(compgen -W \"{}\" -- \"$word\")); return ;;\n", c.name, o.name, spaced(o.value));
  out += "    *:--threads|*:--claims|*:--limit|*:-n) return ;;\n  esac\n  local words=\n  case \"$verb\" in\n";
  for (const Command& c : commands()) {
    if (c.hidden) continue;
    out += fmt::format("    {}) words=\"--help", c.name);
    for (const Option& o : c.options) out += fmt::format(" --{}", o.name);
    out += "\" ;;\n";
  }
  out += fmt::format("    help) words=\"{}\" ;;\n", visible_names());
  return out +
         "  esac\n"
         "  if [[ $word == -* || $verb == help ]]; then\n"
         "    COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
         "    return\n"
         "  fi\n"
         "  compopt -o filenames 2>/dev/null\n"
         "  local IFS=$'\\n'\n"
         "  if [ \"$COMP_CWORD\" -eq 2 ] && [[ $verb != read && $verb != dump ]]; then\n"
         "    COMPREPLY=($(compgen -f -X '!*.stemma' -- \"$word\") $(compgen -d -- \"$word\"))\n"
         "  else\n"
         "    COMPREPLY=($(compgen -f -- \"$word\"))\n"
         "  fi\n"
         "}\n"
         "complete -F _stemma stemma\n";
}

std::string zsh() {
  std::string out =
      "#compdef stemma\n"
      "# zsh completion for stemma; written by `stemma self completion zsh`\n"
      "_stemma() {\n"
      "  local -a verbs\n"
      "  verbs=(\n";
  for (const Command& c : commands())
    if (!c.hidden) out += fmt::format("    '{}:{}'\n", c.name, plain(c.summary));
  out +=
      "  )\n"
      "  if (( CURRENT == 2 )); then\n"
      "    _describe -t commands 'command' verbs\n"
      "    return\n"
      "  fi\n"
      "  local verb=$words[2]\n"
      "  shift words\n"
      "  (( CURRENT-- ))\n"
      "  case $verb in\n";
  for (const Command& c : commands()) {
    if (c.hidden) continue;
    out += fmt::format("    {}) _arguments '--help[explain by examples]'", c.name);
    for (const Option& o : c.options) {
      std::string action;
      if (o.takes == Takes::choice) action = fmt::format(":{}:({})", o.name, spaced(o.value));
      else if (o.takes == Takes::file) action = ":file:_files";
      else if (o.takes != Takes::nothing) action = fmt::format(":{}: ", o.name);
      out += fmt::format(" '--{}[{}]{}'", o.name, plain(o.help), action);
    }
    if (has_case(c)) out += " '1:case:_files -g \"*.stemma\"'";
    out += has_files(c) ? " '*:file:_files'" : "";
    out += " ;;\n";
  }
  return out + "  esac\n}\n_stemma \"$@\"\n";
}

std::string fish() {
  std::string out = "# fish completion for stemma; written by `stemma self completion fish`\n";
  for (const Command& c : commands()) {
    if (c.hidden) continue;
    out += fmt::format("complete -c stemma -n __fish_use_subcommand -f -a {} -d '{}'\n", c.name, plain(c.summary));
    for (const Option& o : c.options) {
      out += fmt::format("complete -c stemma -n '__fish_seen_subcommand_from {}' -l {}", c.name, o.name);
      if (o.letter) out += fmt::format(" -s {}", o.letter);
      if (o.takes == Takes::choice) out += fmt::format(" -x -a '{}'", spaced(o.value));
      else if (o.takes == Takes::file) out += " -r -F";
      else if (o.takes != Takes::nothing) out += " -x";
      out += fmt::format(" -d '{}'\n", plain(o.help));
    }
  }
  return out;
}

}  // namespace

std::string completion(std::string_view shell) {
  if (shell == "bash") return bash();
  if (shell == "zsh") return zsh();
  if (shell == "fish") return fish();
  return {};
}

}  // namespace stemma::cli
