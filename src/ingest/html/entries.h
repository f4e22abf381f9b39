// The entries of a live blog: parts of one page, each with a time of its own.
//
// An entry is the largest element that holds one time of day and text; where the entries have no elements of their own ("10:42" on a
// line, then paragraphs), it reaches to the next time. A page that does not call itself a live blog (JSON-LD LiveBlogPosting) must have
// its times in order, most of its text between them, and none of them in a quotation. If the page shows no times, the entries that
// structured data give (liveBlogUpdate) are looked up by their first words.
#pragma once

#include <vector>

#include "ingest/html/main_text.h"
#include "ingest/html/page.h"

namespace stemma::ingest {

struct EntryParts {
  std::size_t begin = 0, end = 0;  ///< of MainText::parts
  Stated title, published;         ///< published may be a bare "10:42"
  std::vector<Author> authors;
};

/// The entries in the order of the page, empty if they are fewer than three. Takes the lines that give their times and authors out of
/// the text. Cost: linear in the page.
std::vector<EntryParts> find_entries(const Page& page, MainText& main);

}  // namespace stemma::ingest
