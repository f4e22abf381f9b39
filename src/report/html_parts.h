// Pieces of the HTML dossier. Every string that comes from a document or a path passes through text(), which makes it printable
// and escapes it; nothing else may be appended to the page from outside.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "report/view.h"

namespace stemma::report {

/// Printable, escaped for element content and quoted attributes.
std::string text(std::string_view);
/// Every character of the text, for whoever hashes it: those that printable() would change stand as <i data-c="202e">U+202E</i>.
std::string exact_text(std::string_view);
/// Foreign text, isolated from the direction of what stands around it: <bdi lang="es" dir="auto">...</bdi>.
std::string foreign(std::string_view words, std::string_view language);
/// "'sha256-...'" of an inline style sheet or script for a Content-Security-Policy.
std::string csp_hash(std::string_view inline_text);

/// The text of the dossier's style sheet, and of its check of itself.
const std::string& style_sheet();
const std::string& check_script();

class HtmlDossier {
 public:
  explicit HtmlDossier(const Dossier& dossier);
  std::string page();

 private:
  // html.cpp: the frame
  std::string head() const;
  void summary();
  void contents();
  void left_out();
  // html_evidence.cpp: what the dossier's own check and others' checks need
  void notes();
  void captured();
  void log();
  void stamps();
  void methodology();
  // html_claims.cpp
  void claims();
  void card(const Claim&, std::size_t number);
  void figures(const Claim&);
  void side(std::string_view css_class, std::string_view title, const std::vector<RootGroup>&);
  void root(const RootGroup&);
  void strand(const Strand&);
  void copies(const Strand&);
  void single(const Claim&);
  // html_tree.cpp: nested lists
  void sourcing(const ClaimView&);
  void families();
  void reliance();
  void absent(const AbsentText&);
  void hints();
  // html_edits.cpp: what captures of pages changed
  void edits();
  void changes(const Claim&);
  std::string edit(const SayingEdit&);
  // html_appendix.cpp
  void document_tree(std::uint32_t document);
  void denials();
  void denied(const std::vector<std::uint32_t>& claims, const std::vector<Reason>& why);
  void documents();
  void blind();

  /// The attribution in its paragraph, with source, cue and content marked, and its footnote.
  std::string quotation(AttributionRef);
  std::string passage(AttributionRef);
  std::string decorated(AttributionRef, ByteSpan);
  /// The number of the captured passage that holds these words.
  std::size_t capture(std::uint32_t document, ByteSpan);
  const CodePointIndex& points(std::uint32_t document);
  std::string reach(std::uint32_t document, ByteSpan);  ///< "12–40" in code points
  /// The same without a paragraph around it: for lists.
  std::string brief(AttributionRef);
  std::string note(AttributionRef);  ///< the footnote's number, linked
  std::string reasons(const std::vector<Reason>&);
  std::string folded_reasons(const std::vector<Reason>&);  ///< the first in sight, all of them behind it
  std::string reason(const Reason&);
  std::string signed_link(std::uint32_t document);  ///< "Boreal Press, 6 May 2031" linked to the appendix

  struct Captured { std::uint32_t document; ByteSpan span; };

  const Dossier& d_;
  std::vector<bool> shown_;   ///< by claim
  bool limited_;              ///< some claim is not shown: then only what the others need is
  std::set<std::uint32_t> linked_;  ///< documents that the page leads to
  Genealogy genealogy_;
  FigureLines figure_lines_;
  EditLines edit_lines_;
  std::vector<const Claim*> cards_, singles_;
  std::map<AttributionRef, std::size_t> note_of_;
  std::vector<AttributionRef> notes_;
  std::vector<std::vector<std::size_t>> note_passages_;  ///< of each note, for each piece of its content: index into captured_
  std::map<std::pair<std::uint32_t, ByteSpan>, std::size_t> passage_of_;
  std::vector<Captured> captured_;
  std::map<std::uint32_t, CodePointIndex> points_;
  std::string out_;
};

}  // namespace stemma::report
