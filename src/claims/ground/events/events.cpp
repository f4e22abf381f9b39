#include "claims/ground/events/events.h"

namespace stemma::claims::ground {

Result<Events> Events::built_in() { return Events(); }

void Events::read(const Page&, Reading&) const {}

}  // namespace stemma::claims::ground
