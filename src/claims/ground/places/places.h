// Places: where; names of places resolved against the gazetteer by the document around them.
//
// candidates() gives what may be a place, a model of mentions keeps what is (mentions.h), a model of readings tells which (resolve.h).
#pragma once

#include "claims/ground/page.h"
#include "claims/ground/places/gazetteer.h"
#include "claims/ground/places/mentions.h"
#include "claims/ground/places/weights.h"
#include "stemma/attribution.h"
#include "stemma/result.h"

namespace stemma::claims::ground {

/// Immutable; shared by threads.
class Places {
 public:
  /// With the tables of this program. Errors: malformed (a table is damaged).
  static Result<Places> built_in();
  /// With weights from elsewhere, as text. Errors: malformed.
  static Result<Places> with(std::string_view mentions, std::string_view alone, std::string_view together);

  /// Fills `reading.places`. Linear in the text.
  void read(const Page& page, Reading& reading) const;

  Mentions mentions(const Page& page) const;
  const Gazetteer& gazetteer() const { return gazetteer_; }
  const Weights& alone() const { return alone_; }

 private:
  Places(Gazetteer gazetteer, Weights detection, Weights alone, Weights together);
  Gazetteer gazetteer_;
  Weights detection_, alone_, together_;
};

}  // namespace stemma::claims::ground
