// Lines of plain text -> paragraphs: blank lines separate, hard-wrapped lines are joined.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stemma::ingest {

struct Paragraph {
  std::string text;     ///< lines joined by spaces
  bool single = false;  ///< stood on one line
  bool spaced = false;  ///< a blank line stands before it
  std::string_view source = {};  ///< its lines as they stand in the text that was cut into paragraphs
};

/// Linear. `dehyphenate` joins a word cut by a hyphen at the end of a line (PDF); plain text seldom cuts words.
std::vector<Paragraph> paragraphs(std::string_view text, bool dehyphenate);

}  // namespace stemma::ingest
