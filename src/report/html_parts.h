// Pieces of the HTML dossier. Every string that comes from a document or a path passes through text(), which makes it printable
// and escapes it; nothing else may be appended to the page from outside.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "report/view.h"

namespace stemma::report {

/// Printable, escaped for element content and quoted attributes.
std::string text(std::string_view);
/// Foreign text, isolated from the direction of what stands around it: <bdi lang="es" dir="auto">...</bdi>.
std::string foreign(std::string_view words, std::string_view language);
/// "'sha256-...'" of an inline style sheet for a Content-Security-Policy.
std::string csp_hash(std::string_view style);

class HtmlDossier {
 public:
  explicit HtmlDossier(const Dossier& dossier);
  std::string page();

 private:
  // html.cpp: the frame
  void head();
  void summary();
  void contents();
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
  void notes();
  void documents();
  void blind();

  /// The attribution in its paragraph, with source, cue and content marked, and its footnote.
  std::string quotation(AttributionRef);
  std::string passage(AttributionRef);
  /// The same without a paragraph around it: for lists.
  std::string brief(AttributionRef);
  std::string note(AttributionRef);  ///< the footnote's number, linked
  std::string reasons(const std::vector<Reason>&);
  std::string folded_reasons(const std::vector<Reason>&);  ///< the first in sight, all of them behind it
  std::string reason(const Reason&);
  std::string signed_link(std::uint32_t document);  ///< "Boreal Press, 6 May 2031" linked to the appendix

  const Dossier& d_;
  Genealogy genealogy_;
  FigureLines figure_lines_;
  EditLines edit_lines_;
  std::vector<const Claim*> cards_, singles_;
  std::map<AttributionRef, std::size_t> note_of_;
  std::vector<AttributionRef> notes_;
  std::string out_;
};

}  // namespace stemma::report
