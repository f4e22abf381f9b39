// The article in a page: which element holds it, which pieces of it are text, and what kind of block each is.
//
// Method: pieces of prose lend weight to the elements around them, as in Arc90's Readability; names and roles of elements (hints.h) take
// furniture out unless they would take most of the prose; a JSON-LD articleBody, where a page has one, decides what the weights leave open.
#pragma once

#include <string>
#include <vector>

#include "ingest/html/page.h"

namespace stemma::ingest {

struct TextPart {
  BlockKind kind = BlockKind::paragraph;
  std::uint32_t piece = 0;
};

struct MainText {
  std::uint32_t root = 0;            ///< the element that holds the article
  std::vector<TextPart> parts;       ///< headline first if the page shows one, then in document order
  std::vector<std::uint32_t> above;  ///< pieces between the headline and the text that are no part of it: byline, dates
  /// The first pieces left out behind the text, those left out inside it, and sign-offs ("Reporting by ..."), which are text as well.
  std::vector<std::uint32_t> below;
};

/// REQUIRES: mark_furniture() has run (furniture.h). Cost: linear in the page.
MainText find_main_text(const Page& page);

}  // namespace stemma::ingest
