// Teasers of other stories by their shape, whatever their elements are called.
#pragma once

#include "ingest/html/page.h"

namespace stemma::ingest {

/// Adds hint_related to the furniture of rows of teasers: three elements alike and side by side, each a linked title above a sentence or
/// two. A page that consists of them (a front page, a list of ten things) keeps them. REQUIRES: Page::furniture is filled. Cost: linear.
void mark_teasers(Page& page);

}  // namespace stemma::ingest
