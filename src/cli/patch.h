// stemma decide CASE export and import: decisions that go from one copy of a case to another, signed.
#pragma once

#include "cli/commands.h"
#include "cli/load.h"
#include "report/patch.h"

namespace stemma::cli {

/// Writes the decisions of a case to standard output, signed unless --unsigned.
int export_patch(const Case& opened, const Arguments& args, Console& console);

/// What an import is to append, after every check and every choice.
struct Import {
  std::vector<Decision> decisions;  ///< of the patch, with its numbers; then undos, with those of the case
  std::vector<LogNote> notes;
  std::size_t agreed = 0;
};

/// Nothing: it was refused, or only looked at; `code` then says how that ends. The case is not changed.
std::optional<Import> prepare_import(const Case& opened, const std::vector<Decision>& ours, const std::string& file, const Arguments& args, Console& console, int& code);

}  // namespace stemma::cli
