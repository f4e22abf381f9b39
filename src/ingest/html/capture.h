// Whether a capture may not be the report that its address promises: the check for robots, the question of consent, the shell of a page
// that scripts would have filled, the first lines of a report for subscribers.
//
// Precision first: a page that holds a text of any length is flagged only if the page itself says that the text is not all (JSON-LD
// isAccessibleForFree, a line such as "Subscribe to continue reading" right behind a short text).
#pragma once

#include "ingest/html/describe.h"

namespace stemma::ingest {

/// Fills Document::flaws and says each in one of Document::warnings. REQUIRES: title, text and blocks are set.
void find_flaws(const Subject& subject);

}  // namespace stemma::ingest
