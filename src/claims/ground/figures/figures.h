// Figures: numbers with their bound, unit, what they count, their scope and day.
#pragma once

#include <memory>

#include "claims/ground/page.h"
#include "stemma/attribution.h"
#include "stemma/result.h"

namespace stemma::claims::ground {

struct Tables;

/// Immutable; shared by threads.
class Figures {
 public:
  /// With the tables of this program. Errors: malformed (a table is damaged).
  static Result<Figures> built_in();

  /// Fills `reading.figures`, after its times and places. Linear in the text.
  void read(const Page& page, Reading& reading) const;

 private:
  explicit Figures(std::shared_ptr<const Tables> tables) : tables_(std::move(tables)) {}
  std::shared_ptr<const Tables> tables_;
};

}  // namespace stemma::claims::ground
