// Events: who did what; the predicates of contents with their participants.
//
// Predicates are the heads of clauses (rules "verb", "copula", "participle"), nouns of the table ("noun", "light verb"), and what a source
// tells that somebody said ("saying"); what the outlet tells so is an attribution only.
//
//   tables.h        classes of predicates, event nouns, what words do to what hangs on them (*.tsv)
//   tree.h          the dependency trees, walked downwards
//   clauses.h       each predicate with its subject and object (clause_subjects.cpp), polarity and modality (clause_colours.cpp)
//   participants.h  who is meant
//   writer.h        events of clauses and of event nouns (writer_nouns.cpp)
#pragma once

#include "claims/ground/page.h"
#include "stemma/attribution.h"
#include "stemma/result.h"

namespace stemma::claims::ground {

namespace events {
class Tables;
}

/// Immutable; shared by threads.
class Events {
 public:
  /// With the tables of this program. Errors: malformed (a table is damaged).
  static Result<Events> built_in();

  /// Fills `reading.events`, after its times, places and figures. Linear in the text.
  void read(const Page& page, Reading& reading) const;

 private:
  explicit Events(const events::Tables& tables) : tables_(&tables) {}
  const events::Tables* tables_;
};

}  // namespace stemma::claims::ground
