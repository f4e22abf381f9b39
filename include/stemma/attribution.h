// Attributions: who says what, on whose word, in one document. Written by claims/, read by link/ and everything after it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stemma/document.h"
#include "stemma/grounding.h"
#include "stemma/span.h"

namespace stemma {

/// The source's stand on the content.
enum class Stance : std::uint8_t {
  asserts, alleges, denies, confirms, doubts, demands, commits, expects, believes, asks, declares,
};
std::string_view name(Stance);
std::optional<Stance> stance(std::string_view name);

/// How sure the content is, as the source presents it.
enum class Certainty : std::uint8_t {
  certain,
  probable,  ///< "probably", "seems to"
  possible,  ///< "may", "could have"
  open,      ///< asked, in doubt, unknown either way
};
std::string_view name(Certainty);
std::optional<Certainty> certainty(std::string_view name);

enum class SourceKind : std::uint8_t {
  named_person, named_organisation, government, media, document, unnamed_individual, unnamed_group, collective, unattributed,
};
std::string_view name(SourceKind);
std::optional<SourceKind> source_kind(std::string_view name);

enum class AgentKind : std::uint8_t { person, organisation, government, media, document, unnamed, collective };
std::string_view name(AgentKind);
std::optional<AgentKind> agent_kind(std::string_view name);

/// A speaker inside one document: "the ministry", "its spokeswoman Mirelle Askand" and "she" lead to one of these.
struct Agent {
  std::string name;                  ///< fullest form in the document
  AgentKind kind = AgentKind::person;
  std::vector<std::string> aliases;  ///< other forms in the document, in order of appearance
  std::string role;                  ///< "spokeswoman", "director"...; empty if none is given
  std::int32_t affiliation = -1;     ///< index into Reading::agents of the body spoken for; -1: none known
  bool vague = false;                ///< "widespread reports", "sources": names nobody who could be asked
  Spans mentions;                    ///< in Document::text
};

/// On whose word a source speaks, or to whom it spoke, as the text says it in so many words.
struct SourceLink {
  enum class Kind : std::uint8_t {
    citing,   ///< "..., citing interviews with nine former detainees": the source passes on these people's word
    told,     ///< "told the Courier": the words came to us through this outlet
    report,   ///< "in a report by the committee", "according to a report in the Lantern"
  };
  Kind kind = Kind::citing;
  ByteSpan cue;            ///< "citing interviews with", "told"
  ByteSpan span;           ///< "nine former detainees", "the Courier"
  std::int32_t agent = -1; ///< index into Reading::agents
};
std::string_view name(SourceLink::Kind);

/// One occurrence in a text of somebody saying something.
struct Attribution {
  Spans source;   ///< may be empty: "It was reported that..."
  Spans cue;      ///< may be empty: a quotation that only stands beside its speaker, a body's own document
  Spans content;  ///< never empty
  Stance stance = Stance::asserts;
  bool negated = false;  ///< the saying itself is negated: "did not deny", "has not confirmed"
  Certainty certainty = Certainty::certain;
  SourceKind source_kind = SourceKind::unattributed;
  std::int32_t agent = -1;   ///< index into Reading::agents; -1: nobody
  std::int32_t parent = -1;  ///< index into Reading::attributions: this one stands inside that one's content; -1: outermost
  std::vector<SourceLink> links;  ///< nearest first
  std::string said;          ///< ISO day on which it was said, if the text tells; empty otherwise
  float confidence = 0;      ///< 0..1; rules have fixed ones
  std::string rule;          ///< which rule or model found it, for bug reports and `stemma why`
  bool rejected = false;     ///< a person said that nobody says anything here (decision.h): linking passes over it; never set by a reader
  bool stance_decided = false;  ///< `stance` is what a person said; never set by a reader
};

/// All that reading one document gives. A pure function of its bytes and the model.
struct Reading {
  Document document;
  std::vector<Attribution> attributions;  ///< in order of content, then cue
  std::vector<Agent> agents;
  std::vector<TimeExpression> times;      ///< these four in order of the text, each value once
  std::vector<Figure> figures;
  std::vector<Place> places;
  std::vector<Event> events;
};

}  // namespace stemma
