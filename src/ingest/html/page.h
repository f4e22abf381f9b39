// A parsed page with everything the readers of text and metadata share.
#pragma once

#include <string>
#include <vector>

#include "ingest/html/hints.h"
#include "ingest/html/pieces.h"
#include "ingest/html/tree.h"
#include "stemma/document.h"

namespace stemma::ingest {

/// A name that a page gives as its author, as printed, and the element that holds it (0: the head or a script).
struct Signature : Author {
  std::uint32_t node = 0;
};

/// An entry of a live blog, as structured data give it.
struct Update {
  std::string title, body, published;
  std::vector<Signature> authors;
};

/// What a page says of itself in its head and in structured data, every statement with its place; best source first in each list.
struct Facts {
  std::vector<Stated> titles, descriptions, publishers, published, modified, urls, languages, sections;
  std::vector<std::vector<Signature>> authors;  ///< one list a source
  std::vector<Stated> owners;                ///< persons named as publisher: whose own site it is
  std::string article_body;                  ///< JSON-LD articleBody; empty if none
  std::string html_title;                    ///< <title> as it stands, with the site's name in it
  std::vector<std::string> credits;          ///< organisations named as author or source
  bool withdrawn = false;
  bool live = false;                         ///< calls itself a live blog
  std::vector<Update> updates;               ///< its entries
  bool for_subscribers = false;              ///< JSON-LD isAccessibleForFree is false
};

/// Of a page that states more titles than this, headings are compared with the first: no page needs more, and each is compared with each.
constexpr std::size_t most_titles = 8;
/// The titles that headings are compared with, folded: the first that are stated, without <title>.
std::vector<std::string> compared_titles(const Facts& facts);

struct Page {
  Tree tree;
  std::vector<std::uint32_t> hints;      ///< one entry a node: its own
  std::vector<std::uint32_t> furniture;  ///< one entry a node: furniture hints that hold for it, its ancestors' included
  std::vector<Piece> pieces;
  Facts facts;

  std::uint32_t furniture_of(const Piece& p) const { return furniture[p.node]; }
  /// The first piece that begins at a node or behind it.
  std::vector<Piece>::const_iterator first_piece(std::uint32_t node) const;
};

/// A piece that reads like running text rather than like a label, a link or a heading.
bool is_prose(const Piece& p);
/// A piece that leads elsewhere: four fifths of it or more are links.
bool is_linked(const Piece& p);

}  // namespace stemma::ingest
