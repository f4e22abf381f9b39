// Grounding: times, places, figures and events of a document whose attributions have been read.
#pragma once

#include "claims/ground/events/events.h"
#include "claims/ground/figures/figures.h"
#include "claims/ground/places/places.h"
#include "claims/ground/times/times.h"

namespace stemma::claims::ground {

/// Immutable; shared by threads.
class Grounder {
 public:
  /// Errors: malformed (a table inside this program is damaged).
  static Result<Grounder> built_in();

  /// Fills times, places, figures and the days of saying of `reading`. Linear in the text. REQUIRES: `page` was made of `reading`.
  void read_values(const Page& page, Reading& reading) const;
  /// Fills its events, after the values. Linear in the text.
  void read_events(const Page& page, Reading& reading) const;

 private:
  Grounder(Times times, Places places, Figures figures, Events events);
  Times times_;
  Places places_;
  Figures figures_;
  Events events_;
};

}  // namespace stemma::claims::ground
