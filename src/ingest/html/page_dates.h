// When a page was published and last changed.
//
// Order for the day of publication: JSON-LD, <meta>, microdata; a date printed between headline and text; the one in the address; one above
// the headline; a dateline; the day of the last change; a date in, then under the text. What comes after the address in this list (but for
// a date in the text), and what is ambiguous as printed ("03/04/2031"), is marked as unsure. A date in the address that is days older than
// the one stated is kept instead: it was set when the page first appeared. An instant in UTC is told in the local time that the page prints.
#pragma once

#include "ingest/html/describe.h"

namespace stemma::ingest {

/// Fills Document::published and modified. REQUIRES: url, language and text are set.
void find_dates(const Subject& subject);

}  // namespace stemma::ingest
