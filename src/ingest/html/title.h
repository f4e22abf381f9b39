// The title of a page: what a reader calls its headline.
//
// Order: the visible headline, without a label that stands in it as an element of its own ("Politics |", "Jun 17"); a heading that the
// page's metadata names, where the headline found agrees with none of it; JSON-LD, OpenGraph, Twitter, old <meta>; <title> without the
// name of the site; the first heading of the text (marked as unsure).
#pragma once

#include <string>
#include <vector>

#include "ingest/html/describe.h"

namespace stemma::ingest {

/// Fills Document::title. REQUIRES: the publisher is set.
void find_title(const Subject& subject);

/// A page title without the name of the site: "Dam bursts | The Lantern" -> "Dam bursts"; the name goes to `site` if asked for.
/// `names` are names that the site is known to use; with `guess`, a short last part behind a bar or dash counts as one, too. Empty if
/// nothing but the name is there ("The Lantern -").
std::string clean_title(std::string_view title, const std::vector<std::string>& names, bool guess, std::string* site = nullptr);

}  // namespace stemma::ingest
