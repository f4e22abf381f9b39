#include "claims/ground/times/times.h"

namespace stemma::claims::ground {

Result<Times> Times::built_in() { return Times(); }

void Times::read(const Page&, Reading&) const {}

}  // namespace stemma::claims::ground
