#include "claims/ground/places/places.h"

namespace stemma::claims::ground {

Result<Places> Places::built_in() { return Places(); }

void Places::read(const Page&, Reading&) const {}

}  // namespace stemma::claims::ground
