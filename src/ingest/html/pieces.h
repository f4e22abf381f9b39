// The visible text of a page as a flat list of pieces: maximal runs of inline content inside one block element, in document order.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ingest/html/hints.h"
#include "ingest/html/tree.h"
#include "stemma/document.h"

namespace stemma::ingest {

enum class Shape : std::uint8_t { plain, heading, item, quote, caption, cell, preformatted };

struct Piece {
  std::uint32_t node = 0;   ///< the block element it stands in
  std::uint32_t first = 0;  ///< its first text node ...
  std::uint32_t last = 0;   ///< ... and its last
  std::vector<std::uint32_t> unseen;  ///< elements between them whose text is not shown, in order
  Shape shape = Shape::plain;
  Tag heading = Tag::other;  ///< h1..h6 where shape is heading
  bool strong = false;       ///< all of it bold
  bool slanted = false;      ///< all of it in italics
  std::uint32_t words = 0;   ///< runs of non-space
  std::uint32_t links = 0;   ///< bytes of it inside links
  std::uint32_t commas = 0;  ///< commas, stops and their like in other scripts
  std::string text;          ///< white space squeezed; never empty
};

/// Pieces of the nodes [begin, end). `hints` has one entry a node: an inline element with a furniture hint makes a piece of its own,
/// one out of sight none.
/// Text is cut at a line break that stands double; a single one becomes a space. Cost: linear.
std::vector<Piece> collect_pieces(const Tree& tree, const std::vector<std::uint32_t>& hints, std::uint32_t begin, std::uint32_t end);

/// Adds the runs of a piece whose text stands at `at` of the document's: from there to the bytes of the page. Cost: linear in the piece.
void map_piece(const Tree& tree, const Piece& piece, std::uint32_t at, ByteMap& map);

/// True if a piece ends as a sentence does: stop, question or exclamation mark, maybe behind a closing quotation mark or bracket.
bool ends_sentence(std::string_view text);

}  // namespace stemma::ingest
