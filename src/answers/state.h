// What a Snapshot holds: the model of the case, and compact rows of all that lists and counts are made of. Built once by arrange(), then never
// changed. Texts are not here (files.h).
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "answers/answers.h"
#include "answers/files.h"
#include "stemma/case.h"
#include "stemma/claims.h"

namespace stemma::answers {

/// A list of numbers for each of 0..n-1, in two vectors.
struct Lists {
  std::vector<std::uint32_t> starts{0}, items;
  std::span<const std::uint32_t> of(std::size_t i) const { return std::span(items).subspan(starts[i], starts[i + 1] - starts[i]); }
  void close() { starts.push_back(static_cast<std::uint32_t>(items.size())); }  ///< the list in hand is complete
  /// From pairs (which list, item); sorts them, each once.
  static Lists from(std::size_t n, std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs);
};

/// A string for each of 0..n-1, in one.
struct Strings {
  std::string all;
  std::vector<std::uint32_t> starts{0};
  void add(std::string_view s) { all += s, starts.push_back(static_cast<std::uint32_t>(all.size())); }
  std::string_view operator[](std::size_t i) const { return std::string_view(all).substr(starts[i], starts[i + 1] - starts[i]); }
};

inline constexpr std::size_t claims_in_block = 16;
inline constexpr std::int64_t no_day = std::numeric_limits<std::int64_t>::min();

struct DocumentRow {
  Stored stored;
  std::string id, title, published, language;
  std::uint32_t outlet = 0;        ///< index into State::outlets
  std::uint32_t first = 0, attributions = 0;  ///< in State::attributions
  std::uint32_t copies = 0, warnings = 0;
  std::int64_t day = no_day;       ///< of publication, days since 1970
  std::int64_t at = no_day;        ///< the same in seconds, if its zone is known
  std::vector<CaptureFlaw> flaws;
  bool rtl = false, withdrawn = false, day_disputed = false;
};

enum class Review : std::uint8_t { none, accepted, corrected, rejected };
std::string_view name(Review);

struct AttributionRow {
  std::uint32_t spans = 0;         ///< first of its spans in State::spans: source, cue, content
  std::uint16_t source = 0, cue = 0, content = 0;  ///< how many
  std::uint16_t rule = 0;          ///< index into State::rules
  std::uint32_t document = 0;
  std::int32_t agent = -1;         ///< index into CaseModel::agents
  std::int32_t parent = -1;        ///< number within the document
  float confidence = 0;
  Stance stance = Stance::asserts;
  Certainty certainty = Certainty::certain;
  SourceKind source_kind = SourceKind::unattributed;
  Review review = Review::none;
  bool negated = false, own_voice = false, rejected = false;
};

/// Words of ClaimPage's filter "status", as bits.
enum Status : std::uint8_t { contested = 1, fragile = 2, unknown = 4, denied = 8, single = 16, decided = 32, unreviewed = 64 };
inline constexpr std::pair<Status, std::string_view> statuses[] = {{contested, "contested"}, {fragile, "fragile"}, {unknown, "unknown"}, {denied, "denied"},
                                                                   {single, "single"}, {decided, "decided"}, {unreviewed, "unreviewed"}};

struct ClaimRow {
  std::uint32_t contested = 0, fragile = 0;  ///< what the orders sort by
  std::uint32_t first = 0, last = 0;         ///< documents of the first and last day; equal to `none` if no member is dated
  std::uint32_t members = 0, reviewed = 0;   ///< members that a person has accepted or corrected
  std::uint8_t status = 0, root_kinds = 0;   ///< bits
  bool rtl = false;
  static constexpr std::uint32_t none = ~std::uint32_t{0};
};

/// Of a figure in a series: what its document says.
struct FigureRow {
  std::optional<double> value, low, high;
  Bound bound = Bound::exact;
  std::string unit;
  ByteSpan span;
};

/// What a decision speaks of, as far as it is still there.
struct Touched {
  std::vector<std::uint32_t> claims, agents, documents;  ///< sorted
  std::string first, second;    ///< ids that its two sides have now; empty: nothing is left of it
  std::uint64_t undone_by = 0;  ///< number of the undo that holds; 0: it holds itself
};

struct State {
  State(std::string path, std::vector<Decision> decisions) : files(std::move(path), std::move(decisions)) {}

  std::uint64_t generation = 0;
  std::string name, identity, reader;
  std::uint32_t schema = 0;
  bool read_only = false;
  Files files;
  CaseModel model;                           ///< of its claims everything but members, roots and what may be one: whole() has these
  std::vector<Failure> failures;

