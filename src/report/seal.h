// What lets a dossier check itself: the canonical form of what it shows, and the hashes of its pieces (docs/formats/dossier-html.md).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stemma::report {

/// All that a dossier says stands between these; the board that shows the result of the check stands outside.
inline constexpr std::string_view sealed_begin = "<div id=\"dossier\">", sealed_end = "</div><!--end of the dossier-->";

/// One tag, text or comment of HTML that this program wrote, or that a browser saved again.
struct HtmlToken {
  enum class Kind { text, open, close, comment };
  Kind kind = Kind::text;
  std::string name;  ///< of a tag, lower case
  std::vector<std::pair<std::string, std::string>> attributes;
  std::string text;  ///< of text and comments, character references undone
};

/// Walks over HTML. Never fails: what is no tag is text. Linear.
class HtmlTokens {
 public:
  explicit HtmlTokens(std::string_view html) : html_(html) {}
  bool next(HtmlToken&);

 private:
  void tag(std::string_view inside, HtmlToken&) const;

  std::string_view html_;
  std::size_t at_ = 0;
};

/// The same bytes for the same page, however quotation marks and character references are written. `open`, which a reader's click changes,
/// is left out unless `keep_open`. What this program writes is canonical but for that.
std::string canonical(std::string_view html, bool keep_open = false);

struct Seal {
  std::string digest;               ///< SHA-256 of the canonical form, 64 hex digits
  std::vector<std::string> pieces;  ///< the first 8 hex digits of the SHA-256 of each piece: tells where it was changed
};
Seal seal(std::string_view canonical);
/// The canonical form cut before every tag that begins a block of text.
std::vector<std::string_view> pieces_of(std::string_view canonical);

}  // namespace stemma::report
