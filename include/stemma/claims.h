// What a whole case says: families of copies, claims, roots, denials. Written by link/, read by reports, exports and the desk.
// Everything refers to documents by index into the list that was linked, and to attributions by (document, attribution).
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stemma/attribution.h"

namespace stemma {

/// An attribution of the case: Reading::attributions[attribution] of document number `document`.
struct AttributionRef {
  std::uint32_t document = 0;
  std::uint32_t attribution = 0;
  friend constexpr auto operator<=>(const AttributionRef&, const AttributionRef&) = default;
};

/// Words of the page that justify something. `text` is the reason in plain words; the span shows it.
struct Reason {
  std::string text;
  std::uint32_t document = 0;
  ByteSpan span;
};

/// A speaker of the case. Two documents' agents are one only if the words allow no doubt.
struct CaseAgent {
  std::string id;      ///< "a" + 12 hex digits of a hash of its earliest member: stable under re-reading and order
  std::string name;
  std::vector<std::string> aliases;
  AgentKind kind = AgentKind::person;
  std::string role;
  std::int32_t affiliation = -1;   ///< index into CaseModel::agents
  bool vague = false;
  std::int32_t speaks_as = -1;     ///< index of the body whose voice this agent is (spokesman, minister, capital); itself if nobody's
  struct Mention { std::uint32_t document, agent; };
  std::vector<Mention> mentions;   ///< Reading::agents[agent] of each document
  std::vector<Reason> why;         ///< one for each union that made it, publishers included
  std::vector<std::uint32_t> candidates;  ///< indices into CaseModel::agents of those that it may be, where the words leave it open
};

enum class How : std::uint8_t { verbatim, cut, light_edit, rewritten, translated, update, correction };
std::string_view name(How);

/// A stretch of text that two documents share.
struct Passage {
  ByteSpan in_child, in_parent;
  std::uint32_t words = 0;
};

/// `child` took text over from `parent`.
struct DerivationEdge {
  std::uint32_t child = 0, parent = 0;
  How how = How::verbatim;
  std::vector<Passage> passages;
  float child_covered = 0, parent_covered = 0;  ///< share of each one's words that lies in the passages
  std::vector<Reason> why;
};

/// A text of an agency that is not in the case, and that two or more documents which credit it must have printed: the parent that their
/// family hangs from.
struct AbsentText {
  struct Held {
    std::uint32_t document = 0;  ///< the first of the children that has it
    ByteSpan span;
    std::uint32_t words = 0;
  };
  std::string issuer;                   ///< as the first of the children credits it
  std::int32_t agent = -1;              ///< index into CaseModel::agents; -1: no agent bears the name
  std::vector<std::uint32_t> children;  ///< documents, earliest first
  std::string no_later;                 ///< ISO 8601: it was out when the first of them was; empty: none is dated
  std::vector<Held> held;               ///< passages that two of the children share
  std::vector<Reason> why;              ///< the credit of each child, then a passage
};

/// Two documents without a passage in common that may be one report told twice. Folds nothing by itself.
struct KinHint {
  std::uint32_t a = 0, b = 0;  ///< documents, the earlier first
  bool strong = false;         ///< two kinds of evidence or more
  std::vector<Reason> why;     ///< one for each kind
};

/// What became of a saying, or of a sentence, in the next capture of its page.
enum class EditKind : std::uint8_t {
  added,     ///< the earlier capture does not have it
  dropped,   ///< the later one does not
  number,    ///< another number, or another bound of it
  hedge,     ///< words that make it less or more sure came or went: "allegedly", "may", "could not be verified"
  stance,    ///< what was said is now denied, what was denied is now confirmed
  speaker,   ///< said by somebody else
  reworded,  ///< other words, none of the above
};
std::string_view name(EditKind);

/// A sentence of one capture that the other has not, or not so. An empty span: none.
struct SentenceEdit {
  EditKind kind = EditKind::reworded;  ///< added, dropped or reworded
  ByteSpan before, after;
};

/// What was done to one saying. Indices into Reading::attributions of each capture; -1: it has none.
struct SayingEdit {
  EditKind kind = EditKind::reworded;
  std::int32_t before = -1, after = -1;
  std::vector<std::uint32_t> claims;   ///< indices into CaseModel::claims in which either stands, ascending
  std::vector<Reason> why;             ///< the words of each capture that has it
};

/// Two captures of one page that do not say the same, the earlier first.
struct CaptureEdit {
  std::uint32_t before = 0, after = 0;       ///< documents
  bool dated = true;                         ///< false: nothing tells which came first
  bool corrects = false;                     ///< `notice` speaks of a correction, not only of an update
  ByteSpan notice;                           ///< words of the later one that say that it was changed; empty: it was changed quietly
  std::vector<SentenceEdit> sentences;       ///< in order of the later text, then what was dropped
  std::vector<SayingEdit> sayings;           ///< in the same order; without those that a kept sentence still says
  std::vector<Reason> why;                   ///< why they are captures of one page
};

/// `from` says in words that it takes the matter from `to`, without taking its text.
struct ReliesOn {
  std::uint32_t from = 0;
  std::int32_t to = -1;      ///< document index; -1: a report that is not in the case
  std::int32_t outlet = -1;  ///< index into CaseModel::agents
  std::vector<Reason> why;
};

enum class Side : std::uint8_t { supports, denies, neutral };
std::string_view name(Side);

enum class RootKind : std::uint8_t { statement, witness, document, own_reporting, unknown };
std::string_view name(RootKind);

/// One end of a chain that a root is made of: what single members rest on before ends that are one occasion are folded.
struct RootEnd {
  std::string label;
  RootKind kind = RootKind::unknown;
  bool withdrawn = false;               ///< only withdrawn items hold it
  std::vector<std::uint32_t> members;   ///< indices into Claim::members: those whose own chain ends here
};

/// Two ends of one root that are one occasion of saying. The folds of a root are a tree over its ends: without one, it falls in two.
struct Fold {
  std::uint32_t a = 0, b = 0;           ///< indices into Root::ends
  Reason why;
  bool proved = true;                   ///< false: nothing in the texts tells them apart, but they may be two
};

/// Where a chain ends: somebody with their own access, or nobody that we can name.
struct Root {
  std::string id;          ///< "r" + 12 hex digits
  std::int32_t agent = -1; ///< index into CaseModel::agents
  RootKind kind = RootKind::unknown;
  Side side = Side::supports;
  std::string label;       ///< "Nine former detainees, interviewed by the Tidewater Lantern"
  bool not_seen = false;   ///< a report that is relied on but is not in the case
  std::vector<Reason> why; ///< one for every fold and for the end of the chain
  std::vector<RootEnd> ends;  ///< the one that names the root first; none of a circle
  std::vector<Fold> folds;
};

struct ClaimMember {
  AttributionRef attribution;
  Side side = Side::supports;
  std::int32_t root = -1;             ///< index into Claim::roots; -1: neutral, passes nothing on
  std::vector<std::uint32_t> reaches; ///< all roots that its chains lead to, `root` among them, ascending
  std::vector<std::uint32_t> chain;   ///< agents of the case on whose word, nearest first
  std::vector<Reason> why;            ///< why it is in this claim (of all but the first), on that side, and rests on that root
};

struct Independent {
  std::uint32_t supporting = 0, supporting_unknown = 0, denying = 0, denying_unknown = 0;
};

/// Two roots of one side that a hint would make one.
struct MayBeOne {
  std::uint32_t a = 0, b = 0;  ///< indices into Claim::roots
  Reason why;
};

/// What several attributions say in common.
struct Claim {
  std::string id;     ///< "c" + 12 hex digits of a hash of its earliest member
  std::string label;  ///< a member's own words, never generated text
  AttributionRef labelled_by;
  std::vector<ClaimMember> members;  ///< in order of publication, then content hash
  std::vector<Root> roots;
  Independent independent;
  std::uint32_t reported_by = 0;     ///< reports that pass it on (supporting side); all captures of one page are one
  std::uint32_t dropped_by = 0;      ///< of these, pages whose newest capture no longer does
  std::uint32_t supporting_at_most = 0, denying_at_most = 0;  ///< if unnamed sources that nothing tells apart were different people
  std::uint32_t supporting_at_least = 0, denying_at_least = 0;  ///< if what may be one were one
  std::vector<MayBeOne> may_be_one;  ///< never folded: shown beside the count
};

/// The count of a claim if something were otherwise. Indices into Claim::members.
struct Counted {
  Independent independent;
  std::uint32_t supporting_at_most = 0, denying_at_most = 0;
  std::vector<std::uint32_t> fall;  ///< rest on nothing else
  std::vector<std::uint32_t> move;  ///< rest on another root then
};

/// The count as if `root` (an index into Claim::roots) and what rests on nothing else had never been said. At once: nothing is linked anew.
Counted without_root(const Claim& claim, std::uint32_t root);
/// The count as if the two ends of one fold were two occasions: what reconcile() gives with a decision that says so.
Counted without_fold(const Claim& claim, std::uint32_t root, std::uint32_t fold);

/// A denial and all the claims that it covers.
struct Denial {
  /// The same speaker (or its body) on the other side afterwards. The denial stays: it was made.
  struct Later {
    AttributionRef attribution;
    std::uint32_t claim = 0;  ///< index into CaseModel::claims
    Reason why;
  };

