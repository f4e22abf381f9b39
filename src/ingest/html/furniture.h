// Furniture: what stands on a page beside its article. The names of elements say so (hints.h), unless they would take most of the prose;
// rows of teasers show it by their shape (teasers.h).
#pragma once

#include <vector>

#include "ingest/html/main_text.h"
#include "ingest/html/page.h"

namespace stemma::ingest {

/// Fills Page::furniture. Cost: linear.
void mark_furniture(Page& page);

/// What of the page is no part of the text, by kind. Cost: linear.
std::vector<LeftOut> count_left_out(const Page& page, const MainText& main);

}  // namespace stemma::ingest