  std::vector<std::string> outlets, rules;
  std::vector<DocumentRow> documents;
  std::vector<AttributionRow> attributions;  ///< document by document
  std::vector<ByteSpan> spans;
  std::vector<ClaimRow> claims;
  std::vector<FigureRow> figures;            ///< all points of all series in turn
  std::vector<std::uint32_t> series_first;   ///< index into `figures`
  std::vector<Touched> touched;              ///< by decision

  std::unordered_map<std::string_view, std::uint32_t> document_by_id, claim_by_id, agent_by_id;
  Lists claims_of;           ///< attribution -> claims it is a member of
  Lists claim_outlets, claim_agents, claim_months;  ///< claim -> outlets, speakers, months (year * 12 + month - 1)
  Lists claim_documents;     ///< claim -> documents with a member
  Lists claim_voices;        ///< claim -> what its members do, each once: 4 * (agent + 1) + side
  Strings packed_claims;     ///< of each claims_in_block claims members, roots and what may be one (link/blob.h), under zstd: most of a model's memory otherwise
  Lists agent_attributions;  ///< agent -> attributions
  Lists parents, children;   ///< document -> edges of CaseModel::derived, the main one first / in order
  Lists relies_from, relies_to;  ///< document -> CaseModel::relies
  Lists captures;            ///< document -> other captures of its page
  Lists absent_of;           ///< document -> CaseModel::absent that it took its text from
  Lists hints_of;            ///< document -> CaseModel::hints
  Lists denials_of;          ///< claim -> CaseModel::denials that cover it, or may
  Lists claim_series;        ///< claim -> CaseModel::figures
  std::vector<std::pair<std::uint32_t, std::uint32_t>> saying_edits;  ///< all of CaseModel::edits: edit, number of the saying in it
  Lists claim_edits;         ///< claim -> saying_edits
  std::vector<std::uint64_t> word_keys;      ///< hashes of the words of labels, sorted
  Lists word_claims;         ///< of each, the claims
  Strings claim_words, agent_words, document_words, series_words;  ///< folded (search_fold), for ?q=
  Strings timeline_labels;
  std::vector<std::uint32_t> timeline_points;  ///< code points of each entry's span: begin, end
  std::vector<std::int32_t> timeline_days;     ///< days since 1970 between which each lies: first, last; first after last: its date is none
  std::vector<std::uint32_t> by_contested, by_fragile, by_reported, by_newest, by_label;  ///< claims
  std::vector<std::uint32_t> agents_in_order;  ///< most attributions first

  Claim whole(std::uint32_t claim) const;
  /// The model with those claims whole that have a member in one of these documents.
  CaseModel model_of(std::span<const std::uint32_t> documents) const;

  std::uint32_t at(AttributionRef r) const { return documents[r.document].first + r.attribution; }
  const AttributionRow& operator[](AttributionRef r) const { return attributions[at(r)]; }
  AttributionRef ref(std::uint32_t attribution) const {
    const auto d = attributions[attribution].document;
    return {d, attribution - documents[d].first};
  }
  std::span<const ByteSpan> source(const AttributionRow& a) const { return std::span(spans).subspan(a.spans, a.source); }
  std::span<const ByteSpan> cue(const AttributionRow& a) const { return std::span(spans).subspan(a.spans + a.source, a.cue); }
  std::span<const ByteSpan> content(const AttributionRow& a) const { return std::span(spans).subspan(a.spans + a.source + a.cue, a.content); }
};

/// Claims of a State, each made whole once. Views into it hold as long as it does.
class WholeClaims {
 public:
  explicit WholeClaims(const State& s) : s_(s) {}
  const Claim& operator[](std::uint32_t claim);

 private:
  const State& s_;
  std::unordered_map<std::uint32_t, Claim> made_;
};

/// Hashes of the stems of a label's words, stop words left out.
std::vector<std::uint64_t> label_keys(std::string_view label);

// Steps of arranging, in this order. Readings are those that State::model was made of.
void arrange_documents(State&, std::span<const Reading>);
void arrange_decisions(State&, std::span<const Reading>);
void arrange_claims(State&, std::span<const Reading>);
void arrange_agents(State&);
void arrange_figures(State&, std::span<const Reading>);
/// After which claims have no members but in whole().
void pack_claims(State&);

}  // namespace stemma::answers