  AttributionRef attribution;
  std::vector<std::uint32_t> claims;  ///< indices into CaseModel::claims
  bool blanket = false;
  std::vector<Reason> why;            ///< one for each claim, in the same order
  std::vector<std::uint32_t> may_cover;  ///< of a blanket one: claims that it may mean as well; shown, never counted
  std::vector<Later> later;           ///< in order of publication
};

/// How a figure stands to an earlier one of its series.
enum class Stand : std::uint8_t {
  first,    ///< opens the series, or nothing before it can be compared
  repeats,  ///< the same number again
  updates,  ///< the same speaker, later: takes the place of the earlier
  fits,     ///< another speaker; both can be true at once
  sums,     ///< the sum of two or three others of its text
  grew,     ///< another speaker, counted up to a later day, and more: no contradiction
  rivals,   ///< another speaker; not both can be true
};
std::string_view name(Stand);

/// A number of a series: Reading::figures[figure] of document number `document`.
struct FigurePoint {
  std::uint32_t document = 0, figure = 0;
  std::int32_t claim = -1;   ///< index into CaseModel::claims: of the member that says it; -1: in none (a headline, the outlet's own voice)
  std::int32_t root = -1;    ///< index into that claim's roots; -1: it passes nothing on
  std::int32_t agent = -1;   ///< index into CaseModel::agents: who gives it; -1: not known
  std::string as_of;         ///< ISO day up to which it counts: stated, else said, else of the dateline, else published; empty: none of these
  bool stated = false;       ///< the text itself states that day
  Stand stand = Stand::first;
  std::int32_t to = -1;      ///< index into FigureSeries::points of the one that it stands so to; -1: none
  bool superseded = false;   ///< its speaker has given a later one since
  Reason why;                ///< of the stand, with the figure's words; empty for `first`
};

/// One quantity, as all who speak of it give it, in order of publication.
struct FigureSeries {
  std::string quantity;      ///< words of its first point
  std::vector<FigurePoint> points;
  std::vector<Reason> changed;  ///< a copy gives another number than the text that it was taken from, and no note says so
};

/// A day, or a stretch of days, with what is said to have happened, or was said, on it.
struct TimelineEntry {
  std::string date, end;     ///< ISO days, `end` empty for a single one; a whole month or year as EDTF has it: "2031-05", "2031"
  bool said = false;         ///< somebody said it then; otherwise it happened then
  std::uint32_t document = 0;
  ByteSpan span;             ///< the words in which the first document gives it
  std::vector<std::uint32_t> claims;  ///< indices into CaseModel::claims, ascending
};

/// What became of a person's decision (decision.h).
struct Ruling {
  std::uint64_t decision = 0;   ///< Decision::number
  bool applied = false;
  std::string what;             ///< why it was not applied: its subject is gone, or a later decision says the opposite
  std::vector<Reason> why;      ///< where it was applied
};

/// Everything that holds across documents. Deterministic: the order in which documents arrived, the number of threads and the
/// machine make no difference.
struct CaseModel {
  std::vector<CaseAgent> agents;
  std::vector<std::vector<std::int32_t>> agent_of;  ///< [document][Reading::agents index] -> index into agents
  std::vector<std::int32_t> publisher;              ///< by document: index into agents; -1: not stated
  std::vector<DerivationEdge> derived;
  std::vector<ReliesOn> relies;
  std::vector<std::vector<std::uint32_t>> families; ///< documents that share a text, two or more, earliest first
  std::vector<AbsentText> absent;                   ///< parents that are not in the case, by their first child
  std::vector<KinHint> hints;                       ///< by (a, b)
  std::vector<std::vector<std::uint32_t>> captures; ///< documents that are one page at several times, two or more, earliest first
  std::vector<CaptureEdit> edits;                   ///< between one capture and the next, where the words differ
  std::vector<bool> withdrawn;                      ///< by document
  std::vector<Claim> claims;                        ///< most contested and most reported first
  std::vector<Denial> denials;
  std::vector<FigureSeries> figures;                ///< by their first point
  std::vector<TimelineEntry> timeline;              ///< by date
  std::vector<Ruling> rulings;                      ///< one for each decision that holds, in their order
};

/// Reconciles the readings of a case (docs/how-it-counts.md). The result does not depend on their order, except that its indices follow
/// the given one. Cost: a few seconds for thousands of documents; linear in shared text and in attributions within one matter.
///
///     auto opened = stemma::Case::open("flood.stemma", stemma::Case::Mode::read);
///     auto readings = opened->readings();
///     for (const auto& claim : stemma::reconcile(*readings).claims) ...
CaseModel reconcile(std::span<const Reading> readings);

/// Who says each attribution of a document: index into CaseModel::agents, -1 for nobody. That of its source; the publisher where "we" speak, and
/// where nobody does: in a headline, in the document of a body, in a text that gives no words of others. Linear in the attributions.
std::vector<std::int32_t> speakers(const CaseModel& model, const Reading& reading, std::uint32_t document);
/// "We" or "our" outside the words of others: whoever publishes the text.
bool speaks_of_itself(const Reading& reading, const Attribution& attribution);

}  // namespace stemma
