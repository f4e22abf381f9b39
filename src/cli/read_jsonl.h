// Plain texts as lines of JSON: {"id", "text", "published"?, "title"?}. One reading out for each line in, in order.
#pragma once

#include <string>
#include <vector>

#include "cli/console.h"
#include "stemma/reader.h"

namespace stemma::cli {

/// Reads the files one after the other; "-" is standard input. A line is answered as soon as no further input waits, so that the
/// program can stand in a pipe that somebody types into; memory is bounded by a few megabytes of lines. A workspace a thread. Returns an exit code.
int read_jsonl(const Reader&, const std::vector<std::string>& files, std::vector<Reader::Workspace>& spaces, Console&);

}  // namespace stemma::cli
