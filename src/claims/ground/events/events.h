// Events: who did what; the predicates of contents with their participants.
//
//   tables.h        classes of predicates, event nouns, what words do to what hangs on them (*.tsv)
//   tree.h          the dependency trees, walked downwards
//   clauses.h       each predicate with its subject, object, polarity and modality
//   participants.h  who is meant
//   writer.h        events of clauses and of event nouns
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
