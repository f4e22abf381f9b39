// Text laid out for a terminal: words wrapped to a width under a hanging indent, each run in its own ink.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/report.h"

namespace stemma::report {

/// Colour never carries meaning alone: whatever an ink says is also said by a word or a sign.
enum class Ink { plain, bold, dim, source, support, deny, unknown, heading };

struct Run {
  std::string text;  ///< printable, on one line
  Ink ink = Ink::plain;
};

class Paper {
 public:
  explicit Paper(const TerminalStyle& style) : style_(style) {}

  /// One paragraph. `first` and `rest` stand before its first and its further lines and may hold tree signs. Words wider than the
  /// line (addresses, unspaced scripts) are cut. Linear in the text.
  void paragraph(std::string_view first, std::string_view rest, const std::vector<Run>& runs);
  void line(const std::vector<Run>& runs) { paragraph("", "", runs); }
  void heading(std::string_view text);
  void blank() { out_ += '\n'; }

  std::string take() { return std::move(out_); }
  std::size_t columns() const { return style_.columns; }

 private:
  void ink(Ink, std::string_view text);

  TerminalStyle style_;
  std::string out_;
};

}  // namespace stemma::report
