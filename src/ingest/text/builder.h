// Builds Document::text and its blocks, piece by piece.
#pragma once

#include <cstdint>
#include <string_view>

#include "stemma/document.h"

namespace stemma::ingest {

class TextBuilder {
 public:
  explicit TextBuilder(Document& document) : document_(document) {}

  /// Appends a block: white space squeezed; an empty one is left out. REQUIRES: valid UTF-8, text below 4 GB in all.
  void add(BlockKind kind, std::string_view words);
  /// The same, with the runs that lead back: the words were read from `source`, whose first byte is byte `at` of what the document's
  /// map points into (see map_words). REQUIRES: valid UTF-8.
  void add(BlockKind kind, std::string_view words, std::string_view source, std::uint64_t at);

 private:
  Document& document_;
};

}  // namespace stemma::ingest
