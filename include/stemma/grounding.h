// Grounding: when, how many, where, and who did what, in one document. Written by claims/ground/, read by link/ and everything after it.
//
// Each value keeps the words that it stands on, what found it and how sure that is. What is not known is left empty; nothing is guessed
// silently.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stemma/span.h"

namespace stemma {

/// What every grounded value has.
struct Grounded {
  ByteSpan span;
  std::int32_t attribution = -1;  ///< index into Reading::attributions: the innermost one whose words it stands among; -1: the outlet's voice
  float confidence = 0;           ///< 0..1; rules have fixed ones
  std::string rule;               ///< which rule or model found it
};

enum class TimeKind : std::uint8_t { date, time, duration, set };  ///< the types of TIMEX3 (Pustejovsky et al. 2003)
std::string_view name(TimeKind);
std::optional<TimeKind> time_kind(std::string_view name);

/// A temporal expression: "on Thursday", "early 2031", "for three days", "every Friday".
struct TimeExpression : Grounded {
  enum class Role : std::uint8_t {
    happened,  ///< belongs to what is told
    said,      ///< says when the attribution was made: "the ministry said on Thursday"
  };
  TimeKind kind = TimeKind::date;
  Role role = Role::happened;
  std::string value;      ///< of TIMEX3: "2031-05-08", "2031-W19", "P3D", "XXXX-WXX-5", "PAST_REF"; empty: found, not resolved
  std::string mod;        ///< of TIMEX3: "APPROX", "START", "MORE_THAN" ...; empty for none
  std::string quant, freq;  ///< of TIMEX3, of sets: "EVERY", "2X"
  std::string edtf;       ///< the same in EDTF (ISO 8601-2), with its doubt: "2031-05~", "../2031-04"; empty: not resolved, or no date
  std::string earliest, latest;  ///< ISO days between which it lies; empty: open on that side
  std::string granularity;  ///< "minute", "hour", "day", "week", "month", "season", "quarter", "year", "decade", "century"; empty: unknown
  bool approximate = false;
  std::string calendar;   ///< "" the civil one; "fiscal", "islamic", "jewish", "persian" ...: named, not resolved
  std::string anchor;     ///< what a relative one was counted from: "published", "dateline", "text"; empty: it names its own date
};
std::string_view name(TimeExpression::Role);
std::optional<TimeExpression::Role> time_role(std::string_view name);

enum class FigureKind : std::uint8_t { count, money, measure, percentage, age, ordinal };
std::string_view name(FigureKind);
std::optional<FigureKind> figure_kind(std::string_view name);

/// How a number binds what it counts. The table with the reading of each word: src/claims/ground/figures/bounds.tsv.
enum class Bound : std::uint8_t {
  exact,      ///< low = high = value
  at_least,   ///< low = value
  more_than,  ///< low = value, itself left out
  at_most,    ///< high = value: "up to"
  less_than,  ///< high = value, itself left out: "fewer than", "nearly"
  about,      ///< value alone
  between,    ///< low and high, no value
  vague,      ///< "dozens", "hundreds": low alone, no value
};
std::string_view name(Bound);
std::optional<Bound> bound(std::string_view name);

/// A number with its bound, unit and what is counted: "at least 12 people were killed".
struct Figure : Grounded {
  FigureKind kind = FigureKind::count;
  Bound bound = Bound::exact;
  std::optional<double> value, low, high;
  std::string number;    ///< the printed number in plain decimal digits, exactly: "0.1", "12000000"; empty: too large to write, or a range
  ByteSpan quantity_span;  ///< within span: the number with its unit, without the words that bind it: "5 km" of "at least 5 km"
  ByteSpan number_span;    ///< within that: the number alone
  std::string unit;      ///< "people" (of persons), ISO 4217 ("EUR"), a unit's common code ("km", "kg", "degC", "%"); of other things empty
  std::optional<double> converted;  ///< customary measures in SI, and the other way round
  std::string converted_unit;
  std::string counted;   ///< class of what is counted or of what befell it: "killed", "injured", "held", "missing", "displaced", "arrested";
                         ///< else the head noun's dictionary form: "house", "litre"
  std::optional<ByteSpan> counted_span;  ///< the noun phrase: "residents of Ardle"
  std::string group;     ///< who or what it is a part of, as printed: "of the 64 residents"; empty if none
  std::int32_t place = -1;  ///< index into Reading::places: where; -1 not told
  std::int32_t time = -1;   ///< index into Reading::times: the period that it covers; -1 not told
  std::string as_of;     ///< ISO day up to which it counts; empty: not told
  std::string doubt;     ///< another way to read it ("1.5 or 15"), and then value is empty; empty: none
};

enum class PlaceKind : std::uint8_t {
  literal,  ///< the place itself: "in Paris"
  demonym,  ///< its people, its language, what belongs to it: "French"
  metonym,  ///< who acts from there: "Paris denied it"
};
std::string_view name(PlaceKind);
std::optional<PlaceKind> place_kind(std::string_view name);

/// What a place may be: one row of the gazetteer.
struct PlaceMatch {
  std::uint32_t geonames = 0;  ///< its number at GeoNames; 0: in no gazetteer
  std::string name;
  std::string feature;         ///< "country", "division", "city", "capital", "continent", "region", "water", "mountain" ...
  std::string country;         ///< ISO 3166-1 alpha-2; empty: none, or several
  std::string division;        ///< name of the first-level division
  double latitude = 0, longitude = 0;
  float confidence = 0;
};

/// A place in the text.
struct Place : Grounded {
  PlaceKind kind = PlaceKind::literal;
  std::string name;                  ///< as the text calls it, the article left out
  std::vector<PlaceMatch> matches;   ///< likeliest first, at most 5; empty: unknown, or an address
  bool address = false;              ///< a street and number: never resolved, never given coordinates
};

/// What is said of a happening: whether it did, will, must, may.
enum class Modality : std::uint8_t {
  did,    ///< happened, happens
  will,
  must,   ///< is to, should, ought to: wanted or owed
  might,  ///< may, could, possibly
  would,  ///< under a condition
};
std::string_view name(Modality);
std::optional<Modality> modality(std::string_view name);

enum class ParticipantRole : std::uint8_t {
  doer,       ///< who does it: subject of an active verb, "by ..." of a passive one
  undergoer,  ///< to whom or what it is done; also who dies, what collapses, rises, is closed, with nobody doing it
  recipient,  ///< to whom something is given, sent, told
  other,      ///< any other, with its preposition
};
std::string_view name(ParticipantRole);
std::optional<ParticipantRole> participant_role(std::string_view name);

struct Participant {
  ParticipantRole role = ParticipantRole::other;
  ByteSpan span;
  std::string name;         ///< who is meant, as the document calls them most fully ("Edda Marlowick" of "she"); else the phrase itself
  std::int32_t agent = -1;  ///< index into Reading::agents, if they speak in this document
  std::string preposition;  ///< of `other`: "with", "against"
};

/// Who did what: a predicate with its participants, as plain slots that claims can be compared by.
struct Event : Grounded {        ///< its span is the predicate's
  std::string predicate;         ///< dictionary form, particle included: "kill", "carry out", "be dead"
  std::string predicate_class;   ///< "killed", "held" ...: of the table of classes; empty: in none
  std::vector<Participant> participants;
  bool negated = false;
  Modality modality = Modality::did;
  bool main = false;             ///< the main predicate of its attribution's content
  std::vector<std::int32_t> times, places, figures;  ///< indices into the Reading's lists, ascending
};

}  // namespace stemma
