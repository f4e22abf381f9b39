// Families: which document took its text from which, how, and by what evidence; which items have been withdrawn.
#pragma once

#include <vector>

#include "link/captures.h"
#include "link/copies.h"
#include "link/pile.h"
#include "stemma/claims.h"

namespace stemma::link {

class Rulings;

/// Blocks of two documents in different languages that say the same, in order: pairs of indices into Document::blocks.
struct Translation {
  std::uint32_t a = 0, b = 0;  ///< a < b in the order of the pile
  std::vector<std::pair<std::uint32_t, std::uint32_t>> blocks;
  std::uint32_t anchors = 0, a_anchors = 0, b_anchors = 0;  ///< names and numbers in common and on each side
};

struct Families {
  Captures captures;                                ///< what is one page at several times
  std::vector<Kin> kin;                             ///< every pair with shared passages, family or not
  std::vector<Translation> translations;            ///< every pair that looks like one
  std::vector<DerivationEdge> derived;              ///< by (child, parent); indices of the pile
  std::vector<std::vector<std::uint32_t>> families; ///< two documents or more, earliest first
  std::vector<bool> withdrawn;                      ///< by document
  std::vector<std::int32_t> killed_by;              ///< the notice that withdrew it; -1: none
  std::vector<AbsentText> absent;                   ///< parents that are not in the pile
  struct Piece {
    ByteSpan span;
    std::uint32_t text = 0;                         ///< index into `absent`
  };
  std::vector<std::vector<Piece>> from_absent;      ///< by document: what it has of them
  std::vector<KinHint> hints;                       ///< by (a, b); find_hints() fills them
};

/// Each child gets the parents that explain most of its words; a text merged from two sources has two. Edges never form a circle.
/// `rulings`: people's decisions on copies and withdrawals; may be none.
Families find_families(const Pile& pile, Rulings* rulings = nullptr);

/// Who took from whom. Positive: b took from a; negative: a took from b; 0: the texts do not show it.
/// Dates alone are weak: agencies' pages carry the date of their last update (research/reconciliation.md 3.2).
struct Direction {
  int tenths = 0;              ///< log-odds x 10
  std::vector<Reason> why;
};
Direction direction(const Pile& pile, const std::vector<bool>& is_agency, std::uint32_t a, std::uint32_t b, double a_covered,
                    double b_covered);

/// Fills `absent`: of an agency that two documents of different outlets credit, which share reporting, while no document of their family is the
/// agency's. Linear in kin. REQUIRES: the rest of `families`.
void find_absent(const Pile& pile, Families& families);

/// Where the document prints this name; empty if it does not.
ByteSpan printed_name(const Document& document, std::string_view name);

/// The agencies that a document credits, as name keys.
std::vector<std::string> credited(const Document& document);
/// Documents whose publisher is credited as an agency somewhere in the pile, or by itself.
std::vector<bool> agencies(const Pile& pile);
/// The words in which a document says that it corrects an earlier one; empty if it does not.
ByteSpan correction_note(const Document& document);

/// Pairs in different languages whose names and numbers run in the same order. Conservative: 8 anchors, 60 % in order.
std::vector<Translation> find_translations(const Pile& pile);

/// Says of itself that it withdraws another item, or has the headline of such a notice.
bool is_kill_notice(const Document& document);
/// Marks withdrawn items: those that say so, and those that a kill notice of the same outlet names by headline, slug or time.
void mark_withdrawn(const Pile& pile, Families& families);

}  // namespace stemma::link
