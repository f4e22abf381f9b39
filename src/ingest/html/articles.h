// Pages that hold several reports of full length: the front page of a blog, a page that goes on with the next story as one scrolls.
//
// An article of such a page has a heading of its own, a date or a name beside it, and text of some length that does not end in "Read more".
// Lists of teasers, readers' comments, the chapters of one story and the entries of a live blog have not, and stay parts of one page.
#pragma once

#include <string>
#include <vector>

#include "ingest/html/page.h"

namespace stemma::ingest {

struct Article {
  std::uint32_t node = 0;  ///< the element that holds it
  std::string anchor;      ///< its id on the page, or its number, counted from 1
};

/// The articles of a page in its order; empty if it has not at least two. REQUIRES: mark_furniture has run. Cost: linear.
std::vector<Article> find_articles(const Page& page);

/// One of them as a page of its own. What the page states of itself (title, authors, dates) holds for an article only if it bears the
/// title of the page; the publisher and the language hold for all.
Page page_of(const Page& page, const Article& article);

}  // namespace stemma::ingest
