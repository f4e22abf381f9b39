// Metadata of a document out of what the page states and shows.
#pragma once

#include <string>
#include <vector>

#include "ingest/html/html.h"
#include "ingest/html/main_text.h"
#include "ingest/html/page.h"

namespace stemma::ingest {

/// Fills title, authors, publisher, published, modified, url, language and withdrawn. REQUIRES: document.text and blocks are set.
/// Gives the lines around the article that may hold credits (bylines, sign-offs, copyright), in page order.
std::vector<std::string> describe(const Page& page, const MainText& main, const PageContext& context, Document& document);

/// A page title without the name of the site: "Dam bursts | The Lantern" -> "Dam bursts"; the name goes to `site` if asked for.
/// `names` are names that the site is known to use; with `guess`, a short last part behind a bar or dash counts as one, too.
std::string clean_title(std::string_view title, const std::vector<std::string>& names, bool guess, std::string* site = nullptr);

}  // namespace stemma::ingest
