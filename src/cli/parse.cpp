// The only file that includes CLI11: it takes long to compile.
#include "cli/parse.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <numeric>

#include <fmt/format.h>

namespace stemma::cli {
namespace {

/// Edits that lead from one short word to the other: letters added, dropped, changed, and neighbours swapped.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before, last(b.size() + 1), row(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before = last;
    last = row;
  }
  return last.back();
}

/// "; did you mean X?" if one of the words is near enough, else `otherwise`.
std::string suggestion(std::string_view typed, const std::vector<std::string>& known, std::string otherwise) {
  if (typed.size() > 40) return otherwise;
  const std::string* best = nullptr;
  std::size_t least = 3;
  for (const std::string& word : known)
    if (const std::size_t n = distance(typed, word); n < least) {
      least = n;
      best = &word;
    }
  return best ? fmt::format("did you mean {}?", *best) : otherwise;
}

std::string check_number(const std::string& s) {
  const bool digits = !s.empty() && s.size() < 10 && std::all_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits ? "" : fmt::format("\"{}\" is not a whole number", s);
}

std::string check_choice(std::string_view choices, const std::string& s) {
  for (std::size_t from = 0; from <= choices.size();) {
    const std::size_t to = std::min(choices.find('|', from), choices.size());
    if (choices.substr(from, to - from) == s) return "";
    from = to + 1;
  }
  return fmt::format("\"{}\" is none of {}", s, choices);
}

struct Slot {
  std::string_view name;
  CLI::Option* option;
  std::vector<std::string> values;
  std::string value;  ///< of what stands for one thing: CLI11 hands all that is left to a vector
};

Result<CommandLine> parse_command(const Command& command, int argc, const char* const* argv) {
  CommandLine line;
  line.command = &command;
  CLI::App app;
  app.set_help_flag("-h,--help");
  const std::string see = fmt::format("see stemma {} --help", command.name);
  const auto wrong = [&](std::string what, std::string next) { return fail(ErrorKind::usage, fmt::format("{}: {}", command.name, what), Error::nowhere, std::move(next)); };
  std::vector<Slot> slots(command.operands.size() + command.options.size());
  std::size_t n = 0;
  for (const Operand& o : command.operands) {
    Slot& slot = slots[n++];
    slot.name = o.name;
    slot.option = o.many ? app.add_option(std::string(o.name), slot.values) : app.add_option(std::string(o.name), slot.value);
  }
  std::vector<std::string> known{"--help"};
  for (const Option& o : command.options) {
    Slot& slot = slots[n++];
    slot.name = o.name;
    known.push_back(fmt::format("--{}", o.name));
    const std::string spelled = o.letter ? fmt::format("-{},--{}", o.letter, o.name) : known.back();
    if (o.takes == Takes::nothing) {
      slot.option = app.add_flag(spelled);
      continue;
    }
    slot.option = app.add_option(spelled, slot.value)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    if (o.takes == Takes::number) slot.option->check(check_number);
    if (o.takes == Takes::choice) slot.option->check([choices = o.value](const std::string& s) { return check_choice(choices, s); });
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    line.ask = CommandLine::Ask::help;
    return line;
  } catch (const CLI::ExtrasError&) {
    const std::string extra = app.remaining().empty() ? "an argument" : app.remaining().front();
    return wrong(fmt::format("does not know {}", extra), suggestion(extra.substr(0, extra.find('=')), known, see));
  } catch (const CLI::ParseError& e) {
    return wrong(e.what(), see);
  }
  for (std::size_t i = 0; i < slots.size(); ++i) {
    const std::size_t given = slots[i].option->count();
    if (i < command.operands.size() && given == 0 && !command.operands[i].optional) return wrong(fmt::format("{} is missing", slots[i].name), see);
    if (slots[i].values.empty()) slots[i].values = {slots[i].value};
    if (given > 0) line.arguments.set(std::string(slots[i].name), std::move(slots[i].values));
  }
  return line;
}

}  // namespace

Result<CommandLine> parse(int argc, const char* const* argv) {
  CommandLine line;
  line.ask = CommandLine::Ask::help;
  if (argc < 2) return fail(ErrorKind::usage, "which command?", Error::nowhere, "see stemma --help");
  std::string_view first = argv[1];
  if (first == "--version" || first == "-V") {
    line.ask = CommandLine::Ask::version;
    return line;
  }
  if (first == "--help" || first == "-h" || first == "help") {
    if (argc < 3) return line;
    line.command = find_command(argv[2]);
    if (line.command) return line;
    first = argv[2];
  }
  if (const Command* command = find_command(first)) return parse_command(*command, argc - 1, argv + 1);
  std::vector<std::string> known;
  for (const Command& c : commands())
    if (!c.hidden) known.emplace_back(c.name);
  return fail(ErrorKind::usage, fmt::format("there is no command {}", first), Error::nowhere, suggestion(first, known, "see stemma --help"));
}

}  // namespace stemma::cli
