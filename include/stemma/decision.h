// Decisions: what a person said about a result of the machine. Kept apart from it, honoured by every later run, and never lost: an undo is
// a decision of its own.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stemma/claims.h"
#include "stemma/result.h"

namespace stemma {

enum class DecisionKind : std::uint8_t {
  merge,           ///< the claims of `first` and of `second` are one
  split,           ///< `first` says another thing than `second`
  copy,            ///< the document `first` took its text from `second`
  not_a_copy,      ///< neither of the two documents took its text from the other
  same_agent,      ///< `first` and `second` are one speaker
  not_same_agent,
  stance,          ///< the source of `first` takes the stance `value` on what it is said to say
  side,            ///< `first` stands on the side `value` of the claim of `second`
  cut_denial,      ///< the denial `first` does not speak of the claim of `second`
  same_root,       ///< `first` and `second` are one occasion of saying
  not_same_root,
  not_withdrawn,   ///< the document `first` has not been withdrawn
  accept,          ///< the attribution `first` is right as it is read
  reject,          ///< `first` is no attribution
  spans,           ///< the words of `first` are those of `second`: of its spots as many as `value` says ("1 1 2") are source, cue and content
  speaker,         ///< `second`, an agent of kind `value` or words of the document, is who says `first`
  undo,            ///< decision number `undoes` no longer holds
  label,           ///< `first`, a document, a person or a passage, is to be protected as `value`: witness, survivor, minor, detained, private
  redact,          ///< `first`, a document, a person or a passage, is taken out of all that leaves the case
  verdict,         ///< what a person finds of the claim `first`, in the person's own words: `value`. The program itself rates nothing
};
std::string_view name(DecisionKind);  ///< as on the command line: "not-a-copy"
std::optional<DecisionKind> decision_kind(std::string_view name);

/// Whether decisions of this kind say how documents are read or belong together. Those that do not (label, redact, verdict) change no model: linking
/// only says whether what they speak of is there.
bool concerns_linking(DecisionKind);
/// Whether `word` is what a label may say: "witness", "survivor", "minor", "detained", "private".
bool is_sensitivity(std::string_view word);

/// A stretch of a document that is found again whatever is read anew: by the document's id (a hash of the original's bytes), then by its
/// words, of equal ones those that stand nearest to where they stood.
struct Spot {
  std::string document;                ///< Document::id
  std::uint32_t begin = 0, end = 0;    ///< code points of Document::text; empty: the document, or its publisher
  std::string words;                   ///< what stands there; pieces of a content joined by " ... "
  friend bool operator==(const Spot&, const Spot&) = default;
};

/// One side of a decision. A claim or a root is named by its members at the time, an agent by its mentions: what is left of them later
/// stands for it.
struct Subject {
  std::vector<Spot> spots;
  std::string label;  ///< what it was called when it was decided on: tells which proposition of a content is meant
  friend bool operator==(const Subject&, const Subject&) = default;
};

struct Decision {
  std::uint64_t number = 0;      ///< from 1, in the order in which they were made; 0: not yet in a case
  DecisionKind kind = DecisionKind::merge;
  Subject first, second;
  std::string value;             ///< of `stance`, `side`, `spans`, `speaker`, `label` and `verdict`
  std::uint64_t undoes = 0;      ///< of `undo`
  std::string by, why;           ///< who says so, and the reason given; `why` may be empty
  std::string at;                ///< UTC
  std::string key{};             ///< of what was sent over a line that may break: the same key sent again is the same decision; else empty
};

/// Those that hold: without undos and what they undo. Pointers into the list, in order.
std::vector<const Decision*> holding(std::span<const Decision> decisions);

/// One line in plain words: "“a”, “b” are one claim". Not who and when.
std::string words(const Decision&);
/// "A person said so: ..., by Ada Quill, 2031-05-06".
std::string reason_words(const Decision&);

/// The same as reconcile(readings), except where a decision says otherwise: each that holds is a constraint on the step that it speaks of, and
/// CaseModel::rulings tells what became of it. Where two contradict each other the later one holds. Cost: that of reconcile(readings), and
/// for each decision the spots that it names.
CaseModel reconcile(std::span<const Reading> readings, std::span<const Decision> decisions);

/// The reading as people have corrected it: stances, spans, speakers, and attributions that are none. Decisions in the order in which they were made,
/// so that each meets what the person saw who made it; those on other documents are passed over. Correcting twice is correcting once; after an
/// undo the reading has to be loaded again. reconcile() does the same for its own use.
void correct(Reading& reading, std::span<const Decision> decisions);

/// What a decision is made of, from what is in a model: members of a claim, of one root, or of one attribution; an agent; a document.
/// Indices are those of the model and its readings.
Subject subject_of_claim(std::span<const Reading> readings, const CaseModel& model, std::uint32_t claim);
Subject subject_of_members(std::span<const Reading> readings, std::span<const AttributionRef> members, std::string label);
Subject subject_of_attribution(std::span<const Reading> readings, AttributionRef attribution);
Subject subject_of_agent(std::span<const Reading> readings, const CaseModel& model, std::uint32_t agent);
Subject subject_of_document(std::span<const Reading> readings, std::uint32_t document);

/// The attribution that a spot names now; nothing if it is gone. `document` is that of the spot.
std::optional<std::uint32_t> attribution_at(const Reading& document, const Spot& spot);

/// An id that a claim or an agent of the case has had, and where what was called so stands.
struct KnownId {
  std::string id;
  std::string since, gone;   ///< UTC; `gone` is empty while something is called so
  std::vector<Spot> spots;   ///< of its first members, at most ten
};

/// The ids of a model. Ids are hashes of the earliest member: they change when clusters merge, split, or something earlier arrives.
std::vector<KnownId> ids_of(std::span<const Reading> readings, const CaseModel& model);
/// What has become of an id that nothing is called by any more: the ids of what its members belong to now, in the order of the model.
/// More than one where it was split; none if all of its members are gone.
std::vector<std::string> redirect(const KnownId& known, std::span<const Reading> readings, const CaseModel& model);

/// One line of JSON, keys as in docs/formats/decisions.md.
std::string to_json(const Decision&);
/// Errors: malformed, with what is wrong in words.
Result<Decision> decision_from_json(std::string_view line);

}  // namespace stemma
