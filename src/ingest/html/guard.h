// The gate before the HTML parser: one linear pass over the bytes of a page that gives an equivalent, smaller page on which every HTML5
// tree builder takes linear time.
//
// Made for a parser that was quadratic in nesting, attributes, open formatting elements and foster-parenting; ours (ingest/html5) is
// linear by itself, so this pass is kept for its warnings and for what it leaves out early. It keeps its own
// stack of open elements (HTML 13.2.4.2, with the implied end tags) and leaves out what would go past a limit: surplus start tags
// with their end tags, unmatched end tags, attributes that nobody reads. Text is never left out for being too deep.
// It also leaves out what holds no text of an article, most of the bytes of most pages: comments, scripts, styles, drawings, menus of forms.
// Cost: O(bytes), with a stack walk of at most Limits::max_html_depth a tag.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stemma/limits.h"
#include "stemma/result.h"

namespace stemma::ingest {

struct Guarded {
  std::string page;                       ///< HTML, valid UTF-8
  std::vector<std::string_view> json_ld;  ///< contents of <script type="application/ld+json">; views into the input
  std::vector<std::string> warnings;      ///< one line each: what was left out, where, which limit
  bool cut = false;                       ///< a limit was reached: tags or attributes were left out
};

/// REQUIRES: `page` is valid UTF-8 without NUL and outlives the result. Errors: over_limit (page larger than Limits::max_page_bytes).
Result<Guarded> guard(std::string_view page, const Limits& limits);

}  // namespace stemma::ingest
