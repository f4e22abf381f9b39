// What `pdftotext -bbox-layout` prints: pages, blocks and lines with their places, as plain structs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stemma::ingest {

struct PdfLine {
  std::string text;  ///< words joined by spaces
  double left = 0, top = 0, right = 0, bottom = 0;  ///< points from the page's upper left corner
  int page = 0, block = 0;                          ///< counted from 0 through the whole file

  double height() const { return bottom - top; }
};

struct PdfLayout {
  std::string title, author;  ///< of the Info dictionary; authoring programs fill them with what they like
  std::vector<double> page_heights;
  std::vector<PdfLine> lines;  ///< in reading order
};

/// Linear. Never fails: what is not understood is passed over. REQUIRES: valid UTF-8.
PdfLayout parse_layout(std::string_view xhtml);

}  // namespace stemma::ingest
