// A case in a form for other programs (export/form.h), and what the custody log says of it: the same from the command line and from the desk.
#pragma once

#include <string>
#include <string_view>

#include "cli/outgoing.h"
#include "export/form.h"

namespace stemma::cli {

/// The log's entry of something that left. `by`: who took it out; empty is left out.
LogNote export_note(std::string_view form, const exports::Written& written, const std::string& by = {});

/// Writes the folder or file `path` out of what may leave `opened`. `note` is called when all is written and nothing in its place. Errors: usage (there
/// is something at `path`), io.
Result<exports::Written> write_form(const exports::Form& form, const Case& opened, const Outgoing& going, const std::string& path, bool bom,
                                    std::function<Result<void>(const exports::Written&)> note);

}  // namespace stemma::cli
