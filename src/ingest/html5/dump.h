// The tree as text, in the format of html5lib's tree-construction tests: for golden files, bug reports and the race against parse5.
#pragma once

#include <string>

#include "ingest/html5/tree.h"

namespace stemma::ingest::html5 {

/// One line for each node under `tree.root`, "| " and two spaces a level; attributes sorted; children of <template> under "content".
std::string dump(const Tree& tree);

}  // namespace stemma::ingest::html5
