// Outward: what may leave a case. Dossiers, reports for others and exports are made of this and of nothing else.
//
// Without a word nothing that is labelled (DecisionKind::label) or redacted (DecisionKind::redact) is in it: labelled documents stay behind,
// labelled people bear pseudonyms, redacted passages and names are gone from every string, and every offset fits the text that is left.
// After the Murad Code (2022) and its guide for open-source practitioners (IICI and Berkeley HRC, 2025): deny by default.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "stemma/case.h"

namespace stemma {

/// Something that stays in, in words fit to be shown to whoever receives the rest: they name nobody.
struct Withheld {
  std::string item;  ///< "a document", "the original of d81c40...", "the address of d81c40..."
  std::string why;   ///< in plain words
};

struct OutwardOptions {
  std::vector<std::string> allow;  ///< what goes out all the same: labels ("witness"), ids of documents or agents, "decision 7"
  std::string pseudonyms;          ///< the file with the key of the pseudonyms; empty: beside the case (pseudonym_file)
  bool new_pseudonyms = false;     ///< the key is lost: make another, by which people are called otherwise than before
};

struct Outward {
  std::string case_name;           ///< the file's name, without its folder
  std::vector<Reading> readings;   ///< in the order of Case::readings; Document::sha256 is that of the original as received, also where that is withheld
  CaseModel model;
  std::vector<Decision> decisions; ///< all numbers; labels and redactions, and what undoes them, say that they are withheld and name nothing
  std::vector<CustodyEntry> custody;
  std::vector<Failure> failures;
  std::vector<KnownId> known_ids;
  std::vector<Withheld> withheld;
  std::uint64_t marks = 0;         ///< redaction marks in the texts: "█████ [redacted 1]" ... "█████ [redacted N]", each number once
  std::uint64_t pseudonyms = 0;    ///< people who bear one
  std::vector<bool> touched;       ///< by reading: something in it was replaced; its text is then ours, and its original is withheld
  /// The bytes of an original, checked against their hash; nothing if it is withheld.
  std::function<Result<std::optional<std::string>>(const std::string& sha256)> original;
};

/// The mark that a redaction leaves, before its number.
inline constexpr const char* redaction_mark = "\u2588\u2588\u2588\u2588\u2588";

/// What may leave. `original` of the result refers to the case, which must outlive it. Costs a pass over every string of the case and, if anything
/// is labelled or redacted, over every original. Writes the pseudonym file if there are people to call otherwise (mode 0600), and nothing else.
/// Errors: those of Case; usage if the pseudonym file is lost or another case's; io if it cannot be read or written.
Result<Outward> outward(const Case&, const OutwardOptions& = {});

/// Where the key of a case's pseudonyms is kept unless said otherwise: "flood.pseudonyms" beside "flood.stemma".
std::string pseudonym_file(const std::string& case_path);

}  // namespace stemma
