// Pieces of the terminal dossier that more than one of its sections and `stemma why` print.
#pragma once

#include <string>

#include "report/paper.h"
#include "report/view.h"

namespace stemma::report {

struct TerminalDossier {
  TerminalDossier(const Dossier& dossier, const TerminalStyle& style);

  void header();
  // Each shows at most `limit` things, 0 for all, and says what it leaves out.
  void families(std::size_t limit);
  void reliance(std::size_t limit);
  void claims(std::size_t limit);
  void blind();
  void custody();

  /// All attributions of one document as a tree: who says what, inside whose words, on whose word.
  void document_tree(std::uint32_t document);

  /// A claim's card. `all`: every member and every reason, nothing shortened.
  void card(const Claim& claim, std::size_t number, bool all);
  void absent(const AbsentText&);
  void family(std::span<const std::uint32_t> documents, std::size_t limit);
  /// What captures of one page changed, the claim's only or all of it.
  void edits(std::size_t limit);
  void edit(std::string_view indent, const SayingEdit&);
  void edit_head(std::string_view indent, const CaptureEdit&);
  void and_more(std::string_view indent, std::size_t all, std::size_t shown);
  void reasons(std::string_view indent, const std::vector<Reason>&, std::size_t limit);
  void quote(std::string_view indent, AttributionRef, std::size_t columns);
  std::string short_of(std::string_view id) const { return std::string(id.substr(0, id_length)); }

  const Dossier& d;
  Paper paper;
  Genealogy genealogy;
  FigureLines figure_lines;
  EditLines edit_lines;
  std::size_t id_length;

 private:
  void group(const RootGroup&, Ink, std::string_view sign, bool all);
  void strand(const Strand&, bool all);
  void figures(const Claim&);
  void changes(const Claim&, bool all);
  void single_claims(const std::vector<const Claim*>&, std::size_t limit);
};

}  // namespace stemma::report
