// Lines with places -> paragraphs.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "ingest/pdf/layout.h"

namespace stemma::ingest {

struct PdfParagraph {
  std::string text;
  double size = 0;      ///< height of its lines, points
  int page = 0;         ///< on which it begins, from 0
  std::vector<std::pair<std::uint32_t, int>> turns{};  ///< where in `text` another page begins, and which
  bool single = false;  ///< one line
};

/// Without running heads, running feet and page numbers (lines near the edge that come back on other pages, figures aside).
std::vector<PdfLine> without_running_lines(const PdfLayout& layout);

/// The height of the letters of running text: most characters have it.
double body_size(const std::vector<PdfLine>& lines);

/// Joins lines into paragraphs, over columns and pages too; undoes hyphens at line ends, but for those that the file itself writes inside
/// a line ("north-east"). Linear.
std::vector<PdfParagraph> pdf_paragraphs(const std::vector<PdfLine>& lines);

}  // namespace stemma::ingest
