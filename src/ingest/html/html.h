// HTML -> documents: tree (ingest/html5), main text as typed blocks with their map to the bytes, metadata of the page.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stemma/document.h"
#include "stemma/limits.h"
#include "stemma/result.h"

namespace stemma::ingest {

/// What is known of a page from outside it.
struct PageContext {
  std::string charset;  ///< from an HTTP header; empty if none
  std::string url;      ///< address it was captured from; empty if none
};

/// Reads a whole page: one document, or, of a page that holds several articles of full length, one for each, in the order of the page.
/// Never empty. Fills everything but id, path, sha256 and format; `part` is empty in the first and tells the others apart.
Result<std::vector<Document>> read_html(std::string_view bytes, const PageContext& context, const Limits& limits);

/// Reads a fragment that is all article (the body of a feed item): every block is kept, no main-text heuristic. The
/// map leads to the bytes of `utf8`.
Result<Document> read_html_fragment(std::string_view utf8, const Limits& limits);

}  // namespace stemma::ingest
