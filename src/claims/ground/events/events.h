// Events: who did what; the predicates of contents with their participants.
#pragma once

#include "claims/ground/page.h"
#include "stemma/attribution.h"
#include "stemma/result.h"

namespace stemma::claims::ground {

/// Immutable; shared by threads.
class Events {
 public:
  /// With the tables of this program. Errors: malformed (a table is damaged).
  static Result<Events> built_in();

  /// Fills `reading.events`, after its times, places and figures. Linear in the text.
  void read(const Page& page, Reading& reading) const;
};

}  // namespace stemma::claims::ground
