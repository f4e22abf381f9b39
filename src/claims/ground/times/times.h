// Times: temporal expressions found, and resolved against the day of writing, the dateline and the narrative's own dates.
#pragma once

#include "claims/ground/page.h"
#include "claims/ground/times/lexicon.h"
#include "stemma/attribution.h"
#include "stemma/result.h"

namespace stemma::claims::ground {

/// Immutable; shared by threads.
class Times {
 public:
  /// With the tables of this program. Errors: malformed (a table is damaged).
  static Result<Times> built_in();

  /// Fills `reading.times`, and `said` of its attributions. Linear in the text.
  void read(const Page& page, Reading& reading) const;

 private:
  explicit Times(times::Lexicon words);
  times::Lexicon words_;
};

}  // namespace stemma::claims::ground
