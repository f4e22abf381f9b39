// A dossier's material, arranged once for all renderers: who copied whom as trees, and each claim's members grouped by the root
// they rest on, copies folded under the text that they were taken from. Linear in members and edges.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "report/report.h"

namespace stemma::report {

/// A node of a forest in reading order (parents first). `depth` stops growing at max_depth, so that a crafted chain of ten thousand
/// copies cannot blow up the drawing.
struct TreeRow {
  static constexpr std::uint32_t max_depth = 12;
  std::uint32_t node = 0;  ///< what stands here: an index into whatever was arranged
  std::uint32_t depth = 0;
  bool last = false;       ///< no further sibling below
};

/// Arranges nodes 0..parent.size() by their parent (-1: none). A circle's members come out as trees of their own.
std::vector<TreeRow> forest(std::span<const std::int32_t> parent);

/// Who took text from whom. A document with several parents hangs under the one that covers most of it.
class Genealogy {
 public:
  explicit Genealogy(const Dossier&);
  const DerivationEdge* main_edge(std::uint32_t document) const;
  /// All edges of a document, main one first.
  const std::vector<const DerivationEdge*>& edges(std::uint32_t document) const { return edges_[document]; }
  /// Rows whose nodes are documents.
  std::vector<TreeRow> tree(std::span<const std::uint32_t> documents) const;

 private:
  std::vector<std::vector<const DerivationEdge*>> edges_;
};

/// One document that carries a claim.
struct Carrier {
  std::uint32_t document = 0;
  std::vector<const ClaimMember*> members;  ///< in order of the text; the first is shown
  const DerivationEdge* edge = nullptr;     ///< why it is folded under another carrier; null for the first of a strand
};

/// One text and its copies: the lead carrier first, then what was taken from it.
struct Strand {
  std::vector<Carrier> carriers;
};

struct RootGroup {
  const Root* root = nullptr;
  std::vector<Strand> strands;
  std::size_t carriers() const;
};

struct ClaimView {
  const Claim* claim = nullptr;
  std::vector<RootGroup> supporting, unknown, denying, denying_unknown;
  std::vector<Strand> neutral;  ///< asked about it, doubted it, could not verify it
};
ClaimView arrange(const Genealogy&, const Claim&);

/// One report and all that rely on it in words; most relied on first, those that are not in the case last.
struct Reliance {
  std::int32_t to = -1;      ///< document index; -1: not in the case
  std::int32_t outlet = -1;  ///< index into CaseModel::agents
  std::vector<const ReliesOn*> from;
};
std::vector<Reliance> reliances(const Dossier&);

/// Worth a card of its own: somebody denies it, or more than one document passes it on.
bool has_card(const Claim&);

/// One value of a quantity, and who gives it.
struct FigureRow {
  const Figure* figure = nullptr;
  std::uint32_t document = 0;  ///< the first that gives it
  std::size_t more = 0;        ///< documents that give it besides
  bool superseded = false;     ///< all who give it have given a later one since: shown struck through
  std::string_view stand;      ///< how it stands to those before it, in words; empty: nothing that must be said
};
/// One quantity of a claim, its values in order of first publication.
struct FigureLine {
  std::string_view quantity;
  std::vector<FigureRow> rows;
};
/// What the members of each claim say of how many.
class FigureLines {
 public:
  explicit FigureLines(const Dossier&);
  /// O(points of the claim).
  std::vector<FigureLine> of(const Claim&) const;

 private:
  const Dossier& d_;
  std::vector<std::vector<std::pair<const FigureSeries*, const FigurePoint*>>> points_;  ///< by claim, in order of the series
};

/// What the reader of a dossier has to know that it does not show.
struct Blind {
  std::vector<std::pair<std::string, std::uint32_t>> languages;  ///< unread language -> documents
  std::uint32_t silent = 0;          ///< documents in a language we read in which no attribution was found
  std::uint32_t not_seen = 0;        ///< reports relied on that are not in the case
  std::uint32_t claims_untraced = 0; ///< claims of which some origin is unknown
  std::uint32_t undated = 0;
  std::vector<std::pair<CaptureFlaw, std::uint32_t>> flaws;  ///< captures that may not be the report they promise -> documents
  std::uint32_t days_disputed = 0;   ///< documents whose page states more than one day of publication
};
Blind blind_spots(const Dossier&);

/// By claim of the model: whether the dossier shows it (Dossier::chosen).
std::vector<bool> chosen_claims(const Dossier&);

/// Outlets of the case, in order of first appearance.
std::vector<std::string> outlets(const Dossier&);

/// Shortest prefix length (at least 6) by which all ids of the case differ.
std::size_t short_id(const Dossier&);

/// The way that a member's words came, outlet first: {"Fen Courier", "Osprey Wire", "a former guard"}. An outlet to which the speaker "told" it
/// stands between us and the speaker.
std::vector<std::string> chain(const Dossier&, const ClaimMember&);

/// ", said on 5 May 2031" where the text tells and it is not the day of publication; else empty.
std::string said_on(const Document&, const Attribution&);

/// Who is introduced as saying it, in the page's words and order: "said the minister", "according to a former clerk".
std::string introduction(const Document&, const Attribution&);

/// A claim with other numbers and nothing else, for headline(): reported by the supporting members that do not fall.
Claim renumbered(const CaseModel&, const Claim&, const Counted&);

/// Reasons without repetition, in order.
std::vector<const Reason*> distinct(const std::vector<Reason>&);

/// "d3f1….7": how an attribution is named by `stemma read`, in exports and on the command line. Numbers count from 0.
std::string attribution_id(const Dossier&, AttributionRef);

/// What captures of pages changed, claim by claim. Made once: linear in edits.
class EditLines {
 public:
  struct Line {
    const CaptureEdit* edit = nullptr;
    const SayingEdit* saying = nullptr;
  };
  explicit EditLines(const Dossier&);
  /// In the order of the captures.
  const std::vector<Line>& of(const Claim&) const;

 private:
  const Dossier& d_;
  std::vector<std::vector<Line>> by_claim_;
};

inline const Document& document(const Dossier& d, std::uint32_t i) { return d.readings[i].document; }
inline const Attribution& attribution(const Dossier& d, AttributionRef r) { return d.readings[r.document].attributions[r.attribution]; }

}  // namespace stemma::report
