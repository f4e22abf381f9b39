// Who signs a page: people, or else the organisations that put their name there.
//
// Order: structured data and <meta> (a list that holds all the names of a better one and more is taken for the complete one); links
// with rel=author; bylines over the text; elements named "author", "byline"; a bare name under the headline; bylines below the text.
// Organisations count beside people of the same list, and alone where nobody signs in person; the outlet's own name only then.
// Last: the person whose own site it is, or who holds the copyright (marked as unsure).
#pragma once

#include "ingest/html/describe.h"

namespace stemma::ingest {

/// Fills Document::authors. REQUIRES: the publisher is set.
void find_authors(const Subject& subject);

}  // namespace stemma::ingest
