#include "claims/ground/figures/figures.h"

namespace stemma::claims::ground {

Result<Figures> Figures::built_in() { return Figures(); }

void Figures::read(const Page&, Reading&) const {}

}  // namespace stemma::claims::ground
