// Metadata of a document out of what the page states and shows. Each topic has a file: title, authors, page_dates, publisher, capture;
// the rest is here.
//
// A page states most things several times: in JSON-LD, in <meta>, in microdata, in what readers see. What is kept is decided in the order
// that each topic's header gives; what another place states differently is recorded in Document::conflicts.
#pragma once

#include <string>
#include <vector>

#include "ingest/html/html.h"
#include "ingest/html/main_text.h"
#include "ingest/html/page.h"

namespace stemma::ingest {

/// What the finders of metadata look at, and the document they fill.
struct Subject {
  const Page& page;
  const MainText& main;
  const PageContext& context;
  Document& document;

  const std::string& piece(std::uint32_t i) const { return page.pieces[i].text; }
  /// The first node of the running text: what stands before it is about the article.
  std::uint32_t text_begin() const;
  std::uint32_t text_end() const;  ///< behind its last piece
};

/// Fills title, authors, publisher, published, modified, url, section, language, withdrawn, conflicts and flaws. REQUIRES: document.text
/// and blocks are set. Gives the lines around the article that may hold credits (bylines, sign-offs, copyright), in page order.
std::vector<std::string> describe(const Page& page, const MainText& main, const PageContext& context, Document& document);

/// Records that another place states something else than the document's field; at most three for a field.
void add_conflict(Document& document, std::string_view field, const Stated& kept, Stated other);

}  // namespace stemma::ingest
