// Who publishes a page: structured data, the site's name, the title's suffix, the masthead, the imprint.
#pragma once

#include "ingest/html/main_text.h"
#include "ingest/html/page.h"

namespace stemma::ingest {

/// The outlet as it calls itself; the fullest form that the page uses ("The Straitside Times" rather than "Straitside Times"). Empty if
/// the page does not say.
Stated find_publisher(const Page& page, const MainText& main, std::string_view url);

}  // namespace stemma::ingest
