// What a page states in its head and in attributes: <title>, <meta>, <link>, microdata, <time>, html lang.
#pragma once

#include "ingest/html/page.h"

namespace stemma::ingest {

/// Adds to `facts` behind what is there. Cost: linear.
void read_head(const Tree& tree, Facts& facts);
/// The titles of <title>, OpenGraph and Twitter only, folded: enough to tell which of several JSON-LD articles is this page's.
std::vector<std::string> folded_titles(const Tree& tree);

}  // namespace stemma::ingest
