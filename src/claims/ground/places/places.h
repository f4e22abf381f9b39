// Places: where; names of places resolved against the gazetteer by the document around them.
#pragma once

#include "claims/ground/page.h"
#include "stemma/attribution.h"
#include "stemma/result.h"

namespace stemma::claims::ground {

/// Immutable; shared by threads.
class Places {
 public:
  /// With the tables of this program. Errors: malformed (a table is damaged).
  static Result<Places> built_in();

  /// Fills `reading.places`. Linear in the text.
  void read(const Page& page, Reading& reading) const;
};

}  // namespace stemma::claims::ground
