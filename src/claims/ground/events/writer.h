// From clauses and event nouns to events.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "claims/ground/events/clauses.h"
#include "claims/ground/events/participants.h"
#include "claims/ground/events/tables.h"
#include "claims/ground/events/tree.h"

namespace stemma::claims::ground::events {

/// The events of one document.
class Writer {
 public:
  Writer(const Page& page, const Tables& tables, const Tree& tree, const Clauses& clauses, const Namer& namer,
         const std::vector<Saying>& cue);

  /// In order of the text.
  std::vector<Event> take() { return std::move(events_); }
  /// For each token the event whose predicate it is, or stands for ("made" of "made an arrest"); -1 none. For each event the token whose
  /// depth is that of its clause.
  const std::vector<std::int32_t>& event_of() const { return event_of_; }
  const std::vector<std::uint32_t>& seat() const { return seat_; }

 private:
  void clause(const Clause& c);
  void noun(std::uint32_t i, const NounEntry& entry);
  void colour_noun(std::uint32_t i, const Clause* light, Event& e) const;
  bool noun_participants(std::uint32_t i, const NounEntry& entry, Event& e) const;
  const NounEntry* event_noun(std::uint32_t i) const;
  std::int32_t stand_in(std::uint32_t noun) const;
  /// Dictionary form with particle, object or preposition; `taken` is the token that became part of it, `behind` the noun behind a
  /// preposition that did.
  void predicate(const Clause& c, Event& event, const VerbEntry*& verb, std::int32_t& taken, std::int32_t& behind) const;
  void copula(const Clause& c, Event& event) const;
  void others(std::uint32_t head, bool passive, bool giving, std::int32_t taken, Event& event) const;
  std::int32_t by_phrase(std::uint32_t i) const;
  bool by_cue(std::uint32_t i) const;
  bool amount(std::int32_t i) const;
  bool told(const VerbEntry* verb, const Clause& c) const;
  bool state(const Clause& c) const;
  std::string preposition(std::uint32_t i) const;
  Event begin(std::uint32_t i, const char* rule, float confidence) const;
  void end(Event event, std::uint32_t token, std::uint32_t seat);

  const Page& page_;
  const Tables& tables_;
  const Tree& tree_;
  const Clauses& clauses_;
  const Namer& namer_;
  const std::vector<Saying>& cue_;
  std::vector<Event> events_;
  std::vector<std::int32_t> event_of_;
  std::vector<std::uint32_t> seat_;
  std::vector<std::int32_t> stands_for_;  ///< by token of a light verb: the event noun
};

}  // namespace stemma::claims::ground::events
