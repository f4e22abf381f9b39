// Said when, apart from happened when.
#pragma once

#include "claims/ground/page.h"

namespace stemma::claims::ground::times {

/// Of `reading.times`: those that belong to a cue and not to what is said get Role::said and the attribution that they date, whose `said` is
/// filled if they name a day. Costs times x log attributions.
void said_when(const Page& page, Reading& reading);

}  // namespace stemma::claims::ground::times
