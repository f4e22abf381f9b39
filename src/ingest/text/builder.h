// Builds Document::text and its blocks, piece by piece.
#pragma once

#include <string_view>

#include "stemma/document.h"

namespace stemma::ingest {

class TextBuilder {
 public:
  explicit TextBuilder(Document& document) : document_(document) {}

  /// Appends a block: white space squeezed; an empty one is left out. REQUIRES: valid UTF-8, text below 4 GB in all.
  void add(BlockKind kind, std::string_view words);

 private:
  Document& document_;
};

}  // namespace stemma::ingest
