// The table of commands. One source for parsing, --help, the man page, the shell completions and docs/cli.md.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/console.h"

namespace stemma::cli {

/// What may stand in a place of the command line: tells completions what to offer.
enum class Takes { nothing, text, number, file, case_file, choice };

struct Operand {
  std::string_view name;  ///< "CASE"
  Takes takes = Takes::file;
  bool many = false;      ///< one or more
  std::string_view help;
  bool optional = false;
};

struct Option {
  char letter;              ///< 0: none
  std::string_view name;    ///< "html", without dashes
  Takes takes = Takes::nothing;
  std::string_view value;   ///< "FILE"; for choices "ingest|lang|claims"
  std::string_view help;
};

struct Example {
  std::string_view command, what;
};

/// A parsed command line.
class Arguments {
 public:
  bool flag(std::string_view name) const { return values_.contains(std::string(name)); }
  /// The option's value, or `otherwise` if it was not given.
  std::string value(std::string_view name, std::string_view otherwise = {}) const;
  std::uint64_t number(std::string_view name, std::uint64_t otherwise) const;  ///< parsing has checked that it is one
  const std::vector<std::string>& operands(std::string_view name) const;
  const std::string& operand(std::string_view name) const { return operands(name).front(); }
  void set(std::string name, std::vector<std::string> values) { values_[std::move(name)] = std::move(values); }

 private:
  std::map<std::string, std::vector<std::string>> values_;
};

struct Command {
  std::string_view name;
  std::string_view summary;  ///< one line
  std::string_view about;    ///< paragraphs, separated by empty lines
  std::vector<Operand> operands;
  std::vector<Option> options;
  std::vector<Example> examples;
  int (*run)(const Arguments&, Console&);
  bool hidden = false;
};

std::span<const Command> commands();
const Command* find_command(std::string_view name);

/// "stemma add CASE FILE... [options]"
std::string usage(const Command&);
/// "-o, --output FILE"
std::string option_words(const Option&);
/// What it says of an option; the names to choose from, where they do not stand with it.
std::string option_help(const Option&);

}  // namespace stemma::cli
