// When a page was published and last changed.
//
// Order for the day of publication: JSON-LD, <meta>, microdata; a date between the headline and the text, above the headline, in or under
// the text; the date in the address; a dateline; the day of the last change. What comes from the last two, from above the headline or from
// under the text, and what is ambiguous as printed ("03/04/2031"), is marked as unsure. A date in the address that is days older than the
// one stated is kept instead: it was set when the page first appeared. An instant in UTC is told in the local time that the page prints.
#pragma once

#include "ingest/html/describe.h"

namespace stemma::ingest {

/// Fills Document::published and modified. REQUIRES: url, language and text are set.
void find_dates(const Subject& subject);

}  // namespace stemma::ingest
